"""Every table is walked with planted rows: what is hidden is not read, what is another's is not changed."""

import re
from pathlib import Path

import psycopg
import pytest

from diwan import charter, store
from diwan.core.ids import MemberId
from policy.gate_walk import CHANGED, NOT_SEEN, REFUSED, SEEN, Walk
from policy.planted import OTHER, PROBER

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "tables.md"
GATES = dict(re.findall(r"^\| `(\w+)` \| \w+ \| (\w+) \|", PAGE.read_text("utf-8"), re.MULTILINE))
WORDS = {
    "item", "report", "judgement", "evidence", "record_body", "held_release", "release_request", "release_answer",
    "tearline",
}  # fmt: skip
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
    tokens["outsider"] = store.service_viewer(MemberId("united-states")).token
    return Walk(admin, tokens, officers)


@pytest.fixture
def outcomes(database):
    with psycopg.connect(database.admin) as admin:
        yield walk_of(database, admin).outcomes()


def test_nobody_changes_what_is_anothers_and_reads_what_is_hidden(outcomes):
    wrong = [(key, came) for key, came in outcomes.items() if not is_as_it_should(key, came)]
    assert wrong == [], "\n".join(map(str, wrong))


def is_as_it_should(key, came):
    table, kind, who, deed = key
    gate = GATES[table]
    if deed == "read":
        return came in allowed_to_read(gate, kind, who)
    if who in (None, "outsider") or kind not in ("own", "own alone"):
        return came == REFUSED
    if deed == "give away by audience" and (who == PROBER or table == "source"):
        return True  # a releaser may; and a source is seen by nobody else, whatever stands there
    if deed.startswith("give away"):
        return came == REFUSED
    # Who may read alone lays nothing under the eyes of others; what the member keeps for itself is not asked here.
    return who != "reader" or deed != "insert" or kind != "own" or table not in WORDS or came == REFUSED


def allowed_to_read(gate, kind, who):
    shut = {NOT_SEEN, REFUSED}
    if who is None or gate == "owner":
        return shut
    if who == "outsider":
        return shut
    if gate == "members":
        return {SEEN}
    if gate == "officer":
        return shut  # planted for a colleague
    if gate == "own":
        return {SEEN} if kind in ("own", "own alone") else shut
    return shut if kind.startswith("hidden") else {SEEN}


def test_what_is_ones_own_is_seen_and_can_be_said(outcomes):
    """Else the walk would prove nothing."""
    seen = {table for (table, kind, who, deed), came in outcomes.items() if came == SEEN and kind == "own"}
    assert len(seen) > 25
    changed = {table for (table, _, _, deed), came in outcomes.items() if came == CHANGED}
    assert {"item", "report", "judgement", "source", "event", "held_release", "officer"} <= changed
