"""Some advise, others decide: who may say what of a recommendation, what its deadline does, and what others are told."""

import datetime as dt
from dataclasses import replace

import psycopg
import pytest

from diwan import charter, gather, ledger, store
from diwan.coordinate.links import LinkLeadsNowhere, LinkNotReadByAll, links_in
from diwan.coordinate.recommendation_words import AdviceAnswer, AdviceStanding, AdviceState
from diwan.coordinate.recommendations import (
    DeadlinePassed,
    Flaw,
    IsWithdrawn,
    Readers,
    RecommendationIncomplete,
    SaidAlready,
    TextChanged,
    Wording,
    amend,
    answer,
    clarify,
    follow,
    join,
    recommend,
    recommendation,
    recommendations,
    withdraw,
)
from diwan.core.errors import NotAllowed, NotVisible
from diwan.core.ids import MemberId, RecordId
from diwan.core.labels import Label
from diwan.entry import wiring
from diwan.entry.worker import run_until_idle

IRAQ, IRAN, RUSSIA, SYRIA = (MemberId(each) for each in ("iraq", "iran", "russia", "syria"))
ABSENT = RecordId("00000000-0000-4000-8000-000000000000")
NOW, LATER = "2020-03-01T09:00+00:00", "2020-03-03T09:00+00:00"
SLUICE = Wording(
    "Open the sluice", "Open the western sluice before the rain.", dt.datetime.fromisoformat(LATER)
)
ALL = Readers(whole_centre=True)


@pytest.fixture
def story(clock, viewer_of):
    """Iran recommends something to Iraq and Russia; Syria reads it only where the whole centre does."""
    clock(NOW)

    class Story:
        def __getattr__(self, member):
            """A token lasts an hour: a new one at each look, whatever the clock says by then."""
            return viewer_of(member)

        def made(self, readers=None, wording=SLUICE):
            return recommend(self.iran, wording, (IRAQ, RUSSIA), readers)

        def seen(self, viewer, which, at=None):
            with store.acting_as(viewer) as tx:
                return recommendation(tx, which, at)

    return Story()


def test_each_addressee_answers_for_itself_and_nobody_else_is_told(story, as_member):
    made = story.made()
    answer(story.iraq, made, made, AdviceAnswer.ACCEPTS)
    answer(story.russia, made, made, AdviceAnswer.RESERVES, "After the harvest.")
    found = story.seen(story.iran, made)
    assert found.standing_of(IRAQ) == AdviceStanding.ACCEPTS
    assert found.answer_of(RUSSIA).text == "After the harvest."
    assert found.state == AdviceState.ANSWERED
    with as_member("syria") as tx:
        assert recommendations(tx) == []
        for table in ("recommendation", "recommendation_version", "recommendation_step"):
            assert tx.value(f"SELECT count(*) FROM diwan.{table}") == 0
    for act in (
        lambda which: story.seen(story.syria, which),
        lambda which: answer(story.syria, which, which, AdviceAnswer.ACCEPTS),
        lambda which: join(story.syria, which, which),
        lambda which: withdraw(story.syria, which),
        lambda which: amend(story.syria, which, SLUICE),
        lambda which: clarify(story.syria, which, which, "so"),
        lambda which: follow(story.syria, which, "so"),
    ):
        for which in (made, ABSENT):
            with pytest.raises(NotVisible):
                act(which)


def test_whoever_only_reads_it_answers_nothing(story):
    made = story.made(ALL)
    for act in (
        lambda: answer(story.syria, made, made, AdviceAnswer.ACCEPTS),
        lambda: answer(story.iran, made, made, AdviceAnswer.ACCEPTS),  # its maker does not answer itself
        lambda: withdraw(story.iraq, made),
        lambda: amend(story.syria, made, SLUICE),
        lambda: follow(story.syria, made, "Done."),
        lambda: join(story.iraq, made, made),  # who is to decide does not recommend it as well
    ):
        with pytest.raises(NotAllowed):
            act()
    assert story.seen(story.syria, made).said == ()


