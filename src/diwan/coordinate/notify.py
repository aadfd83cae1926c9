"""A member tells chosen others of an activity, and each of them says what became of that: one signed record each.

Who may say what is decided in the database as well (functions/86_notices.sql), by its own clock: nothing is told under an
agreement that is not in force. A late notice is told all the same. Silence approves nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from diwan import access, charter, ledger, store
from diwan.charter.agreement_words import Agreement, AgreementState, NoticeRules
from diwan.charter.agreements import agreement, agreements
from diwan.coordinate import notice_queries as sql
from diwan.coordinate import queries
from diwan.coordinate.activities import activity
from diwan.coordinate.activity_words import OVER, Activity, ActivityState
from diwan.coordinate.announce import ActivityIsOver, ClientReused
from diwan.coordinate.duty import desks
from diwan.coordinate.duty_words import OWN_DESK
from diwan.coordinate.notice_words import NEEDS_WORDS, OBSERVED, RECEIPTS, Notice, NoticeStep, first_and_last
from diwan.coordinate.notices import notice
from diwan.coordinate.saying import client_id, label_of_today, line, said_before, tidied
from diwan.coordinate.volume_words import volumes_to_json
from diwan.core.errors import BadInput, NotAllowed
from diwan.core.ids import MemberId, RecordId, RoomId
from diwan.core.labels import Label, Tlp
from diwan.core.viewer import Viewer
from diwan.store import Transaction

LONGEST_TEXT, LONGEST_WAY = 4_000, 200


class NoticeFlaw(StrEnum):
    """What is missing or wrong; the catalogue of the pages says the same in four languages."""

    NOBODY = "Choose at least one member, room or outside party that is told."
    STRANGER = "Somebody who is told is no member that reads here, or no outside party of this centre."
    NOT_NAMED = "An outside party is told only under an agreement that names it."
    READS_NOT = "Somebody who is told does not read this agreement. Tell them in a notice of their own."
    NOT_OURS = "Your member is no party to this agreement."
    TOLD_ALREADY = "Somebody chosen has this notice already. Nobody is told twice."
    NO_WORDS = "Say it in words: an objection and a comment need them."
    NO_OBJECTION = "There is no objection that could be withdrawn."
    DESK = "Choose a desk that your member keeps."
    NO_WAY = "Say how you know of it: by telephone, by letter, in a meeting."
    TOO_LONG = "What is said has 4000 letters at most, how you know of it 200."


class NoticeIncomplete(BadInput):
    """This cannot be said as it is written."""

    def __init__(self, flaw: NoticeFlaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


class NotInForce(BadInput):
    """The agreement is suspended, ended or not yet in force: nothing is told under it."""


class NoticeWithdrawn(BadInput):
    """The notice has been withdrawn."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Who is told, under which agreement, and what besides the activity itself."""

    members: tuple[MemberId, ...] = ()
    rooms: tuple[RoomId, ...] = ()
    outside: tuple[MemberId, ...] = ()
    agreement: RecordId | None = None
    text: str = ""
    tlp: Tlp = Tlp.AMBER


def governing(tx: Transaction) -> list[Agreement]:
    """Those that the own member has signed and that are in force or suspended."""
    assert tx.viewer is not None
    states = (AgreementState.IN_FORCE, AgreementState.SUSPENDED)
    return [each for each in agreements(tx) if tx.viewer.member in each.text.signers and each.state in states]


