"""`make verify` as a test. In a process of its own: it founds another centre than the other tests use."""

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def go_verifier():
    """Built by `make`; here when it is missing."""
    binary = HERE.parent.parent / "var" / "strangers" / "verify"
    if not binary.exists():
        subprocess.run([HERE / "build.sh", binary], check=True)
    return binary


@pytest.mark.timeout(600)
def test_strangers_find_the_logs_whole_and_every_tamper_is_caught(go_verifier):
    done = subprocess.run([sys.executable, HERE / "verify.py"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    tried, _, caught, _ = done.stdout.splitlines()[-1].replace(",", "").split()
    assert tried == caught
    assert int(tried) >= 210
