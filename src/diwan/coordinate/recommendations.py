"""Some members advise, others decide: making a recommendation, answering it, and what came of it.

Who may say what is decided in the database as well (functions/80_recommendations.sql), by its own clock: whoever was not
asked answers nothing, and nobody answers once the deadline has passed. Silence is never consent.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from diwan import access, charter, ledger, store
from diwan.coordinate import queries
from diwan.coordinate.links import checked
from diwan.coordinate.recommendation_words import AdviceAnswer, AdviceStep, Recommendation, Said, Version
from diwan.coordinate.saying import client_id, label_of_today, line, said_before, tidied
from diwan.core.clock import springs
from diwan.core.errors import BadInput, NotAllowed, NotVisible
from diwan.core.ids import MemberId, RecordId
from diwan.core.labels import Tlp
from diwan.core.viewer import Viewer
from diwan.store import Transaction

LONGEST_TITLE, LONGEST_TEXT, LONGEST_REPLY = 200, 20_000, 4_000
FARTHEST = dt.timedelta(days=366)


class Flaw(StrEnum):
    """What is missing or wrong; the catalogue of the pages says the same in four languages."""

    NO_TITLE = "It needs a title."
    NO_TEXT = "Say what is recommended."
    NOBODY = "Choose at least one other member that is to answer."
    STRANGER = "Somebody who is to answer is no member that reads here."
    DEADLINE = "The time by which they answer lies ahead, within a year."
    NO_WORDS = "Say it in words: a reservation and a question need them."
    TOO_LONG = "A title has 200 letters at most, a text 20000, an answer 4000."


class RecommendationIncomplete(BadInput):
    """This cannot be said as it is written."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


class TextChanged(BadInput):
    """The recommendation has been amended meanwhile; read the version that stands there now."""


class DeadlinePassed(BadInput):
    """The time for answers has passed. Whoever made the recommendation can set a new one."""


class IsWithdrawn(BadInput):
    """The recommendation has been withdrawn."""


class SaidAlready(BadInput):
    """This has been said already."""


@dataclass(frozen=True, slots=True)
class Wording:
    title: str
    text: str
    answer_by: dt.datetime
    reasons: str = ""
    links: tuple[RecordId, ...] = ()


@dataclass(frozen=True, slots=True)
class Readers:
    """Who reads it beside its author and those who are to answer."""

    members: tuple[MemberId, ...] = ()
    whole_centre: bool = False
    tlp: Tlp = Tlp.AMBER


def recommendations(
    tx: Transaction, at: dt.datetime | None = None, wanted: queries.Wanted = queries.EVERYTHING
) -> list[Recommendation]:
    """Those that the viewer may read, the latest first, as they stood at `at`."""
    return _read(tx, at, wanted)


def recommendation(tx: Transaction, which: RecordId, at: dt.datetime | None = None) -> Recommendation:
    """Raises NotVisible: hidden and absent alike."""
    found = _read(tx, at, queries.Wanted(only=which))
    if not found:
        raise NotVisible
    return found[0]


def recommend(
    viewer: Viewer,
    wording: Wording,
    addressees: Iterable[MemberId],
    readers: Readers | None = None,
    *,
    client: str = "",
) -> RecordId:
    """Sent twice under one `client`, it is made once. Raises RecommendationIncomplete, and what `links.checked` raises."""
    to = tuple(sorted({*addressees}))
    reach = readers or Readers()
    with store.acting_as(viewer, write=True) as tx:
        client = client_id(client)
        if (known := said_before(tx, client, _BY_CLIENT)) is not None:
            return known
        said = _checked_wording(wording)
        if not to or viewer.member in to:
            raise RecommendationIncomplete(Flaw.NOBODY)
        if {*to} - {each.id for each in charter.members(tx) if each.reads}:
            raise RecommendationIncomplete(Flaw.STRANGER)
        label = access.label(tx, [*to, *reach.members], whole_centre=reach.whole_centre, tlp=reach.tlp)
        links = checked(tx, said.links, label.members)
        body = {"addressees": list(to), "client": client, **_worded(tx, replace(said, links=links))}
        return ledger.append(tx, "recommendation.made", body, label=label, refs=links).id


