"""The check of the address that Posos answers with, before a browser opens it."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from native_host.errors import BridgeError

MAX_LENGTH = 16 * 1024
# Printable ASCII without what browsers and servers read differently: blanks, quotes, brackets, backslashes.
PLAIN = re.compile(r"[!#-;=?-\[\]_a-z~]+", re.ASCII)
# No trailing dot, no percent sign, no underscore: names that nobody can read in two ways.
HOST = re.compile(r"(?!-)[a-z0-9-]+(?:\.(?!-)[a-z0-9-]+)*", re.ASCII)


def trusted_url(url: str, allowed_hosts: Iterable[str], is_exception: bool = False) -> str:
    """Return `url` when a browser may open it.

    Args:
        url: what Posos answered.
        allowed_hosts: the domains that it may be on, themselves or a subdomain.
        is_exception: it is the sandbox's plain http on a loopback address.

    Raises:
        BridgeError: `untrusted_url`, with a reason that does not quote it.
    """
    allowed = tuple(allowed_hosts)

    def refuse(reason: str, **facts: str) -> BridgeError:
        return BridgeError("untrusted_url", reason=reason, allowed=", ".join(allowed), **facts)

    if len(url) > MAX_LENGTH or not PLAIN.fullmatch(url):
        raise refuse("it has characters that an address does not have, or too many")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise refuse("its host or port cannot be read") from None
    if "@" in parts.netloc:
        raise refuse("it has a user name or a password in it")
    if is_exception:
        return url
    if parts.scheme != "https":
        raise refuse("it is not https")
    if not HOST.fullmatch(host) or port == 0 or parts.netloc.endswith(":"):
        raise refuse("its host cannot be read in one way only")
    if not any(host == domain or host.endswith(f".{domain}") for domain in allowed):
        raise refuse("the host {host} is not an allowed one", host=host[:100])
    return url
