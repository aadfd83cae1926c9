"""Every table is walked with planted rows: what is hidden is not read, what is another's is not changed."""

import re
from pathlib import Path

import psycopg

from diwan import charter, store
from diwan.core.ids import MemberId
from policy.gate_walk import CHANGED, NOT_SEEN, REFUSED, SEEN, Walk
from policy.planted import KEPT, OTHER, PROBER, SUSPENDED

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "tables.md"
GATES = dict(re.findall(r"^\| `(\w+)` \| \w+ \| (\w+) \|", PAGE.read_text("utf-8"), re.MULTILINE))
WORDS = {
    "item", "report", "judgement", "evidence", "record_body", "held_release", "release_request", "release_answer",
    "tearline",
}  # fmt: skip
# What a member that left or is suspended follows no further. The rest that is for every member are the logs; seats are for
# whoever sits at the founding, and Russia sits at none here.
UNTIL_ONE_IS_OUT = {
    "centre", "founder_seat", "charter_version", "charter_consent", "charter_refusal", "member", "member_key", "member_log",
    "member_suspension", "room", "room_member",
}  # fmt: skip
# Nobody says that its own proposal is in force.
NEVER = {("charter_version", "insert with number"), ("charter_version", "insert with in_force_at")}
# What was held ends once, and begins in no other way.
NEVER_HELD = (
    "insert with state",
    "update state from left",
    "update state from undone",
    "update state from stopped",
)
NAMES = dict.fromkeys(("ar", "fa", "ru", "en"), "Officer of the tests")


def walk_of(connections, admin):
    """With an officer of the prober who may read alone, and one with every role."""
    officers, tokens = {}, {}
    with store.acting_as(store.service_viewer(MemberId(PROBER)), write=True) as tx:
        known = [each.id for each in charter.officers(tx) if {"releaser", "administrator"} <= {*each.roles}]
        officers["reader"] = charter.appoint_officer(
            tx, NAMES, language="en", roles=("reader",), sign_in="reads"
        )
    officers |= {PROBER: known[0], "colleague": known[1]}
    with store.acting_as(store.service_viewer(MemberId(OTHER))) as tx:
        officers["stranger"] = charter.officers(tx)[0].id
    with psycopg.connect(connections.door) as door:
        for who in (PROBER, "reader", "colleague", "stranger"):
            issue = "SELECT diwan.issue_viewer_token(%s, '1 hour')"
            tokens[who] = door.execute(issue, [officers[who]]).fetchone()[0]
    tokens[SUSPENDED] = store.service_viewer(MemberId(SUSPENDED)).token
    tokens["outsider"] = store.service_viewer(MemberId("united-states")).token
    return Walk(admin, tokens, officers)


def test_nobody_changes_what_is_anothers_and_reads_what_is_hidden(database):
    with psycopg.connect(database.admin) as admin:
        outcomes = walk_of(database, admin).outcomes()
    wrong = [(key, came) for key, came in outcomes.items() if not is_as_it_should(key, came)]
    assert wrong == [], "\n".join(map(str, wrong))
    assert_what_is_ones_own_is_seen_and_can_be_said(outcomes)


def is_as_it_should(key, came):
    table, kind, who, deed = key
    if deed == "read":
        return came in allowed_to_read(table, kind, who)
    if (table, deed) in NEVER or (table == "held_release" and deed.startswith(NEVER_HELD)):
        return came == REFUSED
    if who in (None, "outsider") or kind not in ("own", "own alone"):
        return came == REFUSED
    if deed == "give away by audience" and (who == PROBER or table == "source"):
        return True  # a releaser may; and a source is seen by nobody else, whatever stands there
    if deed.startswith("give away"):
        return came == REFUSED
    # Who may read alone lays nothing under the eyes of others; what the member keeps for itself is not asked here.
    return who != "reader" or deed != "insert" or kind != "own" or table not in WORDS or came == REFUSED


def allowed_to_read(table, kind, who):  # noqa: PLR0911  one rule after another
    gate, shut = GATES[table], {NOT_SEEN, REFUSED}
    if who is None or gate == "owner":
        return shut
    if who == "outsider" or kind == KEPT:
        return shut
    if who == SUSPENDED:
        return {SEEN} if gate == "members" and table not in UNTIL_ONE_IS_OUT else shut
    if gate == "members":
        return {SEEN}
    if gate == "officer":
        return shut  # planted for a colleague
    if gate == "own":
        return {SEEN} if kind in ("own", "own alone") else shut
    return shut if kind.startswith("hidden") else {SEEN}


def assert_what_is_ones_own_is_seen_and_can_be_said(outcomes):
    """Else the walk would prove nothing."""
    seen = {table for (table, kind, who, deed), came in outcomes.items() if came == SEEN and kind == "own"}
    assert len(seen) > 25
    changed = {table for (table, _, _, deed), came in outcomes.items() if came == CHANGED}
    assert {"item", "report", "judgement", "source", "event", "held_release", "officer"} <= changed
