"""Briefs: fixed when they are published, read by nobody who may not read every part, and gone with a part that is recalled."""

import json
from dataclasses import replace
from uuid import UUID, uuid4

import psycopg
import pytest

from diwan import ledger, store
from diwan.analyse.judge import judge_value
from diwan.analyse.judgements import ValueKind, Verdict
from diwan.charter.preside import NotTheDirector
from diwan.core.errors import NotAllowed, NotVisible
from diwan.core.ids import MemberId
from diwan.core.labels import Label, Tlp
from diwan.core.languages import Language
from diwan.entry import wiring
from diwan.process.recall_report import recall_report
from diwan.share.products.draft import Draft, TooManyParts, add_to_draft, draft_of, keep_draft
from diwan.share.products.look import WiderThanItsParts, look
from diwan.share.products.publish import (
    BriefIncomplete,
    ChangedSinceLooked,
    draft_to_revise,
    publish,
    withdraw_brief,
)
from diwan.share.products.show import brief, briefs
from diwan.share.products.told import numbers_of, told
from diwan.share.products.views import PartState
from diwan.share.show_report import report as report_of

FLOOD = "River rises at Mosul\n\nThe water board said on Monday that a flood had closed the old bridge in Mosul and that 400 families had left their homes."
DENIED = "No flood in Mosul\n\nThe ministry of transport denied on Monday that the old bridge in Mosul had been closed by a flood."
TALKS = "Talks in Basra\n\nThe ministry of transport said on Wednesday that talks about the port of Basra would begin."
EVERYBODY = ("iran", "iraq", "russia", "syria")


@pytest.fixture
def filed(fresh_centre):
    """Everybody's flood, Iran's denial of it that Iraq and Russia read as well, Iraq's talks for Iran alone."""
    fresh_centre.file("flood", "iraq", FLOOD, outlet="Harbour Wire", whole_centre=True, tlp=Tlp.GREEN)
    fresh_centre.file(
        "denied", "iran", DENIED, outlet="Coast Daily", members=("iraq", "russia"), tlp=Tlp.AMBER
    )
    fresh_centre.file("talks", "iraq", TALKS, outlet="Harbour Wire", members=("iran",), tlp=Tlp.RED)
    return fresh_centre


def of(centre, *parts, **more):
    """A draft of these parts, each the names of reports."""
    ids = tuple(tuple(centre.reports[name] for name in part.split("+")) for part in parts)
    return Draft(parts=ids, title=more.pop("title", "The week in Mosul"), **more)


def readers(view):
    return tuple(sorted(each.id for each in view.label.readers))


def narrow(centre, name, author, to):
    body = {"members": sorted({author, *to}), "tlp": "TLP:AMBER"}
    label = Label(frozenset({MemberId(author), *map(MemberId, to)}))
    with store.acting_as(centre.viewer(author), write=True) as tx:
        ledger.append(tx, "label.narrowed", body, label=label, refs=[centre.reports[name]])


def words_in_any_table(words):
    """Where these words stand anywhere in the database, envelopes unpacked."""
    found = set()
    with psycopg.connect(store.in_use().admin) as admin:
        tables = admin.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'diwan' AND table_type = 'BASE TABLE'"
        ).fetchall()
        for (table,) in tables:
            query = f"SELECT 1 FROM diwan.{table} t WHERE t::text ILIKE %s LIMIT 1"
            if admin.execute(query, [f"%{words}%"]).fetchone():
                found.add(table)
        query = "SELECT count(*) FROM diwan.record WHERE envelope IS NOT NULL AND diwan.signed_payload(envelope)::text LIKE %s"
        if admin.execute(query, [f"%{words}%"]).fetchone()[0]:
            found.add("record")
    return found


# --- who reads it -------------------------------------------------------------------------------------------------


def test_before_publishing_it_says_who_will_read_it_and_what_holds_it_back(filed):
    seen = look(filed.officer("iraq"), of(filed, "flood+denied", "talks"))
    assert readers(seen) == ("iran", "iraq")
    assert seen.label.tlp is Tlp.RED
    lacking = {held.title.text: {m.id for m in held.lacks} for held in seen.widest.held_back}
    assert lacking == {"Talks in Basra": {"russia", "syria"}, "No flood in Mosul": {"syria"}}
    left = look(
        filed.officer("iraq"), of(filed, "flood+denied", "talks").without_report(filed.reports["talks"])
    )
    assert (readers(left), left.label.tlp) == (("iran", "iraq", "russia"), Tlp.AMBER)


