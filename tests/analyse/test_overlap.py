import random
from array import array
from itertools import combinations

import pytest

from diwan.analyse import edges, link_all
from diwan.analyse.copies import LEAST_QUOTED_RUNS, least_shared
from diwan.analyse.overlap import LikelyCopies
from diwan.analyse.wording import Wording


def told(runs, quoted=()):
    return Wording(array("I", sorted(runs)), array("I", sorted(quoted)), len(runs) + 4)


def likely_copies(texts):
    asked = LikelyCopies(texts)
    return [pair for rank in range(len(texts)) for pair in asked.pairs(rank)]


def has_a_copy_edge(one, other):
    """What copies.py asks at the least, pair by pair."""
    shared = set(one.runs) & set(other.runs)
    smaller = min(len(one.runs), len(other.runs))
    return (
        len(shared) >= least_shared(smaller)
        or len(shared & {*one.quoted, *other.quoted}) >= LEAST_QUOTED_RUNS
    )


def some_texts(seed):
    """Stock phrases that half of the texts hold, passages taken over, quotations, lone short texts."""
    source = random.Random(seed)
    stock = source.sample(range(1000), 40)
    texts = []
    for _ in range(60):
        runs = set(source.sample(range(1000, 2**32), source.choice([0, 3, 9, 30, 90, 200])))
        runs |= set(source.sample(stock, source.randrange(20)))
        if texts and source.random() < 0.5:
            older = sorted(source.choice(texts).runs)
            runs |= set(older[: source.randrange(len(older) + 1)])
        quoted = source.sample(sorted(runs), min(len(runs), source.choice([0, 0, 5, 12])))
        texts.append(told(runs, quoted))
    return texts


@pytest.mark.parametrize("seed", range(20))
def test_no_pair_with_a_copy_edge_is_passed_over(seed):
    texts = some_texts(seed)
    found = {tuple(sorted(pair)) for pair in likely_copies(texts)}
    asked = {(n, m) for n, m in combinations(range(len(texts)), 2) if has_a_copy_edge(texts[n], texts[m])}
    assert asked
    assert asked <= found


def test_texts_that_share_stock_phrases_alone_are_not_compared():
    source = random.Random(1)
    texts = [told({*range(20), *source.sample(range(1000, 2**32), 180)}) for _ in range(30)]
    assert likely_copies(texts) == []


def test_each_pair_is_found_once_and_nothing_in_nothing():
    same = told(range(100))
    assert [tuple(sorted(pair)) for pair in likely_copies([same, same])] == [(0, 1)]
    assert likely_copies([told([]), told([])]) == []
    assert likely_copies([]) == []


def test_linking_all_finds_what_comparing_every_pair_finds(make):
    story = "The ferry from Lamu was turned back on Monday because the pier had been damaged by the swell. "
    more = "Passengers slept in the market hall and were given tea, rice and blankets by the town council. "
    quote = (
        "“We shall not let a single boat leave before the divers have seen every pile of the pier”, said she."
    )
    texts = [
        story + more,
        "LAMU — " + story + more,
        story + quote,
        f"In Kismayo somebody read aloud: {quote}",
        more * 3,
    ]
    readings = [make(f"r{n}", text, hours=n) for n, text in enumerate(texts)]
    pairwise = [edge for one, other in combinations(readings, 2) for edge in edges(one, other)]
    assert set(link_all(readings)) == set(pairwise)
    assert len(link_all(readings)) == len(pairwise) > 3
