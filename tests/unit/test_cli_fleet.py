"""`posos-bridge fleet`: the folder from which an establishment deploys."""

import json
import os
import plistlib
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.checkout import ROOT

ID = "nfbmclelljpdkapljppnhakiknhdfaeh"
OWN_ID = "abcdefghijklmnopabcdefghijklmnop"
SITE = "https://dpi.hopital.example/*"


def fleet(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "native_host.cli", "fleet", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "LANG": "en_GB.UTF-8", "COLUMNS": "400"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("builds")
    for build in ("chrome-mv3", "firefox-mv3"):
        (folder / build).mkdir()
        manifest = {"manifest_version": 3, "version": "1.2.3", "key": "MIIB", "permissions": ["storage"]}
        (folder / build / "manifest.json").write_text(json.dumps(manifest))
    return folder


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory, builds: Path) -> Path:
    folder = tmp_path_factory.mktemp("fleet")
    done = fleet(
        "--site", "dpi.hopital.example", "--out", folder, "--extension", builds, "--server", "https://i.example/p/"
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_the_sites_are_granted_by_the_builds_themselves(out: Path) -> None:
    for build in ("chromium", "firefox"):
        manifest = json.loads((out / "extension" / build / "manifest.json").read_text())
        assert manifest["host_permissions"] == [SITE]
    with zipfile.ZipFile(out / "extension/posos-bridge-firefox.xpi") as xpi:
        assert json.loads(xpi.read("manifest.json"))["host_permissions"] == [SITE]


def test_every_chromium_is_told_what_to_install_and_which_sites(out: Path) -> None:
    for place in ("etc/chromium", "etc/opt/chrome", "etc/opt/edge"):
        policy = json.loads((out / "linux" / place / "policies/managed/posos-bridge.json").read_text())
        assert policy["ExtensionInstallForcelist"] == [f"{ID};https://i.example/p/updates.xml"]
        assert policy["3rdparty"]["extensions"][ID] == {"sites": {SITE: {"enabled": True}}}
    assert "https://i.example/p/posos-bridge-chromium.crx" in (out / "extension/updates.xml").read_text()
    assert 'version="1.2.3"' in (out / "extension/updates.xml").read_text()


def test_firefox_is_told_the_same(out: Path) -> None:
    policies = json.loads((out / "linux/etc/firefox/policies/policies.json").read_text())["policies"]
    settings = policies["ExtensionSettings"]["posos-bridge@native-host"]
    assert settings["installation_mode"] == "force_installed"
    assert settings["install_url"] == "https://i.example/p/posos-bridge-firefox.xpi"
    assert policies["3rdparty"]["Extensions"]["posos-bridge@native-host"] == {"sites": {SITE: {"enabled": True}}}


def test_windows_and_macos_get_theirs(out: Path) -> None:
    host = (out / "windows/host.reg").read_text("utf-16")
    assert r"[HKEY_LOCAL_MACHINE\Software\Google\Chrome\NativeMessagingHosts\fr.posos_bridge.host]" in host
    assert r"C:\\ProgramData\\posos-bridge\\native-messaging\\firefox.json" in host
    policies = (out / "windows/policies.reg").read_text("utf-16")
    assert rf"Software\Policies\Microsoft\Edge\3rdparty\extensions\{ID}\policy]" in policies
    chrome = plistlib.loads((out / "macos/com.google.Chrome.plist").read_bytes())
    assert chrome["ExtensionInstallForcelist"] == [f"{ID};https://i.example/p/updates.xml"]
    assert SITE in plistlib.loads((out / f"macos/com.google.Chrome.extensions.{ID}.plist").read_bytes())["sites"]


def test_the_configuration_locks_what_people_must_not_change(out: Path) -> None:
    table = tomllib.loads((out / "config.toml").read_text())
    assert "environments" in table["locked"]
    assert table["environments"]["production"]["base_url"] == "https://partner-connect.production.posos.co"


def test_the_readme_says_what_is_left_to_sign(out: Path) -> None:
    readme = (out / "README.md").read_text()
    assert SITE in readme
    assert "signing keys" in readme
    assert "@" not in readme.replace("posos-bridge@native-host", "")


def test_a_package_signed_with_ones_own_key_may_call_the_host(tmp_path: Path, builds: Path) -> None:
    fleet("--site", "dpi.example", "--out", tmp_path, "--extension", builds, "--extension-id", OWN_ID)
    manifest = json.loads((tmp_path / "extension/chromium/manifest.json").read_text())
    assert "key" not in manifest
    host = json.loads((tmp_path / "linux/etc/chromium/native-messaging-hosts/fr.posos_bridge.host.json").read_text())
    assert f"chrome-extension://{OWN_ID}/" in host["allowed_origins"]
    callers = json.loads((tmp_path / "linux/etc/xdg/posos-bridge/callers.json").read_text())
    assert callers == [f"chrome-extension://{OWN_ID}/"]


@pytest.mark.parametrize(
    ("site", "pattern"),
    [
        ("dpi.example", "https://dpi.example/*"),
        ("*.chu.example", "https://*.chu.example/*"),
        ("http://intranet/dpi/*", "http://intranet/dpi/*"),
        ("https://dpi.example:8443/app/", "https://dpi.example/app/*"),
        ("*://dpi.example/*", "*://dpi.example/*"),
    ],
)
def test_a_site_may_be_written_as_people_do(tmp_path: Path, site: str, pattern: str) -> None:
    done = fleet("--site", site, "--out", tmp_path, "--json")
    assert json.loads(done.stdout)["sites"] == [pattern]


@pytest.mark.parametrize("site", ["<all_urls>", "*", "https://*/*", "*://*/*", "*.fr", "ftp://dpi.example/", "", "a b"])
def test_a_site_that_means_every_site_is_wrong_use(tmp_path: Path, site: str) -> None:
    assert fleet("--site", site, "--out", tmp_path / "out").returncode == 2
    assert not (tmp_path / "out").exists()


def test_a_server_that_is_not_named_is_to_be_named_before_deploying(tmp_path: Path, out: Path) -> None:
    done = fleet("--site", "dpi.example", "--out", tmp_path)
    assert done.returncode == 0
    assert "https://intranet.example/posos-bridge stands for it" in done.stderr
    assert "--server" in done.stderr
    readme = (tmp_path / "README.md").read_text()
    assert "Not ready to be deployed" in readme
    assert "`https://intranet.example/posos-bridge` stands for it" in readme
    assert "@" not in readme.replace("posos-bridge@native-host", "")
    assert "Not ready" not in (out / "README.md").read_text()


def test_a_server_that_is_named_needs_no_warning(tmp_path: Path) -> None:
    done = fleet("--site", "dpi.example", "--out", tmp_path, "--server", "https://i.example:8443/p/", "--json")
    assert done.stderr == ""
    assert json.loads(done.stdout)["server"] == "https://i.example:8443/p"


@pytest.mark.parametrize("server", ["http://127.0.0.1:8000", "http://localhost/posos", "https://[2001:db8::1]/p"])
def test_http_serves_on_this_machine_alone(tmp_path: Path, server: str) -> None:
    assert fleet("--site", "dpi.example", "--out", tmp_path, "--server", server).returncode == 0


@pytest.mark.parametrize(
    "server",
    [
        "ftp://x",
        "http://intranet.hopital.example/p",
        "file:///srv/posos",
        "intranet.hopital.example",
        "https://",
        "https://user:secret@i.example/p",
        "https://i.example/p?x=1",
        "https://i.example/p;x",
        'https://i.example/"/p',
        "",
    ],
)
def test_a_server_from_which_not_every_browser_takes_an_extension_is_wrong_use(tmp_path: Path, server: str) -> None:
    done = fleet("--site", "dpi.example", "--out", tmp_path / "out", "--server", server)
    assert done.returncode == 2
    assert "expected an https address" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_without_both_builds_is_wrong_use(tmp_path: Path) -> None:
    assert fleet("--site", "dpi.example", "--out", tmp_path / "out", "--extension", tmp_path).returncode == 2
