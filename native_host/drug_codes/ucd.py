"""The keys and printed forms of UCD and CIP codes.

Sources: arrêté du 30 décembre 2021, annexe (UCD13); GS1 General Specifications (EAN-13, GTIN-14, element strings).
Only `re` is imported, which `json` has loaded already: this module is on the host's cold path.
"""

import re

UCD13_PREFIX = "34008"
CIP13_PREFIX = "3400"
# Numbers given since about 2021 carry no mod-11 key in their seventh digit.
KEYLESS_UCD7_PREFIX = "900"
# Neither do these ranges of CIP7 (seen in the public drug database, BDPM); only a table can confirm such a code.
KEYLESS_CIP7_PREFIXES = ("300", "301", "302", "490", "495", "550")

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_SAID = re.compile(r"\s*(?:code\s*)?(UCD|CIP)(?:(?:13|7)\b|\s(?:13|7)(?=\s*[:=]))?\s*[:=]?", re.IGNORECASE)
_PRINTED = re.compile("[0-9]+(?:[-\u2010-\u2013][0-9]+)*")
# A GS1 element string begins with AI 01; in a DataMatrix's bare text, dates, lot and serial number follow it.
_GS1 = re.compile(
    r"(?:\][A-Za-z][0-9])?"
    r"(?:\(01\)0([0-9]{13})(?:\(.*)?|010([0-9]{13})(?:(?:1[01357]|2[01]|30|37|71).*)?)"
)


def ean13_key(first_twelve: str) -> str:
    """Return the EAN-13 key digit of twelve digits (weights 1, 3, 1, 3… from the left)."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(first_twelve))
    return str(-total % 10)


def mod11_key(first_six: str) -> str:
    """Return the key digit of the old seven-digit numbering (weights 2 to 7), or "" where none fits."""
    key = sum(int(digit) * weight for weight, digit in enumerate(first_six, 2)) % 11
    return str(key) if key < 10 else ""


def is_ucd13(code: str) -> bool:
    """Tell whether `code` is thirteen bare digits that form a UCD13 with a right key."""
    return code.startswith(UCD13_PREFIX) and _has_ean13_key(code)


def is_cip13(code: str) -> bool:
    """Tell whether `code` is thirteen bare digits that form a CIP13 with a right key."""
    return code.startswith(CIP13_PREFIX) and not code.startswith(UCD13_PREFIX) and _has_ean13_key(code)


def is_ucd7(code: str) -> bool:
    """Tell whether `code` is seven bare digits that can be a UCD7: its key holds, or its numbering has none."""
    return _is_seven_digits(code) and (code.startswith(KEYLESS_UCD7_PREFIX) or code[6] == mod11_key(code[:6]))


def is_cip7(code: str) -> bool:
    """Tell whether `code` is seven bare digits that can be a CIP7: its key holds, or its numbering has none."""
    return _is_seven_digits(code) and (code.startswith(KEYLESS_CIP7_PREFIXES) or code[6] == mod11_key(code[:6]))


def ucd13_from_ucd7(ucd7: str) -> str:
    """Return the UCD13 that holds a UCD7; its key is computed, never taken from the seven digits.

    Raises:
        ValueError: `ucd7` is not a UCD7.
    """
    if not is_ucd7(ucd7):
        raise ValueError("not a UCD7")
    body = UCD13_PREFIX + ucd7
    return body + ean13_key(body)


def classify(code_as_found: str) -> tuple[str, str]:
    """Recognise one drug code in any of its printed forms.

    Args:
        code_as_found: the code alone: compact, in groups with any kind of space, hyphened, padded with zeros to
            thirteen digits, as GTIN-14 or GS1 element string, with or without "UCD" or "CIP" before it.

    Returns:
        Its kind (`ucd13`, `ucd7`, `cip13`, `cip7` or `unknown`) and its bare digits ("" when unknown).
        Seven digits alone are a UCD7 when they begin with 9, as every known one does, else a CIP7.
    """
    if is_ucd13(code_as_found):
        return "ucd13", code_as_found
    text = code_as_found.translate(_INVISIBLE)
    said = _SAID.match(text)
    text = "".join((text[said.end() :] if said else text).split())
    if gs1 := _GS1.fullmatch(text):
        return _classify_thirteen(gs1[1] or gs1[2])
    if not _PRINTED.fullmatch(text):
        return "unknown", ""
    digits = re.sub("[^0-9]", "", text)
    if len(digits) == 14 and digits.startswith("0" + CIP13_PREFIX):
        digits = digits[1:]
    if len(digits) == 13 and digits.startswith("000000"):
        digits = digits[6:]
    return _classify_seven(digits, said[1].upper() if said else "") if len(digits) == 7 else _classify_thirteen(digits)


def has_wrong_key(code_as_found: str) -> bool:
    """Tell whether a code alone has the form of a UCD or CIP, compact or in groups, and a digit that can't be right."""
    digits = re.sub("[\\s-]", "", code_as_found.translate(_INVISIBLE))
    if not (digits.isascii() and digits.isdigit()) or classify(code_as_found)[0] != "unknown":
        return False
    return len(digits) == 7 or (len(digits) == 13 and digits.startswith(CIP13_PREFIX))


def _classify_thirteen(digits: str) -> tuple[str, str]:
    if is_ucd13(digits):
        return "ucd13", digits
    return ("cip13", digits) if is_cip13(digits) else ("unknown", "")


def _classify_seven(digits: str, said: str) -> tuple[str, str]:
    is_ucd = said == "UCD" or (not said and digits.startswith("9"))
    kind, is_right = ("ucd7", is_ucd7) if is_ucd else ("cip7", is_cip7)
    return (kind, digits) if is_right(digits) else ("unknown", "")


def _has_ean13_key(code: str) -> bool:
    return len(code) == 13 and code.isascii() and code.isdigit() and code[12] == ean13_key(code[:12])


def _is_seven_digits(code: str) -> bool:
    return len(code) == 7 and code.isascii() and code.isdigit() and not code.startswith("0")
