"""What a text of this room refers to: reports, agreements, recommendations. Whoever reads the one reads the other too,
so that no link tells anybody of something that is hidden from them."""

import re
from collections.abc import Iterable, Sequence
from uuid import UUID

from diwan import charter
from diwan.coordinate import queries
from diwan.coordinate.words import Link, LinkKind
from diwan.core.errors import BadInput
from diwan.core.ids import MemberId, RecordId
from diwan.store import Transaction

MOST_LINKS = 50
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class LinkLeadsNowhere(BadInput):
    """A link leads to no report, event, agreement or recommendation that you may read. Take it out."""


class TooManyLinks(BadInput):
    """At most fifty reports, agreements and recommendations are linked. Take some out."""


class LinkNotReadByAll(BadInput):
    """Somebody who is to read this does not read what it refers to. Take the link out, or choose fewer readers."""

    def __init__(self, link: Link, members: Sequence[charter.Member]) -> None:
        super().__init__(f"({link.id}: {', '.join(each.id for each in members)})")
        self.link = link
        self.members = tuple(members)


def links_in(tx: Transaction, text: str) -> tuple[RecordId, ...]:
    """Of pasted addresses and ids, each once. An event stands for the reports that it is made of. Raises
    LinkLeadsNowhere for words without an id."""
    lines = [line for line in text.split() if line.strip()]
    found = [UUID(ids[-1]) if (ids := _ID.findall(line)) else None for line in lines]
    wanted = [each for each in found if each is not None]
    if len(wanted) < len(lines):
        raise LinkLeadsNowhere
    events: dict[UUID, list[UUID]] = {}
    for row in tx.rows(queries.REPORTS_OF_EVENTS, [wanted]):
        events.setdefault(row["event"], []).append(row["report"])
    whole = [each for one in wanted for each in events.get(one, [one])]
    return tuple(RecordId(each) for each in dict.fromkeys(whole))


def checked(tx: Transaction, ids: Iterable[RecordId], readers: Iterable[MemberId]) -> tuple[RecordId, ...]:
    """Each is there for the viewer, and for everybody who is to read of it. Raises LinkLeadsNowhere, LinkNotReadByAll."""
    wanted, everybody = tuple(dict.fromkeys(ids)), frozenset(readers)
    if len(wanted) > MOST_LINKS:
        raise TooManyLinks
    known = {each.id: each for each in read_links(tx, wanted)}
    for each in wanted:
        if each not in known:
            raise LinkLeadsNowhere
        if lacking := everybody - queries.audience_of(tx, known[each].audience):
            raise LinkNotReadByAll(known[each], [m for m in charter.members(tx) if m.id in lacking])
    return wanted


def read_links(tx: Transaction, ids: Sequence[RecordId]) -> list[Link]:
    """In their order; what the viewer may not read, or not any more, is left out."""
    if not ids:
        return []
    rows = {
        row["id"]: Link(
            RecordId(row["id"]), LinkKind(row["kind"]), row["audience"], row["title"], row["titles"]
        )
        for row in queries.links(tx, [UUID(str(each)) for each in ids])
    }
    return [rows[each] for each in ids if each in rows]
