import psycopg

from diwan import store


def test_a_session_that_listens_does_not_learn_that_somebody_filed(database, as_member):
    with psycopg.connect(store.in_use().app, autocommit=True) as listener:
        listener.execute('LISTEN "procrastinate_any_queue_v1"')
        listener.execute('LISTEN "procrastinate_queue_v1#default"')
        with as_member("iraq", write=True) as tx:
            store.defer(tx, "read_report", {"record": "00000000-0000-4000-8000-000000000000"})
        listener.execute("SELECT 1")  # what was sent before this answer has arrived with it
        assert list(listener.notifies(timeout=0)) == []