@pytest.mark.parametrize(
    ("who", "kind", "is_refused"),
    [
        (SYRIA, "recommendation.answered", True),
        (IRAN, "recommendation.answered", True),
        (IRAQ, "recommendation.answered", False),
        (IRAQ, "recommendation.amended", True),
        (IRAQ, "recommendation.withdrawn", True),
        (IRAQ, "recommendation.joined", True),
        (SYRIA, "recommendation.followed", True),
        (SYRIA, "recommendation.forged", True),
    ],
)
def test_the_database_refuses_the_record_of_whoever_was_not_asked(story, as_member, who, kind, is_refused):
    made = story.made(ALL)
    body = {
        "answer": "accepts",
        "text": "",
        "number": 2,
        "title": "",
        "reasons": "",
        "answer_by": LATER,
        "zone": "",
    }
    readers = Label(frozenset((IRAN, IRAQ, RUSSIA, SYRIA)))

    def say():
        with as_member(who, write=True) as tx:
            ledger.append(tx, kind, body, label=readers, refs=[made, made])

    if is_refused:
        with pytest.raises(NotAllowed):
            say()
    else:
        say()
    assert len(story.seen(story.syria, made).said) == (0 if is_refused else 1)


def test_no_answer_goes_beyond_those_who_read_the_recommendation(story, as_member):
    made = story.made()
    body, wider = {"answer": "accepts", "text": ""}, Label(frozenset((IRAN, IRAQ, SYRIA)))

    def say_it_to_syria():
        with as_member(IRAQ, write=True) as tx:
            ledger.append(tx, "recommendation.answered", body, label=wider, refs=[made, made])

    with pytest.raises(NotAllowed):
        say_it_to_syria()


def test_the_deadline_is_read_from_the_clock_and_silence_is_no_consent(story, clock, as_member):
    made = story.made()
    answer(story.iraq, made, made, AdviceAnswer.ACCEPTS)
    clock("2020-03-03T08:59:59+00:00")
    assert story.seen(story.iran, made).standing_of(RUSSIA) == AdviceStanding.WAITING
    clock(LATER)
    found = story.seen(story.iran, made)
    assert found.standing_of(RUSSIA) == AdviceStanding.SILENT
    assert found.standing_of(IRAQ) == AdviceStanding.ACCEPTS
    assert found.state == AdviceState.OVER
    with pytest.raises(DeadlinePassed):
        answer(story.russia, made, made, AdviceAnswer.ACCEPTS)
    assert (
        story.seen(story.iran, made, dt.datetime.fromisoformat(NOW)).standing_of(RUSSIA)
        == AdviceStanding.WAITING
    )


def test_the_database_takes_no_answer_after_the_deadline_whatever_time_the_record_gives_itself(
    story, clock, database, monkeypatch, viewer_of
):
    made = story.made()
    early = dt.datetime.fromisoformat(NOW)
    clock("2020-03-03T10:00+00:00")
    store.use(database)  # connections that open from now on have this hour
    russia = viewer_of(RUSSIA)
    monkeypatch.setattr("diwan.core.clock.springs.now", lambda: early)
    with pytest.raises(NotAllowed):
        answer(russia, made, made, AdviceAnswer.ACCEPTS)
    assert story.seen(russia, made).said == ()


def test_until_the_deadline_a_later_answer_takes_the_place_of_the_one_before(story, clock):
    made = story.made()
    answer(story.iraq, made, made, AdviceAnswer.ACCEPTS)
    answer(story.iraq, made, made, AdviceAnswer.ACCEPTS)  # pressed twice, said once
    clock("2020-03-01T12:00+00:00")
    answer(story.iraq, made, made, AdviceAnswer.DECLINES)
    found = story.seen(story.russia, made)
    assert [each.answer for each in found.answers_of(IRAQ)] == [AdviceAnswer.ACCEPTS, AdviceAnswer.DECLINES]
    assert found.standing_of(IRAQ) == AdviceStanding.DECLINES
    assert found.answer_of(IRAQ).text == ""  # the reason may be withheld
    assert (
        story.seen(story.iran, made, dt.datetime.fromisoformat(NOW)).standing_of(IRAQ)
        == AdviceStanding.ACCEPTS
    )


