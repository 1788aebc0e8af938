"""The vendor's side as a library, by the example of docs/library.md."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.checkout import ROOT
from tests.host.process import UCDS

if TYPE_CHECKING:
    from tests.host.process import Sandbox


def test_the_documented_example_works(sandbox: Sandbox) -> None:
    page = (ROOT / "docs/library.md").read_text("utf-8")
    example = re.search(r"```python\n(.*?)```", page, re.DOTALL)
    assert example
    program = (
        example[1]
        .replace("https://partner-connect.preprod.posos.co", sandbox.base_url)
        .replace("….apps.googleusercontent.com", "sandbox.apps.googleusercontent.com")
        .replace('key={"file": "/etc/ehr/posos-key.json"},', f'key={{"file": "{sandbox.key}"}}, environment="sandbox",')
    )
    before = len(sandbox.calls())
    asked = f"print(side_effects_address('abcde1234', 'John', 'Doe', {UCDS}))"
    done = subprocess.run([sys.executable, "-c", program + asked], capture_output=True, text=True, check=True)
    assert done.stdout.startswith(sandbox.base_url)
    (call,) = sandbox.calls()[before:]
    assert call["body"]["ucds"] == UCDS


def test_importing_it_costs_next_to_nothing() -> None:
    program = "import sys; from native_host.posos import PartnerConnect; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    heavy = {"cryptography", "jwt", "requests", "jsonschema", "ssl", "truststore", "sqlite3", "tomllib", "http.client"}
    assert not heavy & set(done.stdout.split())
