"""The sandbox as a process: what it prints, the whole chain in one cookie jar, and every fault seen from outside."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jwt
import pytest
import requests

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = Path(__file__).resolve().parents[2] / ".venv/bin/posos-bridge"
GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer"
UCDS = ["3400894203018", "3400893887738"]


@dataclass
class Outside:
    """A running sandbox and its one establishment, calling by `requests`."""

    base_url: str
    config: Path
    ehr_url: str

    def assertion(self, offset: float = 0) -> str:
        key = json.loads((self.config.parent / "key.json").read_text())
        now = int(time.time() + offset)
        claims = {
            "iss": key["client_email"],
            "aud": key["token_uri"],
            "target_audience": "sandbox.apps.googleusercontent.com",
            "iat": now,
            "exp": now + 3600,
        }
        return jwt.encode(claims, key["private_key"], "RS256", {"kid": key["private_key_id"]})

    def exchange(self, offset: float = 0) -> requests.Response:
        form = {"grant_type": GRANT_TYPE, "assertion": self.assertion(offset)}
        return requests.post(f"{self.base_url}/token", data=form, timeout=10)

    def prepare(self, *, token: str | None = None, timeout: float = 10, **context: Any) -> requests.Response:
        body = {"rpps": "abcde1234", "first_name": "John", "last_name": "Doe", "guide": "side_effects", "ucds": UCDS}
        return requests.post(
            f"{self.base_url}/api/partners/proxy/prepare",
            json={**body, **context},
            headers={"Authorization": f"Bearer {token or self.exchange().json()['id_token']}"},
            timeout=timeout,
            allow_redirects=False,
        )

    def set(self, faults: Any) -> requests.Response:
        return requests.post(f"{self.base_url}/_faults", json=faults, timeout=10)

    def calls(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = requests.get(f"{self.base_url}/_calls", timeout=10).json()
        return found


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outside]:
    folder = tmp_path_factory.mktemp("sandbox")
    running = subprocess.Popen([COMMAND, "sandbox", "--dir", folder], stdout=subprocess.PIPE, text=True)
    assert running.stdout
    said = json.loads(running.stdout.readline())
    yield Outside(said["base_url"], Path(said["config"]), said["ehr_url"])
    running.send_signal(signal.SIGINT)
    rest, _ = running.communicate(timeout=20)
    assert rest == ""


@pytest.fixture
def outside(process: Outside) -> Iterator[Outside]:
    process.set([])
    requests.delete(f"{process.base_url}/_calls", timeout=10)
    yield process
    process.set([])


def test_what_came_in_is_listed_with_whether_it_was_authorized(outside: Outside) -> None:
    assert outside.prepare().status_code == 200
    assert outside.prepare(token="nonsense").status_code == 401
    token, good, bad = outside.calls()
    assert token["path"] == "/token"
    assert token["body"]["grant_type"] == GRANT_TYPE
    assert (good["authorized"], good["status"], good["body"]["ucds"]) == (True, 200, UCDS)
    assert (bad["authorized"], bad["status"]) == (False, 401)
    assert token["at"] <= good["at"] <= bad["at"] <= time.time()


def test_the_chain_ends_signed_in_on_the_guide_and_cannot_be_walked_twice(outside: Outside) -> None:
    url = outside.prepare().json()["location"]
    browser = requests.Session()
    landed = browser.get(url, timeout=10)
    assert [step.status_code for step in landed.history] == [302, 302, 302]
    assert "John Doe" in landed.text
    assert "ELIQUIS 5MG CPR" in landed.text
    assert "3400894203018" in landed.text
    again = browser.get(url, timeout=10)
    assert again.status_code == 410
    assert again.headers["cache-control"] == "no-store"
    assert browser.get(landed.url, timeout=10).status_code == 200
    assert requests.get(landed.url, timeout=10).status_code == 403


def test_a_second_practitioner_in_the_same_browser_signs_the_first_out(outside: Outside) -> None:
    first = outside.prepare().json()["location"]
    second = outside.prepare(rpps="99900000017", first_name="Claire", last_name="Essai").json()["location"]
    browser = requests.Session()
    firsts_page = browser.get(first, timeout=10)
    assert "Claire Essai" in browser.get(second, timeout=10).text
    assert browser.get(firsts_page.url, timeout=10).status_code == 403
    signed_out = [call["signed_out"] for call in outside.calls() if call["path"] == "/sign-out"]
    landings = [call["landing"]["rpps"] for call in outside.calls() if "landing" in call]
    assert signed_out == [None, "abcde1234"]
    assert landings == ["abcde1234", "99900000017"]


def test_an_address_expires(outside: Outside) -> None:
    outside.set({"url_lifetime": 0})
    assert requests.get(outside.prepare().json()["location"], timeout=10).status_code == 410


def test_an_unknown_fault_is_refused_and_the_known_ones_are_documented(outside: Outside) -> None:
    for unknown in ({"nope": 1}, {"status": "503"}, {"body": "blue"}, [{"status": 503}, {"times": 0}], "status", 1):
        assert outside.set(unknown).status_code == 400, unknown
    assert requests.post(f"{outside.base_url}/_faults", data="{", timeout=10).status_code == 400
    schema = requests.get(f"{outside.base_url}/_faults", timeout=10).json()
    assert {"status", "delay", "body", "refused_key", "clock_skew", "foreign_redirect", "closed_connection"} <= set(
        schema["$defs"]["fault"]["properties"]
    )
    assert outside.prepare().status_code == 200


def test_faults_strike_in_turn_and_as_often_as_asked(outside: Outside) -> None:
    outside.set([{"status": 503, "times": 2, "retry_after": 7}, {"status": 429, "times": 1}])
    token = outside.exchange().json()["id_token"]
    answers = [outside.prepare(token=token) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [503, 503, 429, 200]
    assert answers[0].headers["retry-after"] == "7"


@pytest.mark.parametrize("how", [True, "reset"])
def test_a_connection_that_ends_without_an_answer(outside: Outside, how: Any) -> None:
    token = outside.exchange().json()["id_token"]
    outside.set({"closed_connection": how})
    with pytest.raises(requests.ConnectionError, match="reset" if how == "reset" else "without response"):
        outside.prepare(token=token)


def test_each_spoiled_body(outside: Outside) -> None:
    token = outside.exchange().json()["id_token"]

    def body(kind: str) -> requests.Response:
        outside.set({"body": kind})
        return outside.prepare(token=token)

    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        body("truncated")
    assert len(body("huge").content) > 2 << 20
    bomb = body("gzip_bomb")
    assert int(bomb.headers["content-length"]) < 20_000
    assert len(bomb.content) == 16 << 20
    assert body("captive_portal").headers["content-type"].startswith("text/html")
    assert body("empty").content == b""
    assert body("no_url").json() == {"status": "ok"}
    with pytest.raises(ValueError, match="Expecting"):
        body("not_json").json()


@pytest.mark.parametrize("kind", ["endless", "trickle"])
def test_a_body_without_an_end_does_not_hold_the_sandbox_up(outside: Outside, kind: str) -> None:
    token = outside.exchange().json()["id_token"]
    outside.set({"body": kind})
    url = f"{outside.base_url}/api/partners/proxy/prepare"
    body = {"rpps": "a", "first_name": "b", "last_name": "c", "guide": "home"}
    with requests.post(url, json=body, headers={"Authorization": f"Bearer {token}"}, stream=True, timeout=10) as answer:
        assert next(answer.iter_content(1)) == b"{"
    outside.set([])
    assert outside.prepare(token=token).status_code == 200


@pytest.mark.parametrize("shape", ["location", "url", "token_and_url", "string", "redirect"])
def test_each_shape_of_answer_holds_a_working_address(outside: Outside, shape: str) -> None:
    outside.set({"shape": shape})
    answer = outside.prepare()
    url = answer.headers.get("location") or answer.json()
    if isinstance(url, dict):
        assert set(url) == {"token_and_url": {"token", "url"}}.get(shape, {shape})
        url = url.get("location") or url["url"]
    assert "John Doe" in requests.get(url, timeout=10).text


def test_a_foreign_address_in_the_answer_and_a_foreign_redirect(outside: Outside) -> None:
    outside.set([{"url": "https://foreign.example/x", "times": 1}, {"foreign_redirect": True}])
    token = outside.exchange().json()["id_token"]
    assert outside.prepare(token=token).json() == {"location": "https://foreign.example/x"}
    redirected = outside.prepare(token=token)
    assert (redirected.status_code, redirected.headers["location"]) == (302, "https://foreign.example/")


def test_a_refused_key_and_a_deleted_account(outside: Outside) -> None:
    for how, words in ((True, "Invalid JWT Signature."), ("account", "Invalid grant: account not found")):
        outside.set({"refused_key": how})
        answer = outside.exchange()
        assert answer.status_code == 400
        assert answer.json() == {"error": "invalid_grant", "error_description": words}


@pytest.mark.parametrize("skew", [-7200, 120])
def test_a_skewed_clock_refuses_until_the_assertion_has_the_servers_time(outside: Outside, skew: int) -> None:
    outside.set({"clock_skew": skew})
    refused = outside.exchange()
    assert "reasonable timeframe" in refused.json()["error_description"]
    ahead = parsedate_to_datetime(refused.headers["date"]).timestamp() - time.time()
    assert abs(ahead - skew) < 3
    token = outside.exchange(skew).json()["id_token"]
    assert outside.prepare(token=token).status_code == 200


def test_a_status_has_the_words_of_who_would_say_it(outside: Outside) -> None:
    token = outside.exchange().json()["id_token"]
    outside.set([{"status": 401, "times": 1}, {"status": 403, "times": 1}, {"endpoint": "token", "status": 500}])
    assert outside.prepare(token=token).text.startswith("Invalid IAP credentials: ")
    assert "does not have permission" in outside.prepare(token=token).text
    assert outside.exchange().status_code == 500


def test_a_delay_holds_the_answer_back(outside: Outside) -> None:
    token = outside.exchange().json()["id_token"]
    outside.set({"delay": 30})
    with pytest.raises(requests.exceptions.ReadTimeout):
        outside.prepare(token=token, timeout=0.3)


def test_what_was_given_out_is_listed_for_those_who_look_for_leaks(outside: Outside) -> None:
    url = outside.prepare().json()["location"]
    issued = requests.get(f"{outside.base_url}/_issued", timeout=10).json()
    assert url in issued["urls"]
    assert all(token.count(".") == 2 for token in issued["identity_tokens"])


def test_a_port_in_use_is_said_in_a_sentence(process: Outside, tmp_path: Path) -> None:
    port = process.base_url.rpartition(":")[2]
    refused = subprocess.run(
        [COMMAND, "sandbox", "--dir", tmp_path, "--port", port],
        env={**os.environ, "LANGUAGE": "en"},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith("sandbox_failed: Port ")
    assert "Traceback" not in refused.stderr
