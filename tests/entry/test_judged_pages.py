"""What officers said of single values: the list, and the labelled set that the machine is measured on."""

import datetime as dt
import io
import json
import re
import uuid
import zipfile

import pytest
from click.testing import CliRunner

from diwan import gather, share, store
from diwan.analyse.judge import judge_value, withdraw_judgement
from diwan.analyse.judgements import ValueKind, Verdict
from diwan.core.ids import MemberId
from diwan.entry.worker import run_until_idle
from diwan.process.recall_report import recall_report
from diwan.share.commands import evaluate

LANGUAGES = ("en", "ar", "fa", "ru")


@pytest.fixture
def filed(viewer_of_web):
    """A report that Iraq filed for itself and Iran; words of this test only."""
    mark = uuid.uuid4().hex[:8]
    said = f"Nine lorries of wheat {mark} reached Basra on Monday, the port authority said. Basra was quiet."
    raw = gather.Raw(
        "quay.txt",
        f"Quay {mark} opens\n\n{said}".encode(),
        "text/plain",
        outlet="Quay Post",
        published=dt.datetime(2003, 3, 5, tzinfo=dt.UTC),
    )
    reach = gather.Reach(members=(MemberId("iran"),))
    item = gather.receive(viewer_of_web("iraq"), gather.Arrival(raw, "upload", reach=reach))
    run_until_idle()
    return gather.own_item(viewer_of_web("iraq"), item).reports[0], mark


def span_of(viewer, report, kind, words):
    view = share.report(viewer, report)
    spans = (s for s in view.spans if s.kind.value == kind and view.text[s.start : s.end] == words)
    span = next(spans)
    return span.start, span.end


def judge(viewer, report, kind, words, verdict, **more):
    span = span_of(viewer, report, kind, words)
    kind, verdict = ValueKind(kind), Verdict(verdict)
    made = judge_value(viewer, report, kind=kind, span=span, verdict=verdict, **more)
    run_until_idle()
    return made


def set_of(browser, address="/judgements/labelled-set"):
    answer = browser.get(address)
    assert answer.status_code == 200
    files = zipfile.ZipFile(io.BytesIO(answer.content))
    return files, {line["id"]: line for line in map(json.loads, files.read("reports.jsonl").splitlines())}


