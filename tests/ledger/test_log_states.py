"""What pages say of a log: pending, witnessed, or held by one operator."""

import datetime as dt

import pytest

from diwan import ledger, store
from diwan.core.ids import MemberId
from diwan.core.labels import Label
from diwan.ledger.log_states import (
    Standing,
    has_outsider,
    log_frame,
    standing,
    standing_of_record,
    standings,
    witness_states,
)

AT = dt.datetime(2024, 3, 1, 10, 0, tzinfo=dt.UTC)
IRAQ = MemberId("iraq")


@pytest.fixture
def lay(database):
    def lay_(*, size=0, by_operator=True, cosigned=(), witnesses=()):
        with store.as_worker() as tx:
            tx.run("DELETE FROM diwan.log_state")
            tx.run("DELETE FROM diwan.log_witness")
            tx.run(
                "INSERT INTO diwan.log_state (member, origin, size, root, published_at, witnessed_size, witnessed_at,"
                " cosigned_by, held_by_operator) VALUES ('iraq', 'x/iraq', 100, %b, %s, %s, %s, %s, %s)",
                [bytes(32), AT, size, AT, list(cosigned), by_operator],
            )
            for name, is_operators in witnesses:
                tx.run(
                    "INSERT INTO diwan.log_witness (name, vkey, is_operators, is_demonstration) VALUES (%s, '', %s, %s)",
                    [name, is_operators, is_operators],
                )

    return lay_


DEMONSTRATION = (("demo", True),)
OUTSIDE = (("demo", True), ("north", False))


@pytest.mark.parametrize(
    ("laid", "expected"),
    [
        ({}, Standing.HELD_BY_OPERATOR),
        ({"witnesses": DEMONSTRATION}, Standing.HELD_BY_OPERATOR),
        ({"witnesses": DEMONSTRATION, "size": 100}, Standing.HELD_BY_OPERATOR),
        ({"witnesses": OUTSIDE}, Standing.PENDING),
        ({"witnesses": OUTSIDE, "size": 100}, Standing.PENDING),  # the operator's alone are on that head
        ({"witnesses": OUTSIDE, "size": 4, "by_operator": False}, Standing.PENDING),
        ({"witnesses": OUTSIDE, "size": 5, "by_operator": False}, Standing.WITNESSED),
    ],
)
def test_a_record_is_witnessed_only_when_somebody_outside_the_operator_has_cosigned(
    lay, as_member, laid, expected
):
    lay(**laid)
    with as_member("syria") as tx:
        assert standing(tx, "iraq", 5) is expected
        assert standings(tx, [("iraq", 5)]) == [expected]


def test_a_log_without_a_row_is_not_witnessed(database, as_member):
    with as_member("iraq") as tx:
        assert standing(tx, "nowhere", 1) is Standing.HELD_BY_OPERATOR
        assert log_frame(tx, IRAQ).standing is Standing.HELD_BY_OPERATOR


def test_the_frame_tells_the_end_of_the_own_log_and_counts_only_outsiders(lay, as_member):
    lay(witnesses=OUTSIDE, size=1, by_operator=False, cosigned=("demo", "north"))
    with as_member("iraq") as tx:
        frame = log_frame(tx, IRAQ)
    assert (frame.standing, frame.witness_count, frame.witnessed_at) == (Standing.PENDING, 1, AT)
    lay(witnesses=OUTSIDE, size=1000, by_operator=False, cosigned=("demo", "north"))
    with as_member("iraq") as tx:
        assert log_frame(tx, IRAQ).standing is Standing.WITNESSED


def test_an_alarm_about_any_log_is_in_every_members_frame_until_it_ends(lay, as_member):
    lay()
    with store.as_worker() as tx:
        for digest, ended in ((b"1", None), (b"2", AT)):
            tx.run(
                "INSERT INTO diwan.log_alarm (member, kind, digest, told_by, told_at, proof, ended_at)"
                " VALUES ('iran', 'fork', %b, 'w', %s, '{}', %s)",
                [digest, AT, ended],
            )
    for member in ("iraq", "russia", "iran"):
        with as_member(member) as tx:
            assert [(a.member, a.kind) for a in log_frame(tx, MemberId(member)).alarms] == [("iran", "fork")]


def test_witnesses_are_told_with_whose_they_are(lay, as_member):
    lay(witnesses=OUTSIDE, cosigned=("north",))
    with as_member("iraq") as tx:
        told = [(w.name, w.is_operators, w.cosigned) for w in witness_states(tx)]
    assert told == [("north", False, True), ("demo", True, False)]


def test_a_record_says_where_it_stands_to_those_who_may_read_it_alone(lay, as_member):
    lay(witnesses=OUTSIDE, size=1000, by_operator=False)
    with store.acting_as(store.service_viewer(IRAQ), write=True) as tx:
        record = ledger.append(tx, "note.kept", {}, label=Label(frozenset({IRAQ})))
    with as_member("iraq") as tx:
        assert standing_of_record(tx, record.id) is Standing.WITNESSED
    with as_member("syria") as tx:
        assert standing_of_record(tx, record.id) is None


def test_a_witness_of_the_operator_is_no_outsider(lay, as_member):
    lay(witnesses=OUTSIDE)
    with as_member("iraq") as tx:
        assert has_outsider(tx, ["demo", "north"])
        assert not has_outsider(tx, ["demo"])
        assert not has_outsider(tx, ["unheard"])
