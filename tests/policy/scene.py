"""A small centre for tries: what SQL of a request could do, and what must come of it.

Everything runs in one transaction of the superuser, who becomes the caller's role for each try and rolls it back, so
that a check can be cut out of a function beforehand and the same tries say whether anybody notices.
"""

import json
import uuid
from dataclasses import dataclass

import psycopg

from diwan import charter, gather, ledger, store
from diwan.core.ids import MemberId
from diwan.entry.worker import run_until_idle
from diwan.ledger.envelope import sign
from diwan.ledger.key_names import signing_key_name

REFUSED = "refused"
NAMES = dict.fromkeys(("ar", "fa", "ru", "en"), "Officer of the tests")
OTHER_WORDS = b"A choir of forty sang in the reading room of the library at Basra for its hundredth birthday."
WORDS = b"The lock keeper said on Sunday that the old sluice at Kirkuk was closed for repairs."
STATE = ("record", "evidence", "report", "annotation", "search_entry", "judgement", "viewer_token", "invitation_link", "recalled_use")  # fmt: skip
STATE += ("log_head", "event_report", "log_alarm")

WRONGLY_WRITTEN = tuple(
    getattr(psycopg.errors, name)
    for name in ("SyntaxError", "UndefinedFunction", "UndefinedTable", "UndefinedColumn", "DatatypeMismatch")
)


@dataclass(frozen=True)
class Try:
    name: str
    who: str | None  # whose token is entered; None: nobody
    statement: str
    arguments: tuple = ()
    expected: object = REFUSED  # rows, or REFUSED
    role: str = "diwan_app"
    keeps: bool = True  # nothing of STATE may differ after it
    is_writing: bool = True
    given: str = ""  # done by the superuser before it, and rolled back with it
    then: str = ""  # asked by the superuser after it; its rows come after the try's own
    sqlstate: str = ""  # with which it is refused, where another would mean that it broke
    table: str = ""  # whose policies it tries; "" for functions