def send_notice(viewer: Viewer, which: RecordId, told: Telling, *, client: str = "") -> RecordId:
    """Of an own activity, as it stands now. Sent twice under one `client`, it is told once. Raises NotVisible, NotAllowed for
    another's, ActivityIsOver, NotInForce, NoticeIncomplete, ClientReused."""
    text = _words(told.text)
    with store.acting_as(viewer, write=True) as tx:
        queries.one_at_a_time(tx, which)
        found = activity(tx, which)
        if found.member != viewer.member:
            raise NotAllowed
        client = client_id(client)
        if (known := said_before(tx, client, sql.BY_CLIENT)) is not None:
            _must_be_same(notice(tx, known), found, told, text)
            return known
        if found.state in OVER:
            raise ActivityIsOver
        under = _in_force(tx, told.agreement) if told.agreement else None
        label, outside = _addressed(tx, told, under)
        _refuse_twice(tx, found, label.members | {*outside}, under)
        rules = under.text.notice if under else NoticeRules()
        body = _told(found, rules) | {
            "agreement": str(under.id) if under else "",
            "text": text,
            "members": sorted(label.members - {viewer.member}),
            "rooms": sorted(told.rooms),
            "outside": list(outside),
            "client": client,
        }
        refs = [found.id, *([under.id] if under else [])]
        made = ledger.append(tx, "notice.sent", body, label=label, refs=refs).id
        if found.state == ActivityState.PLANNED:
            state = {"state": ActivityState.NOTIFIED.value, "reason": "", "client": ""}
            readers = label_of_today(tx, found.id, found.audience)
            ledger.append(tx, "activity.state_set", state, label=readers, refs=[found.id])
        return made


def give_receipt(
    viewer: Viewer, which: RecordId, step: NoticeStep, text: str = "", *, desk: str = OWN_DESK
) -> None:
    """In the name of the own member, which was told. The same twice is said once. Raises NotVisible, NotAllowed for whom it
    does not tell, NoticeWithdrawn, NoticeIncomplete."""
    words = _words(text)
    with store.acting_as(viewer, write=True) as tx:
        found = _open(tx, which)
        if viewer.member not in found.members or step not in RECEIPTS:
            raise NotAllowed
        if desk not in {each.id for each in desks(tx)}:
            raise NoticeIncomplete(NoticeFlaw.DESK)
        if _is_new(found, viewer.member, step, words):
            body = {"text": words, "desk": desk if step == NoticeStep.RECEIVED else ""}
            _append(tx, found, f"notice.{step.value}", body)


def observe(
    viewer: Viewer, which: RecordId, party: MemberId, step: NoticeStep, *, way: str, text: str = ""
) -> None:
    """What an officer of whoever sent it observed in an outside party: signed as that, never in the party's name. Raises
    NotVisible, NotAllowed, NoticeWithdrawn, NoticeIncomplete."""
    words, how = _words(text), line(way)
    with store.acting_as(viewer, write=True) as tx:
        found = _open(tx, which)
        if viewer.member != found.member or party not in found.outside or step not in OBSERVED:
            raise NotAllowed
        if not how:
            raise NoticeIncomplete(NoticeFlaw.NO_WAY)
        if len(how) > LONGEST_WAY:
            raise NoticeIncomplete(NoticeFlaw.TOO_LONG)
        if _is_new(found, party, step, words):
            body = {"party": party, "step": step.value, "way": how, "text": words}
            _append(tx, found, "notice.observed", body)


def withdraw_notice(viewer: Viewer, which: RecordId, reason: str = "") -> None:
    """By whoever sent it; its receipts stay. Raises NotVisible, NotAllowed, NoticeWithdrawn."""
    words = _words(reason)
    with store.acting_as(viewer, write=True) as tx:
        found = _open(tx, which)
        if viewer.member != found.member:
            raise NotAllowed
        _append(tx, found, "notice.withdrawn", {"text": words})


def note_delivery(member: MemberId, which: RecordId) -> None:
    """Job: it lies in that member's log, signed without an officer. May run twice."""
    with store.acting_as(store.service_viewer(member), write=True) as tx:
        queries.one_at_a_time(tx, which)
        found = notice(tx, which)
        if found.withdrawn is None and found.first(member, NoticeStep.DELIVERED) is None:
            _append(tx, found, "notice.delivered", {"text": ""})


def _must_be_same(known: Notice, found: Activity, told: Telling, text: str) -> None:
    """Raises ClientReused: under one id only the same is said again."""
    held = (known.activity, known.agreement, known.text, {*known.rooms}, {*known.outside})
    asked = (found.id, told.agreement, text, {*told.rooms}, {*told.outside})
    if held != asked or {*told.members} - {found.member} - {*known.members}:
        raise ClientReused


