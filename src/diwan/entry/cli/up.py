"""`diwan up`: the database, the pages and the worker, from one command to one Ctrl-C."""

import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType

import click
import psycopg

from diwan import ledger, schema, store
from diwan.core.errors import BadInput, StoreMissing
from diwan.entry import settings
from diwan.entry.cli import preparation
from diwan.entry.cli.children import Children
from diwan.entry.cli.only_one import only_one

MOST_THREADS = 8  # of pages at once; more than two a core only wait for one another


class _Stopped(Exception):
    """Asked to close before the pages opened."""


@click.command()
@click.option("--sample", is_flag=True, help="Found the sample centre when there is none yet.")
@click.option("--port", default=8000, show_default=True, envvar="DIWAN_PORT", help="Where the pages listen.")
def up(*, sample: bool, port: int) -> None:
    """Start the centre at http://localhost:PORT. Ctrl-C ends everything that this started."""
    given = settings.from_environment()
    with _one_stop() as stop, only_one(given.home), suppress(_Stopped):
        _refuse_taken(port)
        with store.running(given.home, given.database_url, version=given.postgres_version) as connections:
            _apply_schema(given, connections)
            store.use(connections)
            is_ready = preparation.is_done(given.home, connections)
            if not is_ready:
                _prepare(given, stop, sample=sample)
            children = Children()
            environment = {"DIWAN_HOME": str(given.home), "DIWAN_PORT": str(port)}
            environment |= _openings(given) if sample else {}
            try:
                children.start("web", *_granian(port), environment=environment)
                _wait_until_open(children, stop, port)
                if not stop.is_set():  # the pages first: two processes that load at once open later than one
                    _start_the_rest(children, environment)
                    if sample:
                        _start_witnesses(children, given.home, environment, pages=f"http://127.0.0.1:{port}")
                if is_ready and not stop.is_set():
                    prepare_accounts(demonstration=sample)  # of officers appointed since the last start
                _wait(children, stop)
            finally:
                children.stop()
                store.leave()


def _start_the_rest(children: Children, environment: dict[str, str]) -> None:
    children.start("worker", "-m", "diwan.entry.worker", environment=environment)
    children.start("publisher", "-m", "diwan.entry.publisher", environment=environment)


def _start_witnesses(children: Children, home: Path, environment: dict[str, str], *, pages: str) -> None:
    from diwan.entry.sample.witnesses import launches

    for name, arguments in launches(home, pages).items():
        children.start(name, *arguments, environment=environment)


def _apply_schema(given: settings.Settings, connections: store.Connections) -> None:
    with psycopg.connect(connections.owner) as owner:
        try:
            schema.apply_schema(owner)
        except schema.SchemaChanged as changed:
            file = str(changed).partition(":")[0]
            raise schema.SchemaChanged(
                f"The centre in {given.home} was made by a version of Diwan whose tables were different ({file})."
                f" Start it with that version, or, if nothing in it is needed any more, move the folder away"
                f" (mv {given.home} {given.home}.old) and start again: a new centre is founded then."
            ) from changed


def _prepare(given: settings.Settings, stop: threading.Event, *, sample: bool) -> None:
    from diwan.entry import wiring  # loads every room: a second start does without
    from diwan.entry.sample.found import is_founded

    keys = wiring.open_keys(given)
    wiring.connect()
    if sample:
        _found_sample(given, keys, stop)
    elif not is_founded():
        print(
            "No charter is in force here yet. Give each founder a seat: `diwan centre seat MEMBER --sign-in NAME --name"
            ' "First officer"` prints the link with which it comes in; the founders draft and sign the charter on the'
            " pages. `diwan centre found FILE` founds from a file instead, `diwan up --sample` the sample.",
            file=sys.stderr,
            flush=True,
        )
    prepare_accounts(demonstration=sample)
    if is_founded():
        preparation.mark_done(given.home)


def _found_sample(given: settings.Settings, keys: ledger.KeyStore, stop: threading.Event) -> None:
    """A founding that was broken off goes on where it stopped: nothing is filed twice."""
    done = given.home / "sample.founded"
    if done.exists():
        return
    from diwan.entry.sample import found_sample
    from diwan.entry.sample.witnesses import policy_of_demonstration

    label = "Founding the sample centre"
    if not sys.stderr.isatty():  # a bar draws nothing there, and half a minute of silence looks like a fault
        print(f"{label}; this takes half a minute …", file=sys.stderr, flush=True)
    with click.progressbar(length=1, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def told(reports: int, all_: int) -> None:
            bar.length = all_
            bar.update(reports - bar.pos)
            if stop.is_set():
                raise _Stopped

        found_sample(keys, told, witness_policy=policy_of_demonstration(given.home))
    done.touch()


def prepare_accounts(*, demonstration: bool) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diwan.entry.web.settings")
    import django

    django.setup()
    from diwan.entry.web.accounts import prepare

    prepare(demonstration=demonstration)


def _openings(given: settings.Settings) -> dict[str, str]:
    """What the sample lets a newcomer try and a real centre does not: a feed and a folder of this machine."""
    return {
        "DIWAN_FETCH_ALLOW": os.environ.get("DIWAN_FETCH_ALLOW", "127.0.0.1/32 ::1/128"),
        "DIWAN_INBOX": os.environ.get("DIWAN_INBOX", str(given.home.parent / "inbox")),
    }


def _granian(port: int) -> tuple[str, ...]:
    return (
        "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
        "--blocking-threads", str(min(MOST_THREADS, 2 * (os.cpu_count() or 1))), "--no-ws", "--log-level", "warning", "--no-access-log",
        "diwan.entry.web.wsgi:application",
    )  # fmt: skip


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise BadInput(
                f"Port {port} is taken, perhaps by another Diwan. Stop that one, or choose: diwan up --port 8001"
            ) from error


def _wait_until_open(children: Children, stop: threading.Event, port: int) -> None:
    """Said when a page really answers, not when the port is taken."""
    while not stop.wait(0.1):
        _raise_if_ended(children)
        if (answer := _answer(port)) == HTTPStatus.INTERNAL_SERVER_ERROR:
            raise StoreMissing("The pages answer with an error only; what went wrong stands above.")
        if answer == HTTPStatus.OK:
            print(f"Diwan is open at http://localhost:{port}  (Ctrl-C to close)", flush=True)
            return


def _wait(children: Children, stop: threading.Event) -> None:
    """The centre stays open when a part of it dies: that part is started again, after a wait that grows."""
    while not stop.wait(0.2):
        children.tend(lambda line: print(line, file=sys.stderr, flush=True))


def _raise_if_ended(children: Children) -> None:
    if (ended := children.first_ended()) is not None:
        name, code = ended
        raise StoreMissing(
            f"The {name} process ended by itself (exit code {code}); what it said stands above."
        )


def _answer(port: int) -> int | None:
    asked = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        asked.request("GET", "/sign-in", headers={"Host": f"localhost:{port}"})
        return asked.getresponse().status
    except (OSError, HTTPException):
        return None
    finally:
        asked.close()


@contextmanager
def _one_stop() -> Iterator[threading.Event]:
    """Ctrl-C and SIGTERM set the event; a second Ctrl-C does not break the closing."""
    stop = threading.Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            return
        stop.set()
        print("\nClosing …", file=sys.stderr, flush=True)

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
