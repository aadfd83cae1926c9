"""A reader asks the originator for a wider release, or to pass it on further; the originator answers.

Both are records for these two alone. Asking changes nothing by itself: only the originator's own widening does.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from diwan import access, charter, gather, ledger, store
from diwan.core.errors import BadInput, NotVisible
from diwan.core.ids import MemberId, RecordId, handle
from diwan.core.labels import Label, Tlp
from diwan.core.viewer import Viewer
from diwan.process import queries

LONGEST_REASON = 1000  # characters


class AskedAlready(BadInput):
    """Your member has asked this already, and its originator has not answered yet."""


class NothingAsked(BadInput):
    """Choose who else should read it, or how far it may be passed on."""


class AnsweredAlready(BadInput):
    """This has been answered already."""


class NothingGiven(BadInput):
    """Nothing of what was asked is given by this. Answer no instead."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Who else is to read it, and how far it is to be passed on (None: as far as now)."""

    members: frozenset[MemberId]
    tlp: Tlp | None = None

    def given_by(self, members: frozenset[MemberId], tlp: Tlp) -> str:
        """granted | partly | refused: what readers of a label that was changed to this got of the wish."""
        passes = self.tlp is None or _order(tlp) >= _order(self.tlp)
        if self.members <= members and passes:
            return "granted"
        return "partly" if self.members & members or (self.tlp and passes) else "refused"


@dataclass(frozen=True, slots=True)
class RequestRow:
    """`given`: '' (open) | granted | partly | refused | lapsed (the report was recalled). `title` is '' for an asker who may
    no longer read the report."""

    id: UUID
    report: UUID
    asker: charter.Member
    originator: charter.Member
    title: str
    members: tuple[charter.Member, ...]
    tlp: Tlp | None
    reason: str
    asked_at: dt.datetime
    given: str = ""
    answer_reason: str = ""
    answered_at: dt.datetime | None = None
    is_readable: bool = True

    @property
    def handle(self) -> str:
        return handle("R", self.report)


@dataclass(frozen=True, slots=True)
class Requests:
    """What others ask of the own member, and what it asks of others; the newest first, what is open before the rest."""

    to_us: tuple[RequestRow, ...]
    ours: tuple[RequestRow, ...]


def ask_originator(viewer: Viewer, report: UUID, wish: Wish, reason: str = "") -> RecordId:
    """Raises NotVisible for what the viewer may not read, what is absent and what was recalled, alike."""
    with store.acting_as(viewer, write=True) as tx:
        row = tx.one(queries.READABLE_REPORT, [report])
        if row is None:
            raise NotVisible
        if row["member"] == viewer.member:
            raise BadInput("It is your member's own report: change who reads it.")
        wanted = _wanted(tx, row, wish)
        queries.one_question_at_a_time(tx, viewer.member, report)
        if tx.value(queries.IS_OPEN, [report]):
            raise AskedAlready
        # Of a member that is suspended or has left, nobody is asked, and it asks nobody.
        label = access.label(tx, [MemberId(row["member"])], tlp=Tlp.RED)
        body = {
            "originator": row["member"],
            "members": sorted(wanted.members),
            "tlp": wanted.tlp.value if wanted.tlp else "",
            "reason": _reason(reason),
        }
        return ledger.append(tx, "release.asked", body, label=label, refs=[RecordId(report)]).id


def refuse(viewer: Viewer, request: UUID, reason: str = "") -> None:
    """The originator says no, with a reason or without. Raises NotVisible, AnsweredAlready."""
    with store.acting_as(viewer, write=True) as tx:
        answer(tx, request, "refused", reason)


def wish_of(viewer: Viewer, request: UUID) -> tuple[UUID, Wish]:
    """Of an open request to the own member: the report, and what is asked. Raises NotVisible, AnsweredAlready."""
    with store.acting_as(viewer) as tx:
        row = _open(tx, request)
        return row["report"], _wish(row)


def answer(tx: store.Tx, request: UUID, given: str, reason: str = "") -> None:
    """In the transaction that gives it."""
    assert tx.viewer is not None
    row = _open(tx, request)
    queries.one_change_at_a_time(tx, row["report"])
    row = _open(
        tx, request
    )  # two officers who answer at once stand in line, and the second finds it answered
    # Whoever was suspended or has left since is told nothing new: the database leaves it out of the readers.
    label = Label(frozenset({tx.viewer.member, MemberId(row["member"])}), Tlp.RED)
    body = {"asker": row["member"], "given": given, "reason": _reason(reason)}
    refs = [RecordId(row["report"]), RecordId(request)]
    ledger.append(tx, "release.answered", body, label=label, refs=refs)