def _open(tx: Transaction, which: RecordId) -> Notice:
    queries.one_at_a_time(tx, which)
    found = notice(tx, which)
    if found.withdrawn is not None:
        raise NoticeWithdrawn
    return found


def _append(tx: Transaction, found: Notice, kind: str, body: dict[str, Any]) -> None:
    ledger.append(tx, kind, body, label=label_of_today(tx, found.id, found.audience), refs=[found.id])


def _is_new(found: Notice, party: MemberId, step: NoticeStep, words: str) -> bool:
    """Raises NoticeIncomplete for what needs words, and for an objection withdrawn that nobody made."""
    if step in NEEDS_WORDS and not words:
        raise NoticeIncomplete(NoticeFlaw.NO_WORDS)
    objection = found.objection_of(party)
    if step == NoticeStep.OBJECTION_WITHDRAWN and objection is None:
        raise NoticeIncomplete(NoticeFlaw.NO_OBJECTION)
    if step == NoticeStep.OBJECTED:
        return objection is None or objection.text != words
    if step == NoticeStep.COMMENTED:
        return words not in {each.text for each in found.of(party) if each.step == step}
    return step == NoticeStep.OBJECTION_WITHDRAWN or found.first(party, step) is None


def _in_force(tx: Transaction, which: RecordId) -> Agreement:
    assert tx.viewer is not None
    found = agreement(tx, which)
    if tx.viewer.member not in found.text.signers:
        raise NoticeIncomplete(NoticeFlaw.NOT_OURS)
    if found.state != AgreementState.IN_FORCE:
        raise NotInForce
    return found


def _addressed(tx: Transaction, told: Telling, under: Agreement | None) -> tuple[Label, tuple[MemberId, ...]]:
    """Whoever is told under an agreement reads it; so no notice tells of an agreement that is hidden from anybody."""
    assert tx.viewer is not None
    outside = tuple(sorted({*told.outside}))
    known = {each.id for each in charter.members(tx) if each.kind == "outside" and each.valid_to is None}
    try:
        label = access.label(tx, told.members, told.rooms, tlp=told.tlp)
    except access.NoSuchReader as error:
        raise NoticeIncomplete(NoticeFlaw.STRANGER) from error
    others = label.members - {tx.viewer.member}
    flaws = {
        NoticeFlaw.NOBODY: not others and not outside,
        NoticeFlaw.STRANGER: bool({*outside} - known),
        NoticeFlaw.NOT_NAMED: bool({*outside} - {*(under.text.outside if under else ())}),
        NoticeFlaw.READS_NOT: under is not None and bool(others - queries.audience_of(tx, under.audience)),
    }
    for flaw, is_there in flaws.items():
        if is_there:
            raise NoticeIncomplete(flaw)
    return label, outside


def _refuse_twice(
    tx: Transaction, found: Activity, parties: Iterable[MemberId], under: Agreement | None
) -> None:
    asked = {"member": found.member, "version": found.version, "agreement": under.id if under else None}
    if {row["party"] for row in tx.rows(sql.TOLD, asked)} & {*parties}:
        raise NoticeIncomplete(NoticeFlaw.TOLD_ALREADY)


def _told(found: Activity, rules: NoticeRules) -> dict[str, Any]:
    """Of the activity: what its addressees read, whether or not they may read the activity itself."""
    begins, ends = first_and_last(found.volumes)
    return {
        "version": str(found.version),
        "kind": found.kind.value,
        "name": found.name,
        "contact": found.contact,
        "volumes": volumes_to_json(found.volumes),
        "begins_at": begins,
        "ends_at": ends,
        "lead_hours": rules.lead_hours,
        "channel": rules.channel,
    }


def _words(text: str) -> str:
    told = tidied(text)
    if len(told) > LONGEST_TEXT:
        raise NoticeIncomplete(NoticeFlaw.TOO_LONG)
    return told
