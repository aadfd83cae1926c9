"""The label of what is made of several parts: never wider than any of them."""

import datetime as dt
import uuid

from hypothesis import given
from hypothesis import strategies as st

from diwan.access import Part, product_label
from diwan.core.ids import MemberId
from diwan.core.labels import Label, Tlp

members = st.frozensets(st.sampled_from(["iraq", "iran", "russia", "syria"]), min_size=1)
parts = st.lists(
    st.builds(
        Part,
        st.uuids(),
        st.builds(Label, members.map(lambda m: frozenset(map(MemberId, m))), st.sampled_from(Tlp)),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda part: part.id,
)


@given(parts)
def test_a_product_never_reaches_a_member_that_one_part_withheld(of):
    made = product_label(of).label
    for part in of:
        assert made.members <= part.label.members
        assert list(Tlp).index(made.tlp) <= list(Tlp).index(part.label.tlp)
    assert made.members == frozenset.intersection(*(part.label.members for part in of))


@given(parts)
def test_without_the_parts_that_hold_it_back_it_would_reach_everybody_who_reads_any(of):
    held = {each.id for each in product_label(of).held_back}
    rest = [part for part in of if part.id not in held]
    if rest:
        made = product_label(rest).label
        assert made.members == frozenset().union(*(part.label.members for part in of))


@given(parts, st.randoms())
def test_the_order_of_the_parts_changes_nothing(of, chance):
    mixed = list(of)
    chance.shuffle(mixed)
    assert product_label(mixed) == product_label(of)


days = st.integers(0, 5).map(lambda day: dt.datetime(2019, 3, 11 + day, tzinfo=dt.UTC))
dated = st.lists(
    st.builds(
        Label,
        members.map(lambda m: frozenset(map(MemberId, m))),
        st.sampled_from(Tlp),
        release_at=st.none() | days,
    ),
    min_size=1,
    max_size=5,
)


def reads(label, member, at):
    """What a date in a label says."""
    return member in label.members and (label.release_at is None or label.release_at <= at)


@given(dated, days, st.sampled_from(["iraq", "iran", "russia", "syria"]), st.randoms())
def test_a_product_is_read_by_whoever_reads_every_part_at_that_moment_and_by_nobody_before(
    of, at, who, chance
):
    made = product_label([Part(uuid.UUID(int=n), label) for n, label in enumerate(of)]).label
    assert reads(made, who, at) == all(reads(label, who, at) for label in of)
    chance.shuffle(of)
    assert product_label([Part(uuid.UUID(int=n), label) for n, label in enumerate(of)]).label == made


def test_parts_that_are_alike_hold_nothing_back():
    label = Label(frozenset({MemberId("iraq"), MemberId("iran")}), Tlp.RED)
    made = product_label([Part(uuid.UUID(int=n), label) for n in range(3)])
    assert (made.label.members, made.label.tlp, made.held_back) == (label.members, Tlp.RED, ())
