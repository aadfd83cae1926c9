"""Who did what when, as far as the viewer may read it: and of others no officer, no place, nothing hidden."""

import pytest

from diwan import ledger, store
from diwan.core.errors import BadInput
from diwan.core.ids import MemberId
from diwan.core.labels import Label
from diwan.ledger.history import HistoryFilter, history, history_of_one, whole_history


def say(viewer, readers=(), refs=()):
    label = Label(frozenset({viewer.member, *map(MemberId, readers)}))
    with store.acting_as(viewer, write=True) as tx:
        return ledger.append(tx, "officer.noted", {"words": "noted"}, label=label, refs=refs).id


@pytest.fixture
def read(viewer_of):
    def reading(member, **asked):
        with store.acting_as(viewer_of(member)) as tx:
            return list(whole_history(tx, HistoryFilter(**asked), most=1000))

    return reading


@pytest.fixture(autouse=True)
def followed(database):
    """A kind of these tests, followed by what follows every kind."""
    from diwan.ledger.projections import EVERY_KIND

    for projection in EVERY_KIND:
        ledger.on("officer.noted", projection)


def test_each_sees_what_it_may_read_and_nobody_anothers_officer_or_place(viewer_of, read):
    shared, own = say(viewer_of("iraq"), ["iran"]), say(viewer_of("iraq"))
    for member, expected in (("iraq", [own, shared]), ("iran", [shared]), ("syria", [])):
        assert [row.id for row in read(member, kinds=("officer.noted",))] == expected
    (ours,) = [row for row in read("iraq", kinds=("officer.noted",)) if row.id == shared]
    (theirs,) = read("iran", kinds=("officer.noted",))
    assert (ours.officer, ours.seq is not None) == (viewer_of("iraq").officer, True)
    assert (theirs.officer, theirs.seq) == (None, None)
    assert theirs.readers == ["iran", "iraq"]


def test_one_cannot_ask_for_what_anothers_officer_did(viewer_of, read):
    say(viewer_of("iraq"), ["iran"])
    officer = viewer_of("iraq").officer
    assert len(read("iraq", officer=officer, kinds=("officer.noted",))) == 1
    assert read("iran", officer=officer) == []


def test_what_hangs_together_is_told_from_both_ends_and_hidden_refs_are_not_named(viewer_of, read):
    first = say(viewer_of("iraq"))
    second = say(viewer_of("iraq"), ["iran"], refs=[first])
    third = say(viewer_of("iran"), ["iraq"], refs=[second])
    secret = say(viewer_of("iran"), refs=[second])
    assert {row.id for row in read("iraq", about=first)} == {first, second, third}
    assert {row.id for row in read("iraq", about=second)} == {first, second, third}
    assert {row.id for row in read("iran", about=second)} == {second, third, secret}
    with store.acting_as(viewer_of("iran")) as tx:
        assert history_of_one(tx, second).refs == []
        assert history_of_one(tx, first) is None
    with store.acting_as(viewer_of("iraq")) as tx:
        assert history_of_one(tx, second).refs == [first]


def test_a_recalled_record_keeps_its_row(viewer_of, read):
    gone = say(viewer_of("iraq"), ["iran"])
    with store.acting_as(viewer_of("iraq"), write=True) as tx:
        tx.run("SELECT diwan.forget_record(%s)", [gone])
    assert [(row.id, row.is_gone) for row in read("iran", kinds=("officer.noted",))] == [(gone, True)]


def test_pages_follow_one_another_without_gap_or_repetition(viewer_of):
    said = [say(viewer_of("iraq"), ["iran"][: number % 2]) for number in range(9)]
    asked, found, cursor = HistoryFilter(kinds=("officer.noted",)), [], None
    with store.acting_as(viewer_of("iraq")) as tx:
        while True:
            page = history(tx, asked, cursor=cursor, limit=2)
            found += [row.id for row in page.rows]
            cursor = page.next
            if cursor is None:
                break
        with pytest.raises(BadInput):
            history(tx, asked, cursor="yesterday")
    assert found == said[::-1]
