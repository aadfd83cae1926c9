"""The sample's published briefs, in our own words about the sample's reports: one between two members, one of the centre."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from diwan import charter, store
from diwan.charter.sample import IRAN
from diwan.core.ids import MemberId
from diwan.core.viewer import Viewer
from diwan.entry.sample.agreements import Act
from diwan.share.products.draft import Draft
from diwan.share.products.publish import publish
from diwan.share.products.show import briefs

BORDER = Draft(
    title="گذرگاه مهران: وضعیت هفته",
    summary="صف زائران و کامیون‌ها کوتاه‌تر شده است. ساعت باز بودن مرز را هر دو طرف جداگانه اعلام می‌کنند.",
    since=dt.date(2015, 11, 13),
    until=dt.date(2015, 11, 16),
)
CENTRE = Draft(
    title="Roads, water and people: the autumn of 2015",
    summary=(
        "What the four members hold in common about the convoy to Haditha, the floods and those who left their homes.\n"
        "How many lorries arrived and how many families left is told differently; each number stands beside who gives it."
    ),
    since=dt.date(2015, 10, 29),
    until=dt.date(2015, 11, 12),
    is_joint=True,
)
_BORDER_PARTS = (("fa-mehran", "ar-mehran"), ("fa-mehran-lorries",))
_CENTRE_PARTS = (
    ("en-convoy", "ar-convoy", "ru-convoy", "fa-convoy", "en-convoy-driver", "ru-convoy-driver"),
    ("en-flood-baghdad", "ar-flood-baghdad"),
    ("fa-flood-ahvaz", "ru-flood-ahvaz"),
    ("en-displacement", "ar-displacement", "fa-displacement", "ru-displacement"),
)


def brief_acts() -> list[Act]:
    at = dt.datetime(2015, 11, 16, 6, 30, tzinfo=dt.UTC)
    return [Act(at, lambda: _publish(store.service_viewer(IRAN), BORDER, _BORDER_PARTS))]


def publish_for_the_centre() -> None:
    """By whoever directs on the day of the founding: the database asks its own clock and not the story's."""
    with store.as_worker(write=False) as tx:
        director = MemberId(charter.director(tx)[0])
    _publish(store.service_viewer(director), CENTRE, _CENTRE_PARTS)


def _publish(viewer: Viewer, draft: Draft, parts: Sequence[Sequence[str]]) -> None:
    """Once, also when a founding that was broken off comes by again."""
    listed = briefs(viewer, as_of=dt.datetime(2100, 1, 1, tzinfo=dt.UTC)).briefs.rows
    if draft.title in {row.title for row in listed}:
        return
    if (whole := _with_parts(viewer, draft, parts)).parts:
        publish(viewer, whole)


def _with_parts(viewer: Viewer, draft: Draft, parts: Sequence[Sequence[str]]) -> Draft:
    with store.acting_as(viewer) as tx:
        rows = tx.rows(
            "SELECT i.name, r.report FROM diwan.report r JOIN diwan.item i USING (item) WHERE i.name = ANY (%s)",
            [[f"{key}.json" for part in parts for key in part]],
        )
    found: dict[str, UUID] = {row["name"]: row["report"] for row in rows}
    for part in parts:
        if there := [found[name] for key in part if (name := f"{key}.json") in found]:
            draft = draft.with_part(there)
    return draft
