"""The processes that `diwan up` starts: each its own session, each gone when its parent is, each started again
when it ends by itself."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

PR_SET_PDEATHSIG = 1  # Linux prctl(2)
PATIENCE_SECONDS = 15
FORCE_SECONDS = 2  # in which the kernel ends what was killed
FIRST_WAIT_SECONDS = 1.0  # then 2, 4, 8 … : what ends at once each time must not eat the machine
LONGEST_WAIT_SECONDS = 60.0
HEALTHY_SECONDS = 60.0  # who ran this long begins again at the first wait


@dataclass(slots=True)
class Child:
    name: str
    arguments: tuple[str, ...]
    environment: dict[str, str]
    process: subprocess.Popen[bytes]
    started_at: float
    ends_in_a_row: int = 0
    again_at: float | None = None  # when it ended: the moment at which it is started again


@dataclass(slots=True)
class Children:
    """`clock` is replaced only by tests."""

    clock: Callable[[], float] = time.monotonic
    running: dict[str, Child] = field(default_factory=dict)

    def start(self, name: str, *arguments: str, environment: dict[str, str]) -> None:
        process = _launch(arguments, environment)
        self.running[name] = Child(name, arguments, environment, process, self.clock())

    def first_ended(self) -> tuple[str, int] | None:
        for child in self.running.values():
            if (code := child.process.poll()) is not None:
                return child.name, code
        return None

    def tend(self, told: Callable[[str], None]) -> None:
        """Start again, after a wait that grows, whoever ended by itself; to be called again and again."""
        for child in self.running.values():
            if child.again_at is None:
                self._notice_end(child, told)
            elif self.clock() >= child.again_at:
                child.again_at, child.started_at = None, self.clock()
                child.process = _launch(child.arguments, child.environment)

    def _notice_end(self, child: Child, told: Callable[[str], None]) -> None:
        if not _has_ended(child.process):
            return
        # Before it is reaped nobody else can have its number: what it left behind (a server's own workers, on
        # the same port) must not stand beside its successor.
        _end_session(child.process)
        code = child.process.wait()
        if self.clock() - child.started_at >= HEALTHY_SECONDS:
            child.ends_in_a_row = 0
        wait = min(FIRST_WAIT_SECONDS * 2**child.ends_in_a_row, LONGEST_WAIT_SECONDS)
        child.ends_in_a_row += 1
        child.again_at = self.clock() + wait
        told(f"The {child.name} process ended by itself ({_reason(code)}). Starting it again in {wait:g} s.")

    def stop(self) -> None:
        """Ask all at once, wait for all, and only then use force."""
        for child in self.running.values():
            if child.process.poll() is None:
                child.process.terminate()
        deadline = time.monotonic() + PATIENCE_SECONDS
        for child in self.running.values():
            try:
                child.process.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                _end_whole_session(child.process)
        self.running.clear()


def _launch(arguments: tuple[str, ...], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  (our own interpreter and modules)
        [sys.executable, *arguments],
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C reaches us alone; we end them in order
        preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509  (no threads yet)
    )


def _has_ended(process: subprocess.Popen[bytes]) -> bool:
    """Asked without reaping it."""
    if process.returncode is not None:
        return True
    return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _end_session(process: subprocess.Popen[bytes]) -> None:
    if process.returncode is None:
        os.killpg(process.pid, signal.SIGKILL)


def _end_whole_session(process: subprocess.Popen[bytes]) -> None:
    """By force, and waited for: who goes last stops the database, and must find nobody else at it."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    deadline = time.monotonic() + FORCE_SECONDS
    while time.monotonic() < deadline:
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.01)


def _reason(code: int) -> str:
    if code >= 0:
        return f"exit code {code}; what it said stands above"
    try:
        return f"killed by {signal.Signals(-code).name}"
    except ValueError:
        return f"killed by signal {-code}"


def _die_with_parent() -> None:
    """In the child, before it runs: a SIGKILL of `diwan up` ends it too, in good order."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
