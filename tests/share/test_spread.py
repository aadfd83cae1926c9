import os
import signal

import pytest

from diwan.share.brief import spread


@pytest.fixture(autouse=True)
def two_cores(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def test_results_come_in_the_order_of_the_items():
    items = list(range(1001))
    assert spread.over_cores(lambda n: (n, os.getpid()), items) != [(n, os.getpid()) for n in items]
    assert spread.over_cores(lambda n: n * n, items) == [n * n for n in items]


def test_few_items_are_done_here():
    assert set(spread.over_cores(lambda _: os.getpid(), range(300))) == {os.getpid()}


def test_the_share_of_a_child_that_is_killed_is_done_here():
    parent = os.getpid()

    def work(n: int) -> int:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return n

    assert spread.over_cores(work, list(range(900))) == list(range(900))


def test_a_mistake_in_the_work_is_told(capfd):
    def work(n: int) -> int:
        return 1 // (n - 801)

    with pytest.raises(ZeroDivisionError):
        spread.over_cores(work, list(range(900)))
