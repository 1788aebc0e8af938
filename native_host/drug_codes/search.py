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


# A word of an order → the names' words that it may stand for, each with how likely that is, up to 1.
Meanings = dict[str, dict[str, float]]


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
        for score, match in _find_in_line(connection, line):
            if match.ucd13 not in best or best[match.ucd13][0] < score:
                best[match.ucd13] = (score, match)
    ranked = sorted(best.values(), key=lambda scored: (-scored[0], scored[1].label, scored[1].ucd13))
    return [match for _, match in ranked[:limit]]


def _find_in_line(connection: sqlite3.Connection, line: str) -> list[tuple[float, Match]]:
    order = read_order(line)
    meanings = _meanings(connection, order)
    words = [_any_of("name", names) for names in meanings.values()]
    rows = _candidates(connection, " AND ".join(words), order, _MOST) if words else []
    if not rows:
        rows = [row for word in words for row in _candidates(connection, word, order, _MOST // len(words))]
    return [(_score(order, meanings, fields), Match(ucd13, label)) for ucd13, label, *fields in rows]


def _candidates(connection: sqlite3.Connection, names: str, order: Reading, most: int) -> list[tuple[str, ...]]:
    """Return drugs that the full-text query `names` finds, those of the same dose and form first."""
    doses = [_any_of("doses", (dose.amount, "r" + dose.figure, "b" + dose.figure)) for dose in order.doses]
    form = _any_of("forms", order.forms - {"oral"} or order.forms)
    amounts = dict.fromkeys((" AND ".join(doses), " OR ".join(doses), ""))
    found: dict[tuple[str, ...], None] = {}
    for parts in dict.fromkeys((names, amount, narrowed) for amount in amounts for narrowed in (form, "")):
        rows = connection.execute(
            "SELECT ucd13, label, name, marks, other, doses, forms FROM labels JOIN drugs ON drugs.id = labels.rowid"
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
            if names := _misspelt(connection, word) | _cut_short(connection, word) | _begun(connection, word, least):
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
    beginnings = [word[:length] for length in range(max(6, len(word) * 2 // 3), len(word))]
    marks = ", ".join("?" * len(beginnings))
    found = connection.execute(f"SELECT word FROM names WHERE word IN ({marks}) AND is_head", beginnings)  # noqa: S608
    return {name: 0.6 + 0.35 * len(name) / len(word) for (name,) in found}


def _misspelt(connection: sqlite3.Connection, word: str) -> dict[str, float]:
    """Names that sound like the word, or nearly: "lévotirox" for LEVOTHYROX."""
    sounded = sound(word)
    if len(word) < 5:
        return {}
    keys = sorted(shortened(sounded))
    marks = ", ".join("?" * len(keys))
    found = connection.execute(f"SELECT DISTINCT word FROM spellings WHERE sounded IN ({marks})", keys)  # noqa: S608
    mistakes = {name: distance(sounded, sound(name)) for (name,) in found}
    allowed = 2 if len(sounded) >= 9 else 1
    return {
        name: 0.9 - 0.15 * count
        for name, count in mistakes.items()
        if count <= allowed and sound(name)[:1] == sounded[:1]
    }


def _tokens(dose: Dose) -> tuple[str, ...]:
    """Return a dose as the index's tokens: r… is the figure of a dose with a unit, b… of a bare number."""
    return (dose.amount, "r" + dose.figure) if dose.amount else ("b" + dose.figure,)


def _score(order: Reading, meanings: Meanings, fields: Sequence[str]) -> float:
    name, marks, other, doses, forms = (field.split() for field in fields)
    score = _name_score(order, meanings, name, marks, other)
    return score + _dose_score(order.doses, set(doses)) + _form_score(order, set(forms))


def _name_score(order: Reading, meanings: Meanings, name: list[str], marks: list[str], other: list[str]) -> float:
    score, met = 0.0, set()
    for place, word in enumerate(order.words):
        meant = meanings.get(word, {})
        part = next((part for part in name if part in meant and part not in met), None)
        if part:
            met.add(part)
            score += meant[part] * (60 if part == name[0] else 25) - min(place, 5)
        elif part := next((part for part in name if part not in met and _shortens(part, word)), None):
            met.add(part)
            score += 8
        elif word not in not_a_name() and any(_shortens(mark, word) or _abbreviates(mark, word) for mark in marks):
            score += 8
        else:
            score += 4 if word in other else -3 * (word in meanings)
    return score - 6 * (len(name) - len(met)) - len(marks) - 0.5 * len(other)


def _shortens(part: str, word: str) -> bool:
    """Tell whether one is the other cut short: "clav" for clavulanique."""
    return min(len(part), len(word)) > 1 and (word.startswith(part) or part.startswith(word))


def _abbreviates(mark: str, word: str) -> bool:
    """Tell whether a mark's letters stand in a laboratory's name in their order: BGA for Biogaran."""
    letters = iter(word)
    return mark[0] == word[0] and all(letter in letters for letter in mark)


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