def test_a_question_is_answered_by_who_makes_it_and_is_no_answer_itself(story):
    made = story.made()
    answer(story.iraq, made, made, AdviceAnswer.ASKS, "How high is the water?")
    found = story.seen(story.iran, made)
    assert found.standing_of(IRAQ) == AdviceStanding.ASKED
    (question,) = found.questions_open()
    with pytest.raises(NotAllowed):
        clarify(story.russia, made, question.record, "High.")
    with pytest.raises(NotVisible):
        clarify(story.iran, made, ABSENT, "High.")
    clarify(story.iran, made, question.record, "Two metres.")
    with pytest.raises(SaidAlready):
        clarify(story.iran, made, question.record, "Three metres.")
    found = story.seen(story.russia, made)
    assert found.reply_to(question.record).text == "Two metres."
    assert found.standing_of(IRAQ) == AdviceStanding.WAITING
    answer(story.iraq, made, made, AdviceAnswer.ACCEPTS)
    answer(story.iraq, made, made, AdviceAnswer.ASKS, "And the eastern one?")
    assert (
        story.seen(story.iran, made).standing_of(IRAQ) == AdviceStanding.ACCEPTS
    )  # a question takes nothing back


def test_an_amended_text_asks_anew_and_keeps_what_was_answered_to_the_old_one(story, clock):
    made = story.made(ALL)
    join(story.syria, made, made)
    answer(story.iraq, made, made, AdviceAnswer.ACCEPTS)
    clock("2020-03-01T12:00+00:00")
    amend(story.iran, made, replace(SLUICE, title="Open both sluices"))
    found = story.seen(story.iraq, made)
    assert (found.now.number, found.now.title) == (2, "Open both sluices")
    assert found.standing_of(IRAQ) == AdviceStanding.WAITING
    assert [each.number for each in found.answers_of(IRAQ)] == [1]
    assert found.makers == (IRAN,)  # Syria joined another text
    with pytest.raises(TextChanged):
        answer(story.iraq, made, made, AdviceAnswer.ACCEPTS)
    with pytest.raises(TextChanged):
        join(story.syria, made, made)
    answer(story.iraq, made, found.now.record, AdviceAnswer.DECLINES, "Too much water.")
    assert story.seen(story.iran, made).standing_of(IRAQ) == AdviceStanding.DECLINES


def test_a_member_joins_and_takes_its_own_name_back(story, clock):
    made = story.made(ALL)
    join(story.syria, made, made)
    with pytest.raises(SaidAlready):
        join(story.syria, made, made)
    assert story.seen(story.iraq, made).makers == (IRAN, SYRIA)
    clock("2020-03-01T10:00+00:00")
    withdraw(story.syria, made, "The gauge was read wrongly.")
    found = story.seen(story.iraq, made)
    assert (found.makers, found.state) == ((IRAN,), AdviceState.OPEN)
    withdraw(story.iran, made)
    assert story.seen(story.iraq, made).state == AdviceState.WITHDRAWN
    assert story.seen(story.iraq, made).standing_of(IRAQ) == AdviceStanding.DROPPED
    for act in (
        lambda: answer(story.iraq, made, made, AdviceAnswer.ACCEPTS),
        lambda: amend(story.iran, made, SLUICE),
        lambda: join(story.syria, made, made),
        lambda: withdraw(story.iran, made),
    ):
        with pytest.raises(IsWithdrawn):
            act()


def test_what_came_of_it_is_told_by_who_made_it_or_was_asked(story):
    made = story.made()
    answer(story.iraq, made, made, AdviceAnswer.ACCEPTS)
    follow(story.iraq, made, "The sluice is open since noon.")
    follow(story.iraq, made, "The sluice is open since noon.")
    told = [each for each in story.seen(story.russia, made).said if each.step == "followed"]
    assert [each.text for each in told] == ["The sluice is open since noon."]


def filed(viewer, *readers):
    raw = gather.Raw("gauge.txt", b"The gauge at the old bridge stood at two metres on Sunday.")
    item = gather.receive(viewer, gather.Arrival(raw, "upload", gather.Reach(readers)))
    run_until_idle()
    with store.acting_as(viewer) as tx:
        return RecordId(tx.value("SELECT report FROM diwan.report WHERE item = %s", [item]))


