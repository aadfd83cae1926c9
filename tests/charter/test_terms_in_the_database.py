"""Who directs when: founding, rotation, changes of the charter, all in a table of cases. `diwan.terms` decides."""

import datetime as dt
import json
from zoneinfo import ZoneInfo

import psycopg
import psycopg.rows
import pytest

from diwan.charter.rules import term_at

BAGHDAD = "Asia/Baghdad"
ABCD = ["a", "b", "c", "d"]

# (founded at, first version, [(in force at, what it changes)], [(asked at, who directs, since local day, until local day)])
CASES = {
    "three calendar months each": (
        "2015-09-26T09:00Z", {}, [],
        [("2015-09-26T09:00Z", "a", "2015-09-26", "2015-12-26"), ("2016-07-01T00:00Z", "d", "2016-06-26", "2016-09-26"),
         ("2016-10-01T00:00Z", "a", "2016-09-26", "2016-12-26")],
    ),
    "a month that is too short ends on its last day, and the next does not": (
        "2015-11-30T09:00Z", {}, [],
        [("2016-02-28T12:00Z", "a", "2015-11-30", "2016-02-29"), ("2016-02-29T12:00Z", "b", "2016-02-29", "2016-05-30"),
         ("2017-02-27T12:00Z", "a", "2016-11-30", "2017-02-28"), ("2017-06-01T00:00Z", "c", "2017-05-30", "2017-08-30")],
    ),
    "founded on a leap day": (
        "2016-02-29T09:00Z", {"term_months": 12}, [],
        [("2017-02-27T12:00Z", "a", "2016-02-29", "2017-02-28"), ("2020-02-28T12:00Z", "d", "2019-02-28", "2020-02-29")],
    ),
    "one month each": (
        "2016-01-31T09:00Z", {"term_months": 1}, [],
        [("2016-03-01T09:00Z", "b", "2016-02-29", "2016-03-31"), ("2016-04-29T09:00Z", "c", "2016-03-31", "2016-04-30")],
    ),
    "founded after midnight of the zone, before that of UTC": (
        "2015-12-31T22:30Z", {}, [], [("2016-01-05T00:00Z", "a", "2016-01-01", "2016-04-01")],
    ),
    "clocks go forward at midnight on the day of the change": (  # Beirut: 27 March 2016, 00:00 -> 01:00
        "2015-12-27T09:00Z", {"time_zone": "Asia/Beirut"}, [],
        [("2016-03-26T21:59Z", "a", "2015-12-27", "2016-03-27"), ("2016-03-26T22:00Z", "b", "2016-03-27", "2016-06-27")],
    ),
    "clocks go back within a term": (
        "2015-09-01T09:00Z", {"time_zone": "Europe/Berlin"}, [],
        [("2015-11-30T22:59Z", "a", "2015-09-01", "2015-12-01"), ("2015-11-30T23:00Z", "b", "2015-12-01", "2016-03-01")],
    ),
    "who leaves mid-term gives the rest to the next, whose own term follows": (
        "2016-01-10T09:00Z", {}, [("2016-02-20T12:00Z", {"left": ["a"]})],
        [("2016-02-20T11:59Z", "a", "2016-01-10", "2016-02-20"), ("2016-02-20T12:00Z", "b", "2016-02-20", "2016-04-10"),
         ("2016-05-01T00:00Z", "b", "2016-04-10", "2016-07-10"), ("2016-11-01T00:00Z", "d", "2016-10-10", "2017-01-10"),
         ("2017-02-01T00:00Z", "b", "2017-01-10", "2017-04-10")],
    ),
    "two leave in one term": (
        "2016-01-10T09:00Z", {},
        [("2016-02-01T12:00Z", {"left": ["a"]}), ("2016-03-01T12:00Z", {"left": ["a", "b"]})],
        [("2016-02-15T00:00Z", "b", "2016-02-01", "2016-03-01"), ("2016-03-15T00:00Z", "c", "2016-03-01", "2016-04-10"),
         ("2016-05-01T00:00Z", "c", "2016-04-10", "2016-07-10")],
    ),
    "who is suspended is passed over, and has its turn again": (
        "2016-01-10T09:00Z", {},
        [("2016-02-01T12:00Z", {"suspended": ["b"]}), ("2016-08-01T12:00Z", {"suspended": []})],
        [("2016-05-01T00:00Z", "c", "2016-04-10", "2016-07-10"), ("2016-08-02T00:00Z", "d", "2016-07-10", "2016-10-10"),
         ("2017-02-01T00:00Z", "b", "2017-01-10", "2017-04-10")],
    ),
    "a longer term begins with the next one": (
        "2016-01-31T09:00Z", {}, [("2016-03-01T12:00Z", {"term_months": 6})],
        [("2016-04-29T12:00Z", "a", "2016-01-31", "2016-04-30"), ("2016-06-01T00:00Z", "b", "2016-04-30", "2016-10-30")],
    ),
    "another rotation goes on after whoever directed last": (
        "2016-01-10T09:00Z", {}, [("2016-02-01T12:00Z", {"rotation": ["d", "a", "c"]})],
        [("2016-03-01T00:00Z", "a", "2016-01-10", "2016-04-10"), ("2016-05-01T00:00Z", "c", "2016-04-10", "2016-07-10"),
         ("2016-08-01T00:00Z", "d", "2016-07-10", "2016-10-10")],
    ),
    "a swap by consent moves these two terms alone": (
        "2016-01-10T09:00Z", {},
        [("2016-02-01T12:00Z", {"swaps": [{"terms": [1, 2], "members": ["b", "c"]}]})],
        [("2016-05-01T00:00Z", "c", "2016-04-10", "2016-07-10"), ("2016-08-01T00:00Z", "b", "2016-07-10", "2016-10-10"),
         ("2016-11-01T00:00Z", "d", "2016-10-10", "2017-01-10"), ("2017-05-01T00:00Z", "b", "2017-04-10", "2017-07-10")],
    ),
    "a swap that comes after the earlier term began changes nothing": (
        "2016-01-10T09:00Z", {},
        [("2016-05-01T12:00Z", {"swaps": [{"terms": [1, 2], "members": ["b", "c"]}]})],
        [("2016-06-01T00:00Z", "b", "2016-04-10", "2016-07-10"), ("2016-08-01T00:00Z", "c", "2016-07-10", "2016-10-10")],
    ),
    "a swap with one that left is off": (
        "2016-01-10T09:00Z", {},
        [("2016-02-01T12:00Z", {"swaps": [{"terms": [1, 2], "members": ["b", "c"]}]}), ("2016-03-01T12:00Z", {"left": ["c"]})],
        [("2016-05-01T00:00Z", "b", "2016-04-10", "2016-07-10"), ("2016-08-01T00:00Z", "d", "2016-07-10", "2016-10-10")],
    ),
    "a new time zone counts from the next midnight that a term ends at": (
        "2016-01-10T09:00Z", {}, [("2016-02-01T12:00Z", {"time_zone": "UTC"})],
        [("2016-04-09T20:59Z", "a", "2016-01-10", "2016-04-10"), ("2016-04-09T21:00Z", "b", "2016-04-10", "2016-07-10")],
    ),
}  # fmt: skip


