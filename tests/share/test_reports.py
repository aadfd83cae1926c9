import datetime as dt

import pytest

from diwan import share
from diwan.core.languages import Language
from diwan.core.reading import Stance
from diwan.share import list_reports
from diwan.share.views import ReportFilter


def found(centre, text="", viewer="syria", **asked):
    view = share.reports(centre.viewer(viewer), ReportFilter(text=text, **asked))
    assert view.count == len(view.reports.rows)
    names = {report: name for name, report in centre.reports.items()}
    return {names[row.id] for row in view.reports.rows}


@pytest.mark.parametrize(
    ("text", "finds"),
    [
        ("الجسر", "flood-ar"),
        ("جسر", "flood-ar"),
        ("والفيضان", "flood-ar"),
        ("عَائِلَة", "flood-ar"),
        ("سه‌شنبه", "convoy-fa"),
        ("سه شنبه", "convoy-fa"),
        ("سهشنبه", "convoy-fa"),
        ('"روز سه‌شنبه وارد"', "convoy-fa"),
        ('"روز سه شنبه وارد"', "convoy-fa"),
        ('"الجسر القديم"', "flood-ar"),
        ("«старый мост»", "flood-ru"),
        ("كاروان", "convoy-fa"),
        ("وزارت بهداشت", "convoy-fa"),
        ("наводнение", "flood-ru"),
        ("наводнений", "flood-ru"),
        ("МОСТЫ", "flood-ru"),
        ("Cafe", "flood-copy"),
        ("café", "flood-copy"),
        ("BRIDGE", "flood"),
        ("families left", "flood"),
    ],
)
def test_a_word_is_found_however_it_is_written(centre, text, finds):
    assert finds in found(centre, text)


@pytest.mark.parametrize("text", ["Mosul", "الموصل", "موصل", "Мосул", "Мосуле"])
def test_a_place_is_found_in_all_four_languages_by_any_of_its_names(centre, text):
    assert {"flood", "flood-ar", "flood-ru", "flood-copy"} <= found(centre, text)


def test_a_phrase_in_quotation_marks_stands_together(centre):
    assert found(centre, '"old bridge"') >= {"flood", "flood-copy"}
    assert found(centre, '"bridge old"') == set()
    assert found(centre, "bridge old") >= {"flood", "flood-copy"}


def test_letters_as_typed_find_nothing_that_is_written_otherwise(centre):
    assert found(centre, "Cafe", exact=True) == set()
    assert found(centre, "Старый мост", exact=True) == set()
    assert found(centre, "старый мост", exact=True) == {"flood-ru"}
    assert found(centre, "100%", exact=True) == set()


def test_signs_without_a_word_find_nothing_and_break_nothing(centre):
    for text in ("!!!", "«»", "' OR 1=1 --", "a & | b", "\\", "(" * 50):
        share.reports(centre.viewer("syria"), ReportFilter(text=text))
    assert found(centre, "!!!") == set()


def test_filters_choose_by_language_country_outlet_member_stance_and_time(centre):
    assert found(centre, languages=(Language("ru"),)) == {"flood-ru"}
    assert found(centre, countries=("SY",)) == {"convoy-fa"}
    assert found(centre, outlet="Café Matin") == {"flood-copy"}
    assert found(centre, member="iran") == {"convoy-fa", "flood-copy"}
    assert found(centre, stance=Stance.DENIES) == {"flood-ru"}
    assert found(centre, since=dt.date(2019, 3, 12)) == set()
    assert "flood" in found(centre, until=dt.date(2019, 3, 12))


def test_choices_count_what_the_viewer_may_read(centre):
    view = share.reports(centre.viewer("russia"), ReportFilter())
    assert sum(choice.count for choice in view.members) == view.count
    assert found(centre, "Basra", "russia") == set()
    assert found(centre, "Basra", "iraq") == {"talks"}
    iraq = share.reports(centre.viewer("iraq"), ReportFilter())
    assert iraq.count == view.count + 1


def test_pages_of_reports_follow_one_another(centre):
    viewer, rows, cursor = centre.viewer("iraq"), [], None
    while True:
        page = share.reports(viewer, ReportFilter(), cursor=cursor, limit=2).reports
        rows += page.rows
        if (cursor := page.next) is None:
            break
    assert rows == list(share.reports(viewer, ReportFilter()).reports.rows)
    assert [row.at for row in rows] == sorted((row.at for row in rows), reverse=True)


@pytest.mark.parametrize("text", ["الجسر", "bridge", "мост", "کاروان"])
def test_what_was_found_is_marked_in_the_words_as_they_stand(centre, text):
    view = share.reports(centre.viewer("syria"), ReportFilter(text=text))
    for row in view.reports.rows:
        words, marks = row.excerpt.text, row.excerpt.marks
        assert all(0 <= start < end <= len(words) for start, end in marks)
    assert any(row.excerpt.marks for row in view.reports.rows)


def test_counting_has_a_bound_and_the_list_says_so(centre, monkeypatch):
    monkeypatch.setattr(list_reports, "MOST_COUNTED", 2)
    view = share.reports(centre.viewer("syria"), ReportFilter())
    assert (view.count, view.is_more_than_counted) == (2, True)
    assert len(view.reports.rows) > 3  # the list itself is whole
    newest = share.reports(centre.viewer("syria"), ReportFilter(), limit=3).reports.rows
    counted = {choice.value: choice.count for choice in view.languages}
    assert sum(counted.values()) <= 3
    assert set(counted) == {row.language.value for row in newest}


def test_a_bounded_count_counts_nothing_that_is_hidden(centre, monkeypatch):
    """Whoever reads less is not told that there is more."""
    for viewer in ("iran", "iraq", "russia", "syria"):
        whole = share.reports(centre.viewer(viewer), ReportFilter())
        with monkeypatch.context() as bounded:
            bounded.setattr(list_reports, "MOST_COUNTED", whole.count)
            view = share.reports(centre.viewer(viewer), ReportFilter())
        assert (view.count, view.is_more_than_counted) == (whole.count, False)


def test_pages_of_the_list_follow_one_another_without_gap_or_repeat(centre):
    whole = [row.id for row in share.reports(centre.viewer("syria"), ReportFilter()).reports.rows]
    read, cursor = [], None
    while cursor is not None or not read:
        page = share.reports(centre.viewer("syria"), ReportFilter(), cursor=cursor, limit=2).reports
        read += [row.id for row in page.rows]
        cursor = page.next
    assert read == whole
    assert len(whole) > 4
