"""A process that founds the sample and is killed at one of its writes; run by `tests/entry/test_founding_killed.py`."""

from pathlib import Path

from diwan import ledger, store
from diwan.entry import wiring
from diwan.entry.sample import found
from killed_filer import PASSPHRASE, dying_at

STORY = ("en-agreement", "en-agreement-copy")  # and the last ones, weeks later
every_report = found._reports


def few_reports():
    told = sorted(every_report(), key=lambda report: report["at"])
    return [report for report in told if report["key"] in STORY] + told[-2:]


def found_and_die(home: Path, connections: store.Connections, point: int) -> None:
    """Before the statement number `point` of this try is sent; a negative one lets all go well."""
    found._reports = few_reports
    wiring.connect()
    keys = ledger.open_key_store(home, PASSPHRASE)
    ledger.use_keys(keys)  # with the rule on clocks: no log goes back
    store.use(connections)
    with dying_at(point):
        found.found_sample(keys)
    store.leave()
