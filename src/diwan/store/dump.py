"""A whole database into a file and out of it, with PostgreSQL's own programs; of the embedded server alone.

They run as the administrator: under any other role forced row-level security would leave rows out.
"""

import os
import subprocess
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from diwan.core.errors import DiskFull, StoreMissing
from diwan.store.binaries import DEFAULT_VERSION, binary
from diwan.store.connections import Connections


def dump(connections: Connections, into: Path, version: int = DEFAULT_VERSION) -> None:
    """As of one moment, while others go on writing. What a crash leaves is no file that `restore` takes."""
    into.touch(mode=0o600)
    _run(connections, "pg_dump", version, "--format=custom", "--compress=1", f"--file={into}")


def restore(connections: Connections, file: Path, version: int = DEFAULT_VERSION) -> None:
    """Into an empty database, all or nothing."""
    database = conninfo_to_dict(connections.admin or "")["dbname"]
    options = ("--exit-on-error", "--single-transaction", f"--dbname={database}")
    _run(connections, "pg_restore", version, *options, str(file))


def _run(connections: Connections, program: str, version: int, *arguments: str) -> None:
    named = conninfo_to_dict(connections.admin or "")
    done = subprocess.run(  # noqa: S603 fixed programs of the wheel
        [str(binary(program, version)), "--no-password", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        env={
            "PATH": "/usr/bin:/bin",
            "LC_ALL": "C",
            "PGHOST": str(named["host"]),
            "PGUSER": str(named["user"]),
            "PGDATABASE": str(named["dbname"]),
            "PGPASSWORD": str(named["password"]),  # in the list of arguments everybody would see it
            "HOME": os.devnull,
        },
    )
    if done.returncode != 0:
        if "No space left on device" in done.stderr:
            raise DiskFull(f"{program} could not write what it had to.")
        # Its last line names the object; rows are not quoted there, but a value of one might be.
        line = done.stderr.strip().splitlines()[-1:] or ["nothing was said"]
        raise StoreMissing(f"{program} failed: {line[0][:500]}")
