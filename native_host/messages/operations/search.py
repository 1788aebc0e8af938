"""Finds drugs in the drug table by words, prefixes and dosage; none where there is no table."""

from contextlib import suppress
from typing import Any

from native_host.errors import BridgeError
from native_host.messages.task import Task


def run(params: dict[str, Any], _task: Task) -> dict[str, Any]:
    from native_host.drug_codes.table import machines_table

    table = machines_table()
    found = table.search(params["text"], int(params["limit"])) if table else []
    return {"matches": [{"ucd13": match.ucd13, "label": match.label} for match in found]}


def get_ready() -> None:
    """Search once, so that the first person who does waits for no import and no expression to be compiled."""
    from native_host.drug_codes.table import DrugTable

    with suppress(BridgeError):  # who searches is told of a damaged table
        if table := DrugTable.open():
            table.search("mg", 1)
