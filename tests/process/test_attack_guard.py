"""The limits of the guarded child are the kernel's own, and they end it."""

import subprocess
import sys

import pytest

GUARDED = "from diwan.process.unpack.guard import limit_this_process as limit; "


@pytest.mark.parametrize(
    "greed",
    [
        "limit(memory_bytes=400 * 1024**2); held = bytearray(1024**3)",
        "limit(memory_bytes=400 * 1024**2)\nheld = []\nwhile True: held.append(bytes(1024**2))",
        "limit(cpu_seconds=1)\nwhile True: pass",
        "limit(cpu_seconds=1)\nimport signal; signal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True: pass",
    ],
)
def test_a_child_that_takes_too_much_is_ended(greed):
    ended = subprocess.run(
        [sys.executable, "-c", GUARDED + greed], capture_output=True, timeout=60, check=False
    )
    assert ended.returncode != 0