class Scene:
    """A small real centre: a report of Iraq's own, one that Syria reads too, one of Syria's own, and ways in."""

    def __init__(self, connections, admin):
        self.admin = admin
        self.hidden = self._filed("iraq")
        self.shared = self._filed("iraq", "syria")
        self.own = self._filed("syria", "iraq")
        self.lone = self._filed("iraq", "syria", words=OTHER_WORDS)  # like no other: nothing links to it
        run_until_idle()
        self.officers, self.tokens, self.links = {}, {}, {}
        for member, roles in (
            ("syria", {"reader": ("reader",), "analyst": ("analyst",), "gone": ("releaser",)}),
            ("iraq", {}),
        ):
            with store.acting_as(store.service_viewer(MemberId(member)), write=True) as tx:
                known = [officer.id for officer in charter.officers(tx)]
                for name, given in roles.items():
                    self.officers[name] = charter.appoint_officer(
                        tx, NAMES, language="en", roles=given, sign_in=f"{name}.x"
                    )
            self.officers |= {member: known[0], f"{member} 2": known[1]}
        with psycopg.connect(connections.door) as door:
            for who in self.officers:
                self.tokens[who] = self._issue(door, "issue_viewer_token(%s, '1 hour')", who)
            self.tokens["reads only"] = self._issue(
                door, "issue_api_token(%s, 'a', false, '1 hour')", "syria"
            )
            self.tokens["api"] = self._issue(door, "issue_api_token(%s, 'a', true, '1 hour')", "syria 2")
            self.tokens["expired"] = self._issue(door, "issue_viewer_token(%s, '-1 second')", "syria")
            self.tokens["revoked"] = self._issue(door, "issue_viewer_token(%s, '1 hour')", "syria")
            door.execute("SELECT diwan.revoke_token(%s)", [self.tokens["revoked"]])
        self.tokens["russia"] = store.service_viewer(MemberId("russia")).token
        self.tokens["outsider"] = store.service_viewer(MemberId("united-states")).token
        self.links["good"] = charter.invite(self._viewer("syria"), self.officers["reader"], is_recovery=False)
        self.links["iraq"] = charter.invite(self._viewer("iraq"), self.officers["iraq 2"], is_recovery=False)
        self.links["to be gone"] = charter.invite(
            self._viewer("syria"), self.officers["gone"], is_recovery=False
        )
        charter.dismiss_officer(self._viewer("syria"), self.officers["gone"])
        # Dismissal closes sessions as well: of the two doors, each has to hold alone.
        admin.execute(
            "UPDATE diwan.viewer_token SET revoked_at = NULL WHERE officer = %s", [self.officers["gone"]]
        )
        admin.execute("UPDATE diwan.invitation_link SET expires_at = now() - interval '1 second' WHERE officer = %s", [self.officers["iraq 2"]])  # fmt: skip
        admin.execute("INSERT INTO diwan.founder_seat VALUES ('iraq', '{}', now())")
        admin.execute("UPDATE diwan.disk_use SET quota_bytes = used_bytes + 100000 WHERE member = 'syria'")
        admin.commit()
        self.invitations = dict(
            admin.execute("SELECT officer, record FROM diwan.officer_invitation ORDER BY record").fetchall()
        )
        self.token_ids = {
            who: admin.execute(
                "SELECT id FROM diwan.viewer_token WHERE sha256 = sha256(convert_to(%s, 'UTF8'))", [token]
            ).fetchone()[0]
            for who, token in self.tokens.items()
        }
        self.audiences = {
            name: admin.execute("SELECT audience FROM diwan.record WHERE id = %s", [report]).fetchone()[0]
            for name, (_, report) in (("hidden", self.hidden), ("shared", self.shared))
        }
        three = "SELECT diwan.intern_audience(ARRAY['iraq', 'russia', 'syria'])"
        self.audiences["three"] = admin.execute(three).fetchone()[0]
        self.audiences["own"] = admin.execute("SELECT diwan.intern_audience(ARRAY['syria'])").fetchone()[0]
        self.rotation = admin.execute("SELECT rotation FROM diwan.centre").fetchone()[0]
        admin.commit()

    def _viewer(self, who):
        member = MemberId(who.split()[0])
        return type(store.service_viewer(member))(member, self.officers[who], self.tokens[who])

    def _issue(self, door, call, who):
        return door.execute(f"SELECT diwan.{call}", [self.officers[who]]).fetchone()[0]

    @staticmethod
    def _filed(by, *to, words=WORDS):
        viewer = store.service_viewer(MemberId(by))
        reach = gather.Reach(tuple(map(MemberId, to)))
        item = gather.receive(viewer, gather.Arrival(gather.Raw("a.txt", words), "upload", reach))
        run_until_idle()
        with store.acting_as(viewer) as tx:
            return item, tx.value("SELECT report FROM diwan.report WHERE item = %s", [item])

    # --- trying -----------------------------------------------------------------------------------------------------

    def _become(self, each):
        if not each.is_writing:
            self.admin.execute("SET LOCAL transaction_read_only = on")
        self.admin.execute(f"SET SESSION AUTHORIZATION {each.role}")
        if each.who is not None:
            self.admin.execute("SELECT diwan.enter(%s)", [self.tokens[each.who]])

    def _give(self, each):
        try:
            if each.given:
                self.admin.execute(each.given)
        except psycopg.Error as error:
            raise AssertionError(f"{each.name}: what it is given cannot be") from error

    def state(self):
        """Of what others hold; the worker's queue by its length."""
        parts = " || ".join(
            f"coalesce((SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM diwan.{table} t), '')"
            for table in STATE
        )
        query = f"SELECT md5({parts}), (SELECT count(*) FROM queue.procrastinate_jobs)"
        return self.admin.execute(query).fetchone()

    def came_of(self, each):
        """The rows, or how many were touched, or REFUSED; and whether anything of STATE is another afterwards."""
        try:
            with self.admin.transaction(force_rollback=True):
                self._give(each)
                before = self.state() if each.is_writing else None
                self._become(each)
                done = self.admin.execute(each.statement, each.arguments)
                came = done.fetchall() if done.description else done.rowcount
                self.admin.execute("RESET SESSION AUTHORIZATION")
                changed = before is not None and self.state() != before
                return came + self.admin.execute(each.then).fetchall() if each.then else came, changed
        except WRONGLY_WRITTEN:
            raise
        except psycopg.errors.DatabaseError as error:
            if each.sqlstate in ("", error.sqlstate):
                return REFUSED, False
            return f"broke with {error.sqlstate}", False

    def envelope(
        self, member, officer, *, readers=None, kind="note.filed", ahead=0, signer=None, id_=None, prev=None,
        refs=(), body=None, tlp="TLP:AMBER",
    ):  # fmt: skip
        """A record as that member could sign it now; `ahead` and `prev` put it elsewhere in its log."""
        seq, head = self.admin.execute(
            "SELECT seq, head FROM diwan.log_head WHERE member = %s", [member]
        ).fetchone()
        said = {
            "kind": kind, "id": str(id_ or uuid.uuid4()), "centre": None, "charter": "", "member": member,
            "officer": officer and str(officer), "at": "2026-01-01T00:00:00.000000+00:00", "seq": seq + 1 + ahead,
            "prev": (prev or head).hex(), "refs": [*map(str, refs)], "evidence": None, "body": body or {"text": "x"},
            "label": {"members": sorted(readers or [member]), "tlp": tlp, "rooms": [], "whole_centre": False, "release_at": None},
        }  # fmt: skip
        key = ledger.keys_in_use().signer(signing_key_name(signer or member, 1))
        return sign(json.dumps(said).encode(), key)

    def append(self, name, who, expected=REFUSED, *, given="", **said):
        """A try to say one more record, by an officer of that member or by the member itself."""
        envelope = self.envelope(who, self.officers.get(who), **said)
        say = "SELECT cardinality(diwan.append_records(%s, %s))"
        return Try(f"append {said['kind']}: {name}", who, say, ([envelope], [b"s" * 32]), expected, keeps=expected == REFUSED, given=given, sqlstate="42501" if expected == REFUSED else "")  # fmt: skip
