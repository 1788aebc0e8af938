"""`posos-bridge key` against the sandbox: a key comes in only after it was given a token, in every custody."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.sandbox import run_sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = Path(__file__).resolve().parents[2] / ".venv/bin/posos-bridge"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("sandbox")
    with run_sandbox(folder):
        yield folder


class Machine:
    """A machine whose configuration keeps the sandbox's key in some custody."""

    def __init__(self, world: Path, folder: Path, custody: str, **environment: str) -> None:
        self.folder = folder
        config = (world / "config.toml").read_text().replace('key = { file = "key.json" }', f"key = {custody}")
        (folder / "config.toml").write_text(config)
        self.received = folder / "received.json"
        self.received.write_text((world / "key.json").read_text())
        self._environment = environment

    def run(self, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [COMMAND, *map(str, arguments)],
            env={
                **os.environ,
                "LANG": "en_GB.UTF-8",
                "XDG_DATA_HOME": str(self.folder),
                "POSOS_BRIDGE_CONFIG": str(self.folder / "config.toml"),
                **self._environment,
                **environment,
            },
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )


def another_key(received: Path, key_id: str = "another") -> str:
    pem = rsa.generate_private_key(65537, 2048).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return json.dumps({**json.loads(received.read_text()), "private_key": pem.decode(), "private_key_id": key_id})


@pytest.fixture
def machine(world: Path, tmp_path: Path) -> Machine:
    return Machine(world, tmp_path, '{ file = "kept/key.json" }')


def test_a_key_is_tried_then_kept_for_its_owner_alone_and_the_copy_wiped(machine: Machine) -> None:
    done = machine.run("key", "import", machine.received, "--wipe")
    assert done.returncode == 0, done.stderr
    assert not machine.received.exists()
    assert (machine.folder / "kept/key.json").stat().st_mode & 0o777 == 0o600
    assert machine.run("key", "check").returncode == 0
    assert machine.run("open", "3400894203018", "--no-browser").returncode == 0


def test_the_custody_is_named_in_the_persons_language(machine: Machine) -> None:
    machine.run("key", "import", machine.received)
    french = machine.run("key", "check", LANG="fr_FR.UTF-8").stdout
    assert "(fichier /" in french
    assert json.loads(machine.run("key", "check", "--json").stdout)["custody"].startswith("file /")


def test_a_copy_that_stays_is_pointed_out(machine: Machine) -> None:
    done = machine.run("key", "import", machine.received)
    assert f"{machine.received} still holds the key" in done.stdout
    assert machine.received.exists()


def test_a_key_that_gets_no_token_leaves_the_old_one_in_place(machine: Machine) -> None:
    machine.run("key", "import", machine.received)
    before = (machine.folder / "kept/key.json").read_bytes()
    machine.received.write_text(another_key(machine.received))
    for command in ("import", "rotate"):
        done = machine.run("key", command, machine.received, "--wipe", "--json")
        assert done.returncode == 1
        error = json.loads(done.stdout)["error"]
        assert error["code"] == "token_refused"
        assert error["message"] == "Posos does not accept this key: nothing has changed."
        assert "Invalid JWT Signature" in error["hint"]
        assert (machine.folder / "kept/key.json").read_bytes() == before
        assert machine.received.exists(), "what was not brought in is not wiped"


def test_rotation_replaces_a_key_of_the_same_account_and_names_the_old_one(machine: Machine) -> None:
    kept = machine.folder / "kept/key.json"
    kept.parent.mkdir()
    kept.write_text(another_key(machine.received, "revoked"))
    kept.chmod(0o600)
    assert machine.run("key", "check").returncode == 1
    done = machine.run("key", "rotate", machine.received)
    assert done.returncode == 0, done.stderr
    assert "Key revoked replaced by" in done.stdout
    assert machine.run("key", "check").returncode == 0


def test_rotation_refuses_another_account_and_the_same_key(machine: Machine) -> None:
    machine.run("key", "import", machine.received)
    same = machine.run("key", "rotate", machine.received)
    assert (same.returncode, "in place already" in same.stderr) == (1, True)
    other = {**json.loads(machine.received.read_text()), "client_email": "other@example.org"}
    machine.received.write_text(json.dumps(other))
    refused = machine.run("key", "rotate", machine.received)
    assert "of other@example.org" in refused.stderr
    # Nothing is damaged, and nothing is to be put back.
    for said in (same.stderr, refused.stderr):
        assert said.startswith("file_unusable: ")
        assert "damaged" not in said


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"type": "service_account"}', "\x00\xff"])
def test_a_file_that_is_no_key_is_told(machine: Machine, content: str) -> None:
    machine.received.write_text(content)
    done = machine.run("key", "import", machine.received)
    assert done.returncode == 1
    assert done.stderr.startswith("key_invalid: This file can\u2019t serve as the key")
    assert f"{machine.received}: " in done.stderr
    assert "as Posos sent it" in done.stderr
    assert "damaged" not in done.stderr
    assert "key import" not in done.stderr, "that is what was just done"


def test_no_command_prints_any_part_of_the_key(machine: Machine) -> None:
    secret = json.loads(machine.received.read_text())["private_key"]
    said = ""
    for arguments in (["import", machine.received], ["check"], ["rotate", machine.received]):
        done = machine.run("key", *arguments)
        said += done.stdout + done.stderr
    assert not any(line in said for line in secret.splitlines()[1:-1])


def test_a_key_in_a_token_serves_the_whole_chain(world: Path, tmp_path: Path) -> None:
    (tmp_path / "tokens").mkdir()
    (tmp_path / "softhsm2.conf").write_text(f"directories.tokendir = {tmp_path / 'tokens'}\nlog.level = ERROR\n")
    softhsm: Any = {"SOFTHSM2_CONF": str(tmp_path / "softhsm2.conf")}
    subprocess.run(
        ["softhsm2-util", "--init-token", "--free", "--label", "posos", "--pin", "1234", "--so-pin", "5678"],
        check=True,
        capture_output=True,
        env={**os.environ, **softhsm},
    )
    custody = (
        '{ pkcs11 = { module = "libsofthsm2.so", token = "posos", label = "bridge", pin_env = "PIN" },'
        ' account = "account.json" }'
    )
    machine = Machine(world, tmp_path, custody, PIN="1234", **softhsm)
    done = machine.run("key", "import", machine.received, "--wipe")
    assert done.returncode == 0, done.stderr
    assert machine.run("open", "3400894203018", "--no-browser").returncode == 0
    kept = [file for file in tmp_path.rglob("*") if file.is_file() and b"PRIVATE KEY" in file.read_bytes()]
    assert kept == []
