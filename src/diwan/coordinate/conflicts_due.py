"""Conflicts among what is due from a member, and among the open matters of a term that ends."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from diwan.coordinate.activities import conflicts_ahead, conflicts_of, standing
from diwan.coordinate.activity_words import Conflict
from diwan.coordinate.due_words import Due, Why
from diwan.core.ids import MemberId
from diwan.store import Transaction


def conflicts_due(tx: Transaction, member: MemberId, at: dt.datetime) -> list[Due]:
    """Each own activity that meets something, by when it first does; while it lasts, by its end."""
    found = []
    for mine, met in conflicts_ahead(tx, member):
        first = min(met, key=lambda each: each.meeting.first)
        by = _begins(first) if _begins(first) > at else _ends(max(met, key=lambda each: each.meeting.until))
        place = ("activity", str(mine.id), mine.name, None)
        found.append(Due(Why.CONFLICT, *place, first.member, by, at, "conflicts"))
    return found


def open_conflicts(
    tx: Transaction, is_for_all: Callable[[int], bool], at: dt.datetime
) -> list[dict[str, Any]]:
    """Pairs that are ahead, both of which the whole centre may read: the same for whoever asks."""
    told: dict[frozenset[str], dict[str, Any]] = {}
    for mine in standing(tx):
        if not is_for_all(mine.audience):
            continue
        for each in conflicts_of(tx, mine):
            if each.activity is None or each.is_past(at) or not is_for_all(each.audience):
                continue
            ids = sorted((str(mine.id), str(each.activity)))
            names = {str(mine.id): mine.name, str(each.activity): each.name}
            told.setdefault(
                frozenset(ids),
                {
                    "kind": "conflict",
                    "record": ids[0],
                    "title": names[ids[0]],
                    "other": ids[1],
                    "other_title": names[ids[1]],
                    "starts_at": _begins(each).isoformat(),
                },
            )
    return sorted(told.values(), key=lambda each: (each["starts_at"], each["record"], each["other"]))


def _begins(found: Conflict) -> dt.datetime:
    return dt.datetime.fromtimestamp(found.meeting.first[0], dt.UTC)


def _ends(found: Conflict) -> dt.datetime:
    return dt.datetime.fromtimestamp(found.meeting.until, dt.UTC)
