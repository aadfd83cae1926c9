"""`diwan worker`: one more worker, on this machine or on another that reaches the same database."""

import click


@click.command()
def worker() -> None:
    """Run only the worker, beside a database that runs already: read what was filed, look at sources.

    Any number may run. Each needs the same DIWAN_HOME (keys and passwords) and the same DATABASE_URL. Ctrl-C ends it.
    """
    # Loaded here, so that `diwan --help` answers at once.
    from diwan.entry.worker.__main__ import main

    main()
