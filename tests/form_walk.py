"""The forms of a page, as a browser would send them; for tests that send them about something else."""

import datetime as dt
import re
from html.parser import HTMLParser

import psycopg
import pytest

from diwan.core.clock import springs

UUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")
NO_FORM_OF = {"/sign-out", "/preferences"}  # of the session; everything else is sent

AUTHORS = ("member", "viewer", "listed_by", "opened_by", "proposed_by")  # the column that says whose a row is
AHEAD = {"datetime-local": "%Y-%m-%dT%H:%M", "date": "%Y-%m-%d"}


class Forms(HTMLParser):
    """Where each goes, and what it sends as it stands; a field that stands empty is filled in."""

    def __init__(self, page):
        super().__init__()
        self.found, self._open, self._choice, self._text = [], None, None, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        if tag == "form":
            self._open = (told.get("action"), {})
            if (told.get("method") or "").lower() == "post":
                self.found.append(self._open)
        elif self._open and tag == "option" and self._choice:
            if "selected" in told or self._choice not in self._open[1]:
                self._open[1][self._choice] = told.get("value") or ""
        elif self._open and told.get("name") and tag in {"input", "button", "textarea", "select"}:
            self._field(tag, told)

    def _field(self, tag, told):
        if tag == "select":
            self._choice = told["name"]
        elif tag == "textarea":
            self._text = told["name"]
            self._open[1].setdefault(told["name"], "")
        elif told.get("type") not in {"checkbox", "radio"} or "checked" in told:
            self._open[1].setdefault(told["name"], told.get("value") or _typed(told.get("type")))

    def handle_data(self, data):
        if self._open and self._text:
            self._open[1][self._text] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._choice = None
        elif tag == "textarea" and self._text:
            if self._open and not self._open[1][self._text].strip():
                self._open[1][self._text] = "A note of the tests."
            self._text = None


def _typed(kind):
    if kind in AHEAD:
        return (springs.now() + dt.timedelta(days=2)).strftime(AHEAD[kind])
    return "A note of the tests."


def forms_on(browser, addresses):
    """{(where it goes, its fields' names): what it sends} over these pages; a form of several pages once."""
    found = {}
    for at in addresses:
        page = browser.get(at)
        if page.status_code == 200:
            for action, fields in Forms(page.content.decode()).found:
                if (action or at) not in NO_FORM_OF:
                    found.setdefault(((action or at), tuple(sorted(fields))), fields)
    return [(action, fields) for (action, _), fields in found.items()]


def crossed(action, fields, instead):
    """Each id in the address replaced in turn by one of the same kind, each in a field by any. `instead`: {what is the own
    member's: what is the other's}."""
    every = sorted({each for others in instead.values() for each in others if UUID.match(each)})
    ways = [
        (action, fields | {name: value})
        for name, was in fields.items()
        for value in (every if UUID.match(was) else instead.get(was, ()))
    ]
    ways += [
        (action.replace(own, value), fields)
        for own, others in instead.items() if own in action for value in others
    ]  # fmt: skip
    return ways


@pytest.fixture
def rows_of(web):
    """Everything that is of one member, by table."""

    def look(member):
        with psycopg.connect(web.admin) as admin:
            named = admin.execute(
                "SELECT table_name, min(column_name) FROM information_schema.columns WHERE table_schema = 'diwan'"
                " AND column_name = ANY (%s) AND table_name <> 'viewer_token' GROUP BY 1 ORDER BY 1",
                [list(AUTHORS)],
            ).fetchall()
            assert len(named) > 50
            return {
                table: admin.execute(
                    f"SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM diwan.{table} t WHERE {column} = %s",
                    [member],
                ).fetchone()[0]
                for table, column in named
            }

    return look
