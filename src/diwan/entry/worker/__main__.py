"""`python -m diwan.entry.worker`: the worker as a process of its own, beside a database that runs."""

import logging

from diwan import store
from diwan.entry import wiring
from diwan.entry.publisher import standing_by
from diwan.entry.settings import from_environment
from diwan.entry.worker.work import work


def main() -> None:
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    given = from_environment()
    with store.running(given.home, given.database_url, version=given.postgres_version) as connections:
        store.use(connections)
        wiring.open_keys(given)
        wiring.connect()
        try:
            with standing_by(given.home):
                work()
        finally:
            store.leave()


if __name__ == "__main__":
    main()
