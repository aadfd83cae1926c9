"""The columns of words, and the distances between places."""

import math

from diwan.process.places.geometry import chord, kilometres, spot_of, squared_chord
from diwan.process.places.text_words import words_of


def test_every_column_tells_of_the_same_words_and_spans_are_those_of_the_text():
    text = "Клиника в «Аль-Зухре», 12 коек; the Mayor's آبِ سرد"
    words = words_of(text)
    assert len(words) == len(words.starts) == len(words.ends) == len(words.capitals) == len(words.gaps)
    assert [text[s:e] for s, e in zip(words.starts, words.ends, strict=True)] == [
        "Клиника", "в", "Аль", "Зухре", "12", "коек", "the", "Mayor", "آبِ", "سرد",
    ]  # fmt: skip
    assert [key for key, is_capital in zip(words.keys, words.capitals, strict=True) if is_capital] == [
        "клиника", "аль", "зухре", "mayor",
    ]  # fmt: skip


def test_the_ending_of_a_possessive_belongs_to_the_gap_behind_it():
    words = words_of("Peru's river and Chile’s coast")
    assert words.keys == ["peru", "river", "and", "chile", "coast"]
    assert words.gaps == ["", "'s ", " ", " ", "’s "]


def test_a_run_ends_at_a_line_a_comma_and_after_six_words():
    words = words_of("one two-three\nfour, five six seven eight nine ten eleven")
    assert [words.run_from(n) for n in (0, 2, 3, 4, 10)] == [3, 1, 1, 6, 1]


def test_distances_are_those_of_the_globe():
    lima, quito, suva = spot_of(-12.04, -77.03), spot_of(-0.23, -78.52), spot_of(-18.14, 178.44)
    assert math.isclose(kilometres(squared_chord(lima, quito)), 1324, rel_tol=0.01)
    assert math.isclose(kilometres(squared_chord(suva, spot_of(-18.14, -178.44))), 330, rel_tol=0.01)
    assert kilometres(squared_chord(lima, lima)) == 0
    assert math.isclose(kilometres(chord(350) ** 2), 350)
