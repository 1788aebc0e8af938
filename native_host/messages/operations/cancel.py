"""Ends a request that is under way; it is answered with the error `cancelled`."""

from typing import Any

from native_host.messages.task import Task


def run(params: dict[str, Any], task: Task) -> dict[str, Any]:
    return {"cancelled": task.cancel(params["request"])}
