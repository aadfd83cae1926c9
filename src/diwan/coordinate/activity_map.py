"""Activities and what of them meets, for the map of the situation and the table beside it."""

import datetime as dt
from typing import Any

from diwan import charter, store
from diwan.coordinate.activities import conflicts_of, envelopes, standing
from diwan.coordinate.activity_shown import Known, shown_conflict
from diwan.coordinate.activity_words import Activity, Envelope
from diwan.coordinate.space import Volume, outline
from diwan.core.clock import springs
from diwan.core.viewer import Viewer

MOST = 100  # on one map; the list has them all


def shown_on_map(viewer: Viewer, at: dt.datetime | None) -> dict[str, Any]:
    """What is not over and not past by then, the soonest first: activities, and what others show of theirs."""
    now = at or springs.now()
    with store.acting_as(viewer) as tx:
        known = charter.members_ever(tx)
        found: list[Activity | Envelope] = [*standing(tx, at), *envelopes(tx, at)]
        ahead = [each for each in found if _ends(each) >= now]
        ahead.sort(key=lambda each: (_begins(each), each.member, each.contact))
        rows = [
            _row(each, known)
            | {
                "conflicts": [
                    shown_conflict(met, known, each.volumes)
                    for met in (conflicts_of(tx, each, at) if isinstance(each, Activity) else [])
                    if not met.is_past(now)
                ]
            }
            for each in ahead[:MOST]
        ]
    return {"rows": rows, "more": max(len(ahead) - MOST, 0)}


def _row(found: Activity | Envelope, known: Known) -> dict[str, Any]:
    return {
        "it": found,
        "is_envelope": isinstance(found, Envelope),
        "by": known.get(found.member),
        "begins": _begins(found),
        "ends": _ends(found),
        "edges": [outline(volume) for volume in found.volumes],
    }


def _begins(found: Activity | Envelope) -> dt.datetime:
    return dt.datetime.fromtimestamp(min(span[0] for span in _spans(found.volumes)), dt.UTC)


def _ends(found: Activity | Envelope) -> dt.datetime:
    return dt.datetime.fromtimestamp(max(span[1] for span in _spans(found.volumes)), dt.UTC)


def _spans(volumes: tuple[Volume, ...]) -> list[tuple[int, int]]:
    return [span for volume in volumes for span in volume.window.spans]
