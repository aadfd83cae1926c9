"""`diwan keys`: the members' keys on this node. What ends a key, and what that means: docs/explanation/keys.md."""

import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from diwan import charter, ledger, store
from diwan.core.ids import MemberId
from diwan.entry import settings
from diwan.entry.cli.opened import opened
from diwan.ledger.keys import read_private


@click.group()
def keys() -> None:
    """Replace, withdraw and keep apart the keys that sign for the members."""


@keys.command()
@click.option(
    "--socket",
    "path",
    type=click.Path(path_type=Path),
    required=True,
    help="Where it listens; DIWAN_SIGNER of the others.",
)
@click.option("--ask", is_flag=True, help="Ask for the passphrase instead of reading DIWAN_KEY_PASSPHRASE.")
def serve(path: Path, *, ask: bool) -> None:
    """Hold the keys in this process and sign for the others, which then never see them. Ctrl-C ends it.

    Start it first, as the same user, then the centre with DIWAN_SIGNER set to the socket.
    """
    from diwan.ledger.signing_socket import SigningServer

    given = settings.from_environment()
    asked = click.prompt("Passphrase of the keys", hide_input=True) if ask else None
    held = ledger.open_key_store(
        given.home, asked or given.key_passphrase, None if ask else given.key_passphrase_file
    )
    for name in held.names():
        held.signer(name)  # a passphrase that does not fit is told now
    with SigningServer(held, path) as server:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: threading.Thread(target=server.shutdown).start())
        print(f"{len(held.names())} keys are held; signing at {path}  (Ctrl-C to end)", flush=True)
        server.serve_forever(poll_interval=0.1)


@keys.command("list")
@click.argument("member")
def list_(member: str) -> None:
    """Print the keys of MEMBER, and at which places of its log each counts."""
    with opened(), store.acting_as(store.service_viewer(MemberId(member))) as tx:
        for key in charter.keys_of(tx, MemberId(member)):
            until = "on" if key.to_seq is None else f"to {key.to_seq}, {key.ended}"
            print(f"{key.public_key.hex()}  from {key.from_seq} {until}")


@keys.command()
@click.argument("member")
def rotate(member: str) -> None:
    """Replace the signing key of MEMBER in good order. All that it signed stands."""
    _change(member, charter.rotate_key)


@keys.command()
@click.argument("member")
@click.option("--close", is_flag=True, help="Without a next key: MEMBER says nothing more.")
def revoke(member: str, *, close: bool) -> None:
    """Withdraw the signing key of MEMBER. All that it signed stands; the next key goes on."""
    _change(member, charter.revoke_key, follows=not close)


@keys.command()
@click.argument("member")
@click.option(
    "--recovery",
    type=click.Path(path_type=Path),
    help="The file of the recovery key, when it is kept elsewhere.",
)
def lost(member: str, recovery: Path | None) -> None:
    """Nobody has the signing key of MEMBER any more: begin with the next one."""
    _change(member, charter.replace_lost_key, recovery=recovery)


@keys.command()
@click.argument("member")
@click.option(
    "--since", type=int, required=True, help="The first place of the log that MEMBER does not answer for."
)
@click.option(
    "--recovery",
    type=click.Path(path_type=Path),
    help="The file of the recovery key, when it is kept elsewhere.",
)
def compromised(member: str, since: int, recovery: Path | None) -> None:
    """Others may have the signing key of MEMBER: begin with the next one, and doubt what stands from --since on."""
    _change(member, charter.replace_stolen_key, since=since, recovery=recovery)


def _change(
    member: str, change: Callable[..., ledger.Record], *, recovery: Path | None = None, **more: Any
) -> None:
    with opened() as (_, held):
        if recovery is not None:
            more["recovery"] = _read_recovery(recovery)
        with store.acting_as(store.service_viewer(MemberId(member)), write=True) as tx:
            record = change(tx, held, **more)
    print(f"Place {record.seq} of the log of {member} says so. Running processes go on with the next key.")


def _read_recovery(path: Path) -> ledger.Signer:
    read_private(path)  # says what is wrong with the file before anything is asked
    passphrase = click.prompt("Passphrase of the recovery key", hide_input=True)
    return ledger.KeyFolder(path.parent, passphrase.encode()).signer(path.stem)
