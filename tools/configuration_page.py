# ruff: noqa: INP001, E501
"""Write docs/configuration.md from the configuration's schema."""

from __future__ import annotations

from typing import Any

from protocol_page import table

INTRODUCTION = """# Configuration

{notice}

TOML, in two files: the machine's, then the user's over it, key by key. `posos-bridge setup` writes one, `posos-bridge
doctor` names the ones that are read.

| | machine | user |
|---|---|---|
| Linux | `/etc/xdg/posos-bridge/config.toml` | `~/.config/posos-bridge/config.toml` |
| macOS | `/Library/Application Support/posos-bridge/config.toml` | `~/Library/Application Support/posos-bridge/config.toml` |
| Windows | `C:\\ProgramData\\posos-bridge\\config.toml` | `%LOCALAPPDATA%\\posos-bridge\\config.toml` |

On Linux the machine's file at that place is read whatever `XDG_CONFIG_DIRS` says; without one, it is the first that the
variable's folders have. The machine's drug table is found in the same way, in `/usr/local/share/posos-bridge`, else by
`XDG_DATA_DIRS`.

What the machine's file names in `locked` (`"network"`, `"environments.preprod"`, `"audit.enabled"`, …) keeps its value
there, set or not. The environment variable `POSOS_BRIDGE_CONFIG` names the one file to read instead of the two; what the
machine's file locks still holds. Every key is checked: an unknown one is an error that names the file and the key. A
running host takes up a changed file by itself.

```toml
environment = "preprod"
accept_practitioner_from = ["https://dpi.hopital.example"]

[environments.preprod]
base_url = "https://partner-connect.preprod.posos.co"
client_id = "….apps.googleusercontent.com"
allowed_hosts = ["posos.co", "posos.care"]
key = {{ file = "preprod-key.json" }}

[[practitioners]]
os_user = "jdoe"
rpps = "abcde1234"
first_name = "John"
last_name = "Doe"

[network]
proxy = "http://proxy.hopital.example:3128"
ca_bundle = "hopital.pem"
```
"""
TITLES = {
    "Environment": "`[environments.NAME]`",
    "Key": "`key` of an environment",
    "Network": "`[network]`",
    "GuideTable": "`[[guides]]`",
    "Audit": "`[audit]`",
    "Log": "`[log]`",
}


def page(notice: str, configuration: dict[str, Any]) -> str:
    parts = [
        INTRODUCTION.format(notice=notice),
        "## At the top",
        table("key", {**configuration, "required": list(configuration["properties"])}),
    ]
    for name, title in TITLES.items():
        schema = configuration["definitions"][name]
        parts += [f"## {title}", *([schema["description"]] if "description" in schema else []), table("key", schema)]
    return "\n\n".join(parts) + "\n"
