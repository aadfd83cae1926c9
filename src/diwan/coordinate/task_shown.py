"""What the pages of requests and tasks show to one viewer, through its gate."""

import datetime as dt
from typing import Any

from diwan import charter, ledger, store
from diwan.coordinate import queries
from diwan.coordinate.links import read_links
from diwan.coordinate.paging import page_of
from diwan.coordinate.task_words import Said, Task, TaskStep
from diwan.coordinate.tasks import may_close, task, tasks
from diwan.core.ids import MemberId, RecordId
from diwan.core.viewer import Viewer
from diwan.store import Transaction

Known = dict[MemberId, charter.Member]


def shown_rows(viewer: Viewer, at: dt.datetime | None, cursor: str | None = None) -> dict[str, Any]:
    """What the own member owes first, then by how soon it is due; what is settled after that, a page at a time; and what
    each member undertook and what came of it, as far as the viewer may read. Raises BadInput for a damaged cursor."""
    with store.acting_as(viewer) as tx:
        known = charter.members_ever(tx)
        waiting = [] if cursor else tasks(tx, at, queries.Wanted(waiting=True))
        past = page_of(lambda wanted: tasks(tx, at, wanted), place_of, cursor, waiting=False)
        ever = [] if cursor else tasks(tx, at)
        may_make = at is None and charter.Right.RELEASE in charter.my_rights(tx)
    open_ones = [each for each in waiting if each.is_open]
    open_ones.sort(key=lambda each: (not each.owes(viewer.member), each.due_at, each.id))
    settled = [*(each for each in waiting if not each.is_open), *past.rows]
    return {
        "open": [_row(each, known, viewer) for each in open_ones],
        "settled": [_row(each, known, viewer) for each in settled],
        "next": past.next,
        "is_later_page": bool(cursor),
        "undertaken": _undertaken(ever, known),
        "may_make": may_make,
    }


def place_of(found: Task) -> tuple[dt.datetime, RecordId]:
    """In the list."""
    return found.opened_at, found.id


def _undertaken(found: list[Task], known: Known) -> list[dict[str, Any]]:
    counted: dict[MemberId, dict[str, int]] = {}
    for each in found:
        for member in each.asked:
            row = counted.setdefault(
                member, dict.fromkeys(("owed", "overdue", "done", "late", "given_up"), 0)
            )
            standing = each.standing_of(member).value
            row["owed"] += each.owes(member)
            row["overdue"] += each.is_overdue_of(member)
            row["done"] += standing == "done"
            row["late"] += each.is_late_of(member)
            row["given_up"] += standing in ("dropped", "declined")
    return [{"member": known[each]} | counted[each] for each in sorted(counted) if each in known]


def _row(found: Task, known: Known, viewer: Viewer) -> dict[str, Any]:
    return {
        "it": found,
        "by": known.get(found.member),
        "standings": [_asked(found, each, known) for each in found.asked],
        "owed_by_us": found.owes(viewer.member),
        "overdue_of_us": found.is_overdue_of(viewer.member),
    }


def _asked(found: Task, member: MemberId, known: Known) -> dict[str, Any]:
    answer = found.answer_of(member)
    return {
        "member": known.get(member),
        "id": member,
        "standing": found.standing_of(member).value,
        "is_overdue": found.is_overdue_of(member),
        "is_late": found.is_late_of(member),
        "answer": answer,
        "passed_to": known.get(answer.passed_to) if answer and answer.passed_to else None,
    }


def shown_page(viewer: Viewer, which: RecordId, at: dt.datetime | None) -> dict[str, Any]:
    """Raises NotVisible."""
    with store.acting_as(viewer) as tx:
        known = charter.members_ever(tx)
        found = task(tx, which, at)
        may_act = at is None and charter.Right.RELEASE in charter.my_rights(tx)
        readers = queries.audience_of(tx, found.audience)
        said = ledger.record(tx, found.id)
        own = found.answer_of(viewer.member)
        return _row(found, known, viewer) | {
            "readers": [each for each in known.values() if each.id in readers],
            "tlp": said.label.tlp.value if said else "",
            "links": read_links(tx, found.links),
            "history": [_told(tx, each, known) for each in found.said],
            "is_asked": viewer.member in found.asked,
            "may_answer": may_act and viewer.member in found.asked and found.closed is None,
            "may_close": may_act and found.closed is None and may_close(tx, found, viewer.member),
            "own_step": own.step.value if own else "",
            "own_holder": own.holder if own else "",
            "closed_by": known.get(found.closed.member) if found.closed else None,
            "others": [
                each
                for each in charter.members(tx)
                if each.reads and each.id in readers and each.id not in (viewer.member, found.member)
            ],
        }


def _told(tx: Transaction, said: Said, known: Known) -> dict[str, Any]:
    return {
        "what": said.step.value,
        "member": known.get(said.member),
        "at": said.at,
        "holder": said.holder,
        "passed_to": known.get(said.passed_to) if said.passed_to else None,
        "text": said.text,
        "links": read_links(tx, said.links),
        "is_last": said.step == TaskStep.CLOSED,
    }
