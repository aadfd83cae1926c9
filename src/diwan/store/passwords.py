"""One password a database role, each in its own file, so that each can be given to one process alone."""

import secrets
from pathlib import Path

OWNER, APP, WORKER, DOOR, ADMIN = "diwan_owner", "diwan_app", "diwan_worker", "diwan_door", "diwan_admin"
ROLES = (OWNER, APP, WORKER, DOOR)


def password(home: Path, role: str) -> str:
    """The password of `role`, made at first use. Whoever reads this folder is the centre's operator."""
    folder = home / "secrets"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / role
    if not path.exists():
        # A crash here leaves a file with another name, never half a password.
        fresh = folder / f".{role}.{secrets.token_hex(4)}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(32))
        fresh.rename(path)
    return path.read_text().strip()
