"""The extension and the host hold the same numbers for drug codes."""

from __future__ import annotations

import json
import random
import subprocess

from native_host.drug_codes.ucd import is_cip7, is_cip13, is_ucd7, is_ucd13, mod11_key
from tests.checkout import ROOT

VERDICTS = """
import { readFileSync } from 'node:fs';
const codes = JSON.parse(readFileSync(0, 'utf8'));
const verdicts = (code) => (code.length === 7 ? [isUcd7(code), isCip7(code)] : [isUcd13(code), isCip13(code)]);
console.log(JSON.stringify(codes.map(verdicts)));
"""


def in_the_extension(codes: list[str]) -> list[list[bool]]:
    extension = ROOT / "extension"
    script = "import { isCip13, isCip7, isUcd13, isUcd7 } from './detect/keys';" + VERDICTS
    bundle = ["node_modules/.bin/esbuild", "--bundle", "--platform=node", "--format=esm"]
    built = subprocess.run(bundle, cwd=extension, input=script, capture_output=True, text=True, check=True)
    node = ["node", "--input-type=module", "--eval", built.stdout]
    told = subprocess.run(node, input=json.dumps(codes), capture_output=True, text=True, check=True)
    verdicts: list[list[bool]] = json.loads(told.stdout)
    return verdicts


def test_the_same_digits_are_codes_in_the_page_and_in_the_host() -> None:
    chosen = random.Random(8)
    prefixes = [f"{prefix:03}" for prefix in range(1000) for _ in range(4)]
    bodies = [prefix + f"{chosen.randrange(1000):03}" for prefix in prefixes]
    sevens = [body + (mod11_key(body) or "0") for body in bodies] + [f"{body}{chosen.randrange(10)}" for body in bodies]
    starts = ["34008", "34009", "34001", "34018"]
    thirteens = [f"{chosen.choice(starts)}{chosen.randrange(10**8):08}" for _ in range(4000)]

    expected = [[is_ucd7(code), is_cip7(code)] for code in sevens]
    expected += [[is_ucd13(code), is_cip13(code)] for code in thirteens]
    assert in_the_extension(sevens + thirteens) == expected
