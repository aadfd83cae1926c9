"""The label of what is made of several parts: never wider than any of them."""

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


def test_parts_that_are_alike_hold_nothing_back():
    label = Label(frozenset({MemberId("iraq"), MemberId("iran")}), Tlp.RED)
    made = product_label([Part(uuid.UUID(int=n), label) for n in range(3)])
    assert (made.label.members, made.label.tlp, made.held_back) == (label.members, Tlp.RED, ())
