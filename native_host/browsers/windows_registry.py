"""Windows's registry: the default values of keys, of the user's hive and of the machine's."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

assert sys.platform == "win32"  # tells the type checker which modules there are

import winreg  # noqa: E402

if TYPE_CHECKING:
    from native_host.browsers.machine import Hive

ROOTS = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE}


class WindowsRegistry:
    """The registry of this machine."""

    def read(self, hive: Hive, key: str) -> str | None:
        try:
            with winreg.OpenKey(ROOTS[hive], key) as handle:
                return str(winreg.QueryValueEx(handle, "")[0])
        except FileNotFoundError:
            return None

    def write(self, hive: Hive, key: str, value: str) -> None:
        with winreg.CreateKeyEx(ROOTS[hive], key, 0, winreg.KEY_WRITE) as handle:
            winreg.SetValueEx(handle, "", 0, winreg.REG_SZ, value)

    def delete(self, hive: Hive, key: str) -> None:
        winreg.DeleteKey(ROOTS[hive], key)
