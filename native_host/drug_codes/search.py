"""Finding drugs by what a person wrote of them: the name first, then the dose, then the form."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from native_host.drug_codes.order_words import not_a_name
from native_host.drug_codes.ranking import Meanings, score
from native_host.drug_codes.reading import Dose, Reading, read_label, read_order
from native_host.drug_codes.spelling import distance, shortened, sound

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

SCHEMA = """
-- marks: words that stand behind many names, a laboratory's or the like (BGA, ENFANT), and name nothing themselves.
CREATE VIRTUAL TABLE labels USING fts5(name, marks, other, doses, forms, tokenize = ascii);
-- is_head: a name begins with it.
CREATE TABLE names(word TEXT PRIMARY KEY, is_head INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE spellings(sounded TEXT, word TEXT, PRIMARY KEY(sounded, word)) WITHOUT ROWID;
"""
_MARK_FOLLOWS = 12
_MOST = 120
_MOST_WORDS = 12


class Match(NamedTuple):
    """A drug of the table that may be the one meant."""

    ucd13: str
    label: str


def build_index(connection: sqlite3.Connection, labels: Iterable[tuple[int, str]]) -> None:
    """Fill the tables of `SCHEMA` from rows of (rowid, label)."""
    readings = [(rowid, read_label(label)) for rowid, label in labels]
    heads = {reading.words[0] for _, reading in readings if reading.name_length}
    followed: dict[str, set[str]] = {}
    for _, reading in readings:
        for word in reading.words[1 : reading.name_length]:
            followed.setdefault(word, set()).add(reading.words[0])
    marks = {word for word, names in followed.items() if len(names) >= _MARK_FOLLOWS} - heads
    words = (heads | followed.keys()) - marks
    rows = ((rowid, *_columns(reading, marks)) for rowid, reading in readings)
    connection.executemany(
        "INSERT INTO labels(rowid, name, marks, other, doses, forms) VALUES (?, ?, ?, ?, ?, ?)", rows
    )
    connection.executemany("INSERT INTO names VALUES (?, ?)", ((word, word in heads) for word in sorted(words)))
    spellings = sorted((key, word) for word in heads if len(word) >= 5 for key in shortened(sound(word)))
    connection.executemany("INSERT INTO spellings VALUES (?, ?)", spellings)


def _columns(reading: Reading, marks: set[str]) -> tuple[str, ...]:
    name, other = reading.words[: reading.name_length], reading.words[reading.name_length :]
    return (
        " ".join(word for word in name if word not in marks),
        " ".join(word for word in name if word in marks),
        " ".join(other),
        " ".join(token for dose in reading.doses for token in _tokens(dose)),
        " ".join(sorted(reading.forms) + sorted("is" + modifier for modifier in reading.modifiers)),
    )


def find(connection: sqlite3.Connection, text: str, limit: int) -> list[Match]:
    """Return the drugs that `text` may mean, best first; none when no word of it names a drug."""
    best: dict[str, tuple[float, Match]] = {}
    for line in text.splitlines():
        for fit, match in _find_in_line(connection, line):
            if match.ucd13 not in best or best[match.ucd13][0] < fit:
                best[match.ucd13] = (fit, match)
    ranked = sorted(best.values(), key=lambda scored: (-scored[0], scored[1].label, scored[1].ucd13))
    return [match for _, match in ranked[:limit]]


def _find_in_line(connection: sqlite3.Connection, line: str) -> list[tuple[float, Match]]:
    order = read_order(line)
    meanings = _meanings(connection, order)
    words = [_any_of("name", names) for names in meanings.values()]
    rows = _candidates(connection, " AND ".join(words), order, _MOST) if words else []
    if not rows:
        rows = [row for word in words for row in _candidates(connection, word, order, _MOST // len(words))]
    return [(score(order, meanings, fields), Match(ucd13, label)) for ucd13, label, *fields in rows]


def _candidates(connection: sqlite3.Connection, names: str, order: Reading, most: int) -> list[tuple[str, ...]]:
    """Return drugs that the full-text query `names` finds, those of the same dose and form first."""
    doses = [_any_of("doses", (dose.amount, "r" + dose.figure, "b" + dose.figure)) for dose in order.doses]
    form = _any_of("forms", order.forms - {"oral"} or order.forms)
    amounts = dict.fromkeys((" AND ".join(doses), " OR ".join(doses), ""))
    found: dict[tuple[str, ...], None] = {}
    for parts in dict.fromkeys((names, amount, narrowed) for amount in amounts for narrowed in (form, "")):
        rows = connection.execute(
            "SELECT ucd13, CAST(label AS TEXT), name, marks, other, doses, forms"
            " FROM labels JOIN drugs ON drugs.id = labels.rowid"
            " WHERE labels MATCH ? LIMIT ?",
            (" AND ".join(f"({part})" for part in parts if part), most),
        )
        found.update(dict.fromkeys(rows))
        if 2 * len(found) >= most:
            break
    return list(found)


def _any_of(column: str, tokens: Iterable[str]) -> str:
    quoted = " OR ".join(f'"{token}"' for token in sorted(set(tokens)) if token)
    return quoted and f"{column} : ({quoted})"


def _meanings(connection: sqlite3.Connection, order: Reading) -> Meanings:
    """Return, for each word of an order that may name a drug, the names of the table that it may stand for.

    Empty unless one of them begins a drug's name, or is its second word, to the letter, beside a dose or a form.
    """
    words = [word for word in dict.fromkeys(order.words) if word not in not_a_name()][:_MOST_WORDS]
    is_typing = len(words) == len(order.words) == 1
    meanings, is_drug = {}, False
    for word in words:
        exact = connection.execute("SELECT is_head FROM names WHERE word = ?", (word,)).fetchone()
        if exact:
            meanings[word] = {word: 1.0}
            is_drug |= bool(exact[0] or ((order.doses or order.forms) and len(word) >= 5))
        elif order.is_order or is_typing:
            least = 3 if is_typing else 4
            if (
                names := _misspelt(connection, word, is_order=order.is_order)
                | _cut_short(connection, word)
                | _begun(connection, word, least)
            ):
                meanings[word] = names
                is_drug = True
    return meanings if is_drug else {}


def _begun(connection: sqlite3.Connection, word: str, least: int) -> dict[str, float]:
    """Names that begin with the word: "dolip" for DOLIPRANE."""
    if len(word) < least:
        return {}
    found = connection.execute(
        "SELECT word FROM names WHERE word > ? AND word < ? AND is_head ORDER BY length(word) LIMIT 30",
        (word, word + "{"),
    )
    return {name: 0.6 + 0.35 * len(word) / len(name) for (name,) in found}


def _cut_short(connection: sqlite3.Connection, word: str) -> dict[str, float]:
    """Names that a label cut short: PIPERACILL for "piperacilline"."""
    beginnings = [word[:length] for length in range(max(6, len(word) * 3 // 4), len(word))]
    marks = ", ".join("?" * len(beginnings))
    found = connection.execute(f"SELECT word FROM names WHERE word IN ({marks}) AND is_head", beginnings)  # noqa: S608
    return {name: 0.6 + 0.35 * len(name) / len(word) for (name,) in found}


def _misspelt(connection: sqlite3.Connection, word: str, *, is_order: bool) -> dict[str, float]:
    """Names that sound like the word, "lévotirox" for LEVOTHYROX, or nearly: less so where the line is no order."""
    sounded = sound(word)
    if len(word) < 5:
        return {}
    keys = sorted(shortened(sounded))
    marks = ", ".join("?" * len(keys))
    found = connection.execute(f"SELECT DISTINCT word FROM spellings WHERE sounded IN ({marks})", keys)  # noqa: S608
    mistakes = {name: distance(sounded, sound(name)) for (name,) in found}
    allowed = 1 + (len(sounded) >= 9) if is_order else int(len(sounded) >= 8)
    return {
        name: 0.9 - 0.15 * count
        for name, count in mistakes.items()
        if count <= allowed and sound(name)[:1] == sounded[:1]
    }


def _tokens(dose: Dose) -> tuple[str, ...]:
    """Return a dose as the index's tokens: r… is the figure of a dose with a unit, b… of a bare number."""
    return (dose.amount, "r" + dose.figure) if dose.amount else ("b" + dose.figure,)
