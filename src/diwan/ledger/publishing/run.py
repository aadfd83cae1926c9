"""The publisher at work: one thread publishes, one asks the witnesses, until both are told to stop."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor, wait
from pathlib import Path

import psycopg

from diwan.core.errors import DiwanError
from diwan.ledger import tlog
from diwan.ledger.publishing import queries
from diwan.ledger.publishing.ask import Ask, shown_by
from diwan.ledger.publishing.publisher import TURN_SECONDS, Publisher, alone
from diwan.ledger.publishing.witnessing import Witnesses, Witnessing
from diwan.ledger.signers import KeyStore
from diwan.store import as_worker

log_ = logging.getLogger("diwan.publisher")

AFTER_FAILURE_SECONDS = 2.0
REFRESH_SECONDS = 5.0  # how soon a new log or another policy is noticed
FIRST_LOOK_SECONDS = 5.0  # what a start waits for witnesses at most
MOST_WITNESSES = 32  # asked at once; tlog-policy asks for as many to be supported


def run(home: Path, keys: KeyStore, ask: Ask, stop: threading.Event) -> None:
    """Waits while another publisher works in this home, then publishes until `stop`."""
    with alone(home, stop) as is_alone, ThreadPoolExecutor(MOST_WITNESSES, "witness") as executor:
        if not is_alone:
            return
        if _is_copy():
            stop.wait()
            return
        publisher, published = Publisher(home, keys), threading.Event()
        _again_and_again(stop, lambda: first_look(publisher, ask, executor), once=True)
        asking = threading.Thread(
            target=_witness_until, args=(stop, published, publisher, ask, executor), name="witnesses"
        )
        asking.start()
        try:
            _again_and_again(stop, lambda: published.set() if publisher.turn() else None)
        finally:
            published.set()
            asking.join()


def _is_copy() -> bool:
    with as_worker(write=False) as tx:
        return queries.is_copy(tx)


def first_look(publisher: Publisher, ask: Ask, executor: Executor) -> None:
    """Before anything new is signed: what heads of ours do the witnesses hold? If both the database and the files
    came back from an old backup, only they remember. Who does not answer now is heard later."""
    witnesses = read_witnesses(publisher.home)
    questions = [(log, witness) for log, _ in publisher.logs() for witness in witnesses.reachable]
    asked = {executor.submit(shown_by, ask, witness, log): (log, witness) for log, witness in questions}
    for future in wait(asked, timeout=FIRST_LOOK_SECONDS).done:
        log, witness = asked[future]
        if note := future.result():
            publisher.show(log, note, witness.name)
    for future in asked:
        future.cancel()


def read_witnesses(home: Path) -> Witnesses:
    """From the charter. A policy that cannot be read is as none: everything stays pending, and is said to."""
    with as_worker(write=False) as tx:
        text = queries.policy_text(tx)
    try:
        policy = tlog.Policy.parse(text) if text.strip() else tlog.Policy()
    except tlog.PolicyMalformed as error:
        log_.error("The charter's witness policy cannot be read, so no witness is asked: %s", error)  # noqa: TRY400
        policy = tlog.Policy()
    local = (path.read_text("utf-8").strip() for path in sorted((home / "witnesses").glob("*/vkey")))
    return Witnesses(policy, frozenset(local))


def _witness_until(
    stop: threading.Event, published: threading.Event, publisher: Publisher, ask: Ask, executor: Executor
) -> None:
    def one_spell() -> None:
        """With one reading of policy and logs."""
        found = read_witnesses(publisher.home)
        logs = publisher.logs()
        if spells.get("now") is None or spells["now"].witnesses != found:
            spells["now"] = Witnessing(found, ask, executor, publisher.show)
            with as_worker() as tx:
                queries.keep_witnesses(tx, found.rows())
        for _ in range(int(REFRESH_SECONDS / TURN_SECONDS)):
            if stop.is_set():
                return
            spells["now"].turn(logs)
            published.wait(TURN_SECONDS)
            published.clear()

    spells: dict[str, Witnessing] = {}
    _again_and_again(stop, one_spell)


def _again_and_again(stop: threading.Event, act: Callable[[], object], *, once: bool = False) -> None:
    """A failure of one round is logged and the next one comes: publishing outlives a restart of the database."""
    while not stop.is_set():
        try:
            act()
        except (DiwanError, psycopg.Error, OSError) as error:
            log_.error("Publishing failed and is tried again: %s", error)  # noqa: TRY400  a trace would hide the line
            stop.wait(AFTER_FAILURE_SECONDS)
            continue
        if once:
            return
        stop.wait(TURN_SECONDS)
