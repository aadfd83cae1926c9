"""Small cases counted by hand."""

import json
import math

import pytest

from diwan.share.evaluate import evaluate, read_labelled_set, read_situation
from diwan.share.evaluate.figures import b_cubed, by_pairs, score
from diwan.share.evaluate.in_reports import same_words
from diwan.share.evaluate.spans import overlap

TEXT = "Nur met Ada in Qus on Monday. Ada denied it. Qus was quiet."


def at(quote, n=1, **more):
    start = -1
    for _ in range(n):
        start = TEXT.index(quote, start + 1)
    return {"start": start, "end": start + len(quote), **more}


LABELS = {
    "id": "r1",
    "language": "en",
    "text": TEXT,
    "places": [
        {"quote": "Qus", "n": 1, "geonameid": 1, "lat": 26.0, "lon": 32.0},
        {"quote": "Qus", "n": 2, "geonameid": 1, "lat": 26.0, "lon": 32.0},
    ],
    "actors": [
        {"quote": "Nur", "actor": "n"},
        {"quote": "Ada", "actor": "a"},
        {"quote": "Ada", "n": 2, "actor": "a"},
    ],
    "dates": [{"quote": "on Monday", "value": "2020-02-03"}],
    "claims": [{"quote": "Nur met Ada", "speaker": "a", "stance": "denies", "proposition": "p"}],
    "credits": ["Lamp News"],
    "syndication": "s1",
    "events": ["e"],
}
READ = {
    "id": "r1",
    "language": "en",
    "text": TEXT,
    "places": [at("Qus", geonameid=1, lat=26.0, lon=32.0, name="Qus", country="EG")],
    "actors": [at("Nur", actor="A1"), at("Ada", actor="A2"), at("Qus", actor="A3")],
    "dates": [at("Monday", value="2020-02-04")],
    "claims": [at("Nur met Ada", speaker="A2", stance="denies", proposition="P1")],
    "credits": ["lamp NEWS", "Other"],
}
ACTORS = {
    "n": {"kind": "person", "names": {"en": ["Nur"]}},
    "a": {"kind": "person", "names": {"en": ["Ada"]}},
}
EVENTS = {"e": {"date": "2020-02-03", "geonameid": 1}}
EVENT = {"id": "E1", "title": "t", "date": "2020-02-03", "place": {"geonameid": 1, "name": "Qus"}}


@pytest.fixture
def measured(tmp_path):
    """Writes a set and a situation, and measures."""

    def measure(labels, read, *, events=(), syndication=(), actors=ACTORS, names=()):
        (tmp_path / "reports.jsonl").write_text("".join(json.dumps(r) + "\n" for r in labels))
        (tmp_path / "actors.json").write_text(json.dumps(actors))
        (tmp_path / "events.json").write_text(json.dumps(EVENTS))
        situation = {
            "reports": list(read),
            "actors": [{"id": i, "names": {"en": list(n)}} for i, n in dict(names).items()],
            "syndication": list(syndication),
            "events": list(events),
        }
        (tmp_path / "situation.json").write_text(json.dumps(situation))
        return evaluate(read_labelled_set(tmp_path), read_situation(tmp_path / "situation.json"))

    return measure


def values(evaluation):
    return {name: round(figure.value, 4) for name, figure in evaluation.overall.figures.items()}


def test_one_report_counted_by_hand(measured):
    found = values(
        measured([LABELS], [READ], events=[EVENT | {"reports": ["r1"], "origins": [["o", ["r1"]]]}])
    )
    assert found == {
        "language": 1.0,
        "place_mentions": 0.6667,  # one of two, nothing beyond
        "places": 0.6667,
        "place_exact_id": 1.0,
        "actor_mentions": 0.6667,  # two of three, and two of three
        "actor_links": 0.6667,  # precision 1; recall (1 + 1/2 + 0) / 3
        "date_mentions": 1.0,  # "Monday" is 6 of the 9 letters of "on Monday"
        "dates": 0.0,
        "claim_spans": 1.0,
        "claims": 1.0,
        "claim_speaker": 1.0,
        "claim_stance": 1.0,
        "claim_stance_unless_asserts": 1.0,
        "propositions": 0.0,  # no pair anywhere
        "credits": 0.6667,  # one of one, and one beyond
        "syndication": 0.0,
        "events": 0.0,
        "event_met": 1.0,
        "event_date": 1.0,
        "event_place": 1.0,
        "same_origin": 0.0,
    }


