"""The one exception to https: an environment named `sandbox`, on a loopback address."""

import re

from native_host.errors import BridgeError

# Addresses only: what a name such as `localhost` means is decided elsewhere. `::1` has one way to be written in a URL.
_LOOPBACK = re.compile(r"http://(127(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}|\[::1\])(?::\d{1,5})?(?:[/?#]|$)", re.ASCII)
# Host and port as every reader reads them, and the rest in characters that a request can be written with.
_ADDRESS = re.compile(
    r"https?://(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::(\d{0,5}))?(?:[/?#][!-~]*)?", re.ASCII | re.IGNORECASE
)


def is_address(url: str) -> bool:
    """Tell whether `url` has a host and a port that can be read, without the library that reads them (2 ms)."""
    found = _ADDRESS.fullmatch(url)
    return found is not None and int(found[1] or 0) < 2**16


def is_allowed(url: str, environment: str) -> bool:
    """Tell whether `url` may be talked to: https, or the sandbox's exception."""
    return url[:8].lower() == "https://" or (environment == "sandbox" and is_loopback_http(url))


def refuse_token_uri(url: str, environment: str) -> None:
    """Refuse to send an assertion where anybody on the way may read it.

    Raises:
        BridgeError: `key_invalid`: the vendor's .json names the token endpoint.
    """
    if not is_address(url):
        raise BridgeError("key_invalid", where="token_uri", reason="its host or port cannot be read")
    if not is_allowed(url, environment):
        raise BridgeError("key_invalid", where="token_uri", reason="must be https")


def is_loopback_http(url: str) -> bool:
    """Tell whether `url` is plain http on a loopback address."""
    return _LOOPBACK.match(url) is not None
