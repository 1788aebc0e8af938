"""`python -m native_host.cli`, for a machine where the script is not on the path."""

from native_host.cli import main

main()
