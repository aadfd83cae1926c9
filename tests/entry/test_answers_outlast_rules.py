"""A report is read again by newer rules: what officers answered stands, on its page and in the event."""

import datetime as dt
import json
import uuid

import psycopg
import pytest

from diwan import gather, share
from diwan.analyse.jobs import read_all_again
from diwan.analyse.judge import judge_value
from diwan.analyse.judgements import ValueKind, Verdict
from diwan.entry.worker import run_until_idle

WEIR = {"geonameid": 99_000_001, "name": "Weir of Abu Tin", "country": "IQ", "lat": 31.0, "lon": 46.0}


@pytest.fixture
def older(web, viewer_of_web):
    """A report as an older version of the rules had read it: they took in a word too many, and knew a weir."""
    words = f"Basra closed\n\nA flood closed the port of Basra on Monday. Boats left Abu Tin weir {uuid.uuid4().hex[:8]}."
    at = dt.datetime(2001, 5, 8, 9, tzinfo=dt.UTC)
    raw = gather.Raw("a.txt", words.encode(), "text/plain", outlet="Quay Post", published=at)
    viewer = viewer_of_web("iraq")
    item = gather.receive(viewer, gather.Arrival(raw, "upload"))
    run_until_idle()
    report = gather.own_item(viewer, item).reports[0]
    text = share.report(viewer, report).text
    with psycopg.connect(web.admin) as admin:
        (reading,) = admin.execute(
            "SELECT reading FROM diwan.annotation WHERE report = %s", [report]
        ).fetchone()
        basra = next(
            p for p in reading["places"] if text[p["start"] : p["end"]] == "Basra" and p["start"] > 20
        )
        weir = basra | {
            "start": text.index("Abu Tin weir"),
            "end": text.index("Abu Tin weir") + 12,
            "place": WEIR,
        }
        wider = basra | {"start": text.index("port of Basra")}
        reading["places"] = [wider, weir]
        admin.execute(
            "UPDATE diwan.annotation SET stages = 'places=gazetteer/0', reading = %s WHERE report = %s",
            [json.dumps(reading), report],
        )
    return report


def places(viewer, report):
    view = share.report(viewer, report)
    return {view.text[s.start : s.end]: s for s in view.spans if s.kind.value == "place"}


def test_a_correction_stands_when_newer_rules_have_read_the_report_again(viewer_of_web, older):
    viewer = viewer_of_web("iraq")
    before = places(viewer, older)
    assert before.keys() == {"port of Basra", "Abu Tin weir"}
    elsewhere = {"geonameid": 99_000_002, "name": "Basra Beyond", "country": "IQ", "lat": 30.0, "lon": 47.0}
    for words, verdict, value in (
        ("port of Basra", Verdict.CORRECTED, {"place": elsewhere}),
        ("Abu Tin weir", Verdict.CONFIRMED, None),
    ):
        at = before[words].start, before[words].end
        judge_value(viewer, older, kind=ValueKind.PLACE, span=at, verdict=verdict, value=value)
    read_all_again()
    run_until_idle()
    after = places(viewer, older)
    assert "port of Basra" not in after  # the rules of today read the town's name alone
    corrected = next(s for s in after.values() if s.judgement and s.judgement.verdict.value == "corrected")
    assert corrected.judgement.shown[""] == "Basra Beyond"
    weir = after["Abu Tin weir"]  # no rule of today reads it
    assert (weir.names[""], weir.judgement.verdict.value) == ("Weir of Abu Tin", "confirmed")
    event = share.report(viewer, older).events[0]
    assert share.event(viewer, event.id).card.place.names[""] == "Basra Beyond"
    read_all_again()
    run_until_idle()
    assert places(viewer, older).keys() == after.keys()
