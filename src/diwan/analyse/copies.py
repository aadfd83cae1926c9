"""Who took whose text: directed containment of five-word runs, with the relation that it means.

Thresholds follow measurements on 900 and 3,149 texts with synthetic edits: containment of 0.4 finds every truncated
or padded copy and 1 in 50 stories that reuse two sentences; between 0.25 and 0.4 only a long overlap (60 runs)
tells a cut copy in foreign furniture from a story that reuses a passage. Overlap inside quotation marks is two
reporters at one press conference, not a copy.
"""

import math

from diwan.analyse.fingerprint import Fingerprint
from diwan.core.picture import Edge, Relation

_SURE = 0.4
_POSSIBLE = 0.25
_LONG_OVERLAP_RUNS = 60
_LEAST_RUNS = 8  # fewer than twelve words prove nothing
LEAST_QUOTED_RUNS = 4
_ALIKE_IN_LENGTH = 0.5
LEAST_SHARED = math.floor(_POSSIBLE * _LEAST_RUNS)  # runs of any two texts that have an edge
_LEAST_OUTSIDE = 0.5  # of the overlap must lie outside quotation marks


def least_shared(runs: int) -> int:
    """A text of so many runs is no copy or excerpt of a longer one that shares fewer."""
    possible = max(_POSSIBLE * runs, _LONG_OVERLAP_RUNS)
    return max(math.floor(min(_SURE * runs, possible)), LEAST_SHARED)


def may_have_edge(small: int, shared: int, quoted: int) -> bool:
    """By counts alone: the shorter text has `small` runs, of which the longer has `shared`; at most `quoted` of these
    stand in quotation marks in either."""
    return shared >= least_shared(small) or quoted >= LEAST_QUOTED_RUNS


def copy_edge(a: Fingerprint, b: Fingerprint) -> Edge | None:
    shared = set(a.wording.runs).intersection(b.wording.runs)
    if not shared:
        return None
    quoted = len(shared.intersection((*a.wording.quoted, *b.wording.quoted)))
    small, large = sorted((len(a.wording.runs), len(b.wording.runs)))
    share = len(shared) / small
    outside = len(shared) - quoted
    is_taken = (
        share >= _SURE or (share >= _POSSIBLE and outside >= _LONG_OVERLAP_RUNS)
    ) and small >= _LEAST_RUNS
    if not is_taken and quoted < LEAST_QUOTED_RUNS:
        return None  # nearly every pair that shares a run at all
    taker, taken = direction(a, b)
    if is_taken and outside >= _LEAST_OUTSIDE * len(shared):
        relation = Relation.COPY if small >= _ALIKE_IN_LENGTH * large else Relation.EXCERPT
        why = f"{share:.0%} of the shorter text's five-word runs are in the other"
        return Edge(taker.id, taken.id, relation, round(share, 4), why, _facts(len(shared), quoted, small))
    if quoted >= LEAST_QUOTED_RUNS:
        why = "they share words inside quotation marks and little else"
        return Edge(
            taker.id, taken.id, Relation.QUOTATION, round(share, 4), why, _facts(len(shared), quoted, small)
        )
    return None


def _facts(shared: int, quoted: int, small: int) -> tuple[tuple[str, str], ...]:
    return (("shared_runs", str(shared)), ("quoted_runs", str(quoted)), ("runs_of_the_shorter", str(small)))


def direction(a: Fingerprint, b: Fingerprint) -> tuple[Fingerprint, Fingerprint]:
    """(taker, taken): whoever credits the other took from it; else the later took from the earlier."""
    a_credits_b, b_credits_a = b.outlet_key in a.credit_keys, a.outlet_key in b.credit_keys
    if a_credits_b != b_credits_a:
        return (a, b) if a_credits_b else (b, a)
    first, second = sorted((a, b), key=lambda f: (f.published_at, f.id))
    return second, first
