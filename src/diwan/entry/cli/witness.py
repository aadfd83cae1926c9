"""`diwan witness`: a witness of its own, for another party's machine. It needs no database and no centre."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diwan.core.errors import BadInput

if TYPE_CHECKING:
    from diwan.ledger.witness import Witness

FOLDER = click.argument("folder", type=click.Path(file_okay=False, path_type=Path))


@click.group()
def witness() -> None:
    """Remember the heads of a centre's logs and countersign them, unless the past was rewritten."""


@witness.command()
@FOLDER
@click.argument("name")
def new(folder: Path, name: str) -> None:
    """Make a witness called NAME (as an address without its scheme: witness.example.org/one) in FOLDER.

    It prints the line for the charter's policy; put the address at which it will be reached at its end.
    DIWAN_KEY_PASSPHRASE encrypts its key; without it one is made and lies in the folder.
    """
    from diwan.ledger.witness import make_witness

    vkey = make_witness(folder, name, _passphrase())
    print(f"witness {name.rpartition('/')[2]} {vkey} https://{name}")


@witness.command()
@FOLDER
@click.argument("source")
def follow(folder: Path, source: str) -> None:
    """Follow logs: SOURCE is a centre's index (https://centre.example.org/log/ or a file), or one verifier key.

    Compare what it prints with what the members gave you in another way.
    """
    from diwan.ledger.witness import follow as follow_logs
    from diwan.ledger.witness import open_witness

    opened = open_witness(folder, _passphrase())
    found = follow_logs(opened, source)
    for verifier in found:
        print(verifier.vkey)
    print(f"{len(found)} logs are new; {len(opened.state.logs())} are followed.", file=sys.stderr)


@witness.command()
@FOLDER
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Where it listens; TLS is a proxy's work."
)
@click.option("--port", default=8400, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--tell", multiple=True, metavar="URL", help="Told of every fork: https://centre.example.org/log/alarms"
)
@click.option(
    "--index", type=click.Path(path_type=Path), help="Follow whatever this index lists, now and later."
)
def serve(folder: Path, host: str, port: int, tell: tuple[str, ...], index: Path | None) -> None:
    """Answer logs and monitors until Ctrl-C."""
    from diwan.ledger.witness import open_witness
    from diwan.ledger.witness import serve as serve_witness

    opened = open_witness(folder, _passphrase())
    if index is not None:
        opened.learn = _believing(index)
    try:
        serve_witness(opened, host, port, tell)
    except OSError as error:
        raise BadInput(f"The witness cannot listen on {host}:{port}: {error.strerror}.") from error


@witness.command()
@FOLDER
def show(folder: Path) -> None:
    """Say what it follows and what it has caught. Ends with 1 when a fork is proven."""
    from diwan.ledger.witness import open_witness
    from diwan.ledger.witness.web import about

    opened = open_witness(folder, _passphrase())
    print(about(opened), end="")
    for doubt in opened.state.doubts():
        print(
            f"{doubt['origin']}: {doubt['times']} signed heads came without a valid proof, last {doubt['at']}"
        )
    for alarm in opened.state.alarms():
        print(f"\nFORK of {alarm['origin']}, kept {alarm['at']}:\n{alarm['first']}\n{alarm['second']}")
    sys.exit(1 if opened.state.alarms() else 0)


def _believing(index: Path) -> Callable[["Witness"], None]:
    """For the demonstration: it believes the operator's own list, as no independent witness would."""
    from diwan.ledger.witness import follow as follow_logs

    def learn(asked: "Witness") -> None:
        if index.exists():
            follow_logs(asked, str(index))

    return learn


def _passphrase() -> str | None:
    return os.environ.get("DIWAN_KEY_PASSPHRASE") or None


if __name__ == "__main__":
    from diwan.core.errors import DiwanError

    try:
        witness()
    except DiwanError as error:
        sys.exit(f"diwan witness: {error}")