def test_it_is_read_by_whoever_reads_every_part_and_by_nobody_else(filed):
    made = publish(filed.officer("iraq"), of(filed, "flood+denied"))
    for member in ("iraq", "iran", "russia"):
        told_ = brief(filed.viewer(member), made.id)
        assert [part.state for part in told_.parts] == [PartState.STANDS]
        assert "No flood in Mosul" in json.dumps([str(part.facts) for part in told_.parts])
    for stranger in (filed.viewer("syria"), filed.officer("syria")):
        with pytest.raises(NotVisible) as hidden:
            brief(stranger, made.id)
        with pytest.raises(NotVisible) as absent:
            brief(stranger, uuid4())
        assert str(hidden.value) == str(absent.value)
        assert briefs(stranger).briefs.rows == ()


def test_an_officer_narrows_and_never_widens(filed):
    iraq = filed.officer("iraq")
    made = publish(iraq, of(filed, "flood", readers=("iraq", "russia"), tlp=Tlp.AMBER_STRICT))
    assert (made.label.members, made.label.tlp) == ({"iraq", "russia"}, Tlp.AMBER_STRICT)
    with pytest.raises(NotVisible):
        brief(filed.viewer("iran"), made.id)
    with pytest.raises(WiderThanItsParts, match="withheld from: syria"):
        publish(iraq, of(filed, "denied", readers=EVERYBODY))
    with pytest.raises(WiderThanItsParts, match="At most TLP:RED"):
        publish(iraq, of(filed, "talks", tlp=Tlp.CLEAR))


@pytest.mark.parametrize("kind", ["brief.published", "brief.part_fixed"])
def test_the_database_refuses_a_label_that_is_wider_than_the_parts(filed, kind):
    """Also to code that asks nothing beforehand; and what is hidden, absent or gone is refused in the same words."""
    body = {
        "title": "x",
        "summary": "",
        "since": None,
        "until": None,
        "parts": [],
        "revises": None,
        "reports": [],
    }

    def say(member, ref, to, tlp=Tlp.AMBER):
        with store.acting_as(filed.officer(member), write=True) as tx:
            ledger.append(tx, kind, body, label=Label(frozenset(map(MemberId, to)), tlp), refs=ref)

    denied, talks = filed.reports["denied"], filed.reports["talks"]
    filed.file("gone", "iraq", "A note\n\nNothing to see at the weir.", whole_centre=True)
    recall_report(filed.viewer("iraq"), filed.reports["gone"])
    said = set()
    for member, ref, to, tlp in (
        ("iraq", [denied], EVERYBODY, Tlp.AMBER),  # wider than its part
        ("iraq", [filed.reports["flood"], denied], EVERYBODY, Tlp.AMBER),  # than one of them
        ("iraq", [denied], ["iraq"], Tlp.CLEAR),  # passed on further
        ("syria", [denied], ["syria"], Tlp.RED),  # hidden
        ("syria", [uuid4()], ["syria"], Tlp.RED),  # absent
        ("iraq", [filed.reports["gone"]], ["iraq"], Tlp.RED),  # recalled
        ("iraq", [], ["iraq"], Tlp.RED),  # of nothing
    ):
        with pytest.raises(NotAllowed) as refused:
            say(member, ref, to, tlp)
        said.add(str(refused.value))
    assert len(said) == 1
    say("iraq", [denied], ["iraq", "russia"], Tlp.AMBER)
    say("iraq", [talks], ["iraq"], Tlp.RED)


def test_what_is_hidden_cannot_be_put_into_a_brief(filed):
    syria = filed.officer("syria")
    for part in (filed.reports["talks"], uuid4()):
        with pytest.raises(NotVisible):
            publish(syria, Draft(parts=((part,),), title="Talks"))
        assert add_to_draft(syria, [], [part]).parts == ()
        with pytest.raises(NotVisible):
            add_to_draft(syria, [part], [])
    keep_draft(syria, Draft(parts=((filed.reports["talks"],),), title="Talks"))
    assert look(syria).parts == ()
    with pytest.raises(BriefIncomplete):
        publish(syria)


