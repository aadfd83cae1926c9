"""Two runs of one history, once without what the probe may not read, and the comparison of all that it can fetch.

Each begins with empty caches: what this process kept from the first one could make a leak look alike in both.
"""

from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from unittest.mock import patch

import psycopg

from noninterference import cold
from noninterference.centre import PAGES_AT, TEMPLATE, Way, centre
from noninterference.surface import Fetcher, addresses, everything_there_is, ids_of


@dataclass
class Tally:
    histories: int = 0
    requests: int = 0
    statuses: Counter = field(default_factory=Counter)
    reached: Counter = field(default_factory=Counter)  # by route, answers that showed something

    def __str__(self):
        return f"{self.histories} histories, {self.requests} requests compared"


def differences(server, history, tally=None, *, share=1.0, template=TEMPLATE, only=None):
    """{address: (with what is hidden, without)} where the probe's answers differ. `only`: names of routes to ask."""
    cold.empty()
    with centre(server, template=template) as whole, pages_stand_still():
        whole.carry_out(history, history.commands)
        _choose(whole, history)
        own, all_ids = ids_of(whole, history.probe), everything_there_is(whole)
        asked = addresses(own, all_ids, whole.cursors, repr(history), share)
        asked = [each for each in asked if only is None or each.name in only]
        one = Fetcher(history.probe).fetch_all(asked)
    cold.empty()
    with centre(server, template=template) as less, pages_stand_still():
        less.carry_out(history, history.without)
        _choose(less, history)
        other = Fetcher(history.probe).fetch_all(asked)
        ids_without = ids_of(less, history.probe)
    if tally is not None:
        tally.histories += 1
        tally.requests += len(one)
        tally.statuses.update(status for status, _, _ in one.values())
        tally.reached.update(address.name for address, answer in one.items() if answer[0] == 200)
    found = {
        address: (one.get(address), other.get(address))
        for address in one.keys() | other.keys()
        if one.get(address) != other.get(address)
    }
    if own != ids_without:
        found["the ids that the probe may know"] = (own, ids_without)
    if whole.cursors != less.cursors:
        found["the cursors of news"] = (whole.cursors, less.cursors)
    return found


def _choose(made, history):
    with psycopg.connect(made.connections.admin) as admin:
        admin.execute(
            "UPDATE web.web_account SET language = %s WHERE officer = %s",
            [history.language, Way.viewers[history.probe].officer],
        )


def pages_stand_still():
    """Time is given, and what Django draws for a form is always the same: nothing else differs from run to run."""
    from diwan.core.clock import springs
    from diwan.entry.web.api import authentication

    stack = ExitStack()
    stack.enter_context(patch("django.utils.timezone.now", lambda: PAGES_AT))
    stack.enter_context(patch("django.middleware.csrf._get_new_csrf_string", lambda: "a" * 32))
    stack.enter_context(patch.object(authentication.allowance, "requests", 1_000_000))
    stack.enter_context(patch.object(springs, "now", lambda: PAGES_AT))
    return stack


def shown(found, most=4):
    """The first differences, short enough to read."""
    lines = []
    for address, (one, other) in list(found.items())[:most]:
        lines.append(f"{address}\n  with:    {_cut(one, other)}\n  without: {_cut(other, one)}")
    return "\n".join(lines)


def _cut(one, other, around=160):
    one, other = str(one), str(other)
    at = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return one[max(0, at - around) : at + around]
