"""How each role reaches the database."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from diwan.core.errors import StoreMissing
from diwan.store.passwords import ADMIN, APP, DOOR, OWNER, WORKER, password


@dataclass(frozen=True, slots=True)
class Connections:
    """One connection string a role; `admin` exists for the embedded server alone."""

    owner: str
    app: str
    worker: str
    door: str
    admin: str | None = None
    data: Path | None = None  # the embedded server's data folder

    def to_database(self, name: str) -> "Connections":
        """The same server, another database."""

        def there(conninfo: str) -> str:
            return make_conninfo(conninfo, dbname=name)

        return Connections(
            there(self.owner),
            there(self.app),
            there(self.worker),
            there(self.door),
            there(self.admin) if self.admin else None,
            self.data,
        )


def embedded_connections(home: Path, socket: Path) -> Connections:
    def of(role: str, database: str = "diwan") -> str:
        return make_conninfo(host=str(socket), user=role, dbname=database, password=password(home, role))

    return Connections(of(OWNER), of(APP), of(WORKER), of(DOOR), admin=of(ADMIN))


def foreign_connections(home: Path, database_url: str) -> Connections:
    """`database_url` is the owner's; the other roles share its host and database, not its password."""
    if urlsplit(database_url).scheme not in ("postgresql", "postgres"):
        raise StoreMissing("DATABASE_URL must begin with postgresql://.")
    try:
        conninfo_to_dict(database_url)
    except psycopg.ProgrammingError as error:
        raise StoreMissing(f"DATABASE_URL cannot be read: {error}") from error

    def of(role: str) -> str:
        return make_conninfo(database_url, user=role, password=password(home, role))

    return Connections(database_url, of(APP), of(WORKER), of(DOOR))