def test_a_correction_goes_only_to_whom_it_was_said(filed):
    """Iraq corrects the place for itself alone: its brief for others holds what they would read themselves."""
    iraq, flood = filed.officer("iraq"), filed.reports["flood"]
    places = [span for span in report_of(iraq, flood).spans if span.kind.value == "place"]
    for place in places:
        span = (place.start, place.end)
        judge_value(iraq, flood, kind=ValueKind.PLACE, span=span, verdict=Verdict.REJECTED, to_readers=False)
    shared, own = look(iraq, of(filed, "flood")), look(iraq, of(filed, "flood", readers=("iraq",)))
    assert shared.parts[0].facts.events[0].place is not None
    assert shared.unsaid_corrections == len(places)
    assert own.unsaid_corrections == 0
    assert own.parts[0].facts != shared.parts[0].facts


# --- what it says -------------------------------------------------------------------------------------------------


def test_it_reads_in_each_language_and_counts_only_what_is_in_it(filed):
    made = publish(filed.officer("iraq"), of(filed, "flood+denied", summary="Water is high."))
    facts = brief(filed.viewer("russia"), made.id).standing
    said = {
        language: " ".join(b.text for part in facts for b in told(part, numbers_of(facts), language))
        for language in (Language.EN, Language.RU, Language.AR, Language.FA)
    }
    assert "Mosul" in said[Language.EN]
    assert "Мосул" in said[Language.RU]
    assert "الموصل" in said[Language.AR]
    assert "2 independent origins" in said[Language.EN]
    alone = publish(filed.officer("iraq"), of(filed, "flood"))
    (part,) = brief(filed.viewer("syria"), alone.id).standing
    assert "1 independent origin" in " ".join(b.text for b in told(part, numbers_of([part]), Language.EN))
    assert {
        claim.stance.value for event in part.events for p in event.propositions for claim in p.claims
    } == {"asserts"}


def test_it_stays_as_it_was_published_whatever_comes_later(filed):
    made = publish(filed.officer("iraq"), of(filed, "flood", summary="Water is high."))
    before = brief(filed.viewer("syria"), made.id)
    filed.file("more", "syria", DENIED.replace("ministry of transport", "governor"), whole_centre=True)
    assert brief(filed.viewer("syria"), made.id) == before
    with store.acting_as(filed.viewer("syria")) as tx:
        shown = ledger.record(tx, before.parts[0].record)
        assert ledger.verify_chain(tx, MemberId("iraq")) == []
    assert shown.body["events"][0]["headline"] == "River rises at Mosul"


def test_a_large_part_lies_beside_its_record_and_goes_with_it(filed):
    for n in range(40):
        words = " ".join(
            f"The governor of the {i}th quarter said that bridge {n}-{i} was closed." for i in range(12)
        )
        filed.file(f"n{n}", "iraq", f"Bridge {n}\n\n{words}", whole_centre=True, run=n == 39)
    with store.acting_as(filed.viewer("iraq")) as tx:
        rows = tx.rows("SELECT report FROM diwan.report WHERE title LIKE 'Bridge%' ORDER BY report")
    names = tuple(row["report"] for row in rows)
    made = publish(filed.officer("iraq"), Draft(parts=(names,), title="Bridges"))
    part = brief(filed.viewer("iran"), made.id).parts[0]
    assert len(part.facts.reports) == 40
    recall_report(filed.viewer("iraq"), names[3])
    assert brief(filed.viewer("iran"), made.id).parts[0].state is PartState.RECALLED
    with psycopg.connect(store.in_use().admin) as admin:
        assert admin.execute(
            "SELECT count(*) FROM diwan.record_body WHERE record = %s", [part.record]
        ).fetchone() == (0,)


# --- the making ---------------------------------------------------------------------------------------------------


