"""What the browser starts: reads, dispatches, writes; nothing else."""

import gc
import sys


def main() -> None:
    """Answer a browser over standard input and output until it closes its end."""
    gc.set_threshold(10_000)  # imports leave no garbage: looking for it is a tenth of a cold start

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