def amend(viewer: Viewer, which: RecordId, wording: Wording) -> None:
    """A whole new version, for the same readers and addressees. Answers to the one before stay, as answers to that one.
    Raises NotVisible, NotAllowed for whoever did not make it, IsWithdrawn, RecommendationIncomplete."""
    with store.acting_as(viewer, write=True) as tx:
        found = _open(tx, which)
        if viewer.member != found.member:
            raise NotAllowed
        said = _checked_wording(wording)
        label = label_of_today(tx, found.id, found.audience)
        links = checked(tx, said.links, label.members)
        body = {"number": found.now.number + 1, **_worded(tx, replace(said, links=links))}
        ledger.append(tx, "recommendation.amended", body, label=label, refs=[found.id, *links])


def join(viewer: Viewer, which: RecordId, version: RecordId) -> None:
    """Another member makes this version its own as well. Raises NotVisible, NotAllowed for whoever is to answer it,
    SaidAlready, TextChanged, IsWithdrawn."""
    with store.acting_as(viewer, write=True) as tx:
        found = _open(tx, which)
        if viewer.member in found.addressees:
            raise NotAllowed
        _refuse_other_version(found, version)
        if viewer.member in found.makers:
            raise SaidAlready
        refs = [found.id, found.now.record]
        ledger.append(
            tx, "recommendation.joined", {}, label=label_of_today(tx, found.id, found.audience), refs=refs
        )


def withdraw(viewer: Viewer, which: RecordId, reason: str = "") -> None:
    """By its author for all; by a member that joined, in its own name alone. Raises NotVisible, NotAllowed, IsWithdrawn."""
    with store.acting_as(viewer, write=True) as tx:
        found = _open(tx, which)
        if viewer.member not in found.makers:
            raise NotAllowed
        body, refs = {"text": _reply(reason)}, [found.id, found.now.record]
        ledger.append(
            tx,
            "recommendation.withdrawn",
            body,
            label=label_of_today(tx, found.id, found.audience),
            refs=refs,
        )


def answer(viewer: Viewer, which: RecordId, version: RecordId, said: AdviceAnswer, text: str = "") -> None:
    """In the name of the own member, to the version that was read. Until the deadline a later answer takes the place of
    the one before; the same answer twice is said once. Raises NotVisible, NotAllowed for whom it does not ask,
    TextChanged, DeadlinePassed, IsWithdrawn, RecommendationIncomplete for a reservation or question without words."""
    words = _reply(text)
    with store.acting_as(viewer, write=True) as tx:
        found = _open(tx, which)
        if viewer.member not in found.addressees:
            raise NotAllowed
        _refuse_other_version(found, version)
        if found.is_over:
            raise DeadlinePassed
        if not words and said in (AdviceAnswer.RESERVES, AdviceAnswer.ASKS):
            raise RecommendationIncomplete(Flaw.NO_WORDS)
        if _is_same(found, viewer.member, said, words):
            return
        body, refs = {"answer": said.value, "text": words}, [found.id, found.now.record]
        ledger.append(
            tx, "recommendation.answered", body, label=label_of_today(tx, found.id, found.audience), refs=refs
        )


def clarify(viewer: Viewer, which: RecordId, question: RecordId, text: str) -> None:
    """Whoever makes it answers a question, once. Raises NotVisible, NotAllowed, SaidAlready, RecommendationIncomplete."""
    words = _reply(text)
    with store.acting_as(viewer, write=True) as tx:
        queries.one_at_a_time(tx, which)
        found = recommendation(tx, which)
        if viewer.member not in found.makers:
            raise NotAllowed
        if question not in {each.record for each in found.said if each.answer == AdviceAnswer.ASKS}:
            raise NotVisible
        if found.reply_to(question) is not None:
            raise SaidAlready
        if not words:
            raise RecommendationIncomplete(Flaw.NO_WORDS)
        body, refs = {"text": words}, [found.id, question, found.now.record]
        ledger.append(
            tx,
            "recommendation.clarified",
            body,
            label=label_of_today(tx, found.id, found.audience),
            refs=refs,
        )