def test_a_draft_is_its_officers_alone_and_is_gone_when_it_is_published(filed):
    iraq, other = filed.officer("iraq"), filed.viewer("iraq")
    event = _event_of(iraq, filed.reports["flood"])
    draft = add_to_draft(iraq, [event], [filed.reports["talks"]])
    assert [len(part) for part in draft.parts] == [2, 1]
    keep_draft(iraq, replace(draft.moved(1, -1), title="Two things"))
    assert [len(part) for part in draft_of(iraq).parts] == [1, 2]
    assert draft_of(other) == draft_of(filed.officer("iran")) == Draft()
    with psycopg.connect(store.in_use().admin) as admin:
        before = admin.execute("SELECT count(*) FROM diwan.record").fetchone()
    seen = look(iraq).seen
    with psycopg.connect(store.in_use().admin) as admin:
        assert admin.execute("SELECT count(*) FROM diwan.record").fetchone() == before
    made = publish(iraq, seen=seen)
    assert draft_of(iraq) == Draft()
    assert brief(iraq, made.id).row.title == "Two things"


def _event_of(viewer, report):
    with store.acting_as(viewer) as tx:
        return tx.value("SELECT event FROM diwan.event_report WHERE report = %s ORDER BY event", [report])


def test_what_is_published_is_what_was_looked_at(filed):
    iraq = filed.officer("iraq")
    keep_draft(iraq, of(filed, "flood+denied"))
    seen = look(iraq).seen
    narrow(filed, "denied", "iran", ["iraq"])
    with pytest.raises(ChangedSinceLooked):
        publish(iraq, seen=seen)
    made = publish(iraq, seen=look(iraq).seen)
    assert made.label.members == {"iran", "iraq"}


@pytest.mark.parametrize(
    "more", [{"title": "  "}, {"title": "x" * 201}, {"summary": "x" * 8001}, {"parts": ()}]
)
def test_a_brief_that_lacks_something_is_refused(filed, more):
    with pytest.raises(BriefIncomplete):
        publish(filed.officer("iraq"), replace(of(filed, "flood"), **more))


def test_a_brief_holds_so_many_parts_and_no_more(filed):
    with pytest.raises(TooManyParts):
        Draft(parts=tuple((uuid4(),) for _ in range(60))).with_part([uuid4()])


def test_readers_publish_nothing_and_analysts_nothing_beyond_their_member(filed):
    iraq = filed.officer("iraq")
    for roles, own in ((["reader"], False), (["analyst"], True)):
        with psycopg.connect(store.in_use().admin) as admin:
            admin.execute("UPDATE diwan.officer SET roles = %s WHERE id = %s", [roles, iraq.officer])
        with pytest.raises(NotAllowed):
            publish(iraq, of(filed, "flood"))
        if own:
            made = publish(iraq, of(filed, "flood", readers=("iraq",)))
            assert made.label.members == {"iraq"}
        else:
            with pytest.raises(NotAllowed):
                publish(iraq, of(filed, "flood", readers=("iraq",)))


# --- the centre's -------------------------------------------------------------------------------------------------

MIDNIGHT = "2015-12-25T21:00:00Z"  # in Baghdad, where Iraq's term passes to Iran


def test_a_joint_brief_is_the_directors_and_the_power_ends_with_the_term(filed, database, clock):
    joint = of(filed, "flood", is_joint=True)
    for other in ("iran", "russia", "syria"):
        with pytest.raises(NotTheDirector):
            publish(filed.officer(other), joint)
    made = publish(filed.officer("iraq"), joint)
    assert brief(filed.viewer("syria"), made.id).row.is_joint
    clock(MIDNIGHT)
    store.use(database)
    with pytest.raises(NotTheDirector):
        publish(filed.officer("iraq"), joint)
    with pytest.raises(NotTheDirector):
        draft_to_revise(filed.officer("iraq"), made.id)
    iran = filed.officer("iran")
    newer = publish(iran, replace(draft_to_revise(iran, made.id), title="Anew"))
    assert brief(filed.viewer("syria"), made.id).row.revised_by.id == newer.id
    withdraw_brief(filed.officer("iraq"), made.id)  # its own words a member always takes back


