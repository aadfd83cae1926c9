"""Every table, every command that SQL of a request can try on another's rows, and what came of it.

One connection of the superuser, who becomes the application's role for each try (`SET SESSION AUTHORIZATION`) and
rolls everything back: so a policy can be changed in the same transaction, and the walk says whether anybody notices.
"""

from contextlib import contextmanager

import psycopg

from policy.planted import (
    KEPT,
    KINDS,
    NAMESAKE,
    OTHER,
    PROBER,
    SUSPENDED,
    SUSPENDED_AT,
    insert,
    kinds_of,
    row_of,
    tables,
    value_of,
)

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
                    "INSERT INTO diwan.member_suspension VALUES (%s, %s, NULL)", [SUSPENDED, SUSPENDED_AT]
                )
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
        """Its place. One row a member: the planted one stands in the place of the sample's own. One row a centre: that."""
        made = self._row(table, kind)
        try:
            with self.admin.transaction():
                return insert(self.admin, table, made)
        except psycopg.errors.UniqueViolation:
            if table.author is None:
                return self.admin.execute(f"SELECT ctid FROM diwan.{table.name} LIMIT 1").fetchone()[0]
            if made[table.author] in {KINDS[each][0] for each in places if each in KINDS}:
                return None
            self.admin.execute(
                f"DELETE FROM diwan.{table.name} WHERE {table.author} = %s", [made[table.author]]
            )
            return insert(self.admin, table, made)

    def _row(self, table, kind):
        officers = self.officers
        officer = {PROBER: officers["colleague"], OTHER: officers["stranger"], NAMESAKE: officers[PROBER]}
        return row_of(table, kind, self.audiences, officer)

    def _of_table(self, table, places):
        name, found = table.name, {}
        for kind, place in places.items():
            for who in (None, PROBER, "outsider", SUSPENDED):
                count = self.tried(who, f"SELECT 1 FROM diwan.{name} WHERE ctid = %s", [place])
                found[name, kind, who, "read"] = {0: NOT_SEEN, 1: SEEN}.get(count, count)
            for who in (PROBER, "reader"):
                found[name, kind, who, "delete"] = self._done(
                    self.tried(who, f"DELETE FROM diwan.{name} WHERE ctid = %s", [place])
                )
                found[name, kind, who, "update"] = self._updates(table, who, place)
        found |= {(name, *key): came for key, came in self._of_all_rows(table)}
        found |= {(name, *key): came for key, came in self._other_values(table, places)}
        found |= {(name, *key): came for key, came in self._inserts(table)}
        if table.author and "own" in places:
            for column, value in self._thefts(table):
                statement = f"UPDATE diwan.{name} SET {column} = %s WHERE ctid = %s"
                for who in (PROBER, "reader"):
                    count = self.tried(who, statement, [value, places["own"]])
                    found[name, "own", who, f"give away by {column}"] = self._done(count)
        return found

    def _inserts(self, table):
        for kind in (*KINDS, *(each for each in (KEPT, NAMESAKE) if each in kinds_of(table))):
            for who in (None, PROBER, "reader", "outsider"):
                yield (kind, who, "insert"), self._inserted(table, kind, who)
        if self._inserted(table, "own", PROBER) != CHANGED:
            return
        for column, word, value in self._unasked(table):
            came = self._inserted(table, "own", PROBER, {column: value})
            yield ("own", PROBER, f"insert with {column}{word}"), came

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

    def _of_all_rows(self, table):
        """Without saying which: then PostgreSQL asks what may be changed, and not also what may be read."""
        author, name = table.author, f"diwan.{table.name}"
        own = 0
        if author:
            count = f"SELECT count(*) FROM {name} WHERE {author} = %s"
            own = self.admin.execute(count, [PROBER]).fetchone()[0]
        deeds = [("delete all", f"DELETE FROM {name}", None, own)]
        if (table.name, author) in self.may_update:
            deeds += [("take all", f"UPDATE {name} SET {author} = %s", [PROBER], own)]
            deeds += [("give all away", f"UPDATE {name} SET {author} = %s", [OTHER], 0)]
        for column, values in table.allowed.items():
            if (table.name, column) in self.may_update:
                deeds += [(f"end all by {column}", f"UPDATE {name} SET {column} = %s", [values[-1]], own)]
        for who in (PROBER, "reader"):
            for deed, statement, arguments, most in deeds:
                count = self._tried_on_all(who, statement, arguments)
                yield (
                    ("all", who, deed),
                    CHANGED if count == CHANGED or (count != REFUSED and count > most) else REFUSED,
                )

    def _tried_on_all(self, who, statement, arguments):
        try:
            return self.tried(who, statement, arguments)
        except (psycopg.errors.IntegrityError, psycopg.errors.RaiseException):
            return CHANGED  # it came past the gate

    def _other_values(self, table, places):
        """Each word that a column may hold, put in the place of another."""
        for column, (first, *others) in table.allowed.items():
            if (table.name, column) not in self.may_update:
                continue
            pairs = [(first, each) for each in (first, *others)] + [(each, first) for each in others]
            for was, value in (*pairs, *zip(others[1:], others, strict=False)):
                for kind in places:
                    with self.admin.transaction(force_rollback=True):
                        put = f"UPDATE diwan.{table.name} SET {column} = %s"
                        ctid = self.admin.execute(
                            f"{put} WHERE ctid = %s RETURNING ctid", [was, places[kind]]
                        )
                        count = self.tried(PROBER, f"{put} WHERE ctid = %s", [value, ctid.fetchone()[0]])
                        yield (kind, PROBER, f"update {column} from {was} to {value}"), self._done(count)

    @staticmethod
    def _unasked(table):
        """Of a row that is laid: what it need not say, and other words than the first."""
        for column in table.columns:
            if column.name in table.allowed:
                yield from ((column.name, f" {value}", value) for value in table.allowed[column.name][1:])
            elif not column.is_needed and column.type in ("integer", "bigint", "timestamp with time zone"):
                yield column.name, "", value_of(column.type)

    def _inserted(self, table, kind, who, more=None):
        try:
            with self.acting(who):
                self.admin.execute("SAVEPOINT tried")
                made = self._row(table, kind) | (more or {})
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
