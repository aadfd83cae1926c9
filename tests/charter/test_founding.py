"""The centre is founded by records of its founders."""

import datetime as dt

import pytest

from diwan import charter, ledger, store
from diwan.charter.found_centre import charter_hash
from diwan.charter.projections import centre_founded
from diwan.charter.sample import TEXT
from diwan.core.ids import MemberId
from diwan.core.labels import Label


def test_every_founder_has_signed_the_same_text_in_its_own_log(database, as_member):
    with as_member("syria") as tx:
        signed = tx.rows("SELECT member, charter FROM diwan.charter_signature ORDER BY member")
        assert [row["member"] for row in signed] == ["iran", "iraq", "russia", "syria"]
        assert {row["charter"] for row in signed} == {charter_hash(TEXT)}
        for row in signed:
            assert ledger.log_length(tx, row["member"]) > 0
            assert ledger.verify_chain(tx, row["member"]) == []


def test_the_sample_was_founded_in_september_2015_with_its_rooms(database, as_member):
    with as_member("iran") as tx:
        centre = charter.centre(tx)
        assert centre.founded_at.date() == dt.date(2015, 9, 26)
        assert centre.names["fa"] == "مرکز بغداد"
        assert [(m.id, m.kind) for m in charter.members(tx)] == [
            ("iraq", "member"),
            ("iran", "member"),
            ("russia", "member"),
            ("syria", "member"),
            ("united-states", "outside"),
        ]
        assert {room.id for room in charter.rooms(tx)} == {"baghdad", "damascus"}
        places = [(p.member, p.role) for p in charter.places(tx, "damascus")]
        assert places == [("syria", "lead"), ("iran", "guest"), ("russia", "guest")]


def test_names_are_given_in_four_languages(database, as_member):
    with as_member("russia") as tx:
        named = [*charter.members(tx), *charter.rooms(tx), *charter.officers(tx), charter.centre(tx)]
    assert all(set(thing.names) == {"en", "ar", "fa", "ru"} for thing in named)


def test_officers_are_known_to_their_own_member_alone(database, as_member):
    for member in ("iraq", "iran", "russia", "syria"):
        with as_member(member) as tx:
            assert {officer.member for officer in charter.officers(tx)} == {member}
            assert len(charter.officers(tx)) == 2


def test_a_charter_that_one_founder_has_not_signed_is_not_in_force(database, as_member):
    words = TEXT.as_json() | {"rotation": [*TEXT.as_json()["rotation"], "atlantis"]}
    with as_member("iraq", write=True) as tx:
        label = Label(frozenset({MemberId("iraq")}))
        record = ledger.append(
            tx, "note.filed", {"charter": words, "sha256": charter_hash(TEXT)}, label=label
        )
        before = charter.centre(tx)
        centre_founded(tx, record)
        assert charter.centre(tx) == before


def test_the_term_is_told_for_any_moment(database, as_member):
    with as_member("syria") as tx:
        member, until = charter.director(tx, dt.datetime(2015, 10, 1, tzinfo=dt.UTC))
    assert (member, until.date()) == ("iraq", dt.date(2015, 12, 26))


def test_what_was_in_force_at_a_moment_is_told_for_that_moment(database, as_member):
    with as_member("iraq") as tx:
        assert charter.members(tx, dt.datetime(2015, 9, 25, tzinfo=dt.UTC)) == []
        assert len(charter.members(tx, dt.datetime(2015, 9, 27, tzinfo=dt.UTC))) == 5


def test_an_officer_whose_term_ended_no_longer_enters(database, viewer_of):
    viewer = viewer_of("iran", 1)
    with store.acting_as(viewer, write=True) as tx:
        tx.run(
            "UPDATE diwan.officer SET valid_to = now() - interval '1 hour' WHERE id = %s", [viewer.officer]
        )
    with pytest.raises(store.SignInEnded), store.acting_as(viewer):
        pass
