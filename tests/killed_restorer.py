"""A process that restores a backup and is killed on its way; run by `tests/entry/test_backup.py`."""

import os
from pathlib import Path

from diwan.entry import settings
from diwan.entry.backup import restore
from killed_filer import die, dying_at

MOVING_IN, BETWEEN = "before it moves in", "between the two renames"


def restore_and_die(environment: dict[str, str], folder: Path, where: int | str) -> None:
    """`where`: before the statement of that number is sent, or at one of the last steps; a negative number lets all go well."""
    given = settings.from_environment(environment)
    if where == MOVING_IN:
        os.sync = die
    elif where == BETWEEN:
        real = Path.rename

        def rename(path: Path, target: Path) -> Path:
            if path.name.endswith(".restoring"):
                die()
            return real(path, target)

        Path.rename = rename  # type: ignore[method-assign]
    with dying_at(where if isinstance(where, int) else -1):
        restore(given, folder)
