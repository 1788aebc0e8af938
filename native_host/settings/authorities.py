"""The file of authorities that `network.ca_bundle` names: looked at before a connection needs it."""

from native_host.errors import BridgeError, reason_of
from native_host.regular_files import read_regular
from native_host.settings.model import Settings


def broken_authorities(settings: Settings) -> BridgeError | None:
    """Tell what is wrong with the file, as far as it shows without a TLS library."""
    file = settings.network.ca_bundle
    if not file:
        return None
    try:
        reason = None if b" CERTIFICATE-----" in read_regular(file) else "not a PEM file of certificates"
    except OSError as error:
        reason = reason_of(error)
    if not reason:
        return None
    key, files = f"network.ca_bundle = {file}", " + ".join(settings.files)
    return BridgeError("not_configured", case="mistake", file=files, key=key, reason=reason)
