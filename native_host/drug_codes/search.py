"""Finding drugs by what a person wrote of them: the name first, then the dose, then the form."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from native_host.drug_codes.order_words import not_a_name
from native_host.drug_codes.reading import Dose, Reading, read_label, read_order
from native_host.drug_codes.spelling import distance, shortened, sound

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

SCHEMA = """
CREATE VIRTUAL TABLE labels USING fts5(name, other, doses, forms, tokenize = ascii);
-- A word of the names; is_mark: a laboratory's mark or the like, which stands behind many names and names nothing.
CREATE TABLE names(word TEXT PRIMARY KEY, is_mark INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX marks ON names(word) WHERE is_mark;
CREATE TABLE spellings(sounded TEXT, word TEXT, PRIMARY KEY(sounded, word)) WITHOUT ROWID;
"""
# A word behind this many different names is a mark (BGA, ARW, ENFANT).
_MARK_FOLLOWS = 12
_CANDIDATES = 150


class Match(NamedTuple):
    """A drug of the table that may be the one meant."""

    ucd13: str
    label: str


class _Name(NamedTuple):
    """A word of the names that a word of the order may stand for; quality up to 1."""

    word: str
    quality: float


def build_index(connection: sqlite3.Connection, labels: Iterable[tuple[int, str]]) -> None:
    """Fill the tables of `SCHEMA` from rows of (rowid, label)."""
    followed: dict[str, set[str]] = {}
    heads: set[str] = set()

    def rows() -> Iterable[tuple[object, ...]]:
        for rowid, label in labels:
            reading = read_label(label)
            name, other = reading.words[: reading.name_length], reading.words[reading.name_length :]
            heads.update(name[:1])
            for word in name[1:]:
                followed.setdefault(word, set()).add(name[0])
            yield (
                rowid,
                " ".join(name),
                " ".join(other),
                " ".join(token for dose in reading.doses for token in _dose_tokens(dose)),
                " ".join(sorted(reading.forms) + sorted("is" + modifier for modifier in reading.modifiers)),
            )

    connection.executemany("INSERT INTO labels(rowid, name, other, doses, forms) VALUES (?, ?, ?, ?, ?)", rows())
    marks = {word for word, names in followed.items() if len(names) >= _MARK_FOLLOWS} - heads
    words = heads | followed.keys()
    connection.executemany("INSERT INTO names VALUES (?, ?)", ((word, word in marks) for word in sorted(words)))
    connection.executemany(
        "INSERT INTO spellings VALUES (?, ?)",
        sorted((key, word) for word in words - marks if len(word) >= 5 for key in shortened(sound(word))),
    )


def find(connection: sqlite3.Connection, text: str, limit: int) -> list[Match]:
    """Return the drugs that `text` may mean, best first; none when no word of it names a drug."""
    best: dict[str, tuple[float, Match]] = {}
    for line in text.splitlines():
        for score, match in _find_in_line(connection, line):
            if match.ucd13 not in best or best[match.ucd13][0] < score:
                best[match.ucd13] = (score, match)
    ranked = sorted(best.values(), key=lambda scored: (-scored[0], scored[1].label, scored[1].ucd13))
    return [match for _, match in ranked[:limit]]


def _find_in_line(connection: sqlite3.Connection, line: str) -> list[tuple[float, Match]]:
    order = read_order(line)
    meanings = _meanings(connection, order)
    if not meanings:
        return []
    wanted = dict(name for names in meanings.values() for name in names)
    query = " OR ".join(f'"{word}"' for word in wanted)
    doses = {token for dose in order.doses for token in _dose_tokens(dose)}
    hints = "".join(f' OR doses : "{token}"' for token in sorted(doses))
    hints += "".join(f' OR forms : "{form}"' for form in sorted(order.forms))
    candidates = connection.execute(
        "SELECT ucd13, label, name, other, doses, forms FROM labels JOIN drugs ON drugs.id = labels.rowid"
        " WHERE labels MATCH ? ORDER BY bm25(labels, 10, 1, 5, 1) LIMIT ?",
        (f"name : ({query}) AND (name : ({query}){hints})", _CANDIDATES),
    )
    marks = {word for (word,) in connection.execute("SELECT word FROM names WHERE is_mark")}
    return [(_score(order, meanings, marks, row[2:]), Match(row[0], row[1])) for row in candidates]


def _meanings(connection: sqlite3.Connection, order: Reading) -> dict[str, list[_Name]]:
    """Return, for each word of an order that may name a drug, the names of the table that it may stand for."""
    words = [word for word in dict.fromkeys(order.words) if word not in not_a_name()]
    is_typing = len(words) == len(order.words) == 1
    meanings = {}
    for word in words[:12]:
        if names := _exact(connection, word):
            meanings[word] = names
        elif order.is_order or is_typing:
            least = 3 if is_typing else 4
            names = _begun(connection, word, least) + _cut_short(connection, word) + _misspelt(connection, word)
            if names:
                meanings[word] = names
    return meanings


def _exact(connection: sqlite3.Connection, word: str) -> list[_Name]:
    found = connection.execute("SELECT word FROM names WHERE word = ? AND NOT is_mark", (word,))
    return [_Name(name, 1) for (name,) in found]


def _begun(connection: sqlite3.Connection, word: str, least: int) -> list[_Name]:
    """Names that begin with the word: "dolip" for DOLIPRANE."""
    if len(word) < least:
        return []
    found = connection.execute(
        "SELECT word FROM names WHERE word > ? AND word < ? AND NOT is_mark ORDER BY length(word) LIMIT 30",
        (word, word + "{"),
    )
    return [_Name(name, 0.6 + 0.35 * len(word) / len(name)) for (name,) in found]


def _cut_short(connection: sqlite3.Connection, word: str) -> list[_Name]:
    """Names that a label cut short: PIPERACILL for "piperacilline"."""
    beginnings = [word[:length] for length in range(max(5, len(word) // 2), len(word))]
    marks = ", ".join("?" * len(beginnings))
    found = connection.execute(f"SELECT word FROM names WHERE word IN ({marks}) AND NOT is_mark", beginnings)  # noqa: S608
    return [_Name(name, 0.6 + 0.35 * len(name) / len(word)) for (name,) in found]


def _misspelt(connection: sqlite3.Connection, word: str) -> list[_Name]:
    """Names that sound like the word, or nearly: "lévotirox" for LEVOTHYROX."""
    sounded = sound(word)
    if len(word) < 5:
        return []
    keys = sorted(shortened(sounded))
    marks = ", ".join("?" * len(keys))
    found = connection.execute(f"SELECT DISTINCT word FROM spellings WHERE sounded IN ({marks})", keys)  # noqa: S608
    mistakes = {name: distance(sounded, sound(name)) for (name,) in found}
    allowed = 2 if len(sounded) >= 9 else 1
    return [_Name(name, 0.9 - 0.15 * count) for name, count in mistakes.items() if count <= allowed]


def _dose_tokens(dose: Dose) -> tuple[str, ...]:
    """Return a dose as the index's tokens: r… is the figure of a dose with a unit, b… of a bare number."""
    return (dose.amount, "r" + dose.figure) if dose.amount else ("b" + dose.figure,)


def _score(order: Reading, meanings: dict[str, list[_Name]], marks: set[str], row: Sequence[str]) -> float:
    name, other, doses, forms = (field.split() for field in row)
    return (
        _name_score(order, meanings, marks, name, other)
        + _dose_score(order.doses, set(doses))
        + _form_score(order, set(forms))
    )


def _name_score(
    order: Reading, meanings: dict[str, list[_Name]], marks: set[str], name: list[str], other: list[str]
) -> float:
    score, met = 0.0, set()
    for place, word in enumerate(order.words):
        qualities = {meant.word: meant.quality for meant in meanings.get(word, ())}
        for position, part in enumerate(name):
            quality = qualities.get(part, 0.0) or _abbreviates(part, word, is_mark=part in marks)
            if quality and part not in met:
                met.add(part)
                is_name = part in qualities
                score += quality * ((60 if position == 0 else 25) if is_name else 10) - is_name * min(place, 5)
                break
        else:
            score += 4 if word in other else -3 * (word in meanings)
    return score - sum(1 if part in marks else 6 for part in name if part not in met) - 0.5 * len(other)


def _abbreviates(part: str, word: str, *, is_mark: bool) -> float:
    """Tell how well a label's part shortens a word of the order: "clav" for clavulanique, "bga" for Biogaran."""
    if part == word:
        return 1.0
    if len(part) >= 2 and len(word) > 2 and (word.startswith(part) or (len(word) >= 3 and part.startswith(word))):
        return 0.8
    letters = iter(word)
    if (is_mark or len(part) == 3) and part[0] == word[0] and all(letter in letters for letter in part):
        return 0.6
    return 0.0


def _dose_score(wanted: tuple[Dose, ...], doses: set[str]) -> float:
    if not wanted:
        return -len(doses) / 2
    score, met, weight = 0.0, False, 40.0
    for dose in wanted:
        same = dose.amount in doses if dose.amount else "b" + dose.figure in doses
        alike = "b" + dose.figure in doses if dose.amount else "r" + dose.figure in doses
        if same or alike:
            score += weight if same else weight * 0.7
            met = True
        if met or dose.amount:
            weight = 15.0
    unasked = sum(1 for token in doses if token[0] in "rb") - len(wanted)
    return score - 2 * max(unasked, 0) - (0 if met or not doses else 20)


def _form_score(order: Reading, forms: set[str]) -> float:
    modifiers = {form[2:] for form in forms if form.startswith("is")}
    score = 7.0 * len(order.forms & forms) - 8.0 * len(order.modifiers ^ modifiers)
    return score - 12 if order.forms and forms and not order.forms & forms else score
