"""What is shown follows the label at once, and as of a moment as it was then."""

import datetime as dt

import psycopg
import pytest

from diwan import ledger, share, store
from diwan.analyse.judge import judge_value, withdraw_judgement
from diwan.analyse.judgements import ValueKind, Verdict
from diwan.core.clock import springs
from diwan.core.errors import NotVisible
from diwan.core.labels import Label
from diwan.entry.worker import run_until_idle
from diwan.process.recall_report import recall_report
from diwan.share.views import ReportFilter, SituationFilter

# Unlike the story in topic: an event of its own, whatever the ids, under which headlines that are as near are ordered.
SECRET = "Lorries of wheat in Kirkuk\n\nThe ministry of defence said on Monday that nine lorries of wheat had arrived in Kirkuk."
DERIVED = ("report", "annotation", "search_entry", "report_component", "event_report")


def relabel(centre, name, author, readers):
    centre.at += dt.timedelta(hours=1)
    viewer = centre.viewer(author)
    before, springs.now = springs.now, lambda: centre.at
    try:
        with store.acting_as(viewer, write=True) as tx:
            body = {"members": sorted({author, *readers}), "tlp": "TLP:AMBER"}
            label = Label(frozenset({viewer.member}))
            ledger.append(tx, "label.narrowed", body, label=label, refs=[centre.reports[name]])
    finally:
        springs.now = before


def answers(centre, member, name, as_of=None):
    """What of the report this member's answers hold."""
    viewer = centre.viewer(member)
    cards = share.situation(viewer, SituationFilter(as_of=as_of)).events.rows
    told = [card for card in cards if "Kirkuk" in card.headline.text]
    found = share.reports(viewer, ReportFilter(text="Kirkuk", as_of=as_of)).count
    try:
        text = share.report(viewer, centre.reports[name], as_of=as_of).text
    except NotVisible:
        text = None
    return len(told), found, text


def rows_that_speak_of(report):
    with psycopg.connect(store.in_use().admin) as admin:
        edges = admin.execute(
            "SELECT count(*) FROM diwan.edge WHERE taker = %s OR taken = %s", [report, report]
        )
        counts = {"edge": edges.fetchone()[0]}
        for table in DERIVED[1:]:
            query = f"SELECT count(*) FROM diwan.{table} WHERE report = %s"
            counts[table] = admin.execute(query, [report]).fetchone()[0]
        return counts


def test_whoever_loses_a_report_loses_its_event_before_any_job_runs(centre):
    centre.file("narrowed", "iraq", SECRET, members=("iran", "russia"))
    then = centre.at
    assert answers(centre, "russia", "narrowed") == (1, 1, SECRET)
    relabel(centre, "narrowed", "iraq", ["iran"])
    assert answers(centre, "russia", "narrowed") == (0, 0, None)
    assert answers(centre, "russia", "narrowed", as_of=then) == (0, 0, None)
    assert answers(centre, "iran", "narrowed") == (1, 1, SECRET)
    run_until_idle()
    assert answers(centre, "russia", "narrowed") == (0, 0, None)
    assert answers(centre, "iran", "narrowed") == (1, 1, SECRET)
    recall_report(centre.viewer("iraq"), centre.reports["narrowed"])


def test_what_was_released_later_is_not_shown_as_of_before(centre):
    centre.file("released", "iraq", SECRET)
    then = centre.at
    relabel(centre, "released", "iraq", ["syria"])
    run_until_idle()
    assert answers(centre, "syria", "released") == (1, 1, SECRET)
    assert answers(centre, "syria", "released", as_of=then) == (0, 0, None)
    assert answers(centre, "iraq", "released", as_of=then) == (1, 1, SECRET)
    recall_report(centre.viewer("iraq"), centre.reports["released"])


def test_of_a_recalled_report_only_a_tombstone_is_left(centre):
    centre.file("recalled", "iraq", SECRET, members=("iran",))
    then, report = centre.at, centre.reports["recalled"]
    assert rows_that_speak_of(report)["annotation"] == 1
    recall_report(centre.viewer("iraq"), report)
    assert set(rows_that_speak_of(report).values()) == {0}
    run_until_idle()
    for member in ("iraq", "iran"):
        assert answers(centre, member, "recalled") == (0, 0, "")
        assert answers(centre, member, "recalled", as_of=then) == (0, 0, "")
        assert share.report(centre.viewer(member), report).recalled_at is not None
    with pytest.raises(NotVisible):
        share.report(centre.viewer("russia"), report)
    assert set(rows_that_speak_of(report).values()) == {0}


def test_as_of_a_moment_shows_the_picture_of_the_reports_filed_by_then(centre):
    viewer = centre.viewer("syria")
    moment = dt.datetime(2019, 3, 11, 8, 30, tzinfo=dt.UTC)  # two reports of the flood had been filed
    view = share.situation(viewer, SituationFilter(as_of=moment))
    (card,) = view.events.rows
    assert (card.report_count, card.stances.denies, view.report_count) == (2, 0, 2)
    event = share.event(viewer, card.id, as_of=moment)
    assert {row.id for fold in event.folds for row in fold.reports} == {
        centre.reports["flood"],
        centre.reports["flood-ar"],
    }
    assert share.reports(viewer, ReportFilter(text="Mosul", as_of=moment)).count == 2
    with pytest.raises(NotVisible):
        share.report(viewer, centre.reports["flood-ru"], as_of=moment)
    assert share.event(viewer, card.id).card.report_count >= 4


def test_a_judgement_changes_the_pictures_of_its_readers_and_can_be_taken_back(centre):
    centre.file("judged", "iraq", SECRET, members=("iran",))
    iraq, iran = centre.viewer("iraq"), centre.viewer("iran")
    report = centre.reports["judged"]
    span = next(s for s in share.report(iraq, report).spans if s.id.startswith("place"))
    before, springs.now = springs.now, lambda: centre.at + dt.timedelta(minutes=1)
    try:
        judgement = judge_value(
            iraq, report, kind=ValueKind.PLACE, span=(span.start, span.end), verdict=Verdict.CONFIRMED
        )
    finally:
        springs.now = before
    run_until_idle()
    judged = {s.id: s for s in share.report(iraq, report).spans}[span.id]
    assert judged.judgement.verdict == "confirmed"
    assert judged.judgement.is_own
    assert {s.id: s for s in share.report(iran, report).spans}[span.id].judgement is None
    assert {s.id: s for s in share.report(iraq, report, as_of=centre.at).spans}[span.id].judgement is None
    withdraw_judgement(iraq, judgement)
    run_until_idle()
    assert {s.id: s for s in share.report(iraq, report).spans}[span.id].judgement is None


def test_a_report_shows_every_arrival_that_the_viewer_may_read_and_its_evidence(centre):
    text = "The port of Aden reopened on Monday, the harbour master said."
    item = centre.file("port", "iraq", text, members=("iran",))
    centre.file("port-again", "russia", text, members=("iran",))
    row = share.report(centre.viewer("iran"), centre.reports["port"])
    assert [arrival.member.id for arrival in row.arrivals] == ["iraq", "russia"]
    assert share.reports(centre.viewer("iran"), ReportFilter(text="Aden")).count == 1
    assert len(share.report(centre.viewer("iraq"), centre.reports["port"]).arrivals) == 1
    assert share.evidence(centre.viewer("iran"), item)[0] == text.encode()
    with pytest.raises(NotVisible):
        share.evidence(centre.viewer("syria"), item)
