import pytest

from diwan.core.languages import Language
from diwan.core.reading import Report
from diwan.process.kinds import read_kinds
from diwan.process.quantities import read_quantities


def counted(text, language):
    return [(q.value, q.unit) for q in read_quantities(Report("r", text), Language(language))]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "About 1,200 families and twenty-four lorries", [(1200, "families"), (24, "lorries")]),
        ("en", "two hundred and fifty people, 30% of the town", [(250, "people"), (30, "percent")]),
        ("ru", "Около 650 семей и двадцать пять грузовиков, 5 тысяч человек", [(650, "families"), (25, "lorries"), (5000, "people")]),
        ("ar", "نحو ٦٥٠ عائلة و٢٤ شاحنة وأحد عشر شخصاً", [(650, "families"), (24, "lorries"), (11, "people")]),
        ("fa", "حدود ۶۵۰ خانوار و بیست و پنج کامیون و ۳ هزار نفر", [(650, "families"), (25, "lorries"), (3000, "people")]),
    ],
)  # fmt: skip
def test_numbers_in_digits_and_words_are_counted_with_their_unit(language, text, expected):
    assert counted(text, language) == expected


def test_a_vague_number_is_none():
    assert counted("Several thousand people came", "en") == []
    assert counted("Тысячи человек вышли на улицы", "ru") == []


def test_about_is_kept():
    (found,) = read_quantities(Report("r", "roughly 40 villages"), Language.EN)
    assert found.why.facts == (("approximate", "yes"),)


def test_a_long_list_of_numbers_is_read_in_one_pass():
    assert len(counted("7 lorries, " * 4000, "en")) == 4000


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "The ferry capsized and sank after a collision", "accident"),
        ("ru", "Избирательная комиссия начала пересчёт бюллетеней", "election"),
        ("ar", "حكمت المحكمة ببراءة المتهم وقال القاضي", "court"),
        ("fa", "زمین‌لرزه‌ای به بزرگی شش ریشتر روستاها را لرزاند", "disaster"),
    ],
)
def test_words_speak_for_a_kind_of_event(language, text, kind):
    assert kind in {hint.kind for hint in read_kinds(Report("r", text), Language(language))}
