"""What is made or kept for one member is never another's: ids of derived things, what stands in a cache, and what a token may
still ask. `make mutants` takes each part of each key out in turn."""

import datetime as dt

import pytest

from diwan import access, ledger, share, store
from diwan.analyse import queries as analyse_queries
from diwan.analyse.refresh_picture import current_stages
from diwan.analyse.stored import readings_of
from diwan.core.ids import MemberId
from diwan.entry.web.api.allowance import Allowance
from diwan.share.refs import Names
from diwan.share.views import SituationFilter

FLOOD = "River rises at Mosul\n\nThe water board said on Monday that a flood had closed the old bridge in Mosul and that 400 families had left their homes."
DENIED = "Наводнение в Мосуле\n\nМинистерство транспорта в понедельник опровергло сообщения о том, что старый мост в Мосуле закрыт из-за наводнения."


@pytest.fixture
def filed(fresh_centre):
    """Two reports that all read, an hour apart."""
    fresh_centre.file("denied", "russia", DENIED, outlet="Портовый вестник", whole_centre=True)
    fresh_centre.file("flood", "iraq", FLOOD, outlet="Harbour Wire", whole_centre=True)
    return fresh_centre


def ids_of(viewer, as_of=None):
    """Of events, of what is claimed in them and of who is named there."""
    rows = share.situation(viewer, SituationFilter(as_of=as_of)).events.rows
    views = [share.event(viewer, row.id, as_of=as_of) for row in rows]
    return (
        {row.id for row in rows},
        {each.id for view in views for each in view.claims.propositions},
        {each.key for view in views for each in view.claims.speakers if not each.is_anonymous},
    )


@pytest.mark.parametrize("is_past", [False, True])
def test_two_members_never_share_the_id_of_an_event_a_proposition_or_an_actor(filed, is_past):
    """Else an id that is heard elsewhere would tell what another member holds."""
    moment = filed.at - dt.timedelta(minutes=30) if is_past else None
    two = (ids_of(filed.viewer("syria"), moment), ids_of(filed.viewer("russia"), moment))
    for ours, theirs in zip(*two, strict=True):
        assert ours
        assert theirs
        assert ours.isdisjoint(theirs)


def test_what_one_token_has_asked_takes_nothing_from_another():
    allowance = Allowance(1, 60, now=lambda: 0.0)
    assert allowance.take(b"one") == 0
    assert allowance.take(b"one") > 0
    assert allowance.take(b"another") == 0


def test_what_the_worker_does_for_one_member_it_does_not_do_as_another(database):
    for member in ("iraq", "syria", "iraq"):
        with store.acting_as(store.service_viewer(MemberId(member))) as tx:
            assert tx.value("SELECT diwan.my_member()") == member


def test_what_is_said_to_one_member_is_not_signed_for_another(as_member):
    with as_member("iraq", write=True) as tx:
        for reader in ("iran", "syria"):
            said = ledger.append(tx, "note.filed", {}, label=access.label(tx, [MemberId(reader)]))
            readers = "SELECT diwan.audience_members(audience) FROM diwan.record WHERE id = %s"
            assert tx.value(readers, [said.id]) == sorted(("iraq", reader))


def test_of_two_audiences_each_is_shown_with_its_own_readers(as_member):
    with as_member("iraq", write=True) as tx:
        said = [
            ledger.append(tx, "note.filed", {}, label=access.label(tx, [MemberId(each)]))
            for each in ("iran", "syria")
        ]
        names = Names(tx)
        labels = [names.label("iraq", each.audience, "TLP:AMBER") for each in said]
        assert [{ref.id for ref in label.readers} for label in labels] == [
            {"iran", "iraq"},
            {"iraq", "syria"},
        ]


def test_what_the_machine_read_of_one_report_is_not_told_of_another(filed):
    stages, reports = current_stages(), sorted(filed.reports.values())
    with store.acting_as(filed.viewer("syria")) as tx:
        rows = tx.rows(analyse_queries.READINGS, {"reports": reports, "stages": stages})
        for _ in range(2):  # the second time from what is kept
            found = [reading.report.text for reading in readings_of(tx, rows, stages)]
            assert found == [row["text"] for row in rows]
        assert len({*found}) == 2
        with pytest.raises(KeyError):
            readings_of(tx, rows, "stages of another day")
