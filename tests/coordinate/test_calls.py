"""Calls on the telephone: noted once, read by whom the label admits, corrected by a later record and by nobody else."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest

from diwan import access, ledger, store
from diwan.coordinate.call_words import CallText, CallWay
from diwan.coordinate.calls import CallFlaw, CallIncomplete, call, calls, correct_call, note_call
from diwan.coordinate.links import LinkLeadsNowhere
from diwan.core.errors import BadInput, NotAllowed, NotVisible
from diwan.core.ids import MemberId, RecordId
from diwan.core.labels import Label
from diwan.entry import wiring
from diwan.gather import Reach

IRAQ, IRAN, SYRIA = (MemberId(each) for each in ("iraq", "iran", "syria"))
ABSENT = RecordId(uuid.UUID("00000000-0000-4000-8000-000000000000"))
NOW, LATER = "2016-03-20T09:00+00:00", "2016-03-20T10:00+00:00"
CALL = CallText(
    dt.datetime.fromisoformat("2016-03-20T08:55+00:00"),
    "Duty officer of the tower",
    "Two flights at noon.\r\nNo others.",
    confirmed_by="The same",
    party=MemberId("united-states"),
)
TO_IRAN = Reach(members=(IRAN,))


@pytest.fixture
def at_nine(clock):
    clock(NOW)


@pytest.fixture
def story(at_nine, viewer_of, as_member):
    return viewer_of, as_member


def seen(viewer, which, at=None):
    with store.acting_as(viewer) as tx:
        return call(tx, which, at)


def test_a_call_is_read_by_whom_it_was_noted_for_and_a_third_finds_nothing(at_nine, viewer_of, as_member):
    made = note_call(viewer_of("iraq"), CALL, TO_IRAN)
    found = seen(viewer_of("iran"), made)
    assert (found.member, found.now.words) == (IRAQ, "Two flights at noon.\nNo others.")
    assert [each.id for each in calls(viewer_of("iran")).rows] == [made]
    assert calls(viewer_of("syria")).rows == ()
    with as_member("syria") as tx:
        assert tx.value("SELECT count(*) FROM diwan.call_version") == 0
    for which in (made, ABSENT):
        for act in (
            lambda which: seen(viewer_of("syria"), which),
            lambda which: correct_call(viewer_of("syria"), which, CALL, ""),
        ):
            with pytest.raises(NotVisible):
                act(which)


def test_without_a_choice_it_is_the_own_members_alone(at_nine, viewer_of):
    made = note_call(viewer_of("iraq"), CALL, Reach())
    assert seen(viewer_of("iraq", 1), made).id == made
    with pytest.raises(NotVisible):
        seen(viewer_of("iran"), made)


def test_a_correction_is_another_record_and_the_first_words_stay(clock, viewer_of):
    clock(NOW)
    made = note_call(viewer_of("iraq"), CALL, TO_IRAN)
    clock(LATER)
    correct_call(viewer_of("iraq", 1), made, replace(CALL, words="Three flights at noon."), "Misheard.")
    found = seen(viewer_of("iran"), made)
    assert found.now.words == "Three flights at noon."
    assert [(each.text.words, each.reason) for each in found.versions] == [
        ("Two flights at noon.\nNo others.", ""),
        ("Three flights at noon.", "Misheard."),
    ]
    before = seen(viewer_of("iran"), made, dt.datetime.fromisoformat(NOW))
    assert before.now.words == "Two flights at noon.\nNo others."
    assert [each.now.words for each in calls(viewer_of("iran")).rows] == ["Three flights at noon."]
    with pytest.raises(NotAllowed):
        correct_call(viewer_of("iran"), made, replace(CALL, words="None."), "")
    with pytest.raises(CallIncomplete, match=CallFlaw.SAME.value):
        correct_call(viewer_of("iraq"), made, replace(CALL, words="Three flights at noon."), "")


@pytest.mark.parametrize(
    ("kind", "ref", "who", "is_refused"),
    [
        ("call.corrected", None, "iran", True),
        ("call.corrected", None, "iraq", False),
        ("call.corrected", ABSENT, "iraq", True),
        ("call.erased", None, "iraq", True),
    ],
)
def test_the_database_refuses_a_correction_of_anothers_call(story, kind, ref, who, is_refused):
    viewer_of, as_member = story
    made = note_call(viewer_of("iraq"), CALL, TO_IRAN)
    body = {
        "called_at": CALL.called_at, "way": "incoming", "party": "", "person": "x", "words": "x",
        "confirmed_by": "", "note": "", "reason": "",
    }  # fmt: skip

    def say():
        with as_member(who, write=True) as tx:
            label = Label(frozenset((IRAQ, IRAN)))
            ledger.append(tx, kind, body, label=label, refs=[ref or made])

    if is_refused:
        with pytest.raises(NotAllowed):
            say()
    else:
        say()
    assert len(seen(viewer_of("iraq"), made).versions) == (1 if is_refused else 2)


def test_a_row_is_laid_for_no_other_readers_than_the_call_has(at_nine, viewer_of, as_member):
    made = note_call(viewer_of("iraq"), CALL, TO_IRAN)
    body = {
        "called_at": CALL.called_at, "way": "incoming", "party": "", "person": "x", "words": "x",
        "confirmed_by": "", "note": "", "reason": "",
    }  # fmt: skip
    with pytest.raises(NotAllowed), as_member("iraq", write=True) as tx:
        ledger.append(tx, "call.corrected", body, label=access.label(tx, whole_centre=True), refs=[made])
    assert len(seen(viewer_of("iraq"), made).versions) == 1


def test_sent_twice_under_one_id_it_is_noted_once(at_nine, viewer_of):
    first = note_call(viewer_of("iraq"), CALL, Reach(), client="one")
    assert note_call(viewer_of("iraq", 1), CALL, Reach(), client="one") == first
    other = note_call(viewer_of("iran"), CALL, Reach(), client="one")
    assert other != first
    assert len(calls(viewer_of("iraq")).rows) == 1


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        ({"person": " \n"}, CallFlaw.NO_PERSON),
        ({"words": "\0"}, CallFlaw.NO_WORDS),
        ({"called_at": dt.datetime.fromisoformat("2016-03-20T09:06+00:00")}, CallFlaw.WHEN),
        ({"called_at": dt.datetime.fromisoformat("2006-03-20T09:00+00:00")}, CallFlaw.WHEN),
        ({"party": MemberId("atlantis")}, CallFlaw.STRANGER),
        ({"words": "x" * 10_001}, CallFlaw.TOO_LONG),
        ({"confirmed_by": "x" * 201}, CallFlaw.TOO_LONG),
    ],
)
def test_what_is_no_call_is_told_by_its_flaw(at_nine, viewer_of, change, flaw):
    with pytest.raises(CallIncomplete) as told:
        note_call(viewer_of("iraq"), replace(CALL, **change), Reach())
    assert told.value.flaw == flaw
    assert calls(viewer_of("iraq")).rows == ()


def test_a_link_that_leads_nowhere_is_refused(at_nine, viewer_of):
    with pytest.raises(LinkLeadsNowhere):
        note_call(viewer_of("iraq"), replace(CALL, links=(ABSENT,)), Reach())


def test_the_list_is_paged_without_a_gap_and_hidden_calls_shift_nothing(at_nine, viewer_of):
    made = []
    for minute in range(7):
        at = CALL.called_at - dt.timedelta(minutes=minute)
        made.append(note_call(viewer_of("iraq"), replace(CALL, called_at=at), TO_IRAN))
        note_call(viewer_of("iraq"), replace(CALL, called_at=at), Reach())  # Iran is told nothing of it
    found, cursor = [], None
    while True:
        page = calls(viewer_of("iran"), cursor=cursor, limit=3)
        found += [each.id for each in page.rows]
        if (cursor := page.next) is None:
            break
    assert found == made
    with pytest.raises(BadInput):
        calls(viewer_of("iran"), cursor="x")


def test_who_may_not_release_notes_for_the_own_member_alone(at_nine, viewer_of, as_member, database):
    from diwan import charter

    administrator = viewer_of("iraq")
    with store.acting_as(administrator) as tx:
        other = next(each for each in charter.officers(tx) if each.id != administrator.officer)
    charter.change_officer(administrator, other.id, names=other.names, language="ar", roles=("analyst",))
    analyst = next(v for v in (viewer_of("iraq", 0), viewer_of("iraq", 1)) if v.officer == other.id)
    with pytest.raises(NotAllowed):
        note_call(analyst, CALL, TO_IRAN)
    assert seen(administrator, note_call(analyst, CALL, Reach())).now.way == CallWay.INCOMING


def test_a_rebuild_gives_the_same_calls(clock, viewer_of):
    clock(NOW)
    made = note_call(viewer_of("iraq"), CALL, TO_IRAN)
    clock(LATER)
    correct_call(viewer_of("iraq"), made, replace(CALL, words="None."), "Misheard.")
    before = seen(viewer_of("iran"), made)
    wiring.rebuild()
    assert seen(viewer_of("iran"), made) == before
