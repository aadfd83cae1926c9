"""Protected sources, joint briefs and plans, told in one history: which of them a drawn one holds is left to chance."""

from collections import Counter

import pytest

from noninterference.history import DIRECTOR, Command, History
from noninterference.proof import Tally, differences, shown

PROBE = "syria"
ADDRESSES = frozenset({
    "situation", "reports", "report", "search", "event", "evidence", "history", "record", "briefs", "brief", "brief-export",
    "/briefs", "/briefs/{brief_id}", "/reports/{report_id}", "/reports", "/items", "/situation", "due",
})  # fmt: skip
SEEN = (
    Command("01-file", "file", "iraq", (DIRECTOR, PROBE), choice=0),
    Command("03-protect", "protect", "iran", (PROBE,), choice=1),
    Command("04-protect", "protect", "iraq", (DIRECTOR, PROBE), choice=2),
    Command("07-joint", "joint", DIRECTOR, (PROBE,), of="01-file"),
    Command("09-plan", "plan", "iraq", (), choice=1),  # its envelope goes to all
)
HIDDEN = (
    Command("02-file", "file", "iraq", (DIRECTOR,), choice=1),
    Command("05-protect", "protect", "iran", (DIRECTOR,), choice=1),
    Command("06-protect", "protect", "iraq", ("iran",), choice=2),
    Command("08-joint", "joint", DIRECTOR, ("iraq",), of="02-file"),
    Command("10-plan", "plan", "iraq", ("iran",), choice=2),
)


def told(*left_out):
    commands = tuple(sorted((*SEEN, *HIDDEN), key=lambda command: command.name))
    return History(PROBE, commands, frozenset(left_out), frozenset(), "fa", True)


@pytest.mark.timeout(900)
def test_what_is_withheld_and_what_is_said_for_the_centre_changes_no_byte_for_others(proof_template):
    tally = Tally(reached=Counter())
    found = differences(proof_template, told(*(each.name for each in HIDDEN)), tally, only=ADDRESSES)
    assert found == {}, shown(found)
    assert {"brief", "report", "/briefs/{brief_id}"} <= set(tally.reached)


@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", ["04-protect", "07-joint"])
def test_what_the_probe_reads_of_them_does_change_answers(proof_template, name):
    """Else the comparison would prove nothing."""
    assert differences(proof_template, told(name), only={"briefs", "reports"})
