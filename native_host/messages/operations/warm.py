"""Gets the identity token and opens the connection, so that the next click waits for neither."""

from threading import Thread
from typing import Any

from native_host.errors import BridgeError
from native_host.messages.operations import search
from native_host.messages.task import Task
from native_host.messages.workstation import AT_THE_TOKEN


def run(_params: dict[str, Any], task: Task) -> dict[str, Any]:
    Thread(target=search.get_ready, daemon=True, name="search").start()  # while the network is waited for
    workstation = task.workstation
    client = workstation.client
    try:
        with task:
            lives = client.warm(task.begin(client.operation(task.arrived)))
    except BridgeError as error:
        workstation.met(error)
        error.facts.setdefault("file", " + ".join(workstation.settings.files))  # of authorities that cannot be read
        raise
    workstation.passed(AT_THE_TOKEN)
    return {"token_expires_in": int(lives)}
