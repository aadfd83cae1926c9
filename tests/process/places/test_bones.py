import pytest

from diwan.process.places.bones import bones


@pytest.mark.parametrize(
    "spellings",
    [
        ("Ziguinchor", "Зигиншор", "زيغينشور", "زیگینشور"),
        ("Bandiagara", "Бандиагара", "بانديغارا"),
        ("Tarapoto", "Тарапото", "تارابوتو", "تاراپوتو"),
    ],
)
def test_one_name_has_one_form_in_common_in_every_script(spellings: tuple[str, ...]) -> None:
    assert set.intersection(*(set(bones(name)) for name in spellings))


def test_a_vowel_at_the_end_tells_two_towns_apart() -> None:
    assert not set(bones("بربر")) & set(bones("Berbera"))


def test_one_consonant_is_no_name() -> None:
    assert bones("آبی") == ()


def test_a_letter_that_is_heard_in_two_ways_meets_both() -> None:
    assert set(bones("Travnik")) == set(bones("ترافنيك")) | set(bones("تراونیک"))
