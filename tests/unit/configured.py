"""A configuration that is right, and what is said of one that is not."""

from __future__ import annotations

import os

import pytest

from native_host.errors import BridgeError
from native_host.settings import load

MINIMAL = """
environment = "preprod"
[environments.preprod]
base_url = "https://partner-connect.preprod.posos.co/"
client_id = "x.apps.googleusercontent.com"
allowed_hosts = ["Posos.co", "posos.care"]
key = { file = "preprod-key.json" }
"""
PERSON = """
[[practitioners]]
os_user = "{}"
rpps = "1"
first_name = "A"
last_name = "B"
"""


def refused(**env: str) -> BridgeError:
    with pytest.raises(BridgeError) as caught:
        load({**os.environ, **env})
    assert caught.value.code == "not_configured"
    return caught.value
