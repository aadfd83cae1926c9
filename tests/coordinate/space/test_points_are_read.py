"""Coordinates as people type them."""

import pytest

from diwan.coordinate.space import NotAVolume, Point, read_point, swapped

BAGHDAD = (33.3128, 44.3615)


@pytest.mark.parametrize(
    "text",
    [
        "33.3128 44.3615",
        "33.3128,44.3615",
        "33.3128°N, 44.3615°E",
        "N33.3128 E44.3615",
        "44.3615E 33.3128N",
        "33,3128; 44,3615",
        "33,3128 44,3615",
        "33,3128, 44,3615",
        "33°18′46″N 44°21′41″E",
        "33° 18' 46.1\" N, 44° 21' 41.4\" E",
        "33 18 46 N 44 21 41 E",
        "33 18 46 44 21 41",
        "33°18.77'N 44°21.69'E",
        "33 18.77, 44 21.69",
        "33.3128 north 44.3615 east",
        "33°18′46″ с. ш. 44°21′41″ в. д.",
        "٣٣٫٣١٢٨، ٤٤٫٣٦١٥",
        "۳۳٫۳۱۲۸ شمالی ۴۴٫۳۶۱۵ شرقی",
        "33.3128 شمالا 44.3615 شرقا",
        "\u200e33.3128, 44.3615\u200f",
        "38S MB 40565 86155",
        "38smb4056586155",
        "38S 440565 3686155",
        "38S 440565mE 3686155mN",
    ],
)
def test_every_usual_notation_gives_the_point(text):
    assert read_point(text) == pytest.approx(BAGHDAD, abs=0.0003)


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("-33.5 -70.6", (-33.5, -70.6)),
        ("33°30′S 70°36′W", (-33.5, -70.6)),
        ("90 17", (90, 0)),
        ("0 180", (0, -180)),
        ("ZAH0000000000", (90, None)),
    ],
)
def test_signs_poles_and_the_date_line(text, point):
    found = read_point(text)
    assert found.latitude == pytest.approx(point[0], abs=1e-4)
    if point[1] is not None:
        assert found.longitude == pytest.approx(point[1])


@pytest.mark.parametrize(
    "text",
    ["", "abc", "33.3", "33 18 61 N 44 21 41 E", "33.5°18′N 44°E", "33N 34N", "-33N 44E", "33.5.2 3", "1 2 3", "38SZZ4086",
     "38S 4 5", "38X 440565 3686155", "61S 440565 3686155", "38SMB405", "33 44 55 66 77", "33N44", "x" * 5000],
)  # fmt: skip
def test_what_could_be_two_places_or_none_is_refused(text):
    with pytest.raises(NotAVolume) as refused:
        read_point(text)
    assert len(str(refused.value)) < 400


def test_latitude_and_longitude_that_seem_swapped_are_asked_about():
    region = {"west": 38, "south": 28, "east": 50, "north": 38}
    assert swapped(Point(44.3, 33.3), **region)
    assert not swapped(Point(33.3, 44.3), **region)
    assert not swapped(Point(55.7, 37.6), **region)
    with pytest.raises(NotAVolume, match="swapped"):
        read_point("121.5 31.2")
