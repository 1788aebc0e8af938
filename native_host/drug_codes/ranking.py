"""Which of the drugs that bear a name fits an order best: the name counts most, then the dose, then the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from native_host.drug_codes.order_words import not_a_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from native_host.drug_codes.reading import Dose, Reading

# A word of an order → the names' words that it may stand for, each with how likely that is, up to 1.
Meanings = dict[str, dict[str, float]]


def score(order: Reading, meanings: Meanings, fields: Sequence[str]) -> float:
    """Return how well a row of the index fits an order: the higher the better, of no other meaning.

    Args:
        order: what the person wrote.
        meanings: which names its words may stand for.
        fields: the row's name, marks, other words, doses and forms, as `search.SCHEMA` has them.
    """
    name, marks, other, doses, forms = (field.split() for field in fields)
    named = _name_score(order, meanings, name, marks, other)
    return named + _dose_score(order.doses, set(doses)) + _form_score(order, set(forms))


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
