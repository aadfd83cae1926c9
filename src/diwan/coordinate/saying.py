"""What every kind of work in this room does with what an officer wrote: tidied, said once, told to the readers of today."""

import datetime as dt
from dataclasses import replace

from diwan import access, charter, ledger
from diwan.coordinate import queries
from diwan.core.clock import springs
from diwan.core.ids import RecordId
from diwan.core.labels import Label
from diwan.gather import Reach
from diwan.store import Transaction

LONGEST_CLIENT = 64
CLOCKS_DIFFER_BY = dt.timedelta(minutes=5)  # what is said of the past may be so far ahead
OLDEST = dt.timedelta(days=366)  # and so long ago


def line(text: str) -> str:
    """On one line, without NUL, which no column holds."""
    return " ".join(text.replace("\0", "").split())


def tidied(text: str) -> str:
    return text.replace("\0", "").replace("\r\n", "\n").strip()


def client_id(given: str) -> str:
    """As it is stored and looked for; one of its own where none was chosen."""
    return line(given)[:LONGEST_CLIENT] or str(springs.uuid4())


def said_before(tx: Transaction, client: str, by_client: str) -> RecordId | None:
    """What the own member said under that id. The same sent twice at once stands in line until the first is said.
    `by_client` asks for a record by member and client."""
    assert tx.viewer is not None
    queries.one_at_a_time(tx, f"{tx.viewer.member} {client}")
    known = tx.value(by_client, [tx.viewer.member, client])
    return None if known is None else RecordId(known)


def label_of(tx: Transaction, reach: Reach) -> Label:
    """Raises access.NoSuchReader, access.FilesToItselfAlone."""
    return access.label(tx, reach.members, reach.rooms, whole_centre=reach.whole_centre, tlp=reach.tlp)


def label_of_today(tx: Transaction, about: RecordId, audience: int) -> Label:
    """For what is said later of a record: its readers of today, nothing new for who left."""
    assert tx.viewer is not None
    said = ledger.record(tx, about)
    assert said is not None
    today = queries.audience_of(tx, audience) & charter.whole_centre(tx).members
    return replace(said.label, members=today | {tx.viewer.member})


def plain_cell(value: str) -> str:
    """For a table: no spreadsheet takes it for a formula."""
    return f"'{value}" if value[:1] in tuple("=+-@\t\r") else value
