"""What the browser starts: reads, dispatches, writes; nothing else."""

import sys


def main() -> None:
    """Answer a browser over standard input and output until it closes its end."""
    from native_host.messages.framing import take_pipes

    source, sink = take_pipes()

    from native_host.messages.caller import refused_caller
    from native_host.messages.host import Host

    try:
        Host(source, sink, refused_caller(sys.argv[1:])).serve()
    except KeyboardInterrupt:  # Ctrl-C at the terminal that the browser was started from
        sys.exit(130)


if __name__ == "__main__":
    main()
