"""PostgreSQL as Django knows it, with the address asked of `store` each time a connection is made."""

from typing import Any

from django.db.backends.postgresql import base
from psycopg.conninfo import conninfo_to_dict

from diwan import store


class DatabaseWrapper(base.DatabaseWrapper):
    """Schema `web` first and alone on the path: an unqualified name can never mean a table of the centre."""

    def get_connection_params(self) -> dict[str, Any]:
        given = super().get_connection_params()
        given.update(conninfo_to_dict(store.in_use().door))
        given["options"] = "-c search_path=web"
        return given
