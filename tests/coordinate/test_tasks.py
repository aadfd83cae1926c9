"""Requests and tasks: who may ask, answer, hand on and close; what is due from whom; what others are told."""

import datetime as dt
import itertools
from dataclasses import replace

import psycopg
import pytest

from diwan import charter, ledger, store
from diwan.charter.handover import open_matters
from diwan.coordinate.due import due_from
from diwan.coordinate.due_words import Why
from diwan.coordinate.recommendations import Readers, recommend
from diwan.coordinate.recommendations import Wording as Advice
from diwan.coordinate.task_words import TaskStanding, TaskStep
from diwan.coordinate.tasks import (
    Answered,
    Flaw,
    TaskClosed,
    TaskIncomplete,
    Wording,
    answer_task,
    close_task,
    open_task,
    open_to_all,
    task,
    tasks,
)
from diwan.core.clock import springs
from diwan.core.errors import NotAllowed, NotVisible
from diwan.core.ids import MemberId, RecordId
from diwan.core.labels import Label
from diwan.entry import wiring

IRAQ, IRAN, RUSSIA, SYRIA = (MemberId(each) for each in ("iraq", "iran", "russia", "syria"))
ABSENT = RecordId("00000000-0000-4000-8000-000000000000")
# Four days before the term of Iran passes to Russia.
NOW, DUE, AFTER = "2016-03-20T09:00+00:00", "2016-03-22T09:00+00:00", "2016-03-23T09:00+00:00"
GAUGE = Wording("Gauge", "Read the gauge at the weir.", dt.datetime.fromisoformat(DUE))
DONE = Answered(TaskStep.DONE, "Two metres.")
ACCEPTED = Answered(TaskStep.ACCEPTED)


@pytest.fixture
def story(clock, viewer_of, monkeypatch):
    """Time goes on from NOW a little with every look at the clock, until a test sets another."""
    began, ticks = clock(NOW), itertools.count()
    monkeypatch.setattr(springs, "now", lambda: began + dt.timedelta(milliseconds=next(ticks)))

    class Story:
        def __getattr__(self, member):
            """A token lasts an hour: a new one at each look, whatever the clock says by then."""
            return viewer_of(member)

        def opened(self, **more):
            return open_task(self.russia, more.pop("wording", GAUGE), (IRAQ,), **more)

        def seen(self, viewer, which, at=None):
            with store.acting_as(viewer) as tx:
                return task(tx, which, at)

    return Story()


def directs(viewer):
    with store.acting_as(viewer) as tx:
        return charter.is_director(tx, viewer.member)


@pytest.fixture
def director_and_other(story):
    viewers = (story.iran, story.iraq, story.russia, story.syria)
    director = next(each for each in viewers if directs(each))
    return director, next(each for each in viewers if each is not director)


def test_who_is_asked_takes_it_on_does_it_and_a_third_member_finds_nothing(story, as_member):
    made = story.opened()
    answer_task(story.iraq, made, replace(ACCEPTED, holder="Duty desk"))
    found = story.seen(story.russia, made)
    assert (found.standing_of(IRAQ), found.answer_of(IRAQ).holder) == (TaskStanding.ACCEPTED, "Duty desk")
    answer_task(story.iraq, made, DONE)
    answer_task(story.iraq, made, DONE)  # pressed twice, said once
    found = story.seen(story.russia, made)
    assert [each.step for each in found.said] == [TaskStep.ACCEPTED, TaskStep.DONE]
    assert not found.is_open
    with as_member(SYRIA) as tx:
        assert tasks(tx) == []
        for table in ("task", "task_step"):
            assert tx.value(f"SELECT count(*) FROM diwan.{table}") == 0
    for act in (
        lambda which: story.seen(story.syria, which),
        lambda which: answer_task(story.syria, which, DONE),
        lambda which: close_task(story.syria, which),
    ):
        for which in (made, ABSENT):
            with pytest.raises(NotVisible):
                act(which)


