"""Django's key, kept in the centre's folder and never in the code."""

import os
import secrets

from diwan.entry.settings import from_environment


def django_secret() -> str:
    """Signs cookies. Made once and readable by the centre's user alone; losing it signs everybody out."""
    if given := os.environ.get("DIWAN_WEB_SECRET"):
        return given
    folder = from_environment().home / "secrets"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = folder / "web"
    if not kept.exists():
        # A crash here leaves a file with another name, never half a secret.
        fresh = folder / f".web.{secrets.token_hex(4)}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48))
        fresh.rename(kept)
    return kept.read_text().strip()
