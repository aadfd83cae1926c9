"""Counts of incidents that both sides can reproduce: over what all the members named may read, and nothing else."""

import csv
import datetime as dt
import hashlib
import io
from collections.abc import Iterable

from diwan import charter, store
from diwan.coordinate import incident_queries as sql
from diwan.coordinate import queries
from diwan.coordinate.incident_words import Account, Counts, Incident, IncidentKind, IncidentStanding
from diwan.coordinate.incidents import read
from diwan.coordinate.saying import plain_cell
from diwan.core.clock import EARLIEST, springs
from diwan.core.errors import BadInput
from diwan.core.ids import MemberId
from diwan.core.viewer import Viewer
from diwan.store import Transaction

MOST_COUNTED = 5_000
USUAL_SPAN = dt.timedelta(days=30)
_MARK_CHARACTERS = 12


class TooManyToCount(BadInput):
    """More than 5000 incidents lie in this span of time; choose a shorter one."""


class SpanUnclear(BadInput):
    """The span of time ends after it begins."""


class NoSuchSide(BadInput):
    """Choose members of this centre to count with."""


def counts(
    viewer: Viewer,
    others: Iterable[MemberId],
    since: dt.datetime | None = None,
    until: dt.datetime | None = None,
    *,
    at: dt.datetime | None = None,
) -> Counts:
    """Of incidents in [since, until), as they stood at `at`; without a span, of the thirty days before that. An incident, and each
    version of it, counts when the own member and every one of `others` may read it: each of them gets the same numbers for the
    same moment. Raises SpanUnclear, NoSuchSide, TooManyToCount."""
    moment = at or springs.now()
    until = moment if until is None else max(until, EARLIEST)
    since = max(until - USUAL_SPAN if since is None else since, EARLIEST)
    if since >= until:
        raise SpanUnclear
    members = tuple(sorted({viewer.member, *others}))
    with store.acting_as(viewer) as tx:
        if {*members} - {each.id for each in charter.members(tx) if each.reads}:
            raise NoSuchSide
        asked = {"at": moment, "since": since, "until": until, "limit": MOST_COUNTED + 1}
        ids = [row["incident"] for row in tx.rows(sql.WITHIN, asked)]
        if len(ids) > MOST_COUNTED:
            raise TooManyToCount
        shared = _Shared(tx, members)
        found = tuple(
            one
            for each in read(tx, ids, moment)
            if (one := shared.part(each)) and since <= _when(one) < until
        )
    rows = {kind: dict.fromkeys(IncidentStanding, 0) for kind in IncidentKind}
    for each in found:
        rows[_last_told(each).kind][each.standing] += 1
    return Counts(members, since, until, rows, found, _mark(found))


def written(found: Counts) -> bytes:
    """CSV, a row an incident, with the record of each version that was counted: two sides lay their lists side by side."""
    told = io.StringIO()
    writer = csv.writer(told)
    writer.writerow(
        ("incident", "title", "kind", "standing", "happened_at", "reported_by", "parties", "versions", "mark")
    )
    for each in found.incidents:
        first = _last_told(each)
        row = (
            each.id, each.title, first.kind.value, each.standing.value, first.happened_at.isoformat(), each.member,
            " ".join(each.parties), " ".join(str(version.record) for version in each.versions), found.mark,
        )  # fmt: skip
        writer.writerow([plain_cell(str(cell)) for cell in row])
    return told.getvalue().encode("utf-8-sig")


class _Shared:
    """What every one of the members may read, of what the viewer may."""

    def __init__(self, tx: Transaction, members: tuple[MemberId, ...]) -> None:
        self._tx, self._members, self._known = tx, frozenset(members), dict[int, bool]()

    def part(self, found: Incident) -> Incident | None:
        """The incident with the versions that all may read; None when they do not all read of it."""
        if not self._all_read(found.audience):
            return None
        versions = tuple(each for each in found.versions if self._all_read(each.audience))
        return Incident(
            found.id,
            found.member,
            found.audience,
            found.title,
            found.parties,
            versions,
            withdrawn=found.withdrawn,
        )

    def _all_read(self, audience: int) -> bool:
        if audience not in self._known:
            self._known[audience] = self._members <= queries.audience_of(self._tx, audience)
        return self._known[audience]


def _last_told(found: Incident) -> Account:
    version = found.version_of(found.member)
    assert version is not None
    return version.account


def _when(found: Incident) -> dt.datetime:
    return _last_told(found).happened_at


def _mark(found: Iterable[Incident]) -> str:
    lines = sorted(
        f"{each.id} {each.standing.value} {' '.join(sorted(str(version.record) for version in each.versions))}\n"
        for each in found
    )
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:_MARK_CHARACTERS].upper()
