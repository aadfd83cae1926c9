"""Every setting, read from the environment once. No rules, no Django."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from diwan.core.errors import BadInput

_MIB = 1024 * 1024


class BadSetting(BadInput):
    """A setting cannot be used."""


@dataclass(frozen=True, slots=True)
class Settings:
    home: Path  # DIWAN_HOME: the centre's data, keys and database
    database_url: str | None  # DATABASE_URL: the owner's connection to another PostgreSQL >= 16
    postgres_version: int  # DIWAN_POSTGRES: which embedded version makes a new database
    key_passphrase: str | None  # DIWAN_KEY_PASSPHRASE: opens the members' keys
    evidence_limit_bytes: int  # DIWAN_EVIDENCE_LIMIT_MIB
    key_passphrase_file: Path | None = None  # DIWAN_KEY_PASSPHRASE_FILE: holds it instead, closed to others
    signer: Path | None = None  # DIWAN_SIGNER: the socket of `diwan keys serve`, which holds the keys instead
    clock_may_go_back: bool = False  # DIWAN_CLOCK_SET_BACK: the last record's time was wrong, not today's


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    return Settings(
        home=Path(environment.get("DIWAN_HOME", "var/centre")).absolute(),
        database_url=environment.get("DATABASE_URL") or None,
        postgres_version=_whole(environment, "DIWAN_POSTGRES", 18),
        key_passphrase=environment.get("DIWAN_KEY_PASSPHRASE") or None,
        evidence_limit_bytes=_whole(environment, "DIWAN_EVIDENCE_LIMIT_MIB", 64) * _MIB,
        key_passphrase_file=_path(environment, "DIWAN_KEY_PASSPHRASE_FILE"),
        signer=_path(environment, "DIWAN_SIGNER"),
        clock_may_go_back=environment.get("DIWAN_CLOCK_SET_BACK") == "1",
    )


def _path(environment: Mapping[str, str], name: str) -> Path | None:
    return Path(environment[name]).absolute() if environment.get(name) else None


def _whole(environment: Mapping[str, str], name: str, otherwise: int) -> int:
    text = environment.get(name, "")
    if not text:
        return otherwise
    if not text.isdecimal():
        raise BadSetting(f"{name} must be a whole number, not {text!r}.")
    return int(text)
