"""The proof, proved above SQL: whatever in Python is kept or made for one member is noticed when it no longer says for whom.

Each is taken out in turn, and what survived is named; what may survive stands in `python_survivors.txt` with its reason.
Comparisons with the viewer and what queries say of it are found and laid as well, and tried with
`MUTANTS=all make mutants TESTS='coordinate/test_tasks.py'`; that names survivors and asserts nothing yet.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from policy.python_mutants import everything
from policy.test_mutants import allowed

TESTS = Path(__file__).parents[1]
SURVIVORS = Path(__file__).with_name("python_survivors.txt")
MOST_SURVIVORS = 1
SECONDS = 6000
IS_ALL = os.environ.get("MUTANTS") == "all"
KEYS = re.compile(r": (?:the key of|its cache's key|the viewer's key)")
NOTICING = ("share/test_what_is_kept_is_ones_own.py",)


def tried(tmp_path, tests, some):
    """{mutant: {tests that come by it, the one that noticed}}, tried in a session of its own."""
    out = tmp_path / "tried.json"
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    env |= {"PYTHONPATH": str(TESTS), "MUTANTS_OUT": str(out), "MUTANTS": json.dumps(sorted(some))}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "policy.python_trial", "-m", "not long"]
    told = subprocess.run(
        [*command, *(str(TESTS / each) for each in tests)],
        env=env, cwd=TESTS.parent, capture_output=True, text=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    assert out.exists(), told.stdout + told.stderr
    return json.loads(out.read_text("utf-8"))


def survivors(found):
    return [name for name, came in found.items() if came["noticed_by"] is None]


@pytest.fixture
def keys():
    return [name for name in everything()[0] if KEYS.search(name)]


def test_the_list_of_survivors_only_gets_shorter(keys):
    """Raise the number for nothing: say a test that notices it instead."""
    assert len(allowed(SURVIVORS)) <= MOST_SURVIVORS
    assert set(allowed(SURVIVORS)) <= set(keys), "a listed mutant is gone"


@pytest.mark.timeout(SECONDS)
def test_whatever_says_for_whom_it_is_kept_is_noticed(tmp_path, capsys, keys):
    only = re.compile(os.environ.get("ONLY", ""))
    some = [name for name in (everything()[0] if IS_ALL else keys) if only.search(name)]
    if not some:
        pytest.skip(f"no mutant of Python has {only.pattern} in its name")
    found = tried(tmp_path, (*NOTICING, *os.environ.get("TESTS", "").split()), some)
    with capsys.disabled():
        known = allowed(SURVIVORS)
        lines = [
            f"{name} — {known.get(name, 'NOT NOTICED')} ({found[name]['tests']} tests come by it)"
            for name in survivors(found)
        ]
        told = [f"\n{len(found)} mutants of Python, {len(lines)} survived", *lines]
        sys.stdout.write("\n  ".join(told) + "\n")
    assert {name for name in survivors(found) if KEYS.search(name)} <= set(known)
