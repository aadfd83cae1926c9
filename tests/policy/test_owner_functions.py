"""The functions that run as the owner check whoever calls them: each try is refused or tells the caller's own."""

import threading

import psycopg
import pytest

from policy import (
    advice,
    asking,
    attacks,
    attacks_beside,
    gazetteer,
    notices,
    plans,
    products,
    signings,
    watching,
)
from policy.scene import Scene


def all_tries(scene):
    files = (attacks, attacks_beside, signings, advice, asking, products, plans, gazetteer, watching, notices)
    return [each for file in files for each in file.tries(scene)]


@pytest.fixture
def scene(database):
    with psycopg.connect(database.admin) as admin:
        yield Scene(database, admin)


def test_no_call_reaches_what_is_anothers(scene):
    wrong = []
    for each in all_tries(scene):
        rows, changed = scene.came_of(each)
        if rows != each.expected or (changed and each.keeps):
            wrong.append((each.name, rows, each.expected, changed))
    assert wrong == [], "\n".join(map(str, wrong))


@pytest.mark.parametrize("is_asked_again", [True, False])
def test_of_two_who_use_one_link_at_once_one_is_let_in(scene, database, is_asked_again):
    """The second waits for the first one's row and asks again whether it was used; without that both would come in."""
    if not is_asked_again:
        whole = scene.admin.execute(
            "SELECT pg_get_functiondef('diwan.use_invitation_link(text)'::regprocedure)"
        ).fetchone()[0]
        scene.admin.execute(whole.replace("AND l.used_at IS NULL", ""))
        scene.admin.commit()
    use, link = "SELECT diwan.use_invitation_link(%s)", [scene.links["good"]]
    let_in = []

    def second():
        with psycopg.connect(database.door) as door:
            let_in.append(door.execute(use, link).fetchone()[0])

    thread = threading.Thread(target=second)
    with psycopg.connect(database.door) as door:
        let_in.append(door.execute(use, link).fetchone()[0])
        thread.start()
        waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        waiting += " OR NOT granted AND locktype = 'transactionid'"
        while scene.admin.execute(waiting).fetchone()[0] == 0:
            scene.admin.rollback()
    thread.join()
    assert sum(who is not None for who in let_in) == (1 if is_asked_again else 2)
