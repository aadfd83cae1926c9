"""`diwan rebuild --until`: a second database that shows a past moment."""

import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import psycopg

from diwan import schema, store
from diwan.core.clock import past, springs
from diwan.core.errors import BadInput
from diwan.entry import settings, wiring
from diwan.store.connections import foreign_connections


def rebuild_as_of(given: settings.Settings, until: str, into: str | None) -> None:
    moment = read_moment(until)
    place = into or f"{given.home}.as-of-{moment:%Y%m%dT%H%M%SZ}"
    with (
        store.running(given.home, given.database_url, version=given.postgres_version) as connections,
        _second(given, place) as target,
    ):
        with psycopg.connect(target.owner) as owner:
            schema.apply_schema(owner)
        store.use(connections)
        with click.progressbar(length=1, label="Replaying records", file=sys.stderr) as bar:

            def told(done: int, all_: int) -> None:
                bar.length = all_
                bar.update(done - bar.pos)

            rebuilt = wiring.rebuild_until(target, moment, told)
        from diwan.entry.worker import run_until_idle

        run_until_idle()
        store.leave()
    print(f"{rebuilt.records} records replayed, as of {moment:%Y-%m-%d %H:%M:%S} UTC.")
    print(f"{rebuilt.recalled_since} reports were recalled since: a tombstone stands in their place.")
    print(f"{rebuilt.narrowed_since} reports were narrowed since: only today's readers read them.")
    print(f"Look at it: {_how_to_look(given, place)}")


def read_moment(text: str) -> dt.datetime:
    """A past moment, ISO 8601; without a zone it is UTC."""
    try:
        moment = dt.datetime.fromisoformat(text)
        return past((moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).astimezone(dt.UTC))
    except (ValueError, OverflowError) as error:
        now = springs.now()
        raise BadInput(f"--until {text!r} is no past moment; write it like {now:%Y-%m-%dT%H:%MZ}.") from error


@contextmanager
def _second(given: settings.Settings, place: str) -> Iterator[store.Connections]:
    """A folder gets an embedded server of its own; an address is another database on a server of yours."""
    if "://" in place:
        yield foreign_connections(given.home, place)
        return
    home = Path(place).absolute()
    if home == given.home or (home.exists() and any(home.iterdir())):
        raise BadInput(f"{home} is not empty. Name another folder with --into, or remove that one.")
    with store.running(home, None, version=given.postgres_version) as connections:
        yield connections
    # So that the sample's pages open without passwords, as they do here; a real centre has no such file.
    if (given.home / "sample.founded").exists():
        (home / "sample.founded").touch()


def _how_to_look(given: settings.Settings, place: str) -> str:
    if "://" in place:
        return f"DATABASE_URL={place} DIWAN_HOME={given.home} diwan up --port 8001"
    sample = " --sample" if (given.home / "sample.founded").exists() else ""
    return f"DIWAN_HOME={Path(place).absolute()} diwan up{sample} --port 8001"
