"""Every printed form of a drug code is recognised, and nothing else is."""

import pytest

from native_host.drug_codes.ucd import classify, is_cip13, is_ucd13, ucd13_from_ucd7

UCD13 = "3400894203018"

PRINTED_UCD13 = [
    UCD13,
    "34008 942 030 1 8",
    "34008\u00a0942\u00a0030\u00a01\u00a08",
    "34008\u202f942\u2009030\u202f1 8",
    "34008-942-030-1-8",
    " 3400894203018\r\n",
    "03400894203018",
    "(01)03400894203018",
    "(01) 0 34008 942 030 1 8",
    "(01)03400894203018(17)261231(10)AB-C1",
    "]d20103400894203018172612311 0LOT42",
    "01034008942030181726123110LOT42\x1d21SERIAL",
    "UCD : 3400894203018",
    "code UCD13=3400894203018",
    "UCD 13 : 34008 942 030 1 8",
    "\ufeff34008\u200b94203018",
]
PRINTED_UCD7 = [
    "9420301",
    "942 030 1",
    "942 030-1",
    "942030\u20111",
    "0000009420301",
    "UCD 9420301",
    "UCD7: 942 030-1",
    "ucd7 9420301",
]
NO_CODE = [
    "",
    "   ",
    "DOLIPRANE",
    "3400894203017",  # wrong EAN-13 key
    "(01)03400894203017",
    "9420302",  # wrong mod-11 key
    "UCD 9420302",
    "0000009420302",
    "0000000",
    "0000000000000",
    "34008942030188",  # a digit too many
    "340089420301",  # one too few
    "13400894203018",  # GTIN-14 of a case, not of the unit
    "9420301.0",
    "-9420301",
    "9420301-",
    "5901234123457",  # somebody else's EAN-13
    "\u0663\u0664\u0660\u0660\u0668\u0669\u0664\u0662\u0660\u0663\u0660\u0661\u0668",  # Arabic-Indic digits
]


@pytest.mark.parametrize("printed", PRINTED_UCD13)
def test_printed_ucd13_is_recognised(printed: str) -> None:
    assert classify(printed) == ("ucd13", UCD13)


@pytest.mark.parametrize("printed", PRINTED_UCD7)
def test_printed_ucd7_is_recognised(printed: str) -> None:
    assert classify(printed) == ("ucd7", "9420301")


@pytest.mark.parametrize("text", NO_CODE)
def test_what_is_no_code_or_has_a_wrong_key_is_unknown(text: str) -> None:
    assert classify(text) == ("unknown", "")


@pytest.mark.parametrize("ucd7", ["9000480", "9000626", "9000715", "9000736", "9002027", "9002671", "9004895"])
def test_new_numbering_has_no_seventh_digit_key(ucd7: str) -> None:
    assert classify(ucd7) == ("ucd7", ucd7)
    assert is_ucd13(ucd13_from_ucd7(ucd7))


def test_computed_ucd13_ends_in_the_documented_key() -> None:
    assert ucd13_from_ucd7("9420301") == "3400894203018"
    assert ucd13_from_ucd7("9233504") == "3400892335049"
    assert ucd13_from_ucd7("9000715") == "3400890007153"


@pytest.mark.parametrize("ucd7", ["9420302", "942030", "94203011", "abcdefg", "942030\u0661"])
def test_no_ucd13_is_computed_from_what_is_no_ucd7(ucd7: str) -> None:
    with pytest.raises(ValueError, match="UCD7"):
        ucd13_from_ucd7(ucd7)


def test_boxes_are_told_from_units() -> None:
    assert classify("3400933433154") == ("cip13", "3400933433154")
    assert classify("3595583") == ("cip7", "3595583")
    assert classify("3010100") == ("cip7", "3010100")  # a real CIP7 of a range without keys
    assert classify("CIP 3595584") == ("unknown", "")
    assert not is_cip13(UCD13)
    assert not is_ucd13("3400933433154")
