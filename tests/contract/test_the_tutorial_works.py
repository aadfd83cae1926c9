"""The commands of the tutorial do what it says; its feed can be read; its steps by hand are walked by the journeys."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "tutorial" / "first-watch.md").read_text("utf-8")
COMMANDS = re.findall(r"^\.venv/bin/diwan (.+)$", PAGE, re.MULTILINE)


def diwan(command: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-c", "from diwan.entry.cli import main; main()"]
    return subprocess.run(
        [*program, *shlex.split(command)], cwd=ROOT, capture_output=True, text=True, timeout=100, check=False
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_tutorial_prints_a_brief(command):
    done = diwan(command)
    assert done.returncode == (3 if "reports" in command else 0), done.stderr
    assert done.stdout.strip()


def test_the_tutorials_feed_contradicts_itself():
    """Step 7 promises one contested event about a ferry and numbers that disagree."""
    (as_json,) = (command for command in COMMANDS if "json" in command)
    told = json.loads(diwan(as_json).stdout)
    assert [len(event["reports"]) for event in told["events"]] == [2]
    assert any(p["asserted"] and p["denied"] for p in told["propositions"])


def test_the_tutorials_folder_names_the_empty_file_and_reads_the_others():
    (of_folder,) = (command for command in COMMANDS if "reports" in command)
    assert "empty.txt" in diwan(of_folder).stderr


def test_every_file_that_the_tutorial_names_is_there():
    named = set(re.findall(r"docs/tutorial/sample[\w./-]*\w", PAGE))
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
