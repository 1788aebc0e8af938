"""Which proxy stands between this machine and a host, and how it is asked to open a way through."""

import os
import re
import sys
from typing import NamedTuple

from native_host.errors import BridgeError


class Proxy(NamedTuple):
    """A proxy and, where it wants them, the credentials for it."""

    host: str
    port: int
    credentials: str | None  # as they stand in a Proxy-Authorization header

    @property
    def name(self) -> str:
        return f"{self.host}:{self.port}"

    def __repr__(self) -> str:
        return f"Proxy({self.name})"


def choose(setting: str, scheme: str, host: str) -> Proxy | None:
    """Choose the proxy for a host, None for the direct way.

    Args:
        setting: `system`, `none`, or the address of a proxy.
        scheme: `https` or `http`, by which the system may tell proxies apart.
        host: the host to reach.

    Raises:
        BridgeError: `proxy`, when the address of one cannot be read.
    """
    address = _system(scheme, host) if setting == "system" else None if setting == "none" else setting
    try:
        return parse(address) if address else None
    except ValueError:
        raise BridgeError("proxy", proxy="-", host=host, reason="its host or port cannot be read") from None


def parse(address: str) -> Proxy:
    """Read `[http://][user:password@]host[:port]`."""
    from urllib.parse import unquote, urlsplit

    parts = urlsplit(address if "://" in address else f"http://{address}")
    credentials = None
    if parts.username is not None:
        from base64 import b64encode

        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        credentials = "Basic " + b64encode(pair.encode()).decode()
    return Proxy(parts.hostname or "", parts.port or 80, credentials)


def _system(scheme: str, host: str) -> str | None:
    # Elsewhere than on Windows and macOS the environment is all there is: no need to load urllib to find it empty.
    if sys.platform not in ("win32", "darwin") and not any(name.lower().endswith("_proxy") for name in os.environ):
        return None
    # Browsers never send loopback through the system's proxy either: https://fetch.spec.whatwg.org/
    if re.fullmatch(r"127\..*|::1|localhost", host):
        return None
    from urllib.request import getproxies, proxy_bypass

    if proxy_bypass(host):
        return None
    proxies = getproxies()
    return proxies.get(scheme) or proxies.get("all")


def connect_request(proxy: Proxy, host: str, port: int) -> bytes:
    """Write the request that asks for a tunnel (RFC 9110, 9.3.6)."""
    authority = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    lines = [f"CONNECT {authority} HTTP/1.1", f"Host: {authority}"]
    if proxy.credentials:
        lines.append(f"Proxy-Authorization: {proxy.credentials}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


def wanted(challenges: list[str]) -> dict[str, str]:
    """Say what a proxy asks for (RFC 9110, 11.7.1): of the ways to prove who one is, this program knows Basic.

    Returns:
        The reason of a refusal, and the fact that it names.
    """
    schemes = [found[0] for challenge in challenges if (found := re.match(r"[A-Za-z]+", challenge.strip()))]
    if not schemes or "basic" in map(str.lower, schemes):
        return {"reason": "it asks for a user name and a password"}
    return {"reason": "it asks for {schemes}, and this program knows Basic alone", "schemes": ", ".join(schemes)}
