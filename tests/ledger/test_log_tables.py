"""Where the logs stand is for members: nobody else reads it, and no request writes it."""

import hashlib

import psycopg
import pytest

from diwan import store
from diwan.core.errors import NotAllowed

TABLES = ("log_state", "log_witness", "log_alarm")


@pytest.fixture
def laid(database):
    with store.as_worker() as tx:
        tx.run(
            "INSERT INTO diwan.log_state (member, origin, size, root, published_at) VALUES ('iraq', 'here/iraq', 1, %b, now())",
            [bytes(32)],
        )
        tx.run("INSERT INTO diwan.log_witness VALUES ('one', 'vkey', false, false)")
        tx.run("INSERT INTO diwan.log_alarm VALUES ('iraq', 'fork', %b, 'one', now(), '{}')", [bytes(32)])
    return database


@pytest.mark.parametrize("table", TABLES)
def test_every_member_reads_it_and_nobody_else(laid, as_member, table):
    with as_member("syria") as tx:
        assert tx.value(f"SELECT count(*) FROM diwan.{table}") == 1
    with psycopg.connect(laid.app) as nobody:
        assert nobody.execute(f"SELECT count(*) FROM diwan.{table}").fetchone() == (0,)
    with psycopg.connect(laid.door) as door, pytest.raises(psycopg.errors.InsufficientPrivilege):
        door.execute(f"SELECT count(*) FROM diwan.{table}")


@pytest.mark.parametrize("table", TABLES)
def test_no_request_changes_it(laid, as_member, table):
    with pytest.raises(NotAllowed), as_member("iraq", write=True) as tx:
        tx.run(f"DELETE FROM diwan.{table}")


def test_the_door_keeps_a_proof_once_and_only_about_a_log_of_this_centre(laid):
    asked = "SELECT diwan.keep_fork_proof(%s, 'w', %b, '{}')"
    digest = hashlib.sha256(b"a proof").digest()
    with psycopg.connect(laid.door, autocommit=True) as door:
        assert door.execute(asked, ["iran", digest]).fetchone() == (True,)
        assert door.execute(asked, ["iran", digest]).fetchone() == (False,)
        with pytest.raises(psycopg.errors.InvalidParameterValue):
            door.execute(asked, ["nowhere", digest])
    with psycopg.connect(laid.app) as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(asked, ["iran", digest])


def test_a_hundred_proofs_about_one_log_are_enough(laid):
    with psycopg.connect(laid.door, autocommit=True) as door:
        kept = [
            door.execute(
                "SELECT diwan.keep_fork_proof('iran', 'w', %b, '{}')", [bytes([number] * 32)]
            ).fetchone()[0]
            for number in range(101)
        ]
    assert kept == [True] * 100 + [False]
