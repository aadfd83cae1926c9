"""`python -m diwan.entry.worker`: the worker as a process of its own, beside a database that runs."""

from diwan import store
from diwan.entry import log_lines, wiring
from diwan.entry.publisher import standing_by
from diwan.entry.settings import from_environment
from diwan.entry.worker.work import work


def main() -> None:
    log_lines.to_stderr()
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
