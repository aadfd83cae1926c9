"""A part of the centre that dies is started again, and does not close the rest."""

import os
import signal

import pytest

from diwan.entry.cli.children import HEALTHY_SECONDS, LONGEST_WAIT_SECONDS, Children

STAYS = ("-c", "import signal; signal.pause()")
ENDS = ("-c", "raise SystemExit(3)")


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def children(clock):
    made = Children(clock)
    yield made
    made.stop()


def pid_of(children, name):
    return children.running[name].process.pid


def wait_for_end(children, name):
    """Without reaping it, as `tend` finds it."""
    os.waitid(os.P_PID, pid_of(children, name), os.WEXITED | os.WNOWAIT)


def test_a_killed_child_is_started_again_and_the_others_go_on(children, clock):
    said = []
    for name in ("web", "worker"):
        children.start(name, *STAYS, environment={})
    web, worker = pid_of(children, "web"), pid_of(children, "worker")
    os.kill(worker, signal.SIGKILL)
    wait_for_end(children, "worker")
    children.tend(said.append)
    assert said == ["The worker process ended by itself (killed by SIGKILL). Starting it again in 1 s."]
    clock.now = 1.0
    children.tend(said.append)
    assert pid_of(children, "worker") != worker
    assert children.running["worker"].process.poll() is None
    assert pid_of(children, "web") == web
    assert children.running["web"].process.poll() is None


def test_who_ends_at_once_each_time_waits_longer_each_time(children, clock):
    children.start("publisher", *ENDS, environment={})
    waits = []
    for _ in range(9):
        wait_for_end(children, "publisher")
        children.tend(lambda _line: None)
        waits.append(children.running["publisher"].again_at - clock.now)
        clock.now += waits[-1]
        children.tend(lambda _line: None)
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert waits[-1] == LONGEST_WAIT_SECONDS


def test_who_ran_well_for_a_while_begins_again_at_the_first_wait(children, clock):
    children.start("web", *ENDS, environment={})
    children.running["web"].ends_in_a_row = 5
    wait_for_end(children, "web")
    clock.now = HEALTHY_SECONDS
    children.tend(lambda _line: None)
    assert children.running["web"].again_at == HEALTHY_SECONDS + 1


def test_what_a_dead_child_leaves_behind_is_ended_before_its_successor_starts(children, clock, tmp_path):
    """As a server does: a worker of its own, in the same session."""
    told = tmp_path / "grandchild"
    os.mkfifo(told)
    code = (
        "import subprocess, sys, signal\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import signal; signal.pause()'])\n"
        f"open({str(told)!r}, 'w').write(str(child.pid))\n"
        "signal.pause()\n"
    )
    children.start("web", "-c", code, environment={})
    grandchild = int(told.read_text())
    watched = os.pidfd_open(grandchild)
    os.kill(pid_of(children, "web"), signal.SIGKILL)
    wait_for_end(children, "web")
    children.tend(lambda _line: None)
    # A process's file becomes readable when it has ended.
    import select

    assert select.select([watched], [], [], 30)[0]
    os.close(watched)


def test_stopping_ends_also_one_that_waits_to_be_started_again(children):
    children.start("worker", *ENDS, environment={})
    wait_for_end(children, "worker")
    children.tend(lambda _line: None)
    children.stop()
    assert children.running == {}


def test_who_does_not_end_when_asked_is_ended_by_force_with_all_that_it_started(monkeypatch, tmp_path):
    from diwan.entry.cli import children as module

    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.1)
    told = tmp_path / "told"
    os.mkfifo(told)
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    code = (
        f"import os, signal\n{deaf}"
        f"if os.fork() == 0:\n    open({str(told)!r}, 'w').write(str(os.getpid()))\n"
        "signal.pause()\n"
    )
    stubborn = Children()
    stubborn.start("web", "-c", code, environment={})
    grandchild = int(told.read_text())
    watched = os.pidfd_open(grandchild)
    stubborn.stop()
    import select

    assert select.select([watched], [], [], 0)[0], "it is gone when stop returns, not later"
    os.close(watched)
