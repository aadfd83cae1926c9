"""The handover at the end of a term: open matters and checklist in one text, signed by both sides in their own logs.

The term passes by the clock all the same, signed or not. The text is read by the whole centre, so it names only what the
whole centre may read.
"""

import datetime as dt
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from diwan.charter.agreement_words import AgreementState
from diwan.charter.agreements import agreements
from diwan.charter.change_charter import versions
from diwan.charter.enlarge import whole_centre
from diwan.charter.found_centre import charter_hash
from diwan.charter.preside import meetings, named_director
from diwan.charter.queries import members, terms, text_at
from diwan.charter.rules import Term
from diwan.core.clock import springs
from diwan.core.errors import BadInput, NotAllowed, NotVisible
from diwan.core.ids import MemberId
from diwan.core.viewer import Viewer
from diwan.ledger import append
from diwan.store import Transaction, acting_as

OPENS_BEFORE = dt.timedelta(days=14)
LONGEST_NOTE = 10_000
FARTHEST_BACK = 40  # terms whose handover has a page: ten years of quarters
# Where the charter has no list of its own. Words: entry/web/catalogue/charter.py.
STANDARD = ("open", "agreements", "meetings", "functions", "rooms", "log")


Matters = Callable[[Transaction, MemberId], list[dict[str, Any]]]
_also: list[Matters] = []


def also(matters: Matters) -> None:
    """What another room holds open is listed as well: told at start by `entry.wiring`. Safe to repeat."""
    if matters not in _also:
        _also.append(matters)


class NotYetOpen(BadInput):
    """A handover is signed in the last fourteen days of a term, and afterwards until the next one."""


class SignedAlready(BadInput):
    """Your member has signed this handover."""


class OtherText(BadInput):
    """This text has been replaced meanwhile; read the one that stands there now."""


@dataclass(frozen=True, slots=True)
class Signature:
    member: MemberId
    sha256: str
    signed_as: str  # director | stand-in
    signed_at: dt.datetime
    text: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Handover:
    """From one part of a term to the next. `asked` are the sides that can sign: who left or is suspended cannot."""

    outgoing: Term
    incoming: Term
    asked: tuple[MemberId, ...]
    signatures: tuple[Signature, ...]  # the last of each side

    @property
    def passes_at(self) -> dt.datetime:
        return self.outgoing.ends

    @property
    def opens_at(self) -> dt.datetime:
        return max(self.outgoing.starts, self.passes_at - OPENS_BEFORE)

    @property
    def key(self) -> str:
        return key_of(self.passes_at)

    @property
    def is_signed(self) -> bool:
        """By all who are asked, under one text."""
        texts = {each.sha256 for each in self.signatures if each.member in self.asked}
        return len(texts) == 1 and {each.member for each in self.signatures} >= set(self.asked)

    def is_open(self, now: dt.datetime) -> bool:
        return self.opens_at <= now < self.incoming.ends

    def signature_of(self, member: MemberId) -> Signature | None:
        return next((each for each in self.signatures if each.member == member), None)


def handovers(tx: Transaction, at: dt.datetime | None = None, *, before: int = 3) -> list[Handover]:
    """The one to come, and those before it, newest first."""
    moment = at or springs.now()
    reading = _reading(tx, moment)
    return [_handover(tx, *pair, reading, moment) for pair in reversed(_passages(tx, moment, before))]


def _passages(tx: Transaction, moment: dt.datetime, before: int) -> list[tuple[Term, Term]]:
    known = terms(tx, moment, before=before, after=1)
    return [(o, n) for o, n in itertools.pairwise(known) if o.member != n.member]


def _reading(tx: Transaction, moment: dt.datetime) -> set[MemberId]:
    return {each.id for each in members(tx, moment) if each.reads}


def handover(tx: Transaction, key: str, at: dt.datetime | None = None) -> Handover:
    """Raises NotVisible."""
    moment = at or springs.now()
    for outgoing, incoming in _passages(tx, moment, FARTHEST_BACK):
        if key_of(outgoing.ends) == key:
            return _handover(tx, outgoing, incoming, _reading(tx, moment), moment)
    raise NotVisible


def key_of(passes_at: dt.datetime) -> str:
    """The moment at which a term passes, as an address has it."""
    return passes_at.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def _handover(
    tx: Transaction, outgoing: Term, incoming: Term, reading: set[MemberId], moment: dt.datetime
) -> Handover:
    rows = tx.rows(
        "SELECT DISTINCT ON (member) member, sha256, signed_as, signed_at, text FROM diwan.handover_signature"
        " WHERE outgoing = %s AND incoming = %s AND passes_at = %s AND signed_at <= %s"
        " ORDER BY member, signed_at DESC, record",
        [outgoing.member, incoming.member, outgoing.ends, moment],
        into=Signature,
    )
    asked = tuple(each for each in (outgoing.member, incoming.member) if each in reading)
    return Handover(
        outgoing,
        incoming,
        asked,
        tuple(sorted(rows, key=lambda each: (each.signed_at, each.member != outgoing.member))),
    )