def grant(tx: store.Tx, request: UUID, report: UUID, after: Label, reason: str = "") -> None:
    """With the change of the label that the originator settled on. Raises NothingGiven."""
    answer(tx, request, refuse_empty_grant(tx, request, report, after), reason)


def refuse_empty_grant(tx: store.Tx, request: UUID, report: UUID, after: Label) -> str:
    """What of its wish that gives: granted | partly. Raises NothingGiven, AnsweredAlready, NotVisible."""
    row = _open(tx, request)
    if row["report"] != report:
        raise NotVisible
    given = _wish(row).given_by(after.members, after.tlp)
    if given == "refused":
        raise NothingGiven
    return given


def requests(viewer: Viewer, as_of: dt.datetime | None = None) -> Requests:
    with store.acting_as(viewer) as tx:
        known = {member.id: member for member in charter.members(tx)}
        rows = tx.rows(queries.REQUESTS, {"then": as_of})
        shown = [_row(row, known) for row in rows if row["member"] in known and row["originator"] in known]
        shown.sort(key=lambda row: row.given != "")  # stable: the newest first within each
        return Requests(
            tuple(row for row in shown if row.originator.id == viewer.member),
            tuple(row for row in shown if row.asker.id == viewer.member),
        )


def looser(tlp: Tlp) -> list[Tlp]:
    """How much further than so it could be passed on."""
    return list(Tlp)[_order(tlp) + 1 :]


def _order(tlp: Tlp) -> int:
    return list(Tlp).index(tlp)


def _wanted(tx: store.Tx, row: dict[str, Any], wish: Wish) -> Wish:
    readers = set(access.readers(tx, row["audience"]))
    reading = {member.id for member in charter.members(tx) if member.reads}
    if strangers := wish.members - reading:
        raise access.NoSuchReader(f"Not a member that reads here: {', '.join(sorted(strangers))}.")
    members = frozenset(wish.members - readers)
    tlp = wish.tlp if wish.tlp in looser(Tlp(row["tlp"])) else None
    if not members and tlp is None:
        raise NothingAsked
    return Wish(members, tlp)


def _reason(reason: str) -> str:
    said = reason.replace("\0", "").replace("\r\n", "\n").strip()
    if len(said) > LONGEST_REASON:
        raise BadInput(
            f"The reason has {len(said)} characters; at most {LONGEST_REASON} are taken. Shorten it."
        )
    return said


def _open(tx: store.Tx, request: UUID) -> dict[str, Any]:
    row = tx.one(queries.REQUEST_TO_US, [request])
    if row is None:
        raise NotVisible
    if row["given"]:
        raise AnsweredAlready
    return row


def _wish(row: dict[str, Any]) -> Wish:
    members: Iterable[str] = row["members"]
    return Wish(frozenset(map(MemberId, members)), Tlp(row["tlp"]) if row["tlp"] else None)


def _row(row: dict[str, Any], known: dict[MemberId, charter.Member]) -> RequestRow:
    wish = _wish(row)
    given = row["given"] or ("lapsed" if row["recalled_at"] else "")
    same = ("report", "reason", "asked_at", "answered_at")
    return RequestRow(
        id=row["request"],
        asker=known[row["member"]],
        originator=known[row["originator"]],
        title=row["title"] or "",
        members=tuple(member for id_, member in known.items() if id_ in wish.members),
        tlp=wish.tlp,
        given=given,
        answer_reason=row["answer_reason"] or "",
        is_readable=row["title"] is not None,
        **{name: row[name] for name in same},
    )


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """Another member's report, as the form that asks shows it."""

    id: UUID
    title: str
    label: gather.LabelWords

    @property
    def handle(self) -> str:
        return handle("R", self.id)


def report_asked_about(viewer: Viewer, report: UUID) -> AskedAbout:
    """Raises NotVisible for what the viewer may not read, what is its own, absent and recalled, alike."""
    with store.acting_as(viewer) as tx:
        row = tx.one(queries.READABLE_REPORT, [report])
        if row is None or row["member"] == viewer.member:
            raise NotVisible
        readers = access.readers(tx, row["audience"])
        members = [member for member in charter.members(tx) if member.kind != "outside"]
        author = next((member for member in members if member.id == row["member"]), None)
        if author is None:
            raise NotVisible  # it has left: there is nobody to ask
        label = gather.LabelWords(
            author=author,
            readers=tuple(member for member in members if member.id in readers),
            others=tuple(member for member in members if member.id not in readers and member.reads),
            tlp=Tlp(row["tlp"]),
        )
        return AskedAbout(report, row["title"], label)
