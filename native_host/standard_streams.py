"""Standard input, output and error: a program may be started without one, or with one that takes nothing."""

import os


def stand_in_for_missing() -> int:
    """Put nothing in the place of each that is missing: the next file that is opened would take its number.

    Returns:
        A further descriptor of nothing.
    """
    while (nowhere := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    return nowhere
