import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from diwan.core.languages import Language
from diwan.share.brief import make_brief, render
from diwan.share.commands import brief

REPORT = (
    "Nine people were killed on Monday when a ferry sank off Zanzibar, the Tanzanian police said. "
    "The owner of the ferry denied that it had been overloaded."
)


@pytest.fixture
def run():
    return lambda *arguments, **options: CliRunner().invoke(brief, [str(a) for a in arguments], **options)


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "ferry.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def lines(*reports):
    return "".join(json.dumps(r) + "\n" for r in reports)


def test_json_has_the_text_unchanged_and_spans_that_fit_it(run, tmp_path):
    text = "  " + REPORT + "\n\n\tEnd. "
    path = tmp_path / "one.jsonl"
    path.write_text(
        lines({"id": "r7", "text": text, "published": "2020-02-04T09:00:00+00:00"}), encoding="utf-8"
    )
    made = json.loads(run(path, "--format", "json").stdout)
    assert made["schema"] == "diwan.situation/1"
    (read,) = made["reports"]
    assert (read["id"], read["text"], read["language"]) == ("r7", text, "en")
    assert "Zanzibar" in {text[p["start"] : p["end"]] for p in read["places"]}
    ids = {actor["id"] for actor in made["actors"]}
    assert all(claim["speaker"] in ids | {"anonymous"} for claim in read["claims"])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0" * 40),
        ("blank.txt", b" \n \n"),
    ],
)
def test_what_cannot_be_read_is_named_and_the_rest_goes_on(run, report, tmp_path, name, data):
    bad = tmp_path / name
    bad.write_bytes(data)
    result = run(bad, report)
    assert result.exit_code == 3
    assert name in result.stderr
    assert "Zanzibar" in result.stdout


def test_a_missing_file_is_named_and_the_rest_goes_on(run, report, tmp_path):
    result = run(tmp_path / "gone.txt", report)
    assert result.exit_code == 3
    assert "gone.txt" in result.stderr
    assert "Zanzibar" in result.stdout


def test_a_folder_with_nothing_in_it_gives_a_brief_that_says_so(run, tmp_path):
    result = run(tmp_path)
    assert "No report could be read" in result.stdout


def test_standard_input_is_an_input(run):
    assert "Zanzibar" in run("-", input=REPORT.encode()).stdout


def test_one_bad_line_does_not_spoil_the_others(run, tmp_path):
    path = tmp_path / "mixed.jsonl"
    good = [{"id": f"g{n}", "text": f"{REPORT} Report {n}."} for n in range(2)]
    path.write_text(lines(good[0]) + "{not json\n" + lines(good[1]), encoding="utf-8")
    result = run(path, "--format", "json")
    assert result.exit_code == 3
    assert "2" in result.stderr
    assert {r["id"] for r in json.loads(result.stdout)["reports"]} == {"g0", "g1"}


def test_many_reports_are_read_over_the_cores_in_their_order(tmp_path):
    path = tmp_path / "many.jsonl"
    path.write_text(
        lines(*({"id": f"r{n}", "text": f"{REPORT} It was trip {n}."} for n in range(60))), encoding="utf-8"
    )
    made = make_brief([str(path)], processes=2)
    assert [r.report.id for r in made.readings] == [f"r{n}" for n in range(60)]
    alone = make_brief([str(path)], processes=1)
    assert render(alone, "json", Language.EN) == render(made, "json", Language.EN)


def test_two_files_of_one_name_keep_two_ids(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "1.txt").write_text(f"{REPORT} Seen from {folder}.", encoding="utf-8")
    assert [r.report.id for r in make_brief([str(tmp_path)]).readings] == ["1", "1-2"]


@pytest.mark.parametrize(
    ("language", "word", "direction"),
    [
        ("ar", "الموقف", "rtl"),
        ("fa", "وضعیت", "rtl"),
        ("ru", "Обстановка", "ltr"),
        ("en", "The situation", "ltr"),
    ],
)
def test_the_page_is_in_the_language_asked_for(run, report, language, word, direction):
    page = run(report, "--format", "html", "--language", language).stdout
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert f"<h1>{word}</h1>" in page


def test_nothing_in_a_report_runs_in_the_page(run, tmp_path):
    path = tmp_path / "evil.jsonl"
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    path.write_text(
        lines({"id": evil, "title": evil, "text": f"{REPORT} {evil}", "outlet": evil}), encoding="utf-8"
    )
    page = run(path, "--format", "html").stdout
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page


def test_output_is_written_whole_and_nothing_is_left_beside_it(run, report, tmp_path):
    output = tmp_path / "out" / "brief.html"
    output.parent.mkdir()
    assert run(report, "--format", "html", "--output", output).stdout == ""
    assert output.read_text(encoding="utf-8").endswith("</html>\n")
    assert [p.name for p in output.parent.iterdir()] == ["brief.html"]


def test_a_folder_that_is_not_there_is_said_and_nothing_is_written(run, report, tmp_path):
    result = run(report, "--output", tmp_path / "nowhere" / "brief.txt")
    assert result.exit_code != 0
    assert "Nothing was written" in result.stderr


def test_a_reader_that_has_enough_ends_it_quietly(report):
    read_end, write_end = os.pipe()
    os.close(read_end)
    command = [sys.executable, "-c", "from diwan.share.commands import brief; brief()", str(report)]
    ended = subprocess.run(command, stdout=write_end, stderr=subprocess.PIPE, check=False)
    os.close(write_end)
    said = [
        line
        for line in ended.stderr.splitlines()
        if not line.startswith((b"diwan: reading", b"diwan: linking"))
    ]
    assert (ended.returncode, said) == (0, [])  # but for the progress that a slow machine shows


def test_marks_that_turn_text_round_do_not_reach_the_terminal(run, tmp_path):
    path = tmp_path / "turned.jsonl"
    path.write_text(
        lines({"id": "t", "title": "Ferry \u202egnp.exe sinks", "text": REPORT}), encoding="utf-8"
    )
    assert "\u202e" not in run(path).stdout
