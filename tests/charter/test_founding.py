"""The centre is founded by records of its founders."""

import base64
import datetime as dt

import pytest

from diwan import charter, ledger, store
from diwan.charter.found_centre import charter_hash
from diwan.charter.projections import centre_founded
from diwan.charter.sample import TEXT
from diwan.core.errors import NotAllowed
from diwan.core.ids import MemberId
from diwan.core.labels import Label


def test_every_founder_has_signed_the_same_text_in_its_own_log(database, as_member):
    with as_member("syria") as tx:
        signed = tx.rows("SELECT member, charter FROM diwan.charter_signature ORDER BY member")
        assert [row["member"] for row in signed] == ["iran", "iraq", "russia", "syria"]
        assert {row["charter"] for row in signed} == {charter_hash(TEXT.as_json())}
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
            tx, "note.filed", {"charter": words, "sha256": charter_hash(TEXT.as_json())}, label=label
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


def test_each_founders_first_record_announces_its_log_and_its_keys(database, as_member):
    with as_member("syria") as tx:
        logs = tx.rows("SELECT member, origin, vkey, valid_to FROM diwan.member_log ORDER BY member")
        keys = tx.rows(
            "SELECT r.public_key recovery, k.public_key signing, k.from_seq, k.to_seq"
            " FROM diwan.member_recovery_key r JOIN diwan.member_key k USING (member)"
        )
    assert [log["origin"] for log in logs] == [
        f"localhost:8000/log/{member}" for member in ("iran", "iraq", "russia", "syria")
    ]
    for log in logs:
        assert log["vkey"].startswith(log["origin"] + "+")
        assert log["valid_to"] is None
    told = {bytes(row[name]) for row in keys for name in ("recovery", "signing")}
    told |= {base64.b64decode(log["vkey"].split("+", 2)[2])[1:] for log in logs}
    assert len(told) == 3 * 4  # every key has one use
    assert all((row["from_seq"], row["to_seq"]) == (1, None) for row in keys)


def test_a_member_that_opens_its_log_again_ends_the_one_before(database, as_member):
    with as_member("iran", write=True) as tx:
        charter.open_log(tx, ledger.keys_in_use(), "node.example/log")
    with as_member("iraq") as tx:
        rows = tx.rows(
            "SELECT origin, valid_to FROM diwan.member_log WHERE member = 'iran' ORDER BY valid_from"
        )
    assert [(row["origin"], row["valid_to"] is None) for row in rows] == [
        ("localhost:8000/log/iran", False),
        ("node.example/log/iran", True),
    ]


def test_no_member_announces_the_log_of_another(database, as_member):
    with pytest.raises(NotAllowed), as_member("iran", write=True) as tx:
        tx.run("INSERT INTO diwan.member_log VALUES ('iraq', 'x', 'x+00+x', now())")
    with as_member("iran", write=True) as tx:
        assert tx.run("UPDATE diwan.member_log SET valid_to = now() WHERE member = 'iraq'") == 0
