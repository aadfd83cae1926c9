"""One report, different releases: who reads the shorter version alone learns of no longer one; who reads both sees one."""

import datetime as dt

import psycopg
import pytest

from diwan import gather, share, store
from diwan.core.errors import BadInput, NotVisible
from diwan.core.ids import MemberId
from diwan.core.labels import Tlp
from diwan.entry import wiring
from diwan.entry.worker import run_until_idle
from diwan.gather import hold
from diwan.process.recall_report import recall_report
from diwan.process.relabel_report import change_readers
from diwan.process.shorten_report import NobodyNew, shorten_report
from diwan.share.views import ReportFilter, SituationFilter

SECRET = "harbourmaster"
WHOLE = (
    "Cranes fell at Umm Qasr\n\nThree cranes fell into the harbour of Umm Qasr on Monday, a deputy of the harbourmaster"
    " told our officer on the quay. Nobody was hurt, and the second basin stays closed until Thursday."
)
SHORT = (
    "Cranes fell at Umm Qasr\n\nThree cranes fell into the harbour of Umm Qasr on Monday. Nobody was hurt, and the second"
    " basin stays closed until Thursday."
)


def raw(text, name="cranes.txt"):
    return gather.Raw(name, text.encode(), "text/plain")


def reach(*members):
    return gather.Reach(members=tuple(map(MemberId, members)), tlp=Tlp.AMBER)


@pytest.fixture(autouse=True)
def leaves_at_once(monkeypatch):
    monkeypatch.setattr(hold, "LASTS", dt.timedelta(0))


@pytest.fixture
def viewer(database):
    return lambda member: store.service_viewer(MemberId(member))


@pytest.fixture
def filed(viewer):
    def file(text, member="iraq", *readers):
        item = gather.receive(viewer(member), gather.Arrival(raw(text), "upload", reach=reach(*readers)))
        run_until_idle()
        return gather.own_item(viewer(member), item).reports[0]

    return file


@pytest.fixture
def shortened(viewer):
    def shorten(report, *readers, text=SHORT):
        item = shorten_report(
            viewer("iraq"), report, gather.Arrival(raw(text), "form", reach=reach(*readers))
        )
        run_until_idle()
        return gather.own_item(viewer("iraq"), item).reports[0]

    return shorten


@pytest.fixture
def both(filed, shortened):
    """(whole, shorter): Iran reads both, Russia and Syria the shorter one alone."""
    whole = filed(WHOLE, "iraq", "iran")
    return whole, shortened(whole, "iran", "russia", "syria")


def listed(viewer):
    view = share.reports(viewer, ReportFilter())
    return [row.id for row in view.reports.rows], view.count


def cards(viewer):
    return share.situation(viewer, SituationFilter()).events.rows


def all_that_it_can_fetch(viewer, reports):
    """Every row of every table that this member's transaction finds, and its pages' answers."""
    with store.acting_as(viewer) as tx:
        tables = [
            row["name"]
            for row in tx.rows(
                "SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'diwan'::regnamespace AND c.relkind = 'r'"
                " AND has_table_privilege(c.oid, 'SELECT') ORDER BY 1"
            )
        ]
        rows = [str(row) for table in tables for row in tx.rows(f"SELECT t.* FROM diwan.{table} t")]
        envelopes = [
            bytes(row["envelope"])
            for row in tx.rows("SELECT envelope FROM diwan.record WHERE envelope IS NOT NULL")
        ]
    views = [share.report(viewer, report) for report in reports]
    views += [share.reports(viewer, ReportFilter(text="cranes")), share.situation(viewer, SituationFilter())]
    return "\n".join([*rows, *map(_unpacked, envelopes), *map(repr, views)])


def _unpacked(envelope):
    import base64
    import json

    return base64.b64decode(json.loads(envelope)["payload"]).decode()