def test_whoever_only_reads_it_says_nothing_of_it(story):
    made = story.opened(whole_centre=True)
    for act in (
        lambda: answer_task(story.syria, made, DONE),
        lambda: answer_task(story.russia, made, DONE),
        lambda: close_task(story.iraq, made),
        lambda: answer_task(story.iraq, made, Answered(TaskStep.CLOSED)),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert story.seen(story.syria, made).said == ()


@pytest.mark.parametrize(
    ("who", "kind", "is_refused"),
    [
        (SYRIA, "task.answered", True),
        (RUSSIA, "task.answered", True),
        (IRAQ, "task.answered", False),
        (IRAQ, "task.closed", True),
        (RUSSIA, "task.closed_to_all", True),  # it is no request of the centre's
        (RUSSIA, "task.closed", False),
        (SYRIA, "task.burned", True),
    ],
)
def test_the_database_refuses_the_record_of_whoever_was_not_asked(story, as_member, who, kind, is_refused):
    made = story.opened(whole_centre=True)
    body = {"step": "closed" if "closed" in kind else "done", "text": "so"}
    label = Label(frozenset((IRAN, IRAQ, RUSSIA, SYRIA)))

    def say():
        with as_member(who, write=True) as tx:
            ledger.append(tx, kind, body, label=label, refs=[made])

    if is_refused:
        with pytest.raises(NotAllowed):
            say()
    else:
        say()
    assert len(story.seen(story.syria, made).said) == (0 if is_refused else 1)


def test_only_the_directors_member_opens_and_closes_the_centres_own(story, director_and_other, as_member):
    director, other = director_and_other
    with pytest.raises(NotAllowed):
        open_to_all(other, GAUGE)
    body = {
        "form": "task", "title": "x", "text": "x", "reasons": "", "due_at": DUE, "zone": "UTC",
        "asked": [director.member], "client": "x",
    }  # fmt: skip

    def past_the_use_case():
        with as_member(other.member, write=True) as tx:
            ledger.append(tx, "task.opened_to_all", body, label=charter.whole_centre(tx))

    with pytest.raises(NotAllowed):
        past_the_use_case()
    made = open_to_all(director, GAUGE)
    found = story.seen(other, made)
    assert found.is_centres
    assert set(found.asked) == {IRAN, IRAQ, RUSSIA, SYRIA} - {director.member}
    with pytest.raises(NotAllowed):
        close_task(other, made)
    close_task(director, made, "Enough is known.")
    assert story.seen(other, made).standing_of(other.member) == TaskStanding.LET_GO


def test_the_next_director_closes_what_the_one_before_opened(
    story, director_and_other, clock, database, viewer_of
):
    director, _ = director_and_other
    made = open_to_all(director, replace(GAUGE, due_at=dt.datetime(2016, 5, 1, tzinfo=dt.UTC)))
    clock("2016-04-10T09:00+00:00")
    store.use(database)  # connections that open from now on have this hour
    viewers = [viewer_of(each) for each in (IRAN, IRAQ, RUSSIA, SYRIA)]
    follower = next(each for each in viewers if directs(each))
    assert follower.member != director.member
    before = next(each for each in viewers if each.member == director.member)
    with pytest.raises(NotAllowed):
        close_task(before, made)
    close_task(follower, made)
    assert story.seen(before, made).closed.member == follower.member


def test_handed_on_it_is_due_from_the_other_who_may_decline(story):
    made = story.opened(readers=(SYRIA,))
    with pytest.raises(TaskIncomplete) as trouble:
        answer_task(story.iraq, made, Answered(TaskStep.HANDED_ON))
    assert trouble.value.flaw == Flaw.NO_HOLDER
    for passed_to in (IRAN, RUSSIA, MemberId("mars")):  # reads nothing of it, asks it, is nobody
        with pytest.raises(TaskIncomplete) as trouble:
            answer_task(story.iraq, made, Answered(TaskStep.HANDED_ON, passed_to=passed_to))
        assert trouble.value.flaw == Flaw.NOT_A_READER
    answer_task(story.iraq, made, Answered(TaskStep.HANDED_ON, passed_to=SYRIA))
    found = story.seen(story.russia, made)
    assert (found.standing_of(IRAQ), found.standing_of(SYRIA)) == (
        TaskStanding.HANDED_ON,
        TaskStanding.WAITING,
    )
    answer_task(story.syria, made, Answered(TaskStep.DECLINED))
    assert not story.seen(story.russia, made).is_open


def test_overdue_and_late_are_read_from_the_clock(story, clock, database):
    made = story.opened()
    clock("2016-03-22T08:59:59+00:00")
    assert not story.seen(story.iraq, made).is_overdue
    clock(AFTER)
    store.use(database)  # connections that open from now on have this hour
    assert story.seen(story.iraq, made).is_overdue_of(IRAQ)
    answer_task(story.iraq, made, DONE)
    found = story.seen(story.iraq, made)
    assert (found.is_overdue, found.is_late_of(IRAQ)) == (False, True)
    first_day = dt.datetime.fromisoformat("2016-03-20T12:00+00:00")
    assert story.seen(story.iraq, made, first_day).standing_of(IRAQ) == TaskStanding.WAITING


def test_closed_it_takes_no_answer(story):
    made = story.opened()
    close_task(story.russia, made, "Read by our own.")
    for act in (lambda: answer_task(story.iraq, made, DONE), lambda: close_task(story.russia, made)):
        with pytest.raises(TaskClosed):
            act()


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        ({"title": "\0"}, Flaw.NO_TITLE),
        ({"text": " "}, Flaw.NO_TEXT),
        ({"due_at": dt.datetime.fromisoformat(NOW)}, Flaw.DUE),
        ({"title": "x" * 201}, Flaw.TOO_LONG),
    ],
)
def test_what_cannot_be_asked_names_its_flaw(story, change, flaw):
    with pytest.raises(TaskIncomplete) as trouble:
        story.opened(wording=replace(GAUGE, **change))
    assert trouble.value.flaw == flaw


