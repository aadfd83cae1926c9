"""What is doubtful in an event, and that what is told would change is what changes when an officer says so."""

import dataclasses
import datetime as dt
import itertools
import random
import uuid

import pytest

from diwan.analyse import link_all, picture
from diwan.analyse.judgements import Judgement, ValueKind, Verdict, as_judged
from diwan.core.codec import to_json
from diwan.core.picture import Changed, Edge, Relation
from diwan.core.reading import PlaceCandidate, Why

KEY = b"a viewer's key"
ALSO_SO_CALLED = PlaceCandidate(2, "Alpha Beyond", "YY", 3.0, 4.0, "city", 9_000)


def told(*readings, relation=Relation.SAME_EVENT):
    pairs = itertools.combinations([reading.report.id for reading in readings], 2)
    edges = [Edge(one, other, relation, 0.9, "a test") for one, other in pairs]
    return picture(readings, edges, KEY, with_doubts=True)


def unsure(reading, confidence=0.7, *alternatives):
    places = tuple(
        dataclasses.replace(m, confidence=confidence, alternatives=alternatives) for m in reading.places
    )
    return dataclasses.replace(reading, places=places)


@pytest.fixture
def flood(make):
    text = "A flood closed the bridge in Alpha. Boats brought bread to Alpha."
    reading = make("a", text, places=[("Alpha", 1)])
    (first,) = reading.places
    again = dataclasses.replace(first, start=text.rindex("Alpha"), end=len(text) - 1)
    return dataclasses.replace(reading, places=(first, again))


def test_a_place_on_which_the_event_hangs_is_doubtful_with_what_would_be_instead(flood):
    (doubt,) = told(unsure(flood, 0.7, ALSO_SO_CALLED)).doubts
    assert (doubt.kind, doubt.reason, doubt.confidence) == ("place", "place.ambiguous", 0.7)
    assert flood.report.text[doubt.start : doubt.end] == "Alpha"
    (change,) = doubt.changes
    assert change.what is Changed.PLACE
    assert [place.geonameid for place in change.places] == [1, 2]


def test_without_another_candidate_the_event_would_have_no_place(flood):
    (doubt,) = told(unsure(flood)).doubts
    assert doubt.reason == "place.weak"
    assert doubt.changes[0].places[1] is None


def test_what_is_known_by_its_sound_says_so(flood):
    heard = tuple(dataclasses.replace(m, why=Why("places.sound", "")) for m in unsure(flood).places)
    (doubt,) = told(dataclasses.replace(flood, places=heard)).doubts
    assert doubt.reason == "place.sound"


def test_a_sure_place_is_not_doubtful_nor_one_that_another_report_bears_out(flood, make):
    assert told(flood).doubts == ()
    other = make("b", "A flood closed the bridge in Alpha, officials said.", places=[("Alpha", 1)])
    third = make("c", "A flood came to Alpha and the bridge was closed.", places=[("Alpha", 1)])
    assert told(unsure(flood), other, third).doubts == ()


def test_what_an_officer_answered_is_doubtful_no_more(flood):
    doubtful = unsure(flood)
    answered = as_judged(doubtful, [answer("place", m, Verdict.CONFIRMED) for m in doubtful.places])
    assert told(doubtful).doubts
    assert told(answered).doubts == ()


def test_a_contradiction_hangs_on_the_one_voice_of_a_side(make):
    words = "the flood had closed the old bridge in Alpha"
    said = [
        make(name, f"{who} said that {words}.", actors=[(who, "organisation")], claims=[(words, 0, stance)])
        for name, who, stance in (
            ("a", "Water Board", "asserts"),
            ("b", "River Office", "asserts"),
            ("c", "Transport Ministry", "denies"),
        )
    ]
    (doubt,) = told(*said).doubts
    assert (doubt.report, doubt.kind, doubt.reason) == ("c", "claim", "claim.alone")
    assert [(c.what, c.before, c.after) for c in doubt.changes] == [(Changed.CONTESTED, "1", "0")]
    assert told(*said[:2]).doubts == ()


