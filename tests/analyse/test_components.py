from hypothesis import given
from hypothesis import strategies as st

from diwan.analyse.components import Unions, average_link

NODES = [f"n{i}" for i in range(8)]
SCORES = st.dictionaries(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda p: p[0] < p[1]),
    st.floats(0.1, 1.0).map(lambda score: round(score, 2)),
)


@given(st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES))), st.randoms())
def test_joining_in_any_order_gives_the_same_groups(pairs, source):
    def groups(order):
        unions = Unions(NODES)
        for one, other in order:
            unions.join(one, other)
        return unions.groups()

    assert groups(pairs) == groups(source.sample(pairs, len(pairs)))


@given(SCORES, st.randoms())
def test_average_link_does_not_depend_on_order(scores, source):
    shuffled = dict(source.sample(sorted(scores.items()), len(scores)))
    assert average_link(NODES, scores, 0.4) == average_link(NODES[::-1], shuffled, 0.4)


@given(SCORES)
def test_average_link_puts_every_node_into_one_group(scores):
    grouped = [node for group in average_link(NODES, scores, 0.4) for node in group]
    assert sorted(grouped) == NODES


def test_a_chain_is_cut_where_its_ends_have_nothing_in_common():
    scores = {("a", "b"): 0.9, ("b", "c"): 0.6, ("c", "d"): 0.9}
    assert average_link("abcd", scores, 0.5) == [("a", "b"), ("c", "d")]


def test_groups_are_not_joined_when_the_rule_forbids_it():
    assert average_link("ab", {("a", "b"): 1.0}, 0.5, may_join=lambda _one, _other: False) == [("a",), ("b",)]