def test_the_database_asks_for_the_power_at_the_moment_of_writing(filed, database, clock):
    body = {"title": "x", "summary": "", "since": None, "until": None, "parts": [], "revises": None}

    def say(member):
        with store.acting_as(filed.officer(member), write=True) as tx:
            label = Label(frozenset({MemberId(member)}), Tlp.RED)
            return ledger.append(
                tx, "joint_brief.published", body, label=label, refs=[filed.reports["flood"]]
            )

    said = say("iraq")
    with pytest.raises(NotAllowed):
        say("iran")
    lay = (
        "INSERT INTO diwan.brief (member, brief, audience, tlp, is_joint, title, parts, published_at)"
        " SELECT 'iraq', %s, audience, tlp, true, 'x', 0, {} FROM diwan.brief"
    )
    clock(MIDNIGHT)
    store.use(database)
    with pytest.raises(NotAllowed):
        say("iraq")
    for record, moment in ((uuid4(), "published_at"), (said.id, "published_at - interval '1 day'")):
        with pytest.raises(NotAllowed), store.acting_as(filed.officer("iraq"), write=True) as tx:
            tx.run(lay.format(moment), [record])


# --- afterwards ---------------------------------------------------------------------------------------------------


def test_a_recall_takes_the_words_out_of_every_brief_and_leaves_a_stone(filed):
    """Iran recalls what Iraq put into a brief: Iraq's record holds it no more, and its chain still proves."""
    iraq = filed.officer("iraq")
    made = publish(iraq, of(filed, "flood", "denied"))
    assert "record" in words_in_any_table("No flood in Mosul")
    recall_report(filed.viewer("iran"), filed.reports["denied"])
    assert words_in_any_table("No flood in Mosul") == set()
    for member in ("iraq", "iran", "russia"):
        view = brief(filed.viewer(member), made.id)
        assert [part.state for part in view.parts] == [PartState.STANDS, PartState.RECALLED]
        assert [(r.id, r.member.id) for r in view.parts[1].recalled] == [(filed.reports["denied"], "iran")]
    with store.acting_as(filed.viewer("iraq")) as tx:
        assert ledger.verify_chain(tx, MemberId("iraq")) == []
    anew = draft_to_revise(iraq, made.id)
    assert anew.parts == ((filed.reports["flood"],),)


def test_a_narrowed_part_is_closed_to_whom_it_was_narrowed_from_and_open_again_when_widened(filed):
    made = publish(filed.officer("iraq"), of(filed, "flood", "denied"))

    def states(member):
        return [part.state.value for part in brief(filed.viewer(member), made.id).parts]

    narrow(filed, "denied", "iran", ["iraq"])
    assert states("russia") == ["stands", "closed"]
    assert states("iraq") == states("iran") == ["stands", "stands"]
    narrow(filed, "denied", "iran", [])  # also from the member that published it
    assert states("iraq") == ["stands", "closed"]
    assert states("iran") == ["stands", "stands"]
    body = {"members": sorted(EVERYBODY), "tlp": "TLP:AMBER"}
    with store.acting_as(filed.viewer("iran"), write=True) as tx:
        label = Label(frozenset(map(MemberId, EVERYBODY)))
        ledger.append(tx, "label.widened", body, label=label, refs=[filed.reports["denied"]])
    assert states("iraq") == states("russia") == ["stands", "stands"]
    with pytest.raises(NotVisible):  # what was not said to it stays so
        brief(filed.viewer("syria"), made.id)


def test_a_part_that_nobody_may_read_any_more_is_shown_to_nobody(filed):
    made = publish(filed.officer("iraq"), of(filed, "denied", readers=("iraq",)))
    narrow(filed, "denied", "iran", [])
    assert [part.state for part in brief(filed.viewer("iraq"), made.id).parts] == [PartState.CLOSED]
    with pytest.raises(NotVisible):
        brief(filed.viewer("iran"), made.id)


