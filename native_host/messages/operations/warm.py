"""Gets the identity token and opens the connection, so that the next click waits for neither."""

from threading import Thread
from typing import Any

from native_host.messages.operations import search
from native_host.messages.task import Task


def run(_params: dict[str, Any], task: Task) -> dict[str, Any]:
    Thread(target=search.get_ready, daemon=True, name="search").start()  # while the network is waited for
    client = task.workstation.client
    return {"token_expires_in": int(client.warm(task.begin(client.operation(task.arrived))))}
