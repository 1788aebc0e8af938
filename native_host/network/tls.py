"""TLS by the system's trust store: hospital proxies re-sign with an authority that only it knows."""

import socket
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from native_host.errors import BridgeError, reason_of
from native_host.network.connection import interrupt
from native_host.network.operation import Operation

if TYPE_CHECKING:
    import ssl

# OpenSSL's names for an answer that is not TLS.
NO_TLS = frozenset({"WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE", "HTTP_REQUEST", "UNKNOWN_PROTOCOL"})
# X509_V_ERR_HOSTNAME_MISMATCH and X509_V_ERR_IP_ADDRESS_MISMATCH, whose words repeat the name.
MISMATCHES = frozenset({62, 64})
OTHER_NAME = "it is for another name"


def secure(
    sock: socket.socket,
    host: str,
    ca_bundle: str | None,
    operation: Operation,
    again: Callable[[], socket.socket],
) -> socket.socket:
    """Make TLS on a connected socket.

    Args:
        sock: the socket, which is closed on failure.
        host: whose certificate it must be.
        ca_bundle: path of a PEM file of authorities to trust beside the system's.
        operation: whose time it takes.
        again: opens another connection to the same host, to read the certificate that was refused.

    Raises:
        BridgeError: `tls`, naming the issuer that was seen; `network`, `timeout` or `cancelled`.
    """
    import ssl

    try:
        tls = sock = trusted(ca_bundle).wrap_socket(sock, server_hostname=host, do_handshake_on_connect=False)
        tls.settimeout(operation.remaining(host))
        with operation.interrupted_by(lambda: interrupt(tls)):
            tls.do_handshake()
            return tls
    except BaseException as error:
        sock.close()
        operation.remaining(host)
        if isinstance(error, ssl.SSLCertVerificationError):
            reason = OTHER_NAME if error.verify_code in MISMATCHES else error.verify_message
            raise BridgeError("tls", host=host, issuer=issuer(again), reason=reason.rstrip(".")) from None
        if isinstance(error, ssl.SSLError) and not isinstance(error, ssl.SSLEOFError):
            raise BridgeError("tls", case="handshake", host=host, **refusal(error.reason or "TLS failed")) from None
        if isinstance(error, TimeoutError):
            raise operation.timeout(host) from None
        if isinstance(error, OSError):
            raise BridgeError("network", host=host, reason="connection closed during the TLS handshake") from None
        raise


@cache
def trusted(ca_bundle: str | None) -> "ssl.SSLContext":
    import ssl

    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    if ca_bundle:
        try:
            context.load_verify_locations(ca_bundle)
        except OSError as error:
            not_pem = isinstance(error, ssl.SSLError) or not error.errno
            reason = "not a PEM file of certificates" if not_pem else reason_of(error)
            raise BridgeError(
                "not_configured", case="mistake", file=ca_bundle, key="network.ca_bundle", reason=reason
            ) from None
    return context


def refusal(reason: str) -> dict[str, str]:
    """Word why there is no TLS, where no certificate is to blame: OpenSSL's reason, and the fact that ours names."""
    if reason in NO_TLS:
        return {"reason": "what answers does not speak TLS"}
    if "ALERT_" in reason:
        said = reason.rpartition("ALERT_")[2].replace("_", " ").lower()
        return {"reason": "the other side broke it off ({alert})", "alert": said}
    return {"reason": reason.replace("_", " ").lower()}


def issuer(again: Callable[[], socket.socket]) -> str:
    """Name who issued the certificate that a host presents; nothing else is said to that host."""
    import ssl

    from cryptography import x509

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with suppress(OSError, ValueError, BridgeError):
        with context.wrap_socket(again()) as sock:
            certificate = x509.load_der_x509_certificate(sock.getpeercert(binary_form=True) or b"")
        return certificate.issuer.rfc4514_string()[:200]
    return "-"