def follow(viewer: Viewer, which: RecordId, text: str, links: Iterable[RecordId] = ()) -> None:
    """What came of it, told by whoever made it or was asked. Raises NotVisible, NotAllowed, RecommendationIncomplete."""
    words = _reply(text)
    with store.acting_as(viewer, write=True) as tx:
        queries.one_at_a_time(tx, which)
        found = recommendation(tx, which)
        if viewer.member not in (*found.makers, *found.addressees):
            raise NotAllowed
        if not words:
            raise RecommendationIncomplete(Flaw.NO_WORDS)
        label = label_of_today(tx, found.id, found.audience)
        known = checked(tx, links, label.members)
        last = next((each for each in reversed(found.said) if each.step == AdviceStep.FOLLOWED), None)
        if last is not None and (last.member, last.text, last.links) == (viewer.member, words, known):
            return
        refs = [found.id, found.now.record, *known]
        ledger.append(tx, "recommendation.followed", {"text": words}, label=label, refs=refs)


_BY_CLIENT = "SELECT record FROM diwan.recommendation WHERE member = %s AND client = %s"


def _open(tx: Transaction, which: RecordId) -> Recommendation:
    """Under a lock, so that nobody answers a text while it is amended."""
    queries.one_at_a_time(tx, which)
    found = recommendation(tx, which)
    if found.withdrawn is not None:
        raise IsWithdrawn
    return found


def _refuse_other_version(found: Recommendation, version: RecordId) -> None:
    if version != found.now.record:
        raise TextChanged


def _is_same(found: Recommendation, member: MemberId, said: AdviceAnswer, words: str) -> bool:
    if said == AdviceAnswer.ASKS:
        return any(each.member == member and each.text == words for each in found.questions_open())
    held = found.answer_of(member)
    return held is not None and (held.answer, held.text) == (said, words)


def _checked_wording(wording: Wording) -> Wording:
    """Raises RecommendationIncomplete with the first flaw."""
    said = replace(
        wording, title=line(wording.title), text=tidied(wording.text), reasons=tidied(wording.reasons)
    )
    now = springs.now()
    flaws = {
        Flaw.NO_TITLE: not said.title,
        Flaw.NO_TEXT: not said.text,
        Flaw.DEADLINE: not now < said.answer_by <= now + FARTHEST,
        Flaw.TOO_LONG: len(said.title) > LONGEST_TITLE
        or max(len(said.text), len(said.reasons)) > LONGEST_TEXT,
    }
    for flaw, is_there in flaws.items():
        if is_there:
            raise RecommendationIncomplete(flaw)
    return said


def _worded(tx: Transaction, said: Wording) -> dict[str, Any]:
    return {
        "title": said.title,
        "text": said.text,
        "reasons": said.reasons,
        "answer_by": said.answer_by.astimezone(dt.UTC),
        "zone": charter.centre(tx).time_zone,
    }


def _reply(text: str) -> str:
    told = tidied(text)
    if len(told) > LONGEST_REPLY:
        raise RecommendationIncomplete(Flaw.TOO_LONG)
    return told


def _read(tx: Transaction, at: dt.datetime | None, wanted: queries.Wanted) -> list[Recommendation]:
    moment = at or springs.now()
    rows, versions, steps = queries.recommendations(tx, moment, wanted)
    worded: dict[RecordId, list[Version]] = {}
    for row in versions:
        which = row.pop("recommendation")
        worded.setdefault(which, []).append(Version(**row | {"links": tuple(row["links"])}))
    numbers = {each.record: each.number for held in worded.values() for each in held}
    said: dict[RecordId, list[Said]] = {}
    for row in steps:
        which = row.pop("recommendation")
        told = {
            "step": AdviceStep(row["step"]),
            "answer": AdviceAnswer(row["answer"]) if row["answer"] else None,
            "links": tuple(row["links"]),
            "number": numbers.get(row["version"], 1),
        }
        said.setdefault(which, []).append(Said(**row | told))
    return [
        Recommendation(
            **row | {"addressees": tuple(row["addressees"])},
            versions=tuple(worded[row["id"]]),
            said=tuple(said.get(row["id"], ())),
            at=moment,
        )
        for row in rows
        if row["id"] in worded
    ]