def test_a_speaker_whose_name_is_perhaps_none(make):
    words = "the bridge was closed"
    reading = make("a", f"Grey Morning said {words} by a flood.", actors=[("Grey Morning",)],
                   claims=[(words, 0, "asserts")])  # fmt: skip
    weak = dataclasses.replace(
        reading, actors=tuple(dataclasses.replace(m, confidence=0.45) for m in reading.actors)
    )
    other = make("b", "A flood closed a bridge.")
    (doubt,) = told(weak, other).doubts
    assert (doubt.kind, doubt.reason, doubt.things) == ("actor", "actor.weak", 1)
    assert told(reading, other).doubts == ()


def test_a_credit_that_alone_makes_one_origin(make):
    readings = [make(n, f"{n}: a flood closed the bridge.", credit=["Wire"]) for n in ("a", "b")]
    found = told(*readings).doubts
    assert [(d.report, d.reason) for d in found] == [("a", "credit.joins"), ("b", "credit.joins")]
    assert next((c.what, c.before, c.after) for c in found[0].changes) == (Changed.ORIGINS, "1", "2")
    assert told(*readings, relation=Relation.COPY).doubts == ()  # their words say so too


def test_doubts_are_told_only_when_they_are_asked_for_and_in_any_order_alike(linked):
    readings, links = linked
    assert picture(readings, links, KEY).doubts == ()
    expected = picture(readings, links, KEY, with_doubts=True).doubts
    for seed in range(3):
        draw = random.Random(seed)
        shuffled = draw.sample(readings, len(readings)), draw.sample(links, len(links))
        assert picture(*shuffled, KEY, with_doubts=True).doubts == expected


@pytest.fixture(scope="module")
def linked(elsewhere):
    """The sample as if the machine were less sure of every place."""
    readings = [
        dataclasses.replace(r, places=tuple(dataclasses.replace(m, confidence=0.7) for m in r.places))
        for r in elsewhere[0]
    ]
    return readings, link_all(elsewhere[0])


def test_what_is_told_would_change_is_what_changes(linked):
    readings, links = linked
    tried = sum(tried_in(readings, links))
    tried += sum(sum(tried_in([reading], [])) for reading in readings)  # nobody else bears it out
    assert tried >= 8


def tried_in(readings, links):
    by_id = {reading.report.id: reading for reading in readings}
    for doubt in picture(readings, links, KEY, with_doubts=True).doubts:
        for change in doubt.changes:
            if change.what in (Changed.CONTESTED, Changed.UNNAMED):
                continue  # a statement that goes may regroup the others
            reading = by_id[doubt.report]
            judged = as_judged(reading, list(answers_to(reading, doubt)))
            others = [judged if each is reading else each for each in readings]
            after = next(e for e in picture(others, links, KEY).events if e.id == doubt.event)
            place = change.places[1] and change.places[1].geonameid
            assert told_of(after, change.what) == (place if change.what is Changed.PLACE else change.after)
            yield 1


def told_of(event, what):
    return {
        Changed.PLACE: event.place and event.place.geonameid,
        Changed.DATE: event.date or "",
        Changed.ORIGINS: str(len(event.origins)),
        Changed.CERTAIN: str(event.origins_interval[0]),
    }[what]


def answers_to(reading, doubt):
    field = {"place": "places", "date": "dates", "credit": "credits"}[doubt.kind]
    values = getattr(reading, field)
    asked = next(v for v in values if (v.start, v.end) == (doubt.start, doubt.end))
    meant = {"place": lambda v: v.place.geonameid, "date": lambda v: v.value, "credit": lambda v: v.key}[
        doubt.kind
    ]
    alike = [v for v in values if meant(v) == meant(asked)]
    instead = next(
        (a for v in alike for a in getattr(v, "alternatives", ()) if a.geonameid != v.place.geonameid), None
    )
    for value in alike:
        if instead:
            yield answer(doubt.kind, value, Verdict.CORRECTED, {"place": to_json(instead)})
        else:
            yield answer(doubt.kind, value, Verdict.REJECTED)


def answer(kind, value, verdict, said=None):
    at = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    return Judgement(
        uuid.uuid4(), "iraq", uuid.uuid4(), ValueKind(kind), value.start, value.end, verdict, said or {}, at
    )
