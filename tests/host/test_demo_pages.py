"""The demo EHR's pages: all reached and served whole, with true codes, and fitting the documented site profiles."""

from __future__ import annotations

import json
import re
from pathlib import Path

import requests
from jsonschema import Draft202012Validator

import native_host.sandbox
from native_host.sandbox.partner_connect import is_ucd13
from tests.checkout import ROOT
from tests.sandbox import run_sandbox

PAGES = Path(native_host.sandbox.__file__).parent / "pages"


def test_every_screen_is_reached_from_the_index(tmp_path: Path) -> None:
    with run_sandbox(tmp_path) as sandbox:
        index = requests.get(sandbox.ehr_url, timeout=10).text
        screens = set(re.findall(r'href="(/ehr/\w+)"', index))
        assert len(screens) >= 7
        for screen in screens:
            page = requests.get(sandbox.base_url + screen, timeout=10)
            assert page.status_code == 200
            assert '<html lang="fr">' in page.text
            for asset in re.findall(r'(?:href|src)="(/assets/[^"#]+)"', page.text):
                assert requests.get(sandbox.base_url + asset, timeout=10).status_code == 200, asset
        assert requests.get(f"{sandbox.ehr_url}nothing", timeout=10).status_code == 404


def test_every_code_shown_as_a_drugs_is_valid() -> None:
    drugs = json.loads((PAGES / "assets/drugs.json").read_text("utf-8"))
    listed = json.loads((PAGES / "assets/pharmacie.json").read_text("utf-8"))
    assert all(is_ucd13(code) for code in drugs)
    for page in (PAGES / "ehr").glob("*.html"):
        inline_gone = re.sub(r"</?b>|&nbsp;|\s", "", page.read_text("utf-8"))
        text = re.sub(r"<[^>]+>", "|", inline_gone)
        assert all(is_ucd13(code) for code in re.findall(r"(?<!\d)34008\d{8}(?!\d)", text)), page.name
    assert {line[0] for file in listed for line in file["lines"]} <= set(drugs)
    assert sum(len(file["lines"]) for file in listed) >= 40


def test_the_example_profiles_are_good_and_fit_the_pages() -> None:
    schema = json.loads((ROOT / "manifests/site-profile.schema.json").read_text("utf-8"))
    profiles = list((ROOT / "docs/profiles").glob("*.json"))
    assert len(profiles) == 2
    for file in profiles:
        profile = json.loads(file.read_text("utf-8"))
        assert file.read_text("utf-8").strip() in (ROOT / "docs/site-profiles.md").read_text("utf-8")
        assert list(Draft202012Validator(schema).iter_errors(profile)) == []
        screens = [f"{address.rpartition('/')[2]}.html" for address in profile["matches"]]
        assert [(PAGES / "ehr" / screen).is_file() for screen in screens] == [True]