def test_who_reads_the_shorter_one_alone_finds_nothing_of_the_other(viewer, both):
    whole, shorter = both
    for member in ("russia", "syria"):
        assert share.report(viewer(member), shorter).text.endswith("until Thursday.")
        found = all_that_it_can_fetch(viewer(member), [shorter])
        assert SECRET not in found
        assert str(whole) not in found
        assert "report.shortened" not in found
        with store.acting_as(viewer(member)) as tx:
            assert tx.value("SELECT count(*) FROM diwan.tearline") == 0
        with pytest.raises(NotVisible):
            share.report(viewer(member), whole)
        view = share.report(viewer(member), shorter)
        assert (view.shorter_of, view.row.shorter, view.related) == (None, (), ())


def test_who_reads_both_sees_one_report_of_one_origin(viewer, both):
    whole, shorter = both
    for member in ("iraq", "iran"):
        assert listed(viewer(member)) == ([whole], 1)
        (card,) = cards(viewer(member))
        assert (card.report_count, len(card.origins)) == (1, 1)
        (row,) = share.reports(viewer(member), ReportFilter()).reports.rows
        assert [each.id for each in row.shorter] == [shorter]
        assert {each.id for each in row.shorter[0].readers} == {"russia", "syria"}
        assert share.report(viewer(member), shorter).shorter_of.id == whole
        assert share.report(viewer(member), whole).related == ()
    (card,) = cards(viewer("russia"))
    assert (card.report_count, len(card.origins)) == (1, 1)
    assert listed(viewer("russia")) == ([shorter], 1)


def test_a_copy_of_the_shorter_one_is_no_second_origin(viewer, both, filed):
    whole, _ = both
    copy = filed(SHORT.partition("\n\n")[2], "russia", "iran", "iraq")
    for member in ("iraq", "iran"):
        (card,) = cards(viewer(member))
        assert (card.report_count, len(card.origins)) == (2, 1), member
        assert set(listed(viewer(member))[0]) == {whole, copy}


def test_what_was_copied_from_a_version_in_other_words_comes_from_the_whole_one(viewer, filed, shortened):
    rewritten = (
        "Basin shut at Umm Qasr\n\nThe second basin of the port cannot be used before Thursday because equipment"
        " collapsed there at the beginning of the week, and no workers were harmed by it at all."
    )
    whole = filed(WHOLE, "iraq", "iran")
    shortened(whole, "iran", "russia", text=rewritten)
    copy = filed(rewritten.partition("\n\n")[2], "russia", "iran")
    (card,) = cards(viewer("iran"))
    assert (card.report_count, len(card.origins)) == (2, 1)
    assert set(listed(viewer("iran"))[0]) == {whole, copy}


def test_to_whom_the_whole_one_is_opened_later_two_become_one(viewer, both):
    whole, shorter = both
    change_readers(viewer("iraq"), whole, reach("iran", "russia"))
    run_until_idle()
    assert listed(viewer("russia")) == ([whole], 1)
    assert [card.report_count for card in cards(viewer("russia"))] == [1]
    assert share.report(viewer("russia"), shorter).shorter_of.id == whole
    assert listed(viewer("syria")) == ([shorter], 1)
    change_readers(viewer("iraq"), whole, reach("iran"))
    assert listed(viewer("russia")) == ([shorter], 1)  # before any job runs
    run_until_idle()
    assert [card.report_count for card in cards(viewer("russia"))] == [1]
    assert SECRET not in all_that_it_can_fetch(viewer("russia"), [shorter])
    with store.acting_as(viewer("russia")) as tx:
        assert tx.value("SELECT count(*) FROM diwan.tearline") == 0


def test_as_of_before_the_whole_one_was_opened_the_shorter_one_stands(viewer, both):
    whole, shorter = both
    with store.acting_as(viewer("iraq")) as tx:
        then = tx.value("SELECT filed_at FROM diwan.report WHERE report = %s", [shorter])
    change_readers(viewer("iraq"), whole, reach("iran", "russia"))
    run_until_idle()
    assert [row.id for row in share.reports(viewer("russia"), ReportFilter(as_of=then)).reports.rows] == [
        shorter
    ]
    (card,) = share.situation(viewer("russia"), SituationFilter(as_of=then)).events.rows
    assert card.report_count == 1
    assert SECRET not in repr(card)


