"""What an administrator's policies tell browsers about the extension, in the form that each system reads."""

from __future__ import annotations

import json
import plistlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from native_host.browsers import CHROMIUM_ID, FIREFOX_ID
from native_host.browsers.templates import template

if TYPE_CHECKING:
    from native_host.browsers.table import Browser


# What stands for an establishment's web server until it is named: no machine has that name (RFC 2606).
PLACEHOLDER_SERVER = "https://intranet.example/posos-bridge"


@dataclass(frozen=True, slots=True)
class Policies:
    """The sites of an establishment, and where its web server offers the extension."""

    sites: tuple[str, ...]
    server: str
    chromium_id: str = CHROMIUM_ID

    @property
    def managed_storage(self) -> dict[str, Any]:
        """What the extension reads as the administrator's settings."""
        return {"sites": {site: {"enabled": True} for site in self.sites}}

    def document(self, browser: Browser) -> dict[str, Any]:
        """Return the policies of one browser, as its JSON file on Linux holds them."""
        policies: dict[str, Any] = json.loads(template(f"policies/{browser.family}.json").read_text("utf-8"))
        if browser.family == "firefox":
            settings = policies["policies"]["ExtensionSettings"][FIREFOX_ID]
            settings["install_url"] = f"{self.server}/posos-bridge-firefox.xpi"
            policies["policies"]["3rdparty"]["Extensions"][FIREFOX_ID] = self.managed_storage
        else:
            policies["ExtensionInstallForcelist"] = [f"{self.chromium_id};{self.server}/updates.xml"]
            policies["3rdparty"]["extensions"] = {self.chromium_id: self.managed_storage}
        return policies

    def property_lists(self, browser: Browser) -> dict[str, bytes]:
        """Return the preference domains of a Chromium on macOS, as property lists by file name."""
        policies = self.document(browser)
        domain = browser.places["macos"].policies.rpartition("/")[2].removesuffix(".plist")
        extension = policies.pop("3rdparty")["extensions"][self.chromium_id]
        lists = {domain: policies, f"{domain}.extensions.{self.chromium_id}": extension}
        return {f"{name}.plist": plistlib.dumps(values) for name, values in lists.items()}

    def registry(self, browser: Browser) -> dict[str, dict[str, str]]:
        """Return the values of a Chromium on Windows, by registry key."""
        policies = self.document(browser)
        key = f"HKEY_LOCAL_MACHINE\\{browser.places['windows'].policies}"
        extension = policies.pop("3rdparty")["extensions"][self.chromium_id]
        lists = {
            f"{key}\\{name}": {str(number): value for number, value in enumerate(values, 1)}
            for name, values in policies.items()
        }
        # A value that is an object stands as its JSON: chromium.org/administrators/configuring-policy-for-extensions
        fixed = {name: json.dumps(value, ensure_ascii=False) for name, value in extension.items()}
        return {**lists, f"{key}\\3rdparty\\extensions\\{self.chromium_id}\\policy": fixed}


def registry_file(keys: dict[str, dict[str, str]]) -> bytes:
    """Return the text of a `.reg` file, in the encoding that Windows's own have."""
    lines = ["Windows Registry Editor Version 5.00"]
    for key, values in keys.items():
        lines += ["", f"[{key}]"]
        lines += [f"{quoted(name) if name else '@'}={quoted(value)}" for name, value in values.items()]
    return ("\r\n".join(lines) + "\r\n").encode("utf-16")


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
