"""Why one reads, told to each for itself; why another does not, told to the author alone."""

import datetime as dt

import pytest

from diwan import access, charter, gather, ledger, store
from diwan.charter.change_charter import sign_change, suspend, withdraw
from diwan.core.ids import MemberId, RoomId
from diwan.entry.worker import run_until_idle
from diwan.gather import hold
from diwan.process.relabel_report import change_readers

NAMES = dict.fromkeys(("en", "ar", "fa", "ru"), "Observer")
WORDS = b"The lock keeper said on Sunday that the old sluice was closed for repairs."


@pytest.fixture
def said(as_member):
    """A record of Iraq's for those readers."""

    def saying(**chosen):
        with as_member("iraq", write=True) as tx:
            return ledger.append(tx, "note.filed", {}, label=access.label(tx, **chosen)).id

    return saying


@pytest.fixture
def told(as_member):
    def telling(member, record):
        with as_member(member) as tx:
            return access.explain(tx, record)

    return telling


def others(explanation):
    return {each.member: each.reason.value for each in explanation.others}


@pytest.mark.parametrize(
    ("chosen", "reason", "left_out"),
    [
        ({"members": ["iran"]}, "named", {"russia": "not_chosen", "syria": "not_chosen"}),
        ({"rooms": ["baghdad"]}, "room", {}),
        ({"whole_centre": True}, "whole_centre", {}),
    ],
)
def test_each_reader_is_told_how_it_came_to_read(said, told, chosen, reason, left_out):
    record = said(**chosen)
    assert told("iraq", record).why.reason == "author"
    assert told("iran", record).why.reason == reason
    assert told("iran", record).why.room == (RoomId("baghdad") if reason == "room" else None)
    assert told("iran", record).others is None
    found = others(told("iraq", record))
    assert found.pop("united-states") == "outside"
    assert {member: why for member, why in found.items() if why != reason} == left_out


def test_to_whom_it_is_hidden_nothing_is_told(said, told):
    assert told("russia", said(members=["iran"])) is None


def test_who_joined_later_is_told_apart(said, told, as_member):
    record = said(whole_centre=True)
    with as_member("iraq", write=True) as tx:
        charter.admit_member(tx, MemberId("observer"), NAMES, kind="observer")
    assert others(told("iraq", record))["observer"] == "joined_later"


@pytest.mark.parametrize("case", [
    (suspend, ("iran", "syria"), "suspended"),
    (withdraw, ("iran", "syria", "russia"), None),
])  # fmt: skip
def test_who_left_or_is_suspended_is_told_apart(said, told, as_member, case):
    change, signers, reason = case
    before, own = said(whole_centre=True), said()
    with as_member("iraq", write=True) as tx:
        sha256 = change(tx, MemberId("russia")).body["sha256"]
    for member in signers:
        with as_member(member, write=True) as tx:
            sign_change(tx, sha256)
    # Who left is of the centre no more, and stands in no list of it.
    assert others(told("iraq", own)).get("russia") == reason
    assert "russia" in told("iraq", before).readers  # what it read it keeps


@pytest.fixture
def report(database, viewer_of):
    def filed(*to, held=False):
        reach = gather.Reach(tuple(map(MemberId, to)))
        arrival = gather.Arrival(gather.Raw("a.txt", WORDS), "form", reach)
        item = gather.receive(viewer_of("iraq"), arrival, held=held)
        if not held:
            run_until_idle()
            with store.acting_as(viewer_of("iraq")) as tx:
                return tx.value("SELECT report FROM diwan.report WHERE item = %s", [item])
        return item

    return filed


def test_what_the_author_changed_later_is_told(report, viewer_of, told):
    filed = report("iran")
    change_readers(viewer_of("iraq"), filed, gather.Reach((MemberId("russia"),)))
    assert others(told("iraq", filed)) | {"united-states": "outside"} == {
        "iran": "narrowed",
        "russia": "released",
        "syria": "not_chosen",
        "united-states": "outside",
    }
    assert told("russia", filed).why.reason == "released"
    assert told("iran", filed) is None


def test_what_has_not_left_yet_is_held(report, told, monkeypatch):
    monkeypatch.setattr(hold, "LASTS", dt.timedelta(seconds=30))
    item = report("iran", held=True)
    assert others(told("iraq", item))["iran"] == "held"
    assert told("iran", item) is None


def test_the_readers_told_are_those_whom_the_gate_lets_in(said, told, as_member):
    """Whatever reason is told: the rule itself is asked, not repeated."""
    record = said(members=["iran"], rooms=["damascus"])
    for member in ("iran", "russia", "syria"):
        with as_member(member) as tx:
            may = ledger.record(tx, record) is not None
        assert may == (member in told("iraq", record).readers)