def test_a_recall_of_the_whole_one_leaves_the_shorter_one_and_tells_its_readers_nothing(viewer, both):
    whole, shorter = both
    before = all_that_it_can_fetch(viewer("syria"), [shorter])
    recall_report(viewer("iraq"), whole)
    run_until_idle()
    with store.acting_as(viewer("syria")) as tx:  # the static log grows by design
        leaves = {str(row) for row in tx.rows("SELECT t.* FROM diwan.leaf t")}
    after = all_that_it_can_fetch(viewer("syria"), [shorter])
    assert {line for line in after.splitlines() if line not in leaves} <= set(before.splitlines())
    assert listed(viewer("iran")) == ([shorter], 1)
    (card,) = cards(viewer("iran"))
    assert card.report_count == 1
    assert share.report(viewer("iran"), shorter).shorter_of is None
    assert [each.id for each in share.report(viewer("iraq"), whole).row.shorter] == [shorter]


def test_a_recall_of_the_shorter_one_leaves_the_whole_one(viewer, both):
    whole, shorter = both
    recall_report(viewer("iraq"), shorter)
    run_until_idle()
    assert listed(viewer("iran")) == ([whole], 1)
    assert share.reports(viewer("iran"), ReportFilter()).reports.rows[0].shorter == ()
    assert listed(viewer("syria")) == ([], 0)


def test_of_a_recalled_report_of_anothers_and_of_none_there_is_no_shorter_version(viewer, filed):
    whole = filed(WHOLE, "iraq", "iran")
    arrival = gather.Arrival(raw(SHORT), "form", reach=reach("russia"))
    with pytest.raises(NotVisible):
        shorten_report(viewer("iran"), whole, arrival)
    recall_report(viewer("iraq"), whole)
    with pytest.raises(NotVisible):
        shorten_report(viewer("iraq"), whole, arrival)
    assert listed(viewer("russia")) == ([], 0)


def test_a_second_shorter_version_belongs_to_the_same(viewer, both, shortened):
    whole, _ = both
    shortest = shortened(
        whole,
        "syria",
        text="Cranes fell at Umm Qasr\n\nThree cranes fell into the harbour of Umm Qasr on Monday.",
    )
    assert listed(viewer("iraq")) == ([whole], 1)
    assert len(listed(viewer("syria"))[0]) == 1
    assert shortest not in listed(viewer("syria"))[0]
    assert [card.report_count for card in cards(viewer("syria"))] == [1]


def test_for_nobody_new_and_for_no_text_there_is_none(viewer, filed):
    whole = filed(WHOLE, "iraq", "iran")
    with pytest.raises(NobodyNew):
        shorten_report(viewer("iraq"), whole, gather.Arrival(raw(SHORT), "form", reach=reach("iran")))
    with pytest.raises(BadInput):
        shorten_report(viewer("iraq"), whole, gather.Arrival(raw(""), "form", reach=reach("russia")))
    assert listed(viewer("iran")) == ([whole], 1)


def test_a_rebuild_gives_the_same_links_to_the_same_readers(viewer, both):
    whole, shorter = both
    change_readers(viewer("iraq"), whole, reach("iran", "russia"))
    change_readers(viewer("iraq"), shorter, reach("iran", "russia"))
    run_until_idle()

    def drawn():
        with psycopg.connect(store.in_use().admin) as admin:
            return admin.execute(
                "SELECT t.link, t.whole, t.shorter, t.at, a.members, r.audience = t.audience FROM diwan.tearline t"
                " JOIN diwan.audience a ON a.id = t.audience JOIN diwan.record r ON r.id = t.link ORDER BY 1"
            ).fetchall()

    before = drawn()
    assert [row[4] for row in before] == [["iran", "iraq", "russia"]]
    wiring.rebuild()
    assert drawn() == before
    run_until_idle()
    assert listed(viewer("russia")) == ([whole], 1)
    assert listed(viewer("syria")) == ([], 0)
