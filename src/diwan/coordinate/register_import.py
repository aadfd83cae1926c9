"""A file taken into the register: all of its rows or none. What it names as protected waits for a second officer, each by itself."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from diwan import store
from diwan.coordinate import register_queries as sql
from diwan.coordinate.protected_sites import ask_where, propose_in
from diwan.coordinate.register import register_in
from diwan.coordinate.register_files import Row, read_file
from diwan.coordinate.register_texts import checked
from diwan.coordinate.register_words import ObjectText
from diwan.core.clock import springs
from diwan.core.errors import BadInput
from diwan.core.viewer import Viewer
from diwan.gather import Reach


class RowsFaulty(BadInput):
    """Nothing was taken: some rows of the file cannot be entered as they are."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = tuple(rows)
        super().__init__("; ".join(f"{row.number} {row.name}: {row.fault}" for row in rows[:20]))


@dataclass(frozen=True, slots=True)
class Taken:
    """How many now stand there, wait for a second officer, and stood or waited there before."""

    entered: int
    proposed: int
    known: int


def import_file(viewer: Viewer, form: str, data: bytes, reach: Reach, *, is_sure: bool = False) -> Taken:
    """Sent twice it is entered once. Raises FileUnreadable, RowsFaulty, what `access.label` raises."""
    rows, now = read_file(form, data), springs.now()
    if faulty := [told for row in rows if (told := _faulty(row, now, is_sure=is_sure)).fault]:
        raise RowsFaulty(faulty)
    entered = proposed = known = 0
    with store.acting_as(viewer, write=True) as tx:
        for row in rows:
            assert row.text is not None
            client = _client(row.text, reach)
            query = sql.PROPOSAL_BY_CLIENT if row.text.category else sql.BY_CLIENT
            if tx.value(query, [viewer.member, client]) is not None:
                known += 1
            elif row.text.category:
                propose_in(tx, row.text, reach, client, is_sure=is_sure)
                proposed += 1
            else:
                register_in(tx, row.text, reach, client)
                entered += 1
    return Taken(entered, proposed, known)


def _client(text: ObjectText, reach: Reach) -> str:
    """The same row for the same readers, in whatever file, is one entry."""
    return hashlib.sha256(f"file {text} {reach}".encode()).hexdigest()[:32]


def _faulty(row: Row, now: dt.datetime, *, is_sure: bool) -> Row:
    if row.text is None:
        return row
    try:
        said = checked(row.text, now)
        if said.category:
            ask_where(said, is_sure=is_sure)
    except BadInput as fault:
        return Row(row.number, row.name, row.text, fault)
    return row
