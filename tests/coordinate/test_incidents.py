"""Incidents: each side tells its own version, nobody changes another's, and both sides count the same."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest

from diwan import access, ledger, store
from diwan.coordinate.due import due_from
from diwan.coordinate.due_words import Why
from diwan.coordinate.incident_counts import NoSuchSide, SpanUnclear, counts, written
from diwan.coordinate.incident_words import Account, Field, IncidentKind, IncidentStand, IncidentStanding
from diwan.coordinate.incidents import (
    IncidentFlaw,
    IncidentIncomplete,
    IncidentWithdrawn,
    incident,
    incidents,
    reply,
    report_incident,
    tell_version,
    withdraw_incident,
)
from diwan.coordinate.links import LinkLeadsNowhere
from diwan.core.errors import BadInput, NotAllowed, NotVisible
from diwan.core.ids import MemberId, RecordId
from diwan.core.labels import Label
from diwan.entry import wiring
from diwan.gather import Reach

IRAQ, IRAN, SYRIA, RUSSIA = (MemberId(each) for each in ("iraq", "iran", "syria", "russia"))
ABSENT = RecordId(uuid.UUID("00000000-0000-4000-8000-000000000000"))
NOW, LATER, LATEST = (f"2016-03-20T09:{minute:02}+00:00" for minute in (0, 20, 40))
AT = dt.datetime.fromisoformat("2016-03-20T08:30+00:00")
TOLD = Account(IncidentKind.NEAR_MISS, AT, "Over the weir", "They passed at 50 metres.", point=(34.2, 43.8))
THEIRS = replace(
    TOLD, words="We kept 500 metres.", stand=IncidentStand.OTHERWISE, happened_at=AT + dt.timedelta(minutes=4)
)
TO_IRAN = Reach(members=(IRAN,))
SPAN = (AT - dt.timedelta(days=1), AT + dt.timedelta(days=1))


@pytest.fixture
def story(clock, viewer_of, as_member):
    clock(NOW)
    return Story(viewer_of, as_member)


class Story:
    def __init__(self, viewer_of, as_member):
        self.iraq, self.iran, self.syria, self.russia = (
            viewer_of(each) for each in (IRAQ, IRAN, SYRIA, RUSSIA)
        )
        self.as_member = as_member

    def reported(self, reach=TO_IRAN, **more):
        return report_incident(self.iraq, "Two flights met", replace(TOLD, **more), (IRAN,), reach)

    def seen(self, viewer, which, at=None):
        with store.acting_as(viewer) as tx:
            return incident(tx, which, at)

    def due(self, viewer):
        with store.acting_as(viewer) as tx:
            return [each.why for each in due_from(tx, viewer.member)]


def test_both_versions_stand_side_by_side_and_say_where_they_differ(story, clock):
    made = story.reported()
    assert story.seen(story.iran, made).standing is IncidentStanding.ONE_SIDED
    clock(LATER)
    tell_version(story.iran, made, THEIRS)
    for viewer in (story.iraq, story.iran):
        found = story.seen(viewer, made)
        assert [(each.member, each.account.words) for each in found.versions] == [
            (IRAQ, TOLD.words),
            (IRAN, THEIRS.words),
        ]
        assert found.standing is IncidentStanding.DISPUTED
        assert found.differs(found.version_of(IRAN)) == {Field.TIME}
        assert found.differs(found.version_of(IRAQ)) == frozenset()
    assert story.seen(story.iran, made, dt.datetime.fromisoformat(NOW)).standing is IncidentStanding.ONE_SIDED


def test_a_third_finds_nothing_and_may_say_nothing(story):
    made = story.reported()
    assert incidents(story.syria).rows == ()
    with story.as_member("syria") as tx:
        assert tx.value("SELECT count(*) FROM diwan.incident_entry") == 0
    for which in (made, ABSENT):
        for act in (
            lambda which: story.seen(story.syria, which),
            lambda which: tell_version(story.syria, which, THEIRS),
            lambda which: reply(story.syria, which, "Why?"),
            lambda which: withdraw_incident(story.syria, which, "Wrong."),
        ):
            with pytest.raises(NotVisible):
                act(which)
    assert counts(story.syria, (), *SPAN).total == 0


def test_a_side_tells_another_version_and_the_first_stays(story, clock):
    made = story.reported()
    clock(LATER)
    tell_version(story.iran, made, THEIRS)
    with pytest.raises(IncidentIncomplete, match=IncidentFlaw.SAME.value):
        tell_version(story.iran, made, THEIRS)
    clock(LATEST)
    tell_version(story.iran, made, replace(THEIRS, stand=IncidentStand.HAPPENED, reason="The radar says so."))
    found = story.seen(story.iraq, made)
    assert found.standing is IncidentStanding.AGREED
    assert [each.account.stand for each in found.earlier_of(IRAN)] == [IncidentStand.OTHERWISE]
    assert found.version_of(IRAN).account.reason == "The radar says so."


@pytest.mark.parametrize(
    ("stand", "standing"),
    [
        (IncidentStand.HAPPENED, IncidentStanding.AGREED),
        (IncidentStand.OTHERWISE, IncidentStanding.DISPUTED),
        (IncidentStand.DENIED, IncidentStanding.DISPUTED),
        (IncidentStand.UNKNOWN, IncidentStanding.ONE_SIDED),
    ],
)
def test_how_it_stands_follows_from_what_was_told(story, stand, standing):
    made = story.reported()
    tell_version(story.iran, made, replace(THEIRS, stand=stand))
    assert story.seen(story.iraq, made).standing is standing


def test_whoever_reported_it_cannot_deny_it_but_withdraws_it_and_all_stays(story):
    made = story.reported()
    tell_version(story.iraq, made, replace(TOLD, words="At 60 metres.", stand=IncidentStand.DENIED))
    assert story.seen(story.iran, made).version_of(IRAQ).account.stand is IncidentStand.HAPPENED
    with pytest.raises(NotAllowed):
        withdraw_incident(story.iran, made, "It never was.")
    withdraw_incident(story.iraq, made, "It was our own flight.")
    found = story.seen(story.iran, made)
    assert (found.standing, found.withdrawn.words) == (IncidentStanding.WITHDRAWN, "It was our own flight.")
    assert len(found.versions) == 2
    for late in (
        lambda: tell_version(story.iran, made, THEIRS),
        lambda: withdraw_incident(story.iraq, made, "Again."),
    ):
        with pytest.raises(IncidentWithdrawn):
            late()
    reply(story.iran, made, "Thank you.")
    assert [each.words for each in story.seen(story.iraq, made).replies] == ["Thank you."]


def test_whoever_is_involved_and_reads_it_is_asked_for_its_version_until_it_tells_one(story):
    private = story.reported(Reach())
    assert story.due(story.iran) == []
    made = story.reported()
    assert story.due(story.iran) == [Why.INCIDENT]
    assert story.due(story.iraq) == story.due(story.syria) == []
    tell_version(
        story.iran, made, replace(THEIRS, stand=IncidentStand.UNKNOWN, words="", place="", point=None)
    )
    assert story.due(story.iran) == []
    with pytest.raises(NotVisible):
        story.seen(story.iran, private)


@pytest.mark.parametrize(
    ("kind", "ref", "who", "is_refused"),
    [
        ("incident.told", None, "iran", False),
        ("incident.replied", None, "iran", False),
        ("incident.withdrawn", None, "iran", True),
        ("incident.told", None, "syria", True),
        ("incident.told", ABSENT, "iran", True),
        ("incident.closed", None, "iraq", True),
    ],
)
def test_the_database_refuses_what_is_not_for_a_member_to_say(story, kind, ref, who, is_refused):
    made = story.reported()
    body = {
        "kind": "breach", "stand": "denied", "happened_at": TOLD.happened_at, "place": "x", "point": None, "words": "x",
        "reason": "",
    }  # fmt: skip
    if kind != "incident.told":
        body = {"words": "x"}

    def say():
        with story.as_member(who, write=True) as tx:
            label = Label(frozenset((IRAQ, IRAN)))
            ledger.append(tx, kind, body, label=label, refs=[ref or made])

    if is_refused:
        with pytest.raises(NotAllowed):
            say()
    else:
        say()
    found = story.seen(story.iraq, made)
    assert len(found.versions) + len(found.replies) == (1 if is_refused else 2)
    assert found.withdrawn is None


def test_a_version_goes_to_no_other_readers_than_the_incident(story):
    made = story.reported()
    body = {
        "kind": "breach", "stand": "denied", "happened_at": TOLD.happened_at, "place": "x", "point": None, "words": "x",
        "reason": "",
    }  # fmt: skip
    with pytest.raises(NotAllowed), story.as_member("iran", write=True) as tx:
        ledger.append(tx, "incident.told", body, label=access.label(tx, whole_centre=True), refs=[made])
    assert len(story.seen(story.iraq, made).versions) == 1


def test_two_sides_count_the_same_whatever_else_each_may_read(story, clock):
    both = story.reported()
    story.reported(Reach())  # Iraq's own
    story.reported(Reach(members=(RUSSIA,)))  # not for Iran
    story.reported(Reach(whole_centre=True), kind=IncidentKind.BREACH)
    report_incident(story.iran, "A fence fell", replace(TOLD, kind=IncidentKind.DAMAGE), (), Reach())
    clock(LATER)
    tell_version(story.iran, both, THEIRS)
    ours, theirs = counts(story.iraq, (IRAN,), *SPAN), counts(story.iran, (IRAQ,), *SPAN)
    assert ours == theirs
    assert ours.total == 2
    assert ours.rows[IncidentKind.NEAR_MISS][IncidentStanding.DISPUTED] == 1
    assert ours.rows[IncidentKind.BREACH][IncidentStanding.ONE_SIDED] == 1
    assert written(ours) == written(theirs)
    before = ours.mark
    tell_version(story.iran, both, replace(THEIRS, words="We kept 600 metres."))
    assert counts(story.iraq, (IRAN,), *SPAN).mark == counts(story.iran, (IRAQ,), *SPAN).mark != before
    assert (
        counts(story.iraq, (IRAN,), *SPAN, at=dt.datetime.fromisoformat(NOW)).rows[IncidentKind.NEAR_MISS][
            IncidentStanding.ONE_SIDED
        ]
        == 1
    )
    assert counts(story.iraq, (), *SPAN).total == 4
    assert counts(story.iraq, (IRAN,), SPAN[1], SPAN[1] + dt.timedelta(days=1)).total == 0


def test_a_table_holds_no_formula(story):
    report_incident(story.iraq, "=1+1", TOLD, (), TO_IRAN)
    assert b",'=1+1," in written(counts(story.iraq, (IRAN,), *SPAN))


def test_a_span_or_a_side_that_is_none_is_told(story):
    with pytest.raises(SpanUnclear):
        counts(story.iraq, (IRAN,), SPAN[1], SPAN[0])
    with pytest.raises(NoSuchSide):
        counts(story.iraq, (MemberId("atlantis"),), *SPAN)


def test_sent_twice_under_one_id_it_is_said_once(story):
    first = report_incident(story.iraq, "One", TOLD, (IRAN,), TO_IRAN, client="one")
    assert report_incident(story.iraq, "One", TOLD, (IRAN,), TO_IRAN, client="one") == first
    assert reply(story.iran, first, "Why?", client="two") == reply(story.iran, first, "Why?", client="two")
    assert len(story.seen(story.iraq, first).replies) == 1
    assert len(incidents(story.iraq).rows) == 1


@pytest.mark.parametrize(
    ("title", "change", "parties", "flaw"),
    [
        (" ", {}, (), IncidentFlaw.NO_TITLE),
        ("x" * 201, {}, (), IncidentFlaw.TOO_LONG),
        ("One", {"words": "\0"}, (), IncidentFlaw.NO_WORDS),
        ("One", {"place": " ", "point": None}, (), IncidentFlaw.NO_PLACE),
        ("One", {"happened_at": AT + dt.timedelta(hours=1)}, (), IncidentFlaw.WHEN),
        ("One", {"words": "x" * 20_001}, (), IncidentFlaw.TOO_LONG),
        ("One", {}, (MemberId("atlantis"),), IncidentFlaw.STRANGER),
        ("One", {}, (IRAQ,), IncidentFlaw.STRANGER),
    ],
)
def test_what_is_no_incident_is_told_by_its_flaw(story, title, change, parties, flaw):
    with pytest.raises(IncidentIncomplete) as told:
        report_incident(story.iraq, title, replace(TOLD, **change), parties, Reach())
    assert told.value.flaw == flaw
    assert incidents(story.iraq).rows == ()


def test_a_link_that_leads_nowhere_is_refused(story):
    with pytest.raises(LinkLeadsNowhere):
        story.reported(links=(ABSENT,))
    made = story.reported()
    with pytest.raises(LinkLeadsNowhere):
        reply(story.iran, made, "Why?", (ABSENT,))


def test_the_list_is_paged_without_a_gap_and_hidden_ones_shift_nothing(story, clock):
    made = []
    for hour in range(7):
        clock(f"2016-03-20T09:{10 + hour}+00:00")
        made.append(story.reported())
        story.reported(Reach())  # Iran is told nothing of it
    found, cursor = [], None
    while True:
        page = incidents(story.iran, cursor=cursor, limit=3)
        found += [each.id for each in page.rows]
        if (cursor := page.next) is None:
            break
    assert found == made[::-1]
    with pytest.raises(BadInput):
        incidents(story.iran, cursor="x")


def test_a_rebuild_gives_the_same_incidents(story):
    made = story.reported()
    tell_version(story.iran, made, THEIRS)
    reply(story.iraq, made, "Which radar?")
    withdraw_incident(story.iraq, made, "Settled.")
    before = story.seen(story.iran, made)
    wiring.rebuild()
    assert story.seen(story.iran, made) == before
