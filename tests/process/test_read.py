import datetime as dt
import subprocess
import sys

from diwan.core.languages import Language
from diwan.core.reading import Report
from diwan.process import read
from diwan.process.limits import LONGEST_ANNOTATED_CHARACTERS

STAGES = ["language", "sentences", "places", "actors", "dates", "credits", "claims", "quantities", "kinds"]
AT = dt.datetime(2019, 3, 21, 12, tzinfo=dt.UTC)


def test_a_reading_names_every_stage_and_its_version():
    reading = read(Report(id="r", text="The port of Beira will reopen on Monday.", published=AT))
    assert reading.language is Language.EN
    assert [d.value for d in reading.dates] == ["2019-03-25"]
    assert [name for name, _ in reading.stages] == STAGES
    assert all(version for _, version in reading.stages)
    assert reading.annotated_until is None


def test_every_span_lies_inside_the_text_as_it_came():
    text = "\u202bقال المحافظ يوم الأَحَد\u202c إن الطريق مفتوح.\r\n\r\nوأضاف: «نعود غداً»."
    reading = read(Report(id="r", text=text, published=AT))
    assert [text[d.start : d.end] for d in reading.dates] == ["يوم الأَحَد", "غداً"]


def test_a_very_long_text_is_annotated_up_to_a_limit_that_is_said():
    text = "The port was closed yesterday. " * (LONGEST_ANNOTATED_CHARACTERS // 20)
    reading = read(Report(id="r", text=text, published=None))
    assert reading.report.text == text
    assert reading.annotated_until is not None
    assert reading.annotated_until <= LONGEST_ANNOTATED_CHARACTERS
    assert reading.sentences[-1].end <= reading.annotated_until


def test_dates_at_the_end_of_time_do_no_harm():
    text = (
        "It ends on 31 December 9999, on 31 February 2019, on 9999-12-31, in the year 9999 or on 30.02.2019."
    )
    for published in (
        None,
        AT,
        dt.datetime(9990, 1, 1, tzinfo=dt.UTC),
        dt.datetime.max.replace(tzinfo=dt.UTC),
    ):
        read(
            Report(
                id="r",
                text=f"{text} It comes tomorrow, next week, next year and on Friday.",
                published=published,
            )
        )


def test_a_text_without_words_gives_an_empty_reading():
    reading = read(Report(id="r", text="… 12 — 14 …"))
    assert reading.language is Language.UNDETERMINED
    assert reading.dates == ()


def test_opening_the_front_door_loads_nothing_heavy():
    code = "import sys, diwan.process; print([m for m in ('lxml', 'slovnet', 'pypdfium2', 'pymorphy3', 'jdatetime') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
