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

# OpenSSL's names, or parts of them, for what goes wrong with TLS but is no certificate's fault: the first that fits.
REASONS = {
    "WRONG_VERSION_NUMBER": "it answers without TLS",
    "PACKET_LENGTH_TOO_LONG": "it answers without TLS",
    "RECORD_LAYER_FAILURE": "it answers without TLS",
    "HTTP_REQUEST": "it answers without TLS",
    "PROTOCOL_VERSION": "it has no TLS from version 1.2 on",
    "UNSUPPORTED_PROTOCOL": "it has no TLS from version 1.2 on",
    "UNRECOGNIZED_NAME": "it does not know that name",
    "CERTIFICATE_REQUIRED": "it asks for a certificate of this computer",
    "ALERT": "it refused to go on",
    "UNEXPECTED_EOF": "connection closed",
}


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
            raise BridgeError("tls", host=host, issuer=issuer(again), reason=refusal(error)) from None
        if isinstance(error, ssl.SSLError) and not isinstance(error, ssl.SSLEOFError):
            raise BridgeError("tls", case="handshake", host=host, reason=reason_of_tls(error)) from None
        if isinstance(error, TimeoutError):
            raise operation.timeout(host) from None
        if isinstance(error, OSError):
            raise BridgeError("network", host=host, reason="connection closed during the TLS handshake") from None
        raise


def refusal(error: "ssl.SSLCertVerificationError") -> str:
    """Return why a certificate is not accepted: OpenSSL's words, less the host's name."""
    # X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH: https://docs.openssl.org/3.0/man3/X509_STORE_CTX_get_error/
    return "it is for another name" if error.verify_code in (62, 64) else error.verify_message.rstrip(".")


def reason_of_tls(error: "ssl.SSLError") -> str:
    """Return why TLS could not be made or went wrong, no certificate being the matter."""
    code = (error.reason or "").upper()
    for name, reason in REASONS.items():
        if name in code:
            return reason
    return code.lower().replace("_", " ") or "no reason given"


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
            key = f"network.ca_bundle = {ca_bundle}"
            raise BridgeError("not_configured", case="mistake", key=key, reason=reason) from None
    return context


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