def plain(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_what_was_answered_becomes_a_set_that_the_command_measures(client_of, viewer_of_web, filed, tmp_path):
    report, _ = filed
    iraq = viewer_of_web("iraq")
    judge(iraq, report, "place", "Basra", "confirmed")
    judge(iraq, report, "date", "on Monday", "corrected", value={"value": "2003-02-24"})
    files, lines = set_of(client_of("iraq"))
    line = lines[str(report)]
    assert line["labels"] == "some"
    assert line["places"] == [{"quote": "Basra", "n": 1, "geonameid": 99532, "lat": 30.50852, "lon": 47.7804}]
    assert line["dates"] == [{"quote": "on Monday", "n": 1, "value": "2003-02-24"}]
    assert "actors" not in line  # nobody judged one
    assert line["label"] == {"originator": "iraq", "readers": ["iraq", "iran"], "tlp": "TLP:AMBER"}
    files.extractall(tmp_path)
    (tmp_path / "reports.jsonl").write_text(json.dumps(line))  # other tests' answers apart
    told = json.loads(CliRunner().invoke(evaluate, [str(tmp_path), "--format", "json"]).stdout)
    figures = {name: figure["value"] for name, figure in told["all"]["figures"].items()}
    assert figures == {
        "place_mentions": 1.0,
        "places": 1.0,
        "place_exact_id": 1.0,
        "date_mentions": 1.0,
        "dates": 0.0,
    }
    assert [each["kind"] for each in told["errors"]] == ["dates: another day"]


def test_a_second_occurrence_is_named_as_such_and_a_rejection_is_kept(client_of, viewer_of_web, filed):
    report, _ = filed
    iraq = viewer_of_web("iraq")
    text = share.report(iraq, report).text
    second = text.rindex("Basra")
    span = (second, second + len("Basra"))
    judge_value(iraq, report, kind=ValueKind.PLACE, span=span, verdict=Verdict.REJECTED)
    line = set_of(client_of("iraq"))[1][str(report)]
    assert line["places"] == []
    assert line["rejected"] == [{"of": "places", "quote": "Basra", "n": 2}]


def test_of_two_answers_the_later_counts_and_one_taken_back_does_not(client_of, viewer_of_web, filed):
    report, _ = filed
    iraq = viewer_of_web("iraq")
    judge(iraq, report, "place", "Basra", "rejected")
    later = judge(iraq, report, "place", "Basra", "confirmed")
    browser = client_of("iraq")
    assert "rejected" not in set_of(browser)[1][str(report)]
    withdraw_judgement(iraq, later)
    assert set_of(browser)[1][str(report)]["rejected"] == [{"of": "places", "quote": "Basra", "n": 1}]


def test_a_confirmation_keeps_the_value_that_was_confirmed(viewer_of_web, filed):
    report, _ = filed
    iraq = viewer_of_web("iraq")
    made = judge(iraq, report, "claim", _claim(iraq, report), "confirmed")
    with store.acting_as(iraq) as tx:
        value = tx.value("SELECT value FROM diwan.judgement WHERE judgement = %s", [made])
    assert value == {"stance": "asserts", "speaker": "anonymous"}


def _claim(viewer, report):
    view = share.report(viewer, report)
    claim = next(s for s in view.spans if s.kind.value == "claim")
    return view.text[claim.start : claim.end]


def test_answers_of_one_member_reach_another_only_when_it_may_read_them(client_of, viewer_of_web, filed):
    report, mark = filed
    iraq, iran, russia = (client_of(member) for member in ("iraq", "iran", "russia"))
    judge(viewer_of_web("iraq"), report, "place", "Basra", "confirmed")
    assert mark in plain(iraq.get("/judgements"))
    assert mark not in plain(iran.get("/judgements"))  # the answer went to Iraq alone
    assert str(report) not in set_of(iran)[1]
    judge(viewer_of_web("iraq"), report, "date", "on Monday", "confirmed", to_readers=True)
    assert mark in plain(iran.get("/judgements"))
    assert set_of(iran)[1][str(report)].keys() >= {"dates"}
    assert "places" not in set_of(iran)[1][str(report)]
    assert mark not in plain(russia.get("/judgements"))  # nor the report
    assert str(report) not in set_of(russia)[1]


def test_nothing_is_left_of_a_recalled_report(client_of, viewer_of_web, filed):
    report, mark = filed
    iraq = viewer_of_web("iraq")
    judge(iraq, report, "place", "Basra", "confirmed")
    recall_report(iraq, report)
    browser = client_of("iraq")
    assert mark not in plain(browser.get("/judgements"))
    assert str(report) not in set_of(browser)[1]


def test_taking_the_set_counts_as_opening_its_reports(client_of, viewer_of_web, filed):
    report, _ = filed
    judge(viewer_of_web("iran"), report, "place", "Basra", "confirmed")
    set_of(client_of("iran"))
    run_until_idle()
    openings = {o.member.id: o.at for o in share.report(viewer_of_web("iraq"), report).openings}
    assert openings["iran"] is not None


def test_nobody_gets_neither_list_nor_set(nobody):
    assert nobody.get("/judgements").status_code == 302
    assert nobody.get("/judgements/labelled-set").status_code == 302
    assert nobody.get("/api/v1/judgements").status_code == 401
    assert nobody.get("/api/v1/judgements/labelled-set").status_code == 401


def test_programs_get_the_same(client_of, program_of, viewer_of_web, filed):
    report, _ = filed
    judge(viewer_of_web("iraq"), report, "place", "Basra", "confirmed")
    program = program_of("iraq")
    told = program.get("/api/v1/judgements?limit=1").json()
    assert told["values"]["rows"][0]["report"] == str(report)
    assert told["values"]["rows"][0]["words"]["text"] == "Basra"
    assert set_of(program, "/api/v1/judgements/labelled-set")[1] == set_of(client_of("iraq"))[1]
    assert str(report) not in set_of(program_of("russia"), "/api/v1/judgements/labelled-set")[1]
    assert program.get("/api/v1/judgements?cursor=x").status_code == 422


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_each_language(client_of, viewer_of_web, filed, language):
    report, _ = filed
    judge(viewer_of_web("iraq"), report, "place", "Basra", "confirmed")
    said = {"en": "Take as a labelled set", "ar": "مجموعة", "fa": "مجموعه", "ru": "размеченный набор"}[
        language
    ]
    assert said in plain(client_of("iraq", language=language).get("/judgements"))