def test_who_is_asked_reads_here_and_sent_twice_it_is_opened_once(story):
    for to, flaw in (((), Flaw.NOBODY), (("united-states",), Flaw.STRANGER), (("mars",), Flaw.STRANGER)):
        with pytest.raises(TaskIncomplete) as trouble:
            open_task(story.russia, GAUGE, to)
        assert trouble.value.flaw == flaw
    for client in ("form-1", "a name of more than sixty-four letters " * 3):
        assert story.opened(client=client) == story.opened(client=client)
    first = story.opened(client="form-1")
    assert open_task(story.iran, GAUGE, (IRAQ,), client="form-1") != first
    with pytest.raises(TaskIncomplete) as trouble:
        answer_task(story.iraq, first, Answered(TaskStep.DONE))
    assert trouble.value.flaw == Flaw.NO_OUTCOME


def test_what_is_due_from_a_member_says_why_and_is_told_to_no_other(story):
    advice = Advice("Sluice", "Open it.", dt.datetime.fromisoformat("2016-03-21T09:00+00:00"))
    recommend(story.russia, advice, (IRAQ,))
    made = story.opened()
    own = {viewer.member: due(viewer) for viewer in (story.iraq, story.russia, story.syria)}
    assert own == {IRAQ: [Why.RECOMMENDATION, Why.ASKED], RUSSIA: [], SYRIA: []}
    answer_task(story.iraq, made, ACCEPTED)
    assert due(story.iraq) == [Why.RECOMMENDATION, Why.UNDERTAKEN]
    answer_task(story.iraq, made, DONE)
    assert due(story.russia) == [Why.TO_CLOSE]
    close_task(story.russia, made)
    assert due(story.russia) == []


def due(viewer):
    with store.acting_as(viewer) as tx:
        return [each.why for each in due_from(tx, viewer.member)]


def test_the_handover_lists_decisions_and_overdue_tasks_that_the_whole_centre_reads(story, clock):
    advice = Advice("Sluice", "Open it.", dt.datetime.fromisoformat("2016-04-21T09:00+00:00"))
    public = recommend(story.russia, advice, (IRAQ,), Readers(whole_centre=True))
    recommend(story.russia, advice, (IRAQ,))
    opened = story.opened(whole_centre=True)
    story.opened()
    clock(AFTER)
    with store.acting_as(story.syria) as tx:
        told = {
            each["record"]: each
            for each in open_matters(tx, IRAQ)
            if each["kind"] in ("recommendation", "task")
        }
    assert told.keys() == {str(public), str(opened)}
    assert told[str(opened)]["is_overdue"]
    assert all(each["waits"] for each in told.values())


def rows_of(database):
    with psycopg.connect(database.admin) as admin:
        return {
            table: admin.execute(f"SELECT t::text FROM diwan.{table} t ORDER BY 1").fetchall()
            for table in ("task", "task_step")
        }


def test_a_rebuild_gives_the_same_tables_also_in_another_term(story, director_and_other, clock, database):
    director, other = director_and_other
    made = open_to_all(director, GAUGE)
    answer_task(other, made, DONE)
    close_task(director, made)
    answer_task(story.iraq, story.opened(readers=(SYRIA,)), Answered(TaskStep.HANDED_ON, passed_to=SYRIA))
    before = rows_of(database)
    assert [len(rows) for rows in before.values()] == [2, 3]
    clock("2016-04-10T09:00+00:00")
    store.use(database)
    wiring.rebuild()
    assert rows_of(database) == before