def open_matters(tx: Transaction, member: MemberId) -> list[dict[str, Any]]:
    """What waits, as far as the whole centre may read it: changes of the charter, agreements without a signature of the
    member whose term ends, meetings ahead."""
    everybody = whole_centre(tx).members

    def is_for_all(audience: int) -> bool:
        return everybody <= set(tx.value("SELECT diwan.audience_members(%s)", [audience]) or ())

    now = springs.now()
    changes = [
        {"kind": "charter", "sha256": each.sha256, "matter": each.matter, "concerns": each.concerns, "waits": member not in each.signed}
        for each in versions(tx)
        if each.is_open
    ]  # fmt: skip
    waiting = [
        {"kind": "agreement", "record": str(each.id), "titles": each.text.titles, "waits": member in each.text.signers and member not in each.signed}
        for each in agreements(tx)
        if each.state == AgreementState.PROPOSED and is_for_all(each.audience)
    ]  # fmt: skip
    ahead = [
        {"kind": "meeting", "record": str(each.id), "title": each.title, "starts_at": each.starts_at.isoformat()}
        for each in meetings(tx)
        if not each.is_called_off and each.starts_at > now and is_for_all(each.audience)
    ]  # fmt: skip
    return [*changes, *waiting, *ahead, *(each for told in _also for each in told(tx, member))]


def own_matters(tx: Transaction, member: MemberId) -> dict[str, Any]:
    """What the own member alone is shown beside the text: what not everybody may read, and what has not left yet."""
    everybody = whole_centre(tx).members
    return {
        "agreements": [
            each
            for each in agreements(tx)
            if each.state == AgreementState.PROPOSED
            and member in each.text.signers
            and member not in each.signed
            and not everybody <= set(tx.value("SELECT diwan.audience_members(%s)", [each.audience]) or ())
        ],
        "held": tx.value("SELECT count(*) FROM diwan.held_release WHERE state = 'held'"),
    }


def checklist(tx: Transaction) -> list[dict[str, Any]]:
    """Of the charter in force, or the standard one."""
    own = text_at(tx, springs.now()).get("checklist", ())
    return [{"names": names} for names in own] or [{"id": each} for each in STANDARD]


def write_handover(
    viewer: Viewer, key: str, *, done: Sequence[int], note: str, as_director: bool = False
) -> None:
    """A text with what is open now, signed by its writer with it; the other side signs the same, or writes another.
    Raises NotVisible, NotAllowed, NotYetOpen, SignedAlready once both have signed."""
    with acting_as(viewer, write=True) as tx:
        found = _to_sign(tx, viewer, key)
        text = {
            "outgoing": found.outgoing.member,
            "incoming": found.incoming.member,
            "passes_at": found.passes_at.astimezone(dt.UTC).isoformat(),
            "open": open_matters(tx, found.outgoing.member),
            "checklist": [item | {"done": n in done} for n, item in enumerate(checklist(tx))],
            "note": note.replace("\0", "").replace("\r\n", "\n").strip()[:LONGEST_NOTE],
        }
        _sign(tx, viewer, found, text, as_director=as_director)


def sign_handover(viewer: Viewer, key: str, sha256: str, *, as_director: bool = False) -> None:
    """The text that the other side has signed. Raises as `write_handover`, and OtherText."""
    with acting_as(viewer, write=True) as tx:
        found = _to_sign(tx, viewer, key)
        other = next((each for each in found.signatures if each.sha256 == sha256), None)
        if other is None:
            raise OtherText
        if (own := found.signature_of(viewer.member)) is not None and own.sha256 == sha256:
            raise SignedAlready
        _sign(tx, viewer, found, other.text, as_director=as_director)


def _to_sign(tx: Transaction, viewer: Viewer, key: str) -> Handover:
    found = handover(tx, key)
    if viewer.member not in found.asked:
        raise NotAllowed
    if not found.is_open(springs.now()):
        raise NotYetOpen
    if found.is_signed:
        raise SignedAlready
    return found


def _sign(
    tx: Transaction, viewer: Viewer, found: Handover, text: dict[str, Any], *, as_director: bool
) -> None:
    """Whoever is not the director that the member has named stands in."""
    term = found.outgoing if viewer.member == found.outgoing.member else found.incoming
    body = {
        "handover": text,
        "sha256": charter_hash(text),
        "signed_as": "director"
        if as_director and named_director(tx, term.member, term.starts)
        else "stand-in",
    }
    append(tx, "handover.signed", body, label=whole_centre(tx))
