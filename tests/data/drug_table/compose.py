"""A drug table of realistic size: real labels where they are public, else composed in the same abbreviated French.

Codes of composed rows begin 340081…, where no real UCD stands.
"""

from __future__ import annotations

from pathlib import Path

from native_host.drug_codes.importing import SAMPLE
from native_host.drug_codes.ucd import ean13_key

HERE = Path(__file__).parent
HEADER = "CodeCIP13;CodeCIP;LibelleCIP;CodeUCD13;CodeUCD;LibelleUCD;Laboratoire;Qte;EphMRA"
TITLE = "Terminologie CIP/UCD composée pour les essais"


def lines(file: str) -> list[str]:
    return [line for line in (HERE / file).read_text("utf-8").splitlines() if line and not line.startswith("#")]


def labels() -> list[str]:
    marks = " ".join(lines("laboratories.txt")).split()
    composed = [f"{name} {strength}" for name, strength in products("brands.txt")]
    composed += [f"{name} {mark} {strength}" for name, strength in products("generics.txt") for mark in marks]
    return list(dict.fromkeys(composed))


def products(file: str) -> list[tuple[str, str]]:
    named = (line.split(": ", 1) for line in lines(file))
    return [(name, strength) for name, strengths in named for strength in strengths.split(", ")]


def composed_ucd13(number: int) -> str:
    body = f"34008{1_000_000 + number}"
    return body + ean13_key(body)


def write_table(path: Path) -> int:
    """Write the table in the public table's format; return its number of rows."""
    real = SAMPLE.read_text("utf-16").splitlines()[3:]
    known = {line.split(";")[5] for line in real}
    rows = [
        f";;;{(ucd13 := composed_ucd13(number))};{ucd13[5:12]};{label};;;"
        for number, label in enumerate(label for label in labels() if label not in known)
    ]
    path.write_text("\r\n".join([TITLE, HEADER, *real, *rows, ""]), "utf-16", newline="")
    return len(real) + len(rows)
