"""An answer holds for what newer rules read in its place, and for what they do not read any more."""

import dataclasses
import datetime as dt
import uuid

import pytest

from diwan.analyse.judgements import Judgement, ValueKind, Verdict, as_judged
from diwan.core.codec import to_json
from diwan.core.reading import Claim, PlaceCandidate, PlaceMention, Speaker, SpeakerKind, Stance, Why

TEXT = "Lorries reached the port of Alpha on Monday, Grey Morning said: the road is open, all of it."
WHY = Why("test", "test")
ALPHA, BETA = (PlaceCandidate(n, name, "XX", 1.0, 2.0) for n, name in ((1, "Alpha"), (2, "Beta")))


def said(kind, words, verdict, value=None, hour=0):
    start = TEXT.index(words)
    at = dt.datetime(2020, 1, 1, hour, tzinfo=dt.UTC)
    return Judgement(
        uuid.uuid4(),
        "iraq",
        uuid.uuid4(),
        ValueKind(kind),
        start,
        start + len(words),
        Verdict(verdict),
        value or {},
        at,
    )


def span(words):
    return TEXT.index(words), TEXT.index(words) + len(words)


@pytest.fixture
def reading(make):
    return make("a", TEXT, actors=[("Grey Morning",)], places=[("Alpha", 1)])


def test_a_correction_holds_for_the_same_name_read_with_fewer_words(reading):
    corrected = said("place", "port of Alpha", "corrected", {"place": to_json(BETA)})
    (mention,) = as_judged(reading, [corrected]).places
    assert (mention.place.name, mention.start, mention.why.rule) == (
        "Beta",
        span("Alpha")[0],
        "judgement.corrected",
    )


def test_a_rejection_holds_for_the_same_name_read_with_more_words(reading):
    wider = dataclasses.replace(reading.places[0], start=span("port of Alpha")[0])
    assert (
        as_judged(dataclasses.replace(reading, places=(wider,)), [said("place", "Alpha", "rejected")]).places
        == ()
    )


def test_what_is_read_no_more_stands_as_it_was_confirmed(reading):
    nothing = dataclasses.replace(reading, places=(), actors=())
    kept = as_judged(
        nothing,
        [
            said("place", "Alpha", "confirmed", {"place": to_json(ALPHA)}),
            said("actor", "Grey Morning", "corrected", {"name": "Grey Morning", "key": "name:organisation:grey", "kind": "organisation"}),
            said("date", "on Monday", "corrected", {"value": "2019-03-11"}),
            said("credit", "Grey Morning", "confirmed", {"outlet": "Grey Morning"}),
        ],
    )  # fmt: skip
    assert [(m.place.name, m.confidence) for m in kept.places] == [("Alpha", 1.0)]
    assert [(m.name, m.start) for m in kept.actors] == [("Grey Morning", span("Grey Morning")[0])]
    assert [(d.value, d.granularity) for d in kept.dates] == [("2019-03-11", "day")]
    assert [c.outlet for c in kept.credits] == ["Grey Morning"]


def test_what_was_rejected_or_taken_for_another_later_is_not_brought_back(reading):
    nothing = dataclasses.replace(reading, places=())
    earlier = said("place", "Alpha", "confirmed", {"place": to_json(ALPHA)})
    assert as_judged(nothing, [said("place", "Alpha", "rejected")]).places == ()
    assert as_judged(nothing, [earlier, said("place", "Alpha", "rejected", hour=1)]).places == ()


def test_speakers_stay_who_they_are_when_a_name_comes_back_before_theirs(reading):
    speaker = Speaker(SpeakerKind.MENTION, 0)
    told = dataclasses.replace(
        reading, claims=(Claim(*span("the road is open"), speaker, Stance.ASSERTS, WHY),)
    )
    back = said(
        "actor", "Lorries", "confirmed", {"name": "Lorries", "key": "name:group:lorries", "kind": "group"}
    )
    judged = as_judged(told, [back])
    assert [actor.name for actor in judged.actors] == ["Lorries", "Grey Morning"]
    assert judged.actors[judged.claims[0].speaker.mention].name == "Grey Morning"


def test_a_statement_is_the_same_one_only_when_half_of_it_is(reading):
    claim = Claim(*span("the road is open, all of it"), Speaker(SpeakerKind.ANONYMOUS), Stance.ASSERTS, WHY)
    told = dataclasses.replace(reading, claims=(claim,))
    assert (
        as_judged(told, [said("claim", "the road is open", "corrected", {"stance": "denies"})])
        .claims[0]
        .stance
        is Stance.DENIES
    )
    assert (
        as_judged(told, [said("claim", "all of it", "corrected", {"stance": "denies"})]).claims[0].stance
        is Stance.ASSERTS
    )


def test_of_two_names_the_nearer_is_meant(reading):
    two = dataclasses.replace(
        reading,
        places=(
            PlaceMention(*span("port"), ALPHA, 0.9, WHY),
            PlaceMention(*span("of Alpha"), ALPHA, 0.9, WHY),
        ),
    )
    judged = as_judged(two, [said("place", "port of Alpha", "corrected", {"place": to_json(BETA)})])
    assert [m.place.name for m in judged.places] == ["Alpha", "Beta"]
