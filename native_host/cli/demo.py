"""`posos-bridge demo`: the main job on the sandbox, from a drug in a demo EHR to the guide, in a real browser."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack, contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

import typer

from native_host.cli.demo_telling import Telling
from native_host.cli.language import sentence
from native_host.sandbox.demo import StepFailed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from native_host.sandbox.demo import DemoBrowser, Setting

app = typer.Typer(add_completion=False)

BUILDS = Path(__file__).parents[2] / "extension/.output"
FOLDERS = {"chromium": "chrome-mv3", "firefox": "firefox-mv3"}
DRUG = "ELIQUIS 5MG CPR"


class Family(StrEnum):
    """The browsers in which the demonstration can be seen."""

    CHROMIUM = "chromium"
    FIREFOX = "firefox"


@app.command(help=sentence("demo.help"))
def demo(
    window: bool = typer.Option(None, "--window/--headless", help=sentence("demo.window")),
    family: Family = typer.Option(Family.CHROMIUM, "--browser", help=sentence("demo.browser_option")),
    keep: bool = typer.Option(False, "--keep", help=sentence("demo.keep")),
    builds: Path = typer.Option(BUILDS, "--builds", file_okay=False, help=sentence("demo.builds")),
    screenshot: Path = typer.Option(None, "--screenshot", dir_okay=False, help=sentence("demo.screenshot")),
) -> None:
    telling = Telling()
    extension = (builds / FOLDERS[family]).resolve()
    in_window = has_display() if window is None else window
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # end in good order, as after Ctrl-C
    with ExitStack() as ending:
        try:
            browser, sandbox = start(ending, telling, family, extension, window=in_window, keep=keep)
            if in_window:
                play(browser, sandbox, telling)
            else:
                drive(browser, sandbox, telling, screenshot or Path(tempfile.gettempdir()) / "posos-bridge-demo.png")
        except ModuleNotFoundError as missing:
            telling.failed("no_driver", module=missing.name)
            raise typer.Exit(1) from missing
        except StepFailed as failed:
            telling.failed(failed.key, extension=extension)
            raise typer.Exit(1) from failed


def has_display() -> bool:
    """Tell whether a window can be shown."""
    return sys.platform in {"darwin", "win32"} or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def start(
    ending: ExitStack, telling: Telling, family: Family, extension: Path, *, window: bool, keep: bool
) -> tuple[DemoBrowser, dict[str, str]]:
    """Start the sandbox and the browser; `ending` ends them."""
    from native_host.browsers.table import browsers
    from native_host.cli.registering import registration
    from native_host.drug_codes.importing import SAMPLE, import_table
    from native_host.sandbox.demo import Setting

    if not (extension / "manifest.json").is_file():
        raise StepFailed("no_extension")
    home = Path(tempfile.mkdtemp(prefix="posos-bridge-demo-"))
    if keep:
        telling.step("kept", folder=home)
    else:
        ending.callback(remove, home)
    sandbox = ending.enter_context(running_sandbox(home / "sandbox"))
    telling.step("sandbox", base_url=sandbox["base_url"])
    drug_table = home / "drug-table.sqlite3"
    import_table([SAMPLE], drug_table)
    manifest = registration(system=False).manifest(browsers()[family])
    browser = launch(family, Setting(home, extension, manifest, Path(sandbox["config"]), drug_table, window))
    ending.callback(browser.close)
    telling.step("browser", version=browser.version)
    browser.enable("http://127.0.0.1/*")
    telling.step("enabled")
    return browser, sandbox


def launch(family: Family, setting: Setting) -> DemoBrowser:
    """Start a browser of a family; the driver of the other one need not be there."""
    if family is Family.FIREFOX:
        from native_host.sandbox.demo.firefox import DemoFirefox

        return DemoFirefox(setting)
    from native_host.sandbox.demo.chromium import DemoChromium

    return DemoChromium(setting)


def drive(browser: DemoBrowser, sandbox: dict[str, str], telling: Telling, screenshot: Path) -> None:
    """Do what a clinician does, and tell each step and what came in at the sandbox."""
    browser.open(f"{sandbox['ehr_url']}service")
    telling.step("opened", title=browser.evaluate("return document.title"))
    browser.click_beside(DRUG)
    telling.step("clicked", drug=DRUG)
    guide = browser.land()
    telling.step("landed", title=guide.title, name=guide.name, drugs=", ".join(guide.drugs))
    telling.step("received")
    for call in calls(sandbox):
        telling.call(call)
    browser.picture(screenshot)
    telling.step("pictured", file=screenshot)


def play(browser: DemoBrowser, sandbox: dict[str, str], telling: Telling) -> None:
    """Leave the browser to a person, and tell what comes in at the sandbox until they close it."""
    with suppress(KeyboardInterrupt):
        browser.open(f"{sandbox['ehr_url']}service")
        telling.invite()
        told = 0
        while browser.is_open():
            came_in = calls(sandbox)
            for call in came_in[told:]:
                telling.call(call)
            told = len(came_in)


@contextmanager
def running_sandbox(directory: Path) -> Iterator[dict[str, str]]:
    """Run the sandbox as a process of its own, as long as the context lasts."""
    command = [sys.executable, "-m", "native_host.cli", "sandbox", "--dir", str(directory)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        announced = process.stdout.readline()
        if not announced:
            raise StepFailed("no_sandbox")
        addresses: dict[str, str] = json.loads(announced)
        yield addresses
    finally:
        process.terminate()
        process.wait()


def calls(sandbox: dict[str, str]) -> list[dict[str, Any]]:
    """Ask the sandbox what came in."""
    with urlopen(f"{sandbox['base_url']}/_calls") as answer:  # noqa: S310  loopback
        listed: list[dict[str, Any]] = json.load(answer)
    return listed


def remove(folder: Path) -> None:
    """Remove the demonstration's folder; a browser that is just ending may still write into it."""
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
