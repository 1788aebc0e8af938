"""The configurations that the manual and the deployment folder show are accepted as they stand."""

import re
from pathlib import Path

import pytest

from native_host import settings
from tests.checkout import ROOT


def shown() -> dict[str, str]:
    manual = (ROOT / "docs/administration.md").read_text("utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", manual, re.DOTALL)
    return {"manual": blocks[0], "fleet": (ROOT / "manifests/fleet/config.toml").read_text("utf-8")}


@pytest.mark.parametrize("place", ["manual", "fleet"])
def test_a_shown_configuration_is_accepted(place: str, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(shown()[place], "utf-8")
    assert settings.load({"POSOS_BRIDGE_CONFIG": str(file)}).environment == "production"


def test_every_custody_that_the_manual_shows_is_accepted(tmp_path: Path) -> None:
    manual = (ROOT / "docs/administration.md").read_text("utf-8")
    custodies = re.findall(r"^\| [^|`]+ \| `(key = \{.*\})` \|", manual, re.MULTILINE)
    assert len(custodies) == 4
    for custody in custodies:
        file = tmp_path / "config.toml"
        file.write_text(re.sub(r"^key = \{.*?\}(?=\s+#)", custody, shown()["manual"], flags=re.MULTILINE), "utf-8")
        settings.load({"POSOS_BRIDGE_CONFIG": str(file)})
