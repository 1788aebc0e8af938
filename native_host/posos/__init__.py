"""The vendor's side, as a library of its own.

    from native_host.posos import PartnerConnect, Practitioner

`docs/library.md` has the example. Nothing heavy is imported before it is used.
"""

from typing import TYPE_CHECKING, Any

from native_host.errors import BridgeError
from native_host.posos.practitioner import Practitioner

if TYPE_CHECKING:
    from native_host.network import Operation, Route
    from native_host.posos.partner_connect import PartnerConnect

__all__ = ["BridgeError", "Operation", "PartnerConnect", "Practitioner", "Route"]

_LATER = {
    "Operation": "native_host.network",
    "PartnerConnect": "native_host.posos.partner_connect",
    "Route": "native_host.network",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(_LATER[name]), name)
