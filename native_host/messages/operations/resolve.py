"""Turns codes, as they were found, into UCD13s with their names."""

from typing import Any

from native_host.messages.task import Task


def run(params: dict[str, Any], _task: Task) -> dict[str, Any]:
    from native_host.drug_codes.table import DrugTable, resolve

    return {"codes": [found._asdict() for found in resolve(params["codes"], DrugTable.open())]}
