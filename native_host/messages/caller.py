"""Who started this host: browsers name the extension that asked for it.

https://developer.chrome.com/docs/extensions/develop/concepts/native-messaging (the origin, and on Windows a handle of
the window), https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Native_messaging (the manifest's path,
then the extension's id).
"""

from collections.abc import Sequence


def refused_caller(arguments: Sequence[str]) -> str | None:
    """Return the caller when it is none of those that this host answers.

    Without arguments it is no browser: a person at a terminal, who can read all that this process can.
    """
    if not arguments:
        return None
    given = [argument for argument in arguments if not argument.startswith("--")] or list(arguments)
    caller = given[0] if "://" in given[0] or len(given) == 1 else given[1]

    from native_host.browsers import PUBLISHED_CALLERS, allowed_callers

    return None if caller in PUBLISHED_CALLERS or caller in allowed_callers() else caller
