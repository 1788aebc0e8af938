"""What a table's label or an order line says: words that may name a drug, doses, form. Units and spellings made one."""

import re
import unicodedata
from typing import NamedTuple

from native_host.drug_codes.order_words import FORMS, MODIFIERS, SHORTHAND, UNITS

_DAY = r"(?:jours?|jrs?|j|24\s*h|sem(?:aines?)?|mois|prises?|h)"
# How often, how long and when: said in numbers that are no dose. A slash with a digit before it is left to "25 ug/h".
_POSOLOGY = re.compile(
    rf"""
    \b\d(?:[.,]5)?(?:\s*-\s*\d(?:[.,]5)?){{2,3}}\b                   # 1-0-1
    | \bx\s*\d+(?:\s*(?:/|par)\s*{_DAY})?\b | \b\d+\s*x\s*(?:/|par)\s*{_DAY}\b
    | \b\d+\s*(?:a\s*\d+\s*)?(?:fois|x)\b(?:\s*(?:/|par)\s*{_DAY}\b)?
    | (?:\b\d\d?\s*)?/\s*(?:jours?|jrs?|j|sem(?:aines?)?|mois|prises?|kg)\b | /\s*\d+\s*{_DAY}\b
    | \b(?:q|ttes?|toutes?|tous)\s*(?:les\s*)?\d+\s*{_DAY}\b
    | \bj\s*\d+(?:\s*(?:-|a|au)\s*j?\s*\d+)?\b
    | \b\d+\s*(?:-|a)\s*\d+\s*(?:h|heures?|jours?|jrs?|j)\b
    | (?<![/\d])\b\d+\s*(?:h(?:\s*\d\d)?|heures?|jours?|jrs?|j|sem(?:aines?)?|mois|min|ans?|boites?|btes?)\b
    | \b\d\d?/\d\d?/(?:\d\d){{1,2}}\b
    | \b[13]/[24]\b(?!\s*m?g)
    """,
    re.VERBOSE,
)
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_NUMBER = r"(?P<whole>\d{1,3}(?:\x20\d{3})+(?!\d)|\d+)(?:[.,](?P<decimals>\d+))?"
_TOKEN = re.compile(
    rf"{_NUMBER}(?:\s*(?P<unit>{_UNIT})(?![a-z]))?"
    rf"|(?P<word>[a-z]{{1,2}}[0-9]{{1,3}}(?![0-9.,/]|\s*(?:{_UNIT})(?![a-z]))|[a-z]+)"  # "d3", not "fl100ml"
)
_SHORTHAND = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, SHORTHAND), key=len, reverse=True))})\b(?!,\d) ?%?")
# A laboratory's result, "140 mmol/L": the line reports, it orders nothing.
_RESULT = re.compile(r"\d\s*(?:[mun]?mol|[mun]?g|giga|ui|meq)\s*/\s*d?l\b")
_WHEN = re.compile(r"\b(?:matin|midi|soir|nuit|coucher|jours?|fois|besoin|semaine|jeun)\b")
_ASCII = str.maketrans({"µ": "u", "μ": "u", "œ": "oe", "æ": "ae", "\u2019": "'", "\u2013": "-", "\u2011": "-"})


class Dose(NamedTuple):
    """A number of a label or an order.

    `amount` is it with its unit, in the dimension's smallest unit ("5000000ng" for 5 mg), or "" without a unit;
    `figure` is a thousand times the number as written ("5000").
    """

    amount: str
    figure: str


class Reading(NamedTuple):
    """A label or an order line, read. Of `words`, those up to `name_length` come before any number or form."""

    words: tuple[str, ...]
    name_length: int
    doses: tuple[Dose, ...]
    forms: frozenset[str]
    modifiers: frozenset[str]
    is_order: bool


def fold(text: str) -> str:
    """Lower the case, drop accents and odd spaces, and write every sign in ASCII."""
    text = re.sub("g(?:é|e\u0301)l\\b", "gelu", text.lower()).translate(_ASCII)
    return " ".join(unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().split())


def read_order(line: str) -> Reading:
    """Read a line that a person wrote: what says when, how often and how long is no dose."""
    folded = fold(line)
    without = _SHORTHAND.sub(lambda short: SHORTHAND[short[0].rstrip(" %")] + " ", _POSOLOGY.sub(" ", folded))
    read = _read("" if _RESULT.search(folded) else without, counts=True)
    says_when = without != folded or _WHEN.search(folded)
    return read._replace(is_order=bool(read.doses or read.forms or read.modifiers or says_when))


def read_label(label: str) -> Reading:
    """Read a label of the drug table, such as "LOVENOX 4000UI SRG0,4ML +ERIS"."""
    return _read(fold(label), counts=False)


def _read(folded: str, *, counts: bool) -> Reading:
    words: list[str] = []
    doses: list[Dose] = []
    forms: set[str] = set()
    modifiers: set[str] = set()
    name_length = -1
    tokens = list(_TOKEN.finditer(folded))
    for place, token in enumerate(tokens):
        word = token["word"]
        if word and word not in FORMS and word not in MODIFIERS:
            if len(word) > 1 and word not in UNITS:
                words.append(word)
            continue
        if name_length < 0 and words:
            name_length = len(words)
        if word:
            forms.update(FORMS.get(word, ()))
            modifiers.update((MODIFIERS[word],) if word in MODIFIERS else ())
        elif not (counts and _counts_units(tokens, place, folded)):
            doses.append(_dose(tokens, place, folded))
    name_length = len(words) if name_length < 0 else name_length
    return Reading(tuple(words), name_length, tuple(doses), frozenset(forms), frozenset(modifiers), is_order=False)


def _counts_units(tokens: list[re.Match[str]], place: int, folded: str) -> bool:
    """Tell whether a number counts tablets or the like: "2 cp", "cp 1", and any after a dose ("5 mg 10 gouttes")."""
    number = tokens[place]
    if number["unit"] or folded[number.start() - 1 : number.start()] == "/":
        return False
    beside = (tokens[near]["word"] for near in (place - 1, place + 1) if 0 <= near < len(tokens))
    is_few = int(number["whole"].replace(" ", "")) <= 3
    return any(token["unit"] for token in tokens[:place]) or (is_few and any(word in FORMS for word in beside))


def _dose(tokens: list[re.Match[str]], place: int, folded: str) -> Dose:
    number = tokens[place]
    unit = number["unit"]
    if not unit and folded[number.end() : number.end() + 1] == "/" and place + 1 < len(tokens):
        unit = tokens[place + 1]["unit"]  # "500/30MG"
    whole, decimals = number["whole"].replace(" ", ""), number["decimals"] or ""
    if unit and UNITS[unit][0] == "ui" and len(decimals) == 3:
        whole, decimals = whole + decimals, ""  # "4.000 UI"
    thousandfold = int(whole + (decimals + "000")[:3])
    if not unit:
        return Dose("", str(thousandfold))
    dimension, size = UNITS[unit]
    exact = int(whole + decimals) * size * 1000 // 10 ** len(decimals)
    return Dose(f"{exact // 1000}{dimension}" if exact % 1000 == 0 else f"{exact}m{dimension}", str(thousandfold))
