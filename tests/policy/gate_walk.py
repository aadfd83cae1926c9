"""Every table, every command that SQL of a request can try on another's rows, and what came of it.

One connection of the superuser, who becomes the application's role for each try (`SET SESSION AUTHORIZATION`) and
rolls everything back: so a policy can be changed in the same transaction, and the walk says whether anybody notices.
"""

from contextlib import contextmanager

import psycopg

from policy.planted import KINDS, OTHER, PROBER, insert, kinds_of, row_of, tables

SEEN, NOT_SEEN, CHANGED, REFUSED = "seen", "not seen", "changed", "refused"


class Walk:
    """`officers`: ids by (member, role word). `tokens`: what opens the gate for whom."""

    def __init__(self, admin, tokens, officers):
        self.admin, self.tokens, self.officers = admin, tokens, officers
        self.audiences = {
            readers: admin.execute("SELECT diwan.intern_audience(%s)", [list(readers)]).fetchone()[0]
            for _, readers in KINDS.values()
        }
        wider = ["iran", OTHER, PROBER]
        self.wider = admin.execute("SELECT diwan.intern_audience(%s)", [wider]).fetchone()[0]
        self.tables = tables(admin)
        self.may_update = set(
            admin.execute(
                "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
                " WHERE c.relnamespace = 'diwan'::regnamespace AND c.relkind = 'r' AND a.attnum > 0"
                " AND has_column_privilege('diwan_app', c.oid, a.attnum, 'UPDATE')"
            ).fetchall()
        )

    @contextmanager
    def acting(self, who):
        """As SQL of a request of that viewer; None is nobody."""
        with self.admin.transaction(force_rollback=True):
            self.admin.execute("SET SESSION AUTHORIZATION diwan_app")
            if who is not None:
                self.admin.execute("SELECT diwan.enter(%s)", [self.tokens[who]])
            yield

    def tried(self, who, statement, arguments=None):
        """Rows that it touched, or REFUSED."""
        try:
            with self.acting(who):
                return self.admin.execute(statement, arguments).rowcount
        except psycopg.errors.InsufficientPrivilege:
            return REFUSED

    def outcomes(self, only=None):
        """{(table, kind of row, who, deed): what came of it}"""
        found = {}
        for table in self.tables:
            if only and table.name not in only:
                continue
            with self.admin.transaction(force_rollback=True):
                places = {}
                self.admin.execute(
                    "SET LOCAL session_replication_role = replica"
                )  # planted past every trigger
                for kind in kinds_of(table):
                    if (place := self._planted(table, kind, places)) is not None:
                        places[kind] = place
                self.admin.execute("SET LOCAL session_replication_role = origin")
                found.update(self._of_table(table, places))
        return found

    def _planted(self, table, kind, places):
        """Its place. One row a member: the planted one stands in the place of the sample's own. One row a centre: none."""
        made = self._row(table, kind)
        try:
            with self.admin.transaction():
                return insert(self.admin, table, made)
        except psycopg.errors.UniqueViolation:
            if table.author is None or made[table.author] in {
                KINDS[each][0] for each in places if each in KINDS
            }:
                return None
            self.admin.execute(
                f"DELETE FROM diwan.{table.name} WHERE {table.author} = %s", [made[table.author]]
            )
            return insert(self.admin, table, made)

    def _row(self, table, kind):
        officer = {PROBER: self.officers["colleague"], OTHER: self.officers["stranger"]}
        return row_of(table, kind, self.audiences, officer)

    def _of_table(self, table, places):
        name, found = table.name, {}
        for kind, place in places.items():
            for who in (None, PROBER, "outsider"):
                count = self.tried(who, f"SELECT 1 FROM diwan.{name} WHERE ctid = %s", [place])
                found[name, kind, who, "read"] = {0: NOT_SEEN, 1: SEEN}.get(count, count)
            for who in (PROBER, "reader"):
                found[name, kind, who, "delete"] = self._done(
                    self.tried(who, f"DELETE FROM diwan.{name} WHERE ctid = %s", [place])
                )
                found[name, kind, who, "update"] = self._updates(table, who, place)
        for kind in KINDS:
            for who in (None, PROBER, "reader", "outsider"):
                found[name, kind, who, "insert"] = self._inserted(table, kind, who)
        if table.author and "own" in places:
            for column, value in self._thefts(table):
                statement = f"UPDATE diwan.{name} SET {column} = %s WHERE ctid = %s"
                for who in (PROBER, "reader"):
                    count = self.tried(who, statement, [value, places["own"]])
                    found[name, "own", who, f"give away by {column}"] = self._done(count)
        return found

    def _thefts(self, table):
        """An own row made another's, or wider than one may."""
        yield table.author, OTHER
        for column in table.columns:
            if column.name.endswith("audience"):
                yield column.name, self.wider
            if column.name == "officer":
                yield column.name, self.officers["stranger"]

    def _updates(self, table, who, place):
        """The columns that a try could write."""
        written = []
        for column in table.columns:
            if (table.name, column.name) not in self.may_update:
                continue
            statement = f"UPDATE diwan.{table.name} SET {column.name} = {column.name} WHERE ctid = %s"
            if self._done(self.tried(who, statement, [place])) == CHANGED:
                written.append(column.name)
        return tuple(written) or REFUSED

    def _inserted(self, table, kind, who):
        try:
            with self.acting(who):
                self.admin.execute("SAVEPOINT tried")
                made = self._row(table, kind)
                names, holes = ", ".join(made), ", ".join(f"%({name})s" for name in made)
                self.admin.execute(f"INSERT INTO diwan.{table.name} ({names}) VALUES ({holes})", made)
        except psycopg.errors.InsufficientPrivilege:
            return REFUSED
        except psycopg.errors.UniqueViolation:
            return CHANGED  # it came past the gate
        return CHANGED

    @staticmethod
    def _done(count):
        return CHANGED if isinstance(count, int) and count else REFUSED