def test_each_error_is_named_with_its_words(measured):
    wrong = {(m.kind, m.words) for m in measured([LABELS], [READ]).misses}
    assert {
        ("places missed", "Qus"),
        ("actors missed", "Ada"),
        ("actors that are none", "Qus"),
        ("dates: another day", "on Monday"),
        ("events not met", "r1"),
    } <= wrong


def test_a_place_counts_as_found_within_161_kilometres(measured):
    near = READ | {"places": [at("Qus", geonameid=2, lat=27.4, lon=32.0, name="N", country="EG")]}  # 155.7 km
    far = READ | {"places": [at("Qus", geonameid=2, lat=27.5, lon=32.0, name="F", country="EG")]}  # 166.8 km
    assert values(measured([LABELS], [near]))["places"] == 0.6667
    assert values(measured([LABELS], [near]))["place_exact_id"] == 0.0
    assert values(measured([LABELS], [far]))["places"] == 0.0


def test_pairs_of_reports_are_what_groups_are_compared_by(measured):
    labels = [LABELS | {"id": f"r{n}", "syndication": "s1" if n < 3 else f"s{n}"} for n in (1, 2, 3)]
    read = [READ | {"id": f"r{n}"} for n in (1, 2, 3)]
    event = EVENT | {"reports": ["r1", "r2"], "origins": [["o", ["r1"]], ["p", ["r2"]]]}
    found = values(measured(labels, read, events=[event], syndication=[["r1", "r2", "r3"]]))
    assert found["syndication"] == 0.5  # one right of three; one of one
    assert found["events"] == 0.5  # one of one; one of three
    assert found["event_met"] == 1.0  # two of three reports
    assert found["same_origin"] == 0.0  # all three credit one outlet, and none was joined


def test_reports_in_one_language_are_measured_apart_from_the_others(measured):
    labels = [LABELS, LABELS | {"id": "r2", "language": "ru"}]
    evaluation = measured(labels, [READ, READ | {"id": "r2", "places": []}])
    by_language = {k.value: m.figures["places"].value for k, m in evaluation.by_language.items()}
    assert by_language == {"en": pytest.approx(2 / 3), "ru": 0.0}


def test_a_report_that_was_not_read_counts_as_missed(measured):
    evaluation = measured([LABELS], [])
    assert evaluation.overall.not_read == 1
    assert values(evaluation)["places"] == 0.0


def test_of_values_labelled_one_by_one_only_these_are_judged(measured):
    some = {
        "id": "r1",
        "language": "en",
        "text": TEXT,
        "labels": "some",
        "places": [LABELS["places"][0]],
        "actors": [{"quote": "Nur", "actor": "n"}],
        "claims": [{"quote": "Nur met Ada", "stance": "denies", "speaker": "a"}],
        "rejected": [{"of": "actors", "quote": "Qus", "n": 1}],
    }
    found = values(measured([some], [READ], names={"A1": ["Nur"], "A2": ["Ada"], "A3": ["Qus"]}))
    assert found == {
        "place_mentions": 1.0,
        "places": 1.0,
        "place_exact_id": 1.0,
        "actor_mentions": 0.6667,  # "Nur" is right, "Qus" was rejected, "Ada" was never judged
        "claim_spans": 1.0,
        "claims": 1.0,
        "claim_speaker": 1.0,
        "claim_stance": 1.0,
        "claim_stance_unless_asserts": 1.0,
    }


@pytest.mark.parametrize(
    ("one", "other", "shared"), [((0, 10), (0, 10), 1.0), ((0, 10), (5, 15), 1 / 3), ((0, 5), (5, 9), 0.0)]
)
def test_overlap_is_what_is_common_over_what_is_together(one, other, shared):
    assert overlap(one, other) == pytest.approx(shared)


def test_scores_of_nothing_are_nothing():
    assert (score(0, 0, 0).value, by_pairs([], []).value, b_cubed([]).value) == (0.0, 0.0, 0.0)


def test_b_cubed_of_a_cluster_split_in_two():
    figure = b_cubed([("a", 1), ("a", 1), ("a", 2), ("b", 3)])
    assert figure.precision == 1.0
    assert figure.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)


def test_words_count_as_often_as_they_occur():
    assert same_words("a a b", "A b c") == pytest.approx(2 * 2 / 6)
    assert math.isclose(same_words("", ""), 1.0)
