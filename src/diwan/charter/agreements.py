"""The register of agreements: who may do what with one is decided in the database as well (policies/34_agreements.sql).

One text, one record a signer, each in the signer's own log; outside parties are named in it and sign nothing here.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Any

from diwan.charter.agreement_words import (
    Agreement,
    AgreementState,
    AgreementText,
    Step,
    StepTaken,
    state_at,
    steps_open_to,
)
from diwan.charter.enlarge import whole_centre
from diwan.charter.found_centre import charter_hash
from diwan.charter.queries import members
from diwan.charter.words import Member
from diwan.core.clock import springs
from diwan.core.codec import from_json
from diwan.core.errors import BadInput, NotAllowed, NotVisible
from diwan.core.ids import MemberId, RecordId
from diwan.core.labels import Label, Tlp
from diwan.core.viewer import Viewer
from diwan.ledger import Record, append, record
from diwan.store import Transaction, acting_as

LONGEST_TITLE, LONGEST_TEXT = 200, 100_000
LONGEST_LINE = 2_000
MOST_LEAD_HOURS = 24 * 366


class Flaw(StrEnum):
    """What is missing or wrong; the catalogue of the pages says the same in four languages."""

    NO_TITLE = "It needs a title, in one language at least."
    NO_SUBJECT = "It needs a subject: what the parties agree on."
    NO_TEXT = "Give its text, or say where the text lies."
    STRANGER = "A party is no member or outside party of this centre."
    NOT_OWN = "Your own member is a party to what it enters."
    ALONE = "Choose another party at least."
    WRONG_SIDE = "Members sign; outside parties are named and sign nothing."
    SHUT_OUT = "A member that left or is suspended cannot sign."
    ENDS_FIRST = "Its last day comes before its first."
    NO_DAY = "Write a day as year, month and day."
    LEAD = "Notice is given 0 to 8784 hours before; write a whole number."
    TOO_LONG = "A title has 200 letters at most, a line 2000, the text 100000."


class AgreementIncomplete(BadInput):
    """The agreement cannot be entered as it is written."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


class NotOpenNow(BadInput):
    """This cannot be done with the agreement as it stands now; look at its history."""


def agreements(tx: Transaction, at: dt.datetime | None = None) -> list[Agreement]:
    """Those that the viewer may read, newest first, as they stood at `at`."""
    return _read(tx, at)


def agreement(tx: Transaction, agreement_id: RecordId, at: dt.datetime | None = None) -> Agreement:
    """Raises NotVisible: hidden and absent alike."""
    found = _read(tx, at, agreement_id)
    if not found:
        raise NotVisible
    return found[0]


def propose_agreement(viewer: Viewer, text: AgreementText, *, for_the_centre: bool) -> RecordId:
    """Signed by the proposer with it. In force when the last member of it has signed, at once where there is no other.
    Read by the members of it, or by the whole centre. Raises AgreementIncomplete."""
    with acting_as(viewer, write=True) as tx:
        known = {each.id: each for each in members(tx)}
        _check(text, viewer.member, known)
        label = whole_centre(tx) if for_the_centre else Label(frozenset(text.signers), Tlp.AMBER)
        return append(tx, "agreement.proposed", _signed(text), label=label).id


def sign_agreement(viewer: Viewer, agreement_id: RecordId) -> None:
    """For the own member, with the whole text in its own log. Raises NotVisible, NotOpenNow."""
    with acting_as(viewer, write=True) as tx:
        found = agreement(tx, agreement_id)
        if viewer.member not in found.text.signers:
            raise NotAllowed
        if found.state != AgreementState.PROPOSED or viewer.member in found.signed:
            raise NotOpenNow
        append(tx, "agreement.signed", _signed(found.text), label=_label_of(tx, found), refs=[found.id])


def take_step(
    viewer: Viewer, agreement_id: RecordId, step: Step, *, party: MemberId | None = None, reason: str = ""
) -> None:
    """In the name of the own member, or of an outside party to it. Raises NotVisible, NotOpenNow."""
    with acting_as(viewer, write=True) as tx:
        found = agreement(tx, agreement_id)
        if viewer.member not in found.text.signers:
            raise NotAllowed
        if (step, party or viewer.member) not in steps_open_to(found, viewer.member):
            raise NotOpenNow
        body = {"party": party or viewer.member, "reason": reason[:LONGEST_LINE]}
        append(tx, f"agreement.{step.value}", body, label=_label_of(tx, found), refs=[found.id])


