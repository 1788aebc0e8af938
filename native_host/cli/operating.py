"""Running the host's own operations from the command line, as a browser would by a message."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from native_host.messages.task import Task

if TYPE_CHECKING:
    from native_host.messages.workstation import Workstation


def operate(operation: str, workstation: Workstation, **params: Any) -> dict[str, Any]:
    """Run one operation on this machine.

    Raises:
        BridgeError: as the host would answer.
    """
    module = import_module(f"native_host.messages.operations.{operation}")
    result: dict[str, Any] = module.run(params, Task(workstation, lambda _request: False))
    return result
