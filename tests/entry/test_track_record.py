"""Track records on their page: from the own member's picture alone, of outlets and offices, never of persons."""

import datetime as dt
import re
import uuid

import pytest

from diwan import gather
from diwan.core.ids import MemberId
from diwan.entry.worker import run_until_idle

LANGUAGES = ("en", "ar", "fa", "ru")


@pytest.fixture
def told(viewer_of_web):
    """Iraq's: two outlets tell of a fire, a third reports its denial to Iraq and Iran alone. Words of this test only."""
    mark = "".join(chr(ord("a") + int(digit, 16)) for digit in uuid.uuid4().hex[:8])
    day = dt.datetime(2005, 3, 2, 9, tzinfo=dt.UTC) + dt.timedelta(days=7 * (uuid.uuid4().int % 500))
    fire = f"nine lorries of wheat {mark} burned in the port of Basra on Tuesday"
    file(
        viewer_of_web("iraq"),
        f"{mark} Lamp",
        day,
        f"The Ministry of Transport said {fire}.",
        whole_centre=True,
    )
    again = f"Two brigades were in Basra: the Ministry of Transport said on Wednesday that {fire}."
    file(viewer_of_web("iraq"), f"{mark} Reef", day + dt.timedelta(hours=1), again, whole_centre=True)
    denied = f"The Ministry of Interior denied that {fire}. Hassan Zubaidi said that {fire}."
    file(
        viewer_of_web("iraq"),
        f"{mark} Mast",
        day + dt.timedelta(hours=5),
        denied,
        members=(MemberId("iran"),),
    )
    return mark


def file(viewer, outlet, at, text, **reach):
    raw = gather.Raw(f"{outlet}.txt", text.encode(), "text/plain", outlet=outlet, published=at)
    gather.receive(viewer, gather.Arrival(raw, "upload", reach=gather.Reach(**reach)))
    run_until_idle()


def row_of(program, mark, outlet="Lamp"):
    told = program.get("/api/v1/track-record").json()
    return next((r for r in told["outlets"] if r["names"][""] == f"{mark} {outlet}"), None)


def plain(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_later_denial_stands_in_the_record_of_whoever_may_read_it(program_of, told):
    for member in ("iraq", "iran"):
        row = row_of(program_of(member), told)
        assert (row["tally"]["denied"], row["tally"]["open"]) == (1, 0)
        assert row["suggested"] == "F"  # one answer says nothing
        assert [each["fate"] for each in row["instances"]] == ["denied"]
    row = row_of(program_of("russia"), told)  # which does not read the denial
    assert (row["tally"]["denied"], row["tally"]["open"]) == (0, 1)
    assert row["instances"] == []
    assert row_of(program_of("russia"), told, "Mast") is None


def test_no_person_has_a_record(program_of, told):
    answer = program_of("iraq").get("/api/v1/track-record").json()
    names = {name for row in answer["offices"] for name in row["names"].values()}
    assert names
    assert not any("Zubaidi" in name for name in names)


def test_the_page_shows_the_outlet_what_became_of_it_and_why_no_grade(client_of, told):
    page = plain(client_of("iraq").get("/sources/record"))
    assert f"{told} Lamp" in page
    assert "1 answered, 5 are needed" in page
    assert f"{told} Mast" not in plain(client_of("russia").get("/sources/record"))


def test_a_source_that_brings_the_outlet_stands_beside_with_its_officers_grade(
    client_of, viewer_of_web, told, program_of
):
    iraq = viewer_of_web("iraq")
    source = gather.add_source(iraq, gather.NewSource(f"{told} desk", "form"))
    raw = gather.Raw("x.txt", f"The Ministry of Transport said a lorry {told} burned in Basra.".encode(), "text/plain",
        outlet=f"{told} Lamp", published=dt.datetime(2005, 1, 5, tzinfo=dt.UTC))  # fmt: skip
    gather.receive(iraq, gather.Arrival(raw, "upload", source=source, reach=gather.Reach(whole_centre=True)))
    run_until_idle()
    assert [s["name"] for s in row_of(program_of("iraq"), told)["sources"]] == [f"{told} desk"]
    assert row_of(program_of("iran"), told)["sources"] == []
    assert f"/sources/{source}/edit" in client_of("iraq").get("/sources/record").content.decode()


def test_nobody_reads_a_record(nobody):
    assert nobody.get("/sources/record").status_code == 302
    assert nobody.get("/api/v1/track-record").status_code == 401


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_each_language(client_of, told, language):
    said = {"en": "What became of it", "ar": "ما آل إليه", "fa": "سرانجام گفته‌ها", "ru": "Что подтвердилось"}[
        language
    ]
    assert said in plain(client_of("iraq", language=language).get("/sources/record"))