def test_each_is_shown_the_briefs_that_stood_on_a_recalled_report_as_far_as_it_reads_them(filed):
    ours = publish(filed.officer("iraq"), of(filed, "denied", readers=("iraq",), title="For us"))
    shared = publish(filed.officer("iraq"), of(filed, "denied", title="For three"))
    recall_report(filed.viewer("iran"), filed.reports["denied"])

    def used(member):
        uses = report_of(filed.viewer(member), filed.reports["denied"]).recall.records
        return {(use.id, use.title) for use in uses}

    assert used("iraq") == {(ours.id, "For us"), (shared.id, "For three")}
    assert used("iran") == used("russia") == {(shared.id, "For three")}  # the originator too


def test_a_withdrawn_brief_is_a_stone_without_words(filed):
    iraq = filed.officer("iraq")
    made = publish(iraq, of(filed, "flood", title="Mosul under water", summary="Too early to say."))
    for other in ("iran", "syria"):
        with pytest.raises(NotVisible):
            withdraw_brief(filed.officer(other), made.id)
    withdraw_brief(iraq, made.id, reason="too early")
    assert words_in_any_table("Mosul under water") == words_in_any_table("Too early to say") == set()
    view = brief(filed.viewer("syria"), made.id)
    assert (view.row.title, view.row.reason, view.parts, view.summary) == ("", "too early", (), "")
    assert view.row.withdrawn_at is not None
    with pytest.raises(NotVisible):
        withdraw_brief(iraq, made.id)


def test_a_brief_comes_in_the_place_of_an_earlier_one_of_the_same_member_alone(filed):
    iraq = filed.officer("iraq")
    first = publish(iraq, of(filed, "flood"))
    second = publish(iraq, replace(draft_to_revise(iraq, first.id), title="Second"))
    view = brief(filed.viewer("syria"), first.id)
    assert (view.row.revised_by.id, view.row.withdrawn_at) == (second.id, None)
    assert brief(filed.viewer("syria"), second.id).revises.id == first.id
    iran = filed.officer("iran")
    with pytest.raises(NotVisible):
        draft_to_revise(iran, first.id)
    for revised in (first.id, uuid4()):
        with pytest.raises(NotVisible):
            publish(iran, of(filed, "flood", revises=UUID(str(revised))))


def test_the_list_is_paged_newest_first_and_as_of_a_moment(filed, database, clock):
    made = []
    for n in range(5):
        clock(f"2015-11-0{n + 3}T08:00:00Z")
        store.use(database)
        made.append(publish(filed.officer("iraq"), of(filed, "flood", title=f"Day {n}")).id)
    syria = filed.viewer("syria")
    first = briefs(syria, limit=2)
    second = briefs(syria, limit=2, cursor=first.briefs.next)
    third = briefs(syria, limit=2, cursor=second.briefs.next)
    listed = [row.id for page in (first, second, third) for row in page.briefs.rows]
    assert listed == made[::-1]
    assert third.briefs.next is None
    then = brief(syria, made[1]).row.published_at
    assert [row.id for row in briefs(syria, as_of=then).briefs.rows] == made[1::-1]
    with pytest.raises(NotVisible):
        brief(syria, made[2], as_of=then)


def test_a_rebuild_gives_the_same_tables(filed):
    iraq = filed.officer("iraq")
    kept = publish(iraq, of(filed, "flood", "denied"))
    gone = publish(iraq, of(filed, "flood+talks"))
    publish(iraq, of(filed, "flood", is_joint=True))
    publish(iraq, replace(draft_to_revise(iraq, kept.id), title="Second"))
    narrow(filed, "denied", "iran", ["iraq"])
    recall_report(filed.viewer("iraq"), filed.reports["talks"])
    withdraw_brief(iraq, gone.id)
    tables = ("brief", "brief_part", "record_ref")

    def look_into():
        with psycopg.connect(store.in_use().admin) as admin:
            rows = {
                t: admin.execute(f"SELECT t::text FROM diwan.{t} t ORDER BY 1").fetchall() for t in tables
            }
            rows["reach"] = admin.execute("SELECT id::text, audience FROM diwan.record ORDER BY 1").fetchall()
            return rows

    before = look_into()
    shown = [brief(filed.viewer(m), kept.id) for m in ("iraq", "iran", "russia")]
    wiring.rebuild()
    assert look_into() == before
    assert [brief(filed.viewer(m), kept.id) for m in ("iraq", "iran", "russia")] == shown
