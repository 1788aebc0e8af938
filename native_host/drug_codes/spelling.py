"""Names as they sound, so that a light typing mistake still finds its drug."""

import re

_SOUNDS = (
    (re.compile("ph"), "f"),
    (re.compile("y"), "i"),
    (re.compile("[hH]"), ""),
    (re.compile("qu|ck|q|k|c(?![ei])"), "k"),
    (re.compile("c"), "s"),
    (re.compile("z"), "s"),
    (re.compile("w"), "v"),
    (re.compile("ae|oe|ai|ei"), "e"),
    (re.compile("eau|au"), "o"),
    (re.compile("m(?=[bp])"), "n"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile("e$"), ""),
)


def sound(word: str) -> str:
    """Return how a folded word sounds in French, roughly: spellings of one sound give one string."""
    for pattern, plain in _SOUNDS:
        word = pattern.sub(plain, word)
    return word


def shortened(sounded: str) -> set[str]:
    """Return a word and all that is left of it when one letter goes: two words one mistake apart share one of these."""
    return {sounded, *(sounded[:place] + sounded[place + 1 :] for place in range(len(sounded)))}


def distance(left: str, right: str) -> int:
    """Count the mistakes between two words: letters added, missing, changed or swapped with their neighbour."""
    before, last = list[int](), list(range(len(right) + 1))
    for row, letter in enumerate(left, 1):
        now = [row]
        for column, other in enumerate(right, 1):
            best = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == right[column - 2] and left[row - 2] == other:
                best = min(best, before[column - 2] + 1)
            now.append(best)
        before, last = last, now
    return last[-1]
