import datetime as dt
from uuid import uuid4

import pytest

from diwan import share
from diwan.core.errors import NotVisible
from diwan.core.reading import Stance
from diwan.share.views import SituationFilter


def flood(centre, member="syria"):
    viewer = centre.viewer(member)
    card = max(share.situation(viewer, SituationFilter()).events.rows, key=lambda card: card.report_count)
    return share.event(viewer, card.id)


def test_claims_stand_side_by_side_by_speaker_and_stance(centre):
    view = flood(centre)
    stances = {claim.stance for row in view.claims.propositions for claim in row.claims}
    assert {Stance.ASSERTS, Stance.DENIES} <= stances
    spoken = {claim.speaker for row in view.claims.propositions for claim in row.claims}
    assert spoken == {speaker.key for speaker in view.claims.speakers}
    assert all(speaker.names or speaker.is_anonymous for speaker in view.claims.speakers)


def test_a_claim_leads_to_its_words_in_its_report(centre):
    view = flood(centre)
    for row in view.claims.propositions:
        for claim in row.claims:
            report = share.report(centre.viewer("syria"), claim.report)
            span = next(span for span in report.spans if span.id == claim.span)
            assert report.text[span.start : span.end] == claim.words.text


def test_a_copy_is_folded_under_the_origin_that_it_repeats(centre):
    view = flood(centre)
    fold = next(fold for fold in view.folds if fold.copies)
    assert [row.outlet for row in fold.reports] == ["Harbour Wire", "Café Matin"]
    assert fold.reports[1].taken_from == "Harbour Wire"
    nodes = {node.name: node for node in view.graph.nodes}
    assert nodes["Café Matin"].folded_under == nodes["Harbour Wire"].id
    assert len(view.folds) == len(view.card.origins)


def test_numbers_that_disagree_stand_beside_one_another(centre):
    centre.file(
        "flood-more", "russia",
        "Flood at Mosul\n\nThe water board said on Monday that a flood had closed the old bridge in Mosul and that 650 families"
        " had left.", outlet="Third Wire", members=("syria",),
    )  # fmt: skip
    line = next(line for line in flood(centre).numbers if line.disagrees)
    values = [value.value for value in line.values]
    assert {400, 650} <= set(values)
    assert values == sorted(values)


def test_an_address_stays_when_a_report_joins_and_any_report_leads_to_its_event(centre):
    before = flood(centre, "russia")
    centre.file(
        "flood-later", "iraq",
        "Flood at Mosul goes on\n\nThe water board said on Monday that a flood had closed the old bridge in Mosul.",
        outlet="Fourth Wire", whole_centre=True,
    )  # fmt: skip
    after = flood(centre, "russia")
    assert after.card.report_count > before.card.report_count
    assert after.card.id == before.card.id


def test_the_old_address_leads_on_when_an_earlier_report_came_later(centre):
    before = flood(centre, "iran")
    centre.file(
        "flood-first", "iraq",
        "Flood at Mosul feared\n\nThe water board said on Monday that a flood would close the old bridge in Mosul. A flood had"
        " closed the old bridge in Mosul before.",
        outlet="Early Wire", whole_centre=True, published=dt.datetime(2019, 3, 11, 6, 30, tzinfo=dt.UTC),
    )  # fmt: skip
    now = flood(centre, "iran")
    assert now.card.id != before.card.id
    assert share.event(centre.viewer("iran"), before.card.id) == now


def test_an_event_of_another_picture_and_one_that_never_was_look_alike(centre):
    hidden = next(
        card
        for card in share.situation(centre.viewer("iraq"), SituationFilter()).events.rows
        if "Basra" in card.headline.text
    )
    for address in (hidden.id, uuid4()):
        with pytest.raises(NotVisible):
            share.event(centre.viewer("russia"), address)


def test_two_members_never_share_an_events_address(centre):
    ids = [
        {card.id for card in share.situation(centre.viewer(m), SituationFilter()).events.rows}
        for m in ("iraq", "iran")
    ]
    assert ids[0] & ids[1] == set()
