"""A charter is read whole or refused with the place of the mistake."""

import re
from importlib.resources import files

import pytest

from diwan.charter.charter_file import CharterUnreadable, read_charter
from diwan.charter.found_centre import charter_hash, readers_of

EXAMPLE = (files("diwan.charter") / "charter_example.toml").read_text("utf-8")


def test_the_example_means_what_it_says():
    drafted = read_charter(EXAMPLE)
    text = drafted.text
    assert [founder.id for founder in text.founders] == ["upland", "lowland"]
    assert text.rotation == ("upland", "lowland")
    assert [(party.id, party.kind) for party in text.parties] == [("relief-agency", "outside")]
    assert readers_of(text) == {"upland", "lowland"}
    assert text.rooms[0].lead == ("upland",)
    assert text.functions[0].deputy == "upland"
    assert text.rules["withdrawal"] == "own"
    assert text.retention_days == 1825
    assert set(text.erasure) == {"ar", "fa", "ru", "en"}
    assert [(each.member, each.sign_in) for each in drafted.officers] == [
        ("upland", "first"),
        ("lowland", "first"),
    ]


def test_what_is_signed_does_not_depend_on_comments_or_on_the_officers():
    bare = re.sub(r"(?m)\s+# .*$|^#.*$", "", EXAMPLE)
    renamed = bare.replace('sign_in = "first"', 'sign_in = "other"')
    hashes = {charter_hash(read_charter(toml).text.as_json()) for toml in (EXAMPLE, bare, renamed)}
    assert len(hashes) == 1


def test_the_first_director_turns_the_rotation():
    turned = EXAMPLE.replace('first_director = "upland"', 'first_director = "lowland"')
    assert read_charter(turned).text.rotation == ("lowland", "upland")


@pytest.mark.parametrize(
    ("found", "put", "told"),
    [
        ("[centre]", "[centre", "at line"),
        ("time_zone =", "timezone =", "timezone means nothing here"),
        ("Asia/Baghdad", "Asia/Nowhere", "Asia/Nowhere is no zone"),
        ("Asia/Baghdad", "../etc/passwd", "is no zone"),
        ("term_months = 3 ", "term_months = 0 ", "a number from 1"),
        ("term_months = 3 ", "term_months = true ", "a number from 1"),
        ('rotation = ["upland", "lowland"]', 'rotation = ["upland", "relief-agency"]', "relief-agency is not a founder"),
        ('rotation = ["upland", "lowland"]', 'rotation = ["upland", "upland"]', "stands there twice"),
        ('first_director = "upland"', 'first_director = "nobody"', "nobody is not in the rotation"),
        ('id = "lowland"', 'id = "upland"', "upland stands there twice"),
        ('id = "lowland"', 'id = "Low Land"', "small Latin letters"),
        ('kind = "founder"', 'kind = "friend"', "kind is one of"),
        ('ru = "Низовье"', 'ru = " "', "names lacks ru"),
        ('lead = ["upland"]', "lead = []", "lead names the member"),
        ("guests = []", 'guests = ["stranger"]', "stranger is no [[member]]"),
        ('amendment = "unanimity"', 'amendment = "own"', "amendment is one of"),
        ('holder = "lowland"', 'holder = "stranger"', "stranger is no [[member]]"),
        ('language = "ar"', 'language = "de"', "language is one of"),
        ("[rules]", "[rule]", "rule means nothing here"),
        ("second_factor = true", 'second_factor = "yes"', "true or false"),
        ("retention_days = 1825", "retention_days = -1", "a number from 0"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place(found, put, told):
    assert found in EXAMPLE
    with pytest.raises(CharterUnreadable, match=re.escape(told)):
        read_charter(EXAMPLE.replace(found, put))


def test_a_charter_without_founders_is_none():
    with pytest.raises(CharterUnreadable, match="founder"):
        read_charter(EXAMPLE.replace('kind = "founder"', 'kind = "observer"'))
