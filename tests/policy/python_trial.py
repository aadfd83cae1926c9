"""Tries the mutants of Python one after another in one test session: `pytest -p policy.python_trial FILES`.

First every test runs alone and it is noted which mutants it comes by. Then each mutant is set to work and the tests that
come by it run, the quickest first, until one fails. What came of it is written to `MUTANTS_OUT`; `MUTANTS` names some of
them, and without it all are tried.
"""

import json
import os
import signal
import time
from pathlib import Path

from _pytest.runner import runtestprotocol

from policy import python_mutants, seam

NAMES = python_mutants.lay()  # before conftest imports the product
SECONDS_FOR_A_TEST, SECONDS_FOR_A_MUTANT = 240, 900
SLOW = "took too long"


class TookTooLong(BaseException):
    pass


class OfTheSession:
    """Stands for the next test, so that no fixture but the session's own stays: what one test filed, with one mutant at
    work, no other reads."""

    def __init__(self, session):
        self.session = session

    def listchain(self):
        return [self.session]


def pytest_runtestloop(session):
    reached = {}  # number -> [(seconds, test)]
    for item, following in zip(session.items, [*session.items[1:], None], strict=True):
        seam.met.clear()
        began = time.process_time()
        if _fails(item, following) is None:
            for number in seam.met:
                reached.setdefault(number, []).append((time.process_time() - began, item))
    some = json.loads(os.environ.get("MUTANTS", "null"))
    told, out = {}, Path(os.environ["MUTANTS_OUT"])
    for number, name in enumerate(NAMES):
        if some is None or name in some:
            tests = [item for _, item in sorted(reached.get(number, ()), key=lambda each: each[0])]
            told[name] = {"tests": len(tests), "noticed_by": _who_notices(number, tests)}
            out.write_text(json.dumps(told, indent=1), "utf-8")  # as far as it came
    return True


def _who_notices(number, tests):
    until = time.monotonic() + SECONDS_FOR_A_MUTANT
    try:
        for item in tests:
            seam.active = number
            if _fails(item) not in {None, SLOW} and _passes_alone(item):
                return item.nodeid
            if time.monotonic() > until:
                break
    finally:
        seam.active = None
    return None


_alone: dict[str, bool] = {}


def _passes_alone(item):
    """A test that counts on an earlier one is no witness."""
    seam.active = None
    if item.nodeid not in _alone:
        _alone[item.nodeid] = _fails(item) is None
    return _alone[item.nodeid]


def _fails(item, following=None):
    """Where it failed, or None; alone, where no test is named that follows."""
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(SECONDS_FOR_A_TEST)
    try:
        reports = runtestprotocol(item, log=False, nextitem=following or OfTheSession(item.session))
    except TookTooLong:
        return SLOW  # the machine may be
    finally:
        signal.alarm(0)
    if any(report.skipped for report in reports):
        return "skipped"
    return next((report.when for report in reports if report.failed), None)


def _too_long(_signal, _frame):
    raise TookTooLong
