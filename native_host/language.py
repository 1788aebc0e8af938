"""French or English: the language of this machine, for the sentences that the host itself words."""

import os
import sys


def language() -> str:
    """Return "fr" or "en", by the first locale variable that is set, else by the system's own setting."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            break
    else:
        value = _of_the_system() if sys.platform in ("win32", "darwin") else ""
    return "fr" if value.lower().startswith("fr") else "en"


def _of_the_system() -> str:
    import locale

    return locale.setlocale(locale.LC_CTYPE, "")
