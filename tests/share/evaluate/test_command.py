"""`diwan evaluate` as a person gives it."""

import json

import pytest
from click.testing import CliRunner

from diwan.core.errors import BadInput
from diwan.share.commands import evaluate

TEXT = "Nine people were killed on Monday when a ferry sank off Zanzibar, the Tanzanian police said."
REPORT = {
    "id": "r1",
    "language": "en",
    "text": TEXT,
    "published": "2020-02-04T09:00:00+00:00",
    "dates": [{"quote": "on Monday", "value": "2020-02-03"}],
    "places": [],
}


@pytest.fixture
def folder(tmp_path):
    def write(*lines, **files):
        (tmp_path / "reports.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))
        for name, content in files.items():
            (tmp_path / f"{name}.json").write_text(json.dumps(content))
        return tmp_path

    return write


def line(**changes):
    return json.dumps(REPORT | changes, ensure_ascii=False).encode()


def run(*arguments):
    return CliRunner().invoke(evaluate, [str(a) for a in arguments])


def refusal(*arguments):
    result = run(*arguments)
    assert isinstance(result.exception, BadInput), result.output
    return str(result.exception)


def test_it_prints_the_figures_and_examples_of_each_error(folder):
    result = run(folder(line(places=[])))
    assert result.exit_code == 0, result.exception
    assert "dates" in result.stdout
    assert "1.000" in result.stdout
    assert "places that are none: 1" in result.stdout  # the labels deny Zanzibar, the reading does not
    assert "Zanzibar" in result.stdout
    assert (
        "Not measured, because the set has no labels of it: place_exact_id, actor_mentions," in result.stdout
    )


def test_the_same_for_programs(folder):
    told = json.loads(run(folder(line()), "--format", "json").stdout)
    assert told["all"]["figures"]["dates"] == {
        "value": 1.0, "labelled": 1, "precision": 1.0, "recall": 1.0, "found": 1
    }  # fmt: skip
    assert told["by_language"].keys() == {"en"}
    assert [e["kind"] for e in told["errors"]] == ["places that are none"]


def test_a_web_page_of_the_set_is_measured_too(folder):
    where = folder(line(html="pages/r1.html"))
    (where / "pages").mkdir()
    (where / "pages" / "r1.html").write_text(f"<html><body><article><p>{TEXT}</p></article></body></html>")
    told = json.loads(run(where, "--format", "json").stdout)
    assert told["all"]["figures"]["page_text"]["value"] == 1.0


def test_a_missing_folder_and_an_empty_one_are_told_apart(tmp_path):
    assert "does not exist" in refusal(tmp_path / "gone")
    assert "holds no reports.jsonl" in refusal(tmp_path)
    (tmp_path / "reports.jsonl").write_bytes(b"\n")
    assert "is empty" in refusal(tmp_path)
    assert "is a file, not a folder" in refusal(tmp_path / "reports.jsonl")


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (b"{", "no JSON at character 2"),
        (b"[1]", "not an object"),
        (b'"\xff"', "byte 2 is no UTF-8"),
        (line(language="tr"), "one of ar, fa, ru, en"),
        (line(id=""), 'Give it an "id" of its own'),
        (line(text=None), "text is missing"),
        (
            line(dates=[{"quote": "on Tuesday", "value": "2020-02-03"}]),
            '"on Tuesday" in dates does not stand in the text',
        ),
        (line(dates=[{"quote": "on Monday", "n": 2, "value": "2020"}]), "does not stand 2 times"),
        (line(dates=[{"quote": "on Monday", "n": 0, "value": "2020"}]), "Write 1 for the first occurrence"),
        (
            line(dates=[{"quote": "on Monday", "value": "2020-02-30"}]),
            "ISO 8601 day, month, year or start/end",
        ),
        (line(dates="none"), "dates is no list of labels"),
        (line(places=[{"quote": "Zanzibar", "geonameid": "x"}]), "Write a GeoNames number"),
        (line(places=[{"quote": "Zanzibar", "geonameid": 1, "lat": 99, "lon": 0}]), "lat, lon are no point"),
        (line(actors=[{"quote": "Tanzanian police", "actor": "a"}]), "there is no actors.json"),
        (line(claims=[{"quote": "Nine", "stance": "shouts", "speaker": "anonymous"}]), "asserts, confirms"),
        (line(events=["e"]), "Put events.json beside reports.jsonl"),
        (line(html="../r1.html"), "is not in the folder"),
        (line(labels="many"), "Write one of all, some"),
        (line(), "stands on an earlier line too"),
    ],
)
def test_a_bad_line_is_named_with_its_number_and_its_mend(folder, bad, said):
    message = refusal(folder(line(), bad))
    assert "reports.jsonl, line 2: " in message
    assert said in message


def test_every_fault_is_told_at_once(folder):
    message = refusal(
        folder(line(language="tr"), b"{", actors={"a": {"kind": "ship", "names": {}}}, events=[1])
    )
    assert all(
        named in message
        for named in ("actors.json", "events.json", "reports.jsonl, line 1", "reports.jsonl, line 2")
    )


def test_a_situation_that_was_printed_before_is_measured_without_reading(folder, tmp_path):
    where = folder(line())
    printed = {"reports": [{"id": "r1", "language": "ru"}], "actors": [], "syndication": [], "events": []}
    (tmp_path / "s.json").write_text(json.dumps(printed))
    told = json.loads(run(where, "--situation", tmp_path / "s.json", "--format", "json").stdout)
    assert told["all"]["figures"]["language"]["value"] == 0.0
    (tmp_path / "s.json").write_text("[]")
    assert "is no situation" in refusal(where, "--situation", tmp_path / "s.json")


def test_words_of_a_report_cannot_drive_the_terminal(folder):
    text = f"{TEXT} On 3 \x1b[2J\u202eMay 2020."
    result = run(folder(line(text=text, dates=[{"quote": "\x1b[2J\u202eMay 2020", "value": "2020-05"}])))
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout
