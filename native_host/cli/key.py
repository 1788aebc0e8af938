"""`posos-bridge key`: bring the establishment's key in, check it, replace it."""

from __future__ import annotations

import os
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Any

import typer

from native_host import settings as configuration
from native_host.cli.language import language, sentence
from native_host.cli.output import JSON, CommandError, print_json
from native_host.errors import BridgeError, in_language, reason_of
from native_host.keys import open_signer
from native_host.keys.incoming import read_incoming, store
from native_host.network import Operation, Route, Transport
from native_host.posos.identity_token import TokenSource
from native_host.posos.sandbox_exception import is_allowed
from native_host.process_memory import keep_from_others
from native_host.settings.authorities import broken_authorities

if TYPE_CHECKING:
    from native_host.keys import Account, Signer
    from native_host.keys.incoming import Incoming
    from native_host.settings import Settings

app = typer.Typer(add_completion=False, help=sentence("key.help"))

FILE = typer.Argument(..., metavar="FILE", dir_okay=False, exists=True, help=sentence("key.file"))
WIPE = typer.Option(False, "--wipe", help=sentence("key.wipe"))


@app.callback()
def guard() -> None:
    keep_from_others()  # each of these commands holds the key


@app.command("import", help=sentence("key.import_help"))
def import_key(*, file: Path = FILE, wipe: bool = WIPE, as_json: bool = JSON) -> None:
    settings = configuration.load()
    incoming = read_file(file)
    bring_in(settings, incoming, file)
    tell("key.imported", settings, incoming.account, file, wipe=wipe, as_json=as_json)


@app.command("rotate", help=sentence("key.rotate_help"))
def rotate(*, file: Path = FILE, wipe: bool = WIPE, as_json: bool = JSON) -> None:
    settings = configuration.load()
    before = open_signer(settings.key).account
    incoming = read_file(file)
    if incoming.account.client_email != before.client_email:
        accounts = {"new": incoming.account.client_email, "old": before.client_email}
        hint = sentence("key.other_account_hint", file=file, **accounts)
        raise CommandError("file_unusable", sentence("key.other_account"), hint)
    if incoming.account.key_id == before.key_id:
        message = sentence("key.same_key", key_id=before.key_id)
        raise CommandError("file_unusable", message, sentence("key.same_key_hint", file=file))
    bring_in(settings, incoming, file)
    tell("key.rotated", settings, incoming.account, file, wipe=wipe, as_json=as_json, old=before.key_id)


@app.command("check", help=sentence("key.check_help"))
def check(*, as_json: bool = JSON) -> None:
    settings = configuration.load()
    signer = open_signer(settings.key)
    seconds = exchange(settings, signer)
    if as_json:
        print_json({"ok": True, **signer.account._asdict(), "custody": custody(settings), "token_expires_in": seconds})
        return
    print(sentence("key.checked", custody=said_custody(settings), **signer.account._asdict()))


def bring_in(settings: Settings, incoming: Incoming, file: Path) -> None:
    """Replace the key by one that has just been given a token, and by no other.

    Raises:
        BridgeError: when the new key gets no token, or the custody refuses it; the old one is then still there.
    """
    try:
        exchange(settings, incoming)
    except BridgeError as error:
        raise not_taken(file, error) from None
    store(settings.key, incoming)
    # The custody is asked as the host will ask it, so that a fault of its own shows now.
    exchange(settings, open_signer(settings.key))


def exchange(settings: Settings, signer: Signer) -> int:
    """Get a token with a key; return the seconds that it lives."""
    if not is_allowed(signer.account.token_uri, settings.environment):
        raise BridgeError("key_invalid", where=signer.account.client_email, reason="its token_uri must be https")
    if fault := broken_authorities(settings):
        raise fault
    network = settings.network
    transport = Transport(Route(network.proxy, network.ca_bundle, network.connect_timeout))
    try:
        tokens = TokenSource(lambda: signer, settings.client_id, transport, network.deadline)
        return int(tokens.get(Operation(network.deadline)).expires_in())
    finally:
        transport.close()


def read_file(file: Path) -> Incoming:
    try:
        return read_incoming(file.read_bytes(), str(file))
    except BridgeError as error:
        raise not_taken(file, error) from None
    except OSError as error:
        hint = sentence("key.unread", file=file, reason=in_language(reason_of(error), language()))
        raise CommandError("key_unreadable", sentence("key.not_taken"), hint) from None


def not_taken(file: Path, error: BridgeError) -> BridgeError:
    """Return a failure as that of a file on its way in: nothing on this machine is damaged, nor has it changed."""
    if error.code == "token_refused":
        return CommandError(error.code, sentence("key.not_known"), error.hint(language()))
    if error.code != "key_invalid":
        return error
    hint = sentence("key.no_key", file=file, reason=error.reason(language()))
    return CommandError("key_invalid", sentence("key.not_taken"), hint)


def tell(
    said: str,
    settings: Settings,
    account: Account,
    file: Path,
    *,
    wipe: bool,
    as_json: bool,
    left: str = "key.copy_left",
    **facts: Any,
) -> None:
    """Say what was done, and wipe the copy that the key came in; of one that stays, the sentence `left` says so."""
    is_custody = settings.key.get("file") and os.path.samefile(settings.key["file"], file)
    wiped = wipe and not is_custody
    if wiped:
        wipe_out(file)
    if as_json:
        print_json({"ok": True, **account._asdict(), "custody": custody(settings), "wiped": wiped, **facts})
        return
    print(sentence(said, custody=said_custody(settings), **account._asdict(), **facts))
    if not is_custody:
        print(sentence("key.wiped" if wiped else left, file=file))


def wipe_out(file: Path) -> None:
    """Overwrite a file and remove it. A disk that spreads its writes may keep the old blocks: the manual says so."""
    with file.open("r+b") as stream:
        stream.write(os.urandom(file.stat().st_size))
        stream.flush()
        os.fsync(stream.fileno())
    file.unlink()


def custody(settings: Settings) -> str:
    """Name the custody for a script: its kind and its place."""
    return " ".join(kind_and_place(settings.key))


def said_custody(settings: Settings) -> str:
    """Name the custody for a person."""
    kind, place = kind_and_place(settings.key)
    return sentence(f"key.in_{kind}", place=place)


def kind_and_place(key: dict[str, Any]) -> tuple[str, str]:
    kind = next(kind for kind in ("file", "env", "keyring", "pkcs11") if kind in key)
    return kind, f"{key['pkcs11']['token']}/{key['pkcs11']['label']}" if kind == "pkcs11" else key[kind]
