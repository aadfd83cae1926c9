"""The SQL rule and a rule written anew in Python agree on every label and every viewer."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diwan import access, charter, ledger, store
from diwan.core.ids import MemberId, RoomId

MEMBERS = ["iraq", "iran", "russia", "syria"]
ROOMS = {"baghdad": set(MEMBERS), "damascus": {"syria", "russia", "iran"}}


def oracle(author, members, rooms, whole_centre):
    """Who may read: the author, the members named, all in a room named, everybody if so said."""
    readers = {author, *members}
    for room in rooms:
        readers |= ROOMS[room]
    return readers | (set(MEMBERS) if whole_centre else set())


LABELS = st.lists(
    st.tuples(
        st.sampled_from(MEMBERS),
        st.sets(st.sampled_from(MEMBERS)),
        st.sets(st.sampled_from(sorted(ROOMS))),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(labels=LABELS)
def test_each_member_reads_exactly_what_the_oracle_says(database, labels):
    expected = []
    for author, members, rooms, whole_centre in labels:
        with store.acting_as(store.service_viewer(MemberId(author)), write=True) as tx:
            label = access.label(
                tx, map(MemberId, members), [RoomId(r) for r in sorted(rooms)], whole_centre=whole_centre
            )
            said = ledger.append(tx, "note.filed", {}, label=label)
            assert access.readers(tx, said.audience) == sorted(oracle(author, members, rooms, whole_centre))
        expected.append((said, oracle(author, members, rooms, whole_centre)))
    for member in MEMBERS:
        with store.acting_as(store.service_viewer(MemberId(member))) as tx:
            for said, readers in expected:
                assert (ledger.record(tx, said.id) is not None) == (member in readers)
                assert (access.explain(tx, said.id) is not None) == (member in readers)


def test_one_set_of_members_is_one_audience_however_it_was_named(database, as_member):
    with as_member("syria", write=True) as tx:
        named = [
            access.label(tx, ["russia", "iran"]),
            access.label(tx, rooms=["damascus"]),
            access.label(tx, ["iran"], rooms=["damascus"]),
        ]
        audiences = {ledger.append(tx, "note.filed", {}, label=label).audience for label in named}
    assert len(audiences) == 1


@pytest.mark.parametrize("stranger", ["united-states", "atlantis", ""])
def test_an_outside_party_or_a_stranger_is_no_reader(database, as_member, stranger):
    with as_member("iraq") as tx, pytest.raises(access.NoSuchReader):
        access.label(tx, [stranger])


def test_a_room_that_is_not_there_is_refused_by_name(database, as_member):
    with as_member("iraq") as tx, pytest.raises(access.NoSuchReader, match="atlantis"):
        access.label(tx, rooms=["atlantis"])


def test_the_readers_of_an_audience_are_told_to_its_readers_alone(database, as_member):
    with as_member("iraq", write=True) as tx:
        said = ledger.append(tx, "note.filed", {}, label=access.label(tx, ["iran"]))
        assert access.readers(tx, said.audience) == ["iran", "iraq"]
    with as_member("russia") as tx:
        assert access.readers(tx, said.audience) == []


def test_whoever_joins_later_reads_only_what_comes_after(database, as_member):
    with as_member("iraq", write=True) as tx:
        before = ledger.append(tx, "note.filed", {}, label=access.label(tx, whole_centre=True))
        names = dict.fromkeys(("en", "ar", "fa", "ru"), "Observer")
        charter.admit_member(tx, MemberId("observer"), names, kind="observer")
        after = ledger.append(tx, "note.filed", {}, label=access.label(tx, whole_centre=True))
    with store.acting_as(store.service_viewer(MemberId("observer"))) as tx:
        assert ledger.record(tx, before.id) is None
        assert ledger.record(tx, after.id) is not None


def test_hidden_records_change_no_answer(database, as_member):
    """Idea 3, at the ledger's own queries: only the leaves tell, by design."""

    def answers():
        with as_member("russia") as tx:
            return (
                tx.rows("SELECT * FROM diwan.record ORDER BY member, seq"),
                tx.value("SELECT count(*) FROM diwan.evidence"),
                tx.value("SELECT diwan.my_audiences()"),
                tx.rows("SELECT * FROM diwan.officer ORDER BY id"),
            )

    before = answers()
    for a, b in itertools.permutations(["iraq", "iran", "syria"], 2):
        with as_member(a, write=True) as tx:
            ledger.append(tx, "note.filed", {}, label=access.label(tx, [b]), evidence=ledger.Evidence(b"x"))
    assert answers() == before