@pytest.fixture
def ask(database):
    """Lays versions as the owner and asks; nothing is committed."""
    with psycopg.connect(database.owner, row_factory=psycopg.rows.dict_row) as owner:

        def asking(founded, text, changes, at):
            owner.execute("DELETE FROM diwan.charter_version")
            for number, (moment, change) in enumerate([(founded, {}), *changes], start=1):
                text = text | change
                owner.execute(
                    "INSERT INTO diwan.charter_version (sha256, record, text, follows, matter, concerns, reason,"
                    " proposed_by, proposed_at, number, in_force_at)"
                    " VALUES (%s, gen_random_uuid(), %s, '', 'amendment', '', '', 'a', %s, %s, %s)",
                    [str(number), json.dumps(text), moment, number, moment],
                )
            return owner.execute(
                "SELECT * FROM diwan.terms(%(at)s) WHERE starts <= %(at)s AND ends > %(at)s", {"at": at}
            ).fetchall()

        yield asking
        owner.rollback()


@pytest.mark.parametrize("name", CASES)
def test_the_table_of_cases(ask, name):
    founded, first, changes, expected = CASES[name]
    for at, member, since, until in expected:
        [term] = ask(founded, {"time_zone": BAGHDAD, "rotation": ABCD, "term_months": 3} | first, changes, at)
        zone = ZoneInfo(first.get("time_zone", BAGHDAD))
        days = [moment.astimezone(zone).date().isoformat() for moment in (term["starts"], term["ends"])]
        assert (at, term["member"], *days) == (at, member, since, until)


def test_without_changes_the_database_says_what_three_lines_of_arithmetic_say(ask):
    founded = dt.datetime(2015, 8, 31, 19, 30, tzinfo=dt.UTC)
    for days in range(0, 2_500, 41):
        at = founded + dt.timedelta(days=days)
        [term] = ask(founded, {"time_zone": BAGHDAD, "rotation": ABCD, "term_months": 3}, [], at)
        expected = term_at(at, founded_at=founded, rotation=ABCD, time_zone=BAGHDAD)
        assert (term["number"], term["member"]) == (expected.number, expected.member)
        assert (term["starts"], term["ends"]) == (expected.starts, expected.ends)


@pytest.mark.parametrize(
    ("at", "director"),
    [("2015-12-25T20:59:59Z", "iraq"), ("2015-12-25T21:00:00Z", "iran"), ("2016-03-25T21:00:00Z", "russia")],
)
def test_powers_begin_and_end_with_the_term_by_themselves(database, as_member, clock, at, director):
    clock(at)
    with as_member("syria") as tx:
        directs = [
            m for m in ("iraq", "iran", "russia", "syria") if tx.value("SELECT diwan.is_director(%s)", [m])
        ]
    assert directs == [director]
