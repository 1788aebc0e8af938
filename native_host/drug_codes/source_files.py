"""Reading the files that a drug table is made of, whatever their packing, encoding, separator and column names."""

from __future__ import annotations

import codecs
import csv
import re
import unicodedata
import zipfile
import zlib
from itertools import pairwise
from typing import IO, TYPE_CHECKING, NamedTuple

from native_host.errors import reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The public table is about 15 MB of UTF-16; a file beyond this is something else.
LARGEST = 100 * 2**20
_MOST_MEMBERS = 1000
_MOST_TITLE_LINES = 20
_SEPARATORS = ";\t,|"
_ZIP = b"PK\3\4"
_TEXT_SUFFIXES = (".csv", ".txt", ".tsv")

# What a column holds, by its folded name in the public table, the health insurance's drug base and claims data.
_COLUMNS = {
    **dict.fromkeys(("codeucd13", "ucd13", "codeucd", "ucd7", "codeucd7", "ucd", "cipucd", "phacipucd"), "ucd"),
    **dict.fromkeys(("codecip13", "cip13", "codecip", "cip7", "codecip7", "cip", "phacipc13", "phacip7"), "cip"),
    **dict.fromkeys(("libelleucd", "libucd", "libelleducodeucd"), "ucd_label"),
    **dict.fromkeys(("libellecip", "libcip", "libelle", "nomcourt", "denomination", "label", "nom"), "cip_label"),
}


class BrokenFileError(Exception):
    """A file that no table can be made of: `reason` is a word (`no_header`, `cut_off`…), `place` where it showed.

    `why` is what the system says of a file that is `unreadable`.
    """

    def __init__(self, reason: str, place: str, why: str = "") -> None:
        super().__init__(f"{reason}: {place}")
        self.reason = reason
        self.place = place
        self.why = why


class Row(NamedTuple):
    """A row as found: the codes of both kinds, each printed somehow, and the labels."""

    place: str
    line: int
    ucds: tuple[str, ...]
    cips: tuple[str, ...]
    ucd_label: str
    cip_label: str


class Source(NamedTuple):
    """A table found in a file: its name, the title lines before its header, its rows and how many lines they take."""

    name: str
    title: str
    length: int
    rows: Iterator[Row]


# The header's line, the kind of each of its columns, and what stands between them.
Header = tuple[int, list[str | None], str]


def sources(path: Path) -> list[Source]:
    """Open a table, or every table inside a `.zip`.

    Raises:
        BrokenFileError: it can't be read, is too large, or holds no table with UCD codes.
    """
    try:
        with path.open("rb") as file:
            is_zip = file.read(len(_ZIP)) == _ZIP
            file.seek(0)
            return _zipped(file, path.name) if is_zip else [_source(path.name, _bounded(file, path.name))]
    except OSError as error:
        raise BrokenFileError("unreadable", str(path), reason_of(error)) from error


def _zipped(file: IO[bytes], name: str) -> list[Source]:
    found = []
    try:
        with zipfile.ZipFile(file) as archive:
            members = [member for member in archive.infolist() if member.filename.lower().endswith(_TEXT_SUFFIXES)]
            if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST:
                raise BrokenFileError("too_large", name)
            for member in members:
                with archive.open(member) as stream:
                    content = _bounded(stream, member.filename)
                try:
                    found.append(_source(f"{name}/{member.filename}", content))
                except BrokenFileError as broken:
                    if broken.reason != "no_header":  # a licence or a reading note
                        raise
    # RuntimeError: encrypted, or packed in an unknown way
    except (zipfile.BadZipFile, RuntimeError, EOFError, ValueError, zlib.error) as error:
        raise BrokenFileError("bad_zip", name) from error
    if not found:
        raise BrokenFileError("no_header", name)
    return found


def _bounded(stream: IO[bytes], name: str) -> bytes:
    content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise BrokenFileError("too_large", name)
    return content


def _source(name: str, content: bytes) -> Source:
    lines = _decode(content, name).splitlines(keepends=True)
    number, columns, separator = _header(lines) or _header_of_codes_alone(lines) or (-1, [], "")
    if not columns:
        raise BrokenFileError("no_header", name)
    title = " ".join(" ".join(lines[:number]).replace(separator, " ").replace('"', " ").split())
    return Source(name, title, len(lines) - number - 1, _rows(name, lines, number, columns, separator))


def _header(lines: list[str]) -> Header | None:
    """Find the line that names a column of UCDs and one of another kind."""
    for number, line in enumerate(lines[: _MOST_TITLE_LINES + 1]):
        for separator in _SEPARATORS:
            columns = _columns(line, separator)
            if "ucd" in columns and len(set(columns) - {None}) > 1:
                return number, columns, separator
    return None


def _header_of_codes_alone(lines: list[str]) -> Header | None:
    """Find the line that names a column of UCDs and no other, over a line that can hold such a code."""
    for number, (line, below) in enumerate(pairwise(lines[: _MOST_TITLE_LINES + 2])):
        for separator in _SEPARATORS:
            columns = _columns(line, separator)
            if set(columns) == {"ucd"} and sum(map(str.isdigit, below)) >= len("9420301"):
                return number, columns, separator
    return None


def _columns(line: str, separator: str) -> list[str | None]:
    return [_COLUMNS.get(_fold(cell)) for cell in line.split(separator)]


def _rows(name: str, lines: list[str], header: int, columns: list[str | None], separator: str) -> Iterator[Row]:
    places = {kind: [place for place, column in enumerate(columns) if column == kind] for kind in set(columns)}

    def held(cells: list[str], kind: str) -> tuple[str, ...]:
        values = [_bare(cells[place]) for place in places.get(kind, ()) if place < len(cells)]
        return tuple(value for value in values if value)

    needed = max(place for place, column in enumerate(columns) if column in {"ucd", "cip"}) + 1
    reader = csv.reader(lines[header + 1 :], delimiter=separator)
    try:
        for cells in reader:
            if not any(cells):
                continue
            line = header + 1 + reader.line_num
            if len(cells) < needed and line == len(lines) and not lines[-1].endswith(("\n", "\r")):
                raise BrokenFileError("cut_off", f"{name}:{line}")
            ucd_label, cip_label = held(cells, "ucd_label"), held(cells, "cip_label")
            if "cip" not in places:  # a label beside UCDs alone is theirs
                ucd_label = ucd_label or cip_label
            yield Row(
                name, line, held(cells, "ucd"), held(cells, "cip"), (*ucd_label, "")[0], (*cip_label, *ucd_label, "")[0]
            )
    except csv.Error as error:
        raise BrokenFileError("bad_csv", f"{name}:{header + 1 + reader.line_num}") from error


def _decode(content: bytes, name: str) -> str:
    try:
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return content.decode("utf-16")
        if b"\0" in content[:2]:
            return content.decode("utf-16-be" if content[0] == 0 else "utf-16-le")
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise BrokenFileError("bad_encoding", name) from error


def _fold(cell: str) -> str:
    plain = unicodedata.normalize("NFKD", cell.casefold()).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]", "", plain)


def _bare(cell: str) -> str:
    """Return a cell without what spreadsheets put around it: ="3400…", a float's ".0", odd spaces."""
    if not cell or cell.isdigit():
        return cell
    cell = " ".join(cell.split()).removeprefix("=").strip('"').strip()
    return re.sub(r"^(\d+)[.,]0+$", r"\1", cell)
