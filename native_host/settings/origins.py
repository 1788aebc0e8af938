"""The origins of `accept_practitioner_from`, in the form in which a browser names a page's."""

from native_host.posos.sandbox_exception import is_address

PORTS = {"https": 443, "http": 80}
OF_EXTENSIONS = ("moz-extension", "chrome-extension")


def as_browsers_write(origin: str) -> str | None:
    """Return an origin in lower case and without its scheme's own port; None for what no page's origin can be.

    https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin
    """
    origin = origin.rstrip("/").lower()
    scheme, _, place = origin.partition("://")
    if scheme not in PORTS:
        return origin if scheme in OF_EXTENSIONS and origin.isascii() and "*" not in origin else None
    if not is_address(origin):
        return None
    host, _, port = place.rpartition(":")
    has_port = host and not place.endswith("]")
    return f"{scheme}://{host}" if has_port and int(port or PORTS[scheme]) == PORTS[scheme] else origin
