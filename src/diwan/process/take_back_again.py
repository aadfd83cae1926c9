"""What a backup brought back goes again, in the name of the members that had taken it back. Nothing is given.

Each step may be repeated: what is taken back already is left alone, as is what was filed after the backup.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from diwan import access, charter, ledger, store
from diwan.core.errors import NotVisible
from diwan.core.ids import MemberId, RecordId
from diwan.core.labels import Label, Tlp
from diwan.process import queries
from diwan.process.recall_report import recall_report
from diwan.process.taken_back import Dismissed, Narrowed, Recalled, Taken


@dataclass(frozen=True, slots=True)
class TakenAgain:
    """How much of each had come back. `leaderless`: members that no officer administers now."""

    recalled: int = 0
    narrowed: int = 0
    dismissed: int = 0
    leaderless: tuple[MemberId, ...] = ()


def take_back_again(taken: Iterable[Taken]) -> TakenAgain:
    every = sorted(taken, key=lambda each: (each.at, each.member))
    recalled = sum(_recall(each) for each in every if isinstance(each, Recalled))
    latest: dict[tuple[MemberId, UUID], Narrowed] = {}
    for each in every:
        if isinstance(each, Narrowed):
            latest[each.member, each.report] = each
    narrowed = sum(_narrow(each) for each in latest.values())
    dismissed = [each for each in every if isinstance(each, Dismissed) and _dismiss(each)]
    touched = sorted({each.member for each in dismissed})
    return TakenAgain(
        recalled, narrowed, len(dismissed), tuple(each for each in touched if not _is_administered(each))
    )


def _recall(told: Recalled) -> bool:
    try:
        recall_report(store.service_viewer(told.member), told.report)
    except NotVisible:  # recalled in the backup already, or filed after it
        return False
    return True


def _narrow(told: Narrowed) -> bool:
    """To those who read it in the backup and still did at last. A label that is younger than what is told stays."""
    with store.acting_as(store.service_viewer(told.member), write=True) as tx:
        queries.one_change_at_a_time(tx, told.report)
        row = tx.one(queries.OWN_REPORT, [told.report])
        if row is None or row["valid_from"] >= told.at:
            return False
        before, tlp = frozenset(access.readers(tx, row["audience"])), Tlp(row["tlp"])
        kept = before & {told.member, *told.readers}
        stricter = min(tlp, told.tlp, key=list(Tlp).index)
        if (kept, stricter) == (before, tlp):
            return False
        body = {"members": sorted(kept), "tlp": stricter.value}
        label = Label(kept, stricter)
        ledger.append(tx, "label.narrowed", body, label=label, refs=[RecordId(told.report)])
        return True


def _dismiss(told: Dismissed) -> bool:
    return charter.dismiss_again(store.service_viewer(told.member), told.officer)


def _is_administered(member: MemberId) -> bool:
    with store.acting_as(store.service_viewer(member)) as tx:
        return charter.has_administrator(tx)
