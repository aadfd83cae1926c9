"""The proof, proved: whatever is taken out of the gate in SQL is noticed by the walk or by a try.

`make mutants` takes out everything, one thing at a time, and names what survived; `make mutants ONLY='brief|task'` those
whose name, or whose table's, says so. A handful runs with every `make test`.
What may survive stands in `survivors.txt` with its reason. That list only ever gets shorter.
"""

import os
import re
import sys
from pathlib import Path

import psycopg
import pytest

from policy.mutations import functions, policies
from policy.scene import Scene
from policy.test_gate_walk import walk_of
from policy.test_owner_functions import all_tries

SURVIVORS = Path(__file__).with_name("survivors.txt")
MOST_SURVIVORS = 1
A_HANDFUL = (
    "policy record_read USING",
    "policy evidence_read USING",
    "policy event_own USING",
    "policy edge_read USING without (taken_audience = ANY (diwan.my_audiences()::integer[]))",
    "policy member_until USING",
    "policy officer_identity_release USING without (member = diwan.my_member())",
    "policy held_release_end USING without (state = 'held'::text)",
    "policy meeting_file WITH CHECK without diwan.directed(member, convened_at)",
    "policy held_release_file WITH CHECK without diwan.i_may('release'::text)",
    "function my_audiences: the viewer [a.member = diwan.my_member()]",
    "function set_reach: the viewer [r.member = me]",
    "function append_records: a refusal [found.speaks_from_outside]",
    "function my_sessions: the viewer [t.member = diwan.my_member()]",
    "function enter: an office [diwan.is_in_office(held.member, held.officer)]",
)


def allowed(listed=SURVIVORS):
    lines = listed.read_text("utf-8").splitlines()
    return dict(line.split(" — ", 1) for line in lines if line and not line.startswith("#"))


@pytest.fixture
def admin(database):
    with psycopg.connect(database.admin) as connection:
        yield connection


def noticed_by_the_walk(walk, mutant, before):
    with walk.admin.transaction(force_rollback=True):
        walk.admin.execute(mutant.statement)
        after = walk.outcomes(only={mutant.table})
    return any(before[key] != came for key, came in after.items())


def noticed_by_a_try(scene, mutant, before):
    """First those that speak of what the mutant's own name says."""
    words = words_of(mutant.name.split()[1])
    tried = [(each, came) for each, came in before if each.table == mutant.table]
    tried.sort(key=lambda pair: -len(words & words_of(f"{pair[0].name} {pair[0].statement}")))
    with scene.admin.transaction(force_rollback=True):
        scene.admin.execute(mutant.statement)
        return any(scene.came_of(each) != came for each, came in tried)


def words_of(text):
    return set(re.findall(r"[a-z]{3,}", text)) - {"diwan", "select"}


def survivors_of(database, admin, is_wanted):
    scene = Scene(database, admin)
    walk = walk_of(database, admin)
    admin.commit()
    everything = [m for m in (*policies(admin), *functions(admin)) if is_wanted(m)]
    tables = {mutant.table for mutant in everything}
    outcomes = walk.outcomes(only=tables)
    came = [(each, scene.came_of(each)) for each in all_tries(scene) if each.table in tables]
    survived = [
        mutant.name
        for mutant in everything
        if not noticed_by_a_try(scene, mutant, came)
        and not (mutant.table and noticed_by_the_walk(walk, mutant, outcomes))
    ]
    return survived, len(everything)


def test_a_handful_of_mutants_is_noticed(database, admin):
    """One that is gone leaves the count short."""
    assert survivors_of(database, admin, lambda mutant: mutant.name in A_HANDFUL) == ([], len(A_HANDFUL))


def test_the_list_of_survivors_only_gets_shorter():
    """Raise the number for nothing: say a try or a row that notices it instead."""
    assert len(allowed()) <= MOST_SURVIVORS
    assert all(reason.strip() for reason in allowed().values())


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_whatever_is_taken_out_of_the_gate_is_noticed(database, admin, capsys):
    only = re.compile(os.environ.get("ONLY", ""))
    survived, count = survivors_of(database, admin, lambda m: only.search(f"{m.name} of {m.table}"))
    with capsys.disabled():
        lines = [f"{name} — {allowed().get(name, 'NOT NOTICED')}" for name in survived]
        told = [f"\n{count} mutants of the gate, {len(survived)} survived", *lines]
        sys.stdout.write("\n  ".join(told) + "\n")
    assert set(survived) <= set(allowed())
