"""What is made or kept for one member is never another's: ids of derived things, and what a token may still ask."""

from diwan import share
from diwan.entry.web.api.allowance import Allowance
from diwan.share.views import SituationFilter


def ids_of(viewer):
    """Of events, of what is claimed in them and of who is named there."""
    rows = share.situation(viewer, SituationFilter()).events.rows
    views = [share.event(viewer, row.id) for row in rows]
    return (
        {row.id for row in rows},
        {each.id for view in views for each in view.claims.propositions},
        {each.key for view in views for each in view.claims.speakers if not each.is_anonymous},
    )


def test_two_members_never_share_the_id_of_an_event_a_proposition_or_an_actor(centre):
    """Else an id that is heard elsewhere would tell what another member holds."""
    for ours, theirs in zip(ids_of(centre.viewer("syria")), ids_of(centre.viewer("russia")), strict=True):
        assert ours
        assert theirs
        assert ours.isdisjoint(theirs)


def test_what_one_token_has_asked_takes_nothing_from_another():
    allowance = Allowance(1, 60, now=lambda: 0.0)
    assert allowance.take(b"one") == 0
    assert allowance.take(b"one") > 0
    assert allowance.take(b"another") == 0
