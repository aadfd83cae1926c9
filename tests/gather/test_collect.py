import io
import os

import pytest

from diwan.gather.collect import collect
from diwan.gather.raw import Problem, Raw
from gather.web_server import body, redirect


def test_inputs_come_in_their_order_and_folders_by_path(tmp_path):
    (tmp_path / "in" / "z").mkdir(parents=True)
    (tmp_path / "in" / "z" / "3.txt").write_text("3")
    (tmp_path / "in" / "1.txt").write_text("1")
    (tmp_path / "in" / "2.txt").write_text("2")
    (tmp_path / "0.txt").write_text("0")
    found = collect([str(tmp_path / "0.txt"), str(tmp_path / "in"), "-"], stdin=io.BytesIO(b"4"))
    assert [raw.data for raw in found] == [b"0", b"1", b"2", b"3", b"4"]


def test_nothing_is_read_before_it_is_asked_for(tmp_path):
    (tmp_path / "a.txt").write_text("a")
    found = collect([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    assert next(found).data == b"a"
    (tmp_path / "b.txt").write_text("b")
    assert next(found).data == b"b"


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path):
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "broken").symlink_to(tmp_path / "nothing")
    (tmp_path / "last.txt").write_text("last")
    names = ["missing.txt", "empty", "pipe", "broken", "last.txt"]
    *problems, last = collect([str(tmp_path / name) for name in names])
    assert [problem.name for problem in problems] == [str(tmp_path / name) for name in names[:-1]]
    assert all(isinstance(problem, Problem) and problem.reason for problem in problems)
    assert last.data == b"last"


def test_a_file_past_the_limit_is_not_read(tmp_path):
    file = tmp_path / "film.bin"
    with file.open("wb") as stream:
        stream.truncate(200 * 1024**2)
    (problem,) = collect([str(file)])
    assert "200 MiB; at most 64 MiB" in problem.reason


def test_a_loop_of_links_is_not_walked(tmp_path):
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "again").symlink_to(tmp_path)
    assert [raw.data for raw in collect([str(tmp_path)])] == [b"a"]


def test_an_address_is_fetched_with_what_its_server_says(site):
    site.pages["/rss"] = body(b"<rss/>", "application/rss+xml")
    (raw,) = collect([site.address("/rss")])
    assert (raw.data, raw.media_type, raw.url) == (b"<rss/>", "application/rss+xml", site.address("/rss"))
    assert isinstance(raw, Raw)


@pytest.mark.parametrize("target", ["http://169.254.169.254/", "http://127.0.0.1:1/"])
def test_an_address_that_turns_inside_is_a_problem_with_its_reason(site, target):
    site.pages["/"] = redirect(target)
    (problem,) = collect([site.address()])
    assert isinstance(problem, Problem)
    assert target in problem.reason
