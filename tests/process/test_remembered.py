import pytest

from diwan.process.remembered import Remembered


def test_a_word_is_asked_about_once():
    asked = []
    lengths = Remembered(lambda word: asked.append(word) or len(word))
    assert lengths.of(["of", "peace", "of"]) == [2, 5, 2]
    assert asked == ["of", "peace"]


def test_only_words_that_tell_something_come_with_their_places():
    letters = Remembered(lambda word: word.upper() if len(word) > 2 else "")
    assert letters.telling(["of", "peace", "no", "war"]) == [(1, "PEACE"), (3, "WAR")]


def test_it_forgets_rather_than_grow_without_end():
    lengths = Remembered(len, most=10)
    assert lengths.of("a" * n for n in range(100)) == list(range(100))
    assert len(lengths) <= 10


def test_what_is_known_already_is_not_asked_about():
    lengths = Remembered(pytest.fail)
    lengths.learn({"peace": 5})
    assert lengths.of(["peace"]) == [5]