def test_it_links_only_what_all_its_readers_read(story):
    shared, own = filed(story.iran, IRAQ, RUSSIA), filed(story.iran)
    made = story.made(wording=replace(SLUICE, links=(shared,)))
    assert story.seen(story.iraq, made).now.links == (shared,)
    with pytest.raises(LinkNotReadByAll) as trouble:
        story.made(wording=replace(SLUICE, links=(shared, own)))
    assert {each.id for each in trouble.value.members} == {IRAQ, RUSSIA}
    hidden = filed(story.syria)
    for which in (hidden, ABSENT):
        with pytest.raises(LinkLeadsNowhere):
            story.made(wording=replace(SLUICE, links=(which,)))
    with store.acting_as(story.iran) as tx:
        pasted = f"http://localhost:8000/reports/{shared} {shared}\n/recommendations/{made}"
        assert links_in(tx, pasted) == (shared, made)
        event = tx.value("SELECT event FROM diwan.event_report WHERE report = %s", [shared])
        assert event is None or shared in links_in(tx, f"/events/{event}")
        with pytest.raises(LinkLeadsNowhere):
            links_in(tx, "the old bridge")


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        ({"title": " "}, Flaw.NO_TITLE),
        ({"text": "\0"}, Flaw.NO_TEXT),
        ({"answer_by": dt.datetime.fromisoformat(NOW)}, Flaw.DEADLINE),
        ({"answer_by": dt.datetime(2022, 1, 1, tzinfo=dt.UTC)}, Flaw.DEADLINE),
        ({"title": "x" * 201}, Flaw.TOO_LONG),
        ({"reasons": "x" * 20_001}, Flaw.TOO_LONG),
    ],
)
def test_what_cannot_be_recommended_names_its_flaw(story, change, flaw):
    with pytest.raises(RecommendationIncomplete) as trouble:
        story.made(wording=replace(SLUICE, **change))
    assert trouble.value.flaw == flaw


def test_who_is_asked_is_another_member_that_reads_here(story):
    for to, flaw in (
        ((), Flaw.NOBODY),
        ((IRAN,), Flaw.NOBODY),
        (("united-states",), Flaw.STRANGER),
        (("mars",), Flaw.STRANGER),
    ):
        with pytest.raises(RecommendationIncomplete) as trouble:
            recommend(story.iran, SLUICE, to)
        assert trouble.value.flaw == flaw
    made = story.made()
    for said in (AdviceAnswer.RESERVES, AdviceAnswer.ASKS):
        with pytest.raises(RecommendationIncomplete) as trouble:
            answer(story.iraq, made, made, said, "  ")
        assert trouble.value.flaw == Flaw.NO_WORDS


def test_sent_twice_under_one_name_it_is_made_once_and_names_are_each_members_own(story):
    first = recommend(story.iran, SLUICE, (IRAQ,), client="form-1")
    assert recommend(story.iran, SLUICE, (IRAQ,), client="form-1") == first
    assert recommend(story.russia, SLUICE, (IRAQ,), client="form-1") != first


def test_an_analyst_says_nothing_in_its_members_name(story, viewer_of):
    made = story.made()
    with store.acting_as(story.iraq) as tx:
        second = charter.officers(tx)[1]
    charter.change_officer(story.iraq, second.id, names=second.names, language="ar", roles=("analyst",))
    analyst = next(v for n in (0, 1) if (v := viewer_of(IRAQ, n)).officer == second.id)
    for act in (
        lambda: answer(analyst, made, made, AdviceAnswer.ACCEPTS),
        lambda: recommend(analyst, SLUICE, (IRAN,)),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert story.seen(analyst, made).id == made  # it reads what its member reads


def rows_of(database):
    with psycopg.connect(database.admin) as admin:
        return {
            table: admin.execute(f"SELECT t::text FROM diwan.{table} t ORDER BY 1").fetchall()
            for table in ("recommendation", "recommendation_version", "recommendation_step")
        }


def test_a_rebuild_gives_the_same_tables_also_after_the_deadline(story, clock, database):
    made = story.made(ALL)
    join(story.syria, made, made)
    answer(story.iraq, made, made, AdviceAnswer.ASKS, "When?")
    clarify(story.iran, made, story.seen(story.iran, made).questions_open()[0].record, "Tomorrow.")
    answer(story.iraq, made, made, AdviceAnswer.RESERVES, "Half of it.")
    amend(story.iran, made, replace(SLUICE, text="Half open."))
    follow(story.iran, made, "Half of it is open.")
    withdraw(story.iran, made, "The rain did not come.")
    before = rows_of(database)
    assert [len(rows) for rows in before.values()] == [1, 2, 6]
    clock("2020-04-01T09:00+00:00")
    store.use(database)
    wiring.rebuild()
    assert rows_of(database) == before
