"""The functions that run as the owner check whoever calls them: each try is refused or tells the caller's own."""

import psycopg
import pytest

from policy.attacks import Scene, tries


@pytest.fixture
def scene(database):
    with psycopg.connect(database.admin) as admin:
        yield Scene(database, admin)


def test_no_call_reaches_what_is_anothers(scene):
    wrong = []
    for each in tries(scene):
        rows, changed = scene.came_of(each)
        if rows != each.expected or (changed and each.keeps):
            wrong.append((each.name, rows, each.expected, changed))
    assert wrong == [], "\n".join(map(str, wrong))