def is_signed_text(said: Record) -> bool:
    """A text under a wrong hash stands in the log and comes to nothing."""
    return bool(charter_hash(said.body["agreement"]) == said.body["sha256"])


def _signed(text: AgreementText) -> dict[str, Any]:
    said = text.as_json()
    return {"agreement": said, "sha256": charter_hash(said)}


def _label_of(tx: Transaction, found: Agreement) -> Label:
    """Its readers of today: nothing new for who left, nothing for who joined without being shown it."""
    readers = tx.value("SELECT diwan.audience_members(%s)", [found.audience]) or ()
    said = record(tx, found.id)
    assert said is not None
    today = frozenset(MemberId(each) for each in readers) & whole_centre(tx).members
    return replace(said.label, members=today)


def _check(text: AgreementText, proposer: MemberId, known: dict[MemberId, Member]) -> None:
    """The first flaw that is there. Raises AgreementIncomplete."""
    parties = [known[each] for each in text.parties if each in known]
    flaws = {
        Flaw.NO_TITLE: not any(text.titles.values()),
        Flaw.NO_SUBJECT: not text.subject.strip(),
        Flaw.NO_TEXT: not (text.text.strip() or text.reference.strip()),
        Flaw.STRANGER: len(parties) < len(text.parties),
        Flaw.NOT_OWN: proposer not in text.signers,
        Flaw.ALONE: len({*text.parties}) < 2,
        Flaw.WRONG_SIDE: any((each.kind == "outside") != (each.id in text.outside) for each in parties),
        Flaw.SHUT_OUT: any(each.id in text.signers and not each.reads for each in parties),
        Flaw.ENDS_FIRST: text.ends_at is not None and text.ends_at <= text.begins_at,
        Flaw.LEAD: text.notice.lead_hours is not None and not 0 <= text.notice.lead_hours <= MOST_LEAD_HOURS,
        Flaw.TOO_LONG: _is_too_long(text),
    }
    for flaw, is_there in flaws.items():
        if is_there:
            raise AgreementIncomplete(flaw)


def _is_too_long(text: AgreementText) -> bool:
    lines = (text.subject, text.reference, text.notice.contents, text.notice.channel)
    return (
        any(len(title) > LONGEST_TITLE for title in text.titles.values())
        or any(len(line) > LONGEST_LINE for line in lines)
        or len(text.text) > LONGEST_TEXT
    )


def _read(tx: Transaction, at: dt.datetime | None, only: RecordId | None = None) -> list[Agreement]:
    moment = at or springs.now()
    rows = tx.rows(
        "SELECT a.record, a.member, a.audience, a.sha256, a.text, a.proposed_at FROM diwan.agreement a"
        " WHERE a.proposed_at <= %(at)s AND (%(only)s::uuid IS NULL OR a.record = %(only)s)"
        " ORDER BY a.proposed_at DESC, a.record",
        {"at": moment, "only": only},
    )
    signed = dict[RecordId, dict[MemberId, dt.datetime]]()
    for row in _of_these(tx, "agreement_consent", "signed_at", rows, moment):
        signed.setdefault(row["agreement"], {})[MemberId(row["member"])] = row["signed_at"]
    steps = dict[RecordId, list[StepTaken]]()
    for row in _of_these(tx, "agreement_step", "at", rows, moment):
        steps.setdefault(row["agreement"], []).append(
            StepTaken(row["member"], row["party"], Step(row["step"]), row["reason"], row["at"], row["record"])
        )
    found = []
    for row in rows:
        text = from_json(AgreementText, row["text"])
        by, taken = signed.get(row["record"], {}), tuple(steps.get(row["record"], ()))
        found.append(
            Agreement(
                id=row["record"],
                member=row["member"],
                audience=row["audience"],
                sha256=row["sha256"],
                text=text,
                proposed_at=row["proposed_at"],
                signed=by,
                steps=taken,
                state=state_at(moment, text, by, taken),
            )
        )
    return found


def _of_these(
    tx: Transaction, table: str, time: str, rows: Iterable[dict[str, Any]], moment: dt.datetime
) -> list[dict[str, Any]]:
    return tx.rows(
        f"SELECT * FROM diwan.{table} WHERE agreement = ANY (%s) AND {time} <= %s ORDER BY {time}, record",  # noqa: S608 - both are ours
        [[row["record"] for row in rows], moment],
    )
