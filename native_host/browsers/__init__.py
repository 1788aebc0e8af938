"""Browsers: who among their extensions may call the host, where they look for it, and how it is put there."""

from __future__ import annotations

import json

APP = "posos-bridge"
HOST_NAME = "fr.posos_bridge.host"

# What a browser passes to the host as its caller, for the published builds of the extension.
CHROMIUM_ID = "nfbmclelljpdkapljppnhakiknhdfaeh"
FIREFOX_ID = "posos-bridge@native-host"
PUBLISHED_CALLERS = frozenset({f"chrome-extension://{CHROMIUM_ID}/", FIREFOX_ID})


def allowed_callers() -> frozenset[str]:
    """Return the callers whom the host answers: the published ones and those that `install --extension-id` added.

    Chromium's callers have the form `chrome-extension://<id>/`, Firefox's are the bare id. Ask `PUBLISHED_CALLERS`
    first: it costs no look at the disk.
    """
    return PUBLISHED_CALLERS.union(*map(read_callers, callers_files()))


def callers_files() -> tuple[str, str]:
    """Return where added callers are kept: the machine's file, then the user's."""
    from native_host.places import CALLERS, place, shared_file

    return shared_file("site_config_dir", CALLERS), f"{place('user_config_dir')}/{CALLERS}"


def read_callers(file: str) -> list[str]:
    """Read the callers in one file; one that is missing or unreadable adds none."""
    from native_host.regular_files import read_regular

    try:
        callers = json.loads(read_regular(file))
    except (OSError, ValueError, RecursionError):
        return []
    return [caller for caller in callers if isinstance(caller, str)] if isinstance(callers, list) else []
