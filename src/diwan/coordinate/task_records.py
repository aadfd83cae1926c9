"""Records of requests and tasks -> tables. Time and ids come from the record."""

from collections.abc import Callable

from diwan.ledger import Record
from diwan.store import Transaction


def task_opened(tx: Transaction, record: Record) -> None:
    body = record.body
    tx.run(
        "INSERT INTO diwan.task (member, record, audience, form, is_centres, title, text, reasons, due_at, zone, asked, links,"
        " client, opened_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            record.member,
            record.id,
            record.audience,
            body["form"],
            record.kind == "task.opened_to_all",
            body["title"],
            body["text"],
            body["reasons"],
            body["due_at"],
            body["zone"],
            body["asked"],
            list(record.refs),
            body["client"],
            record.at,
        ],
    )


def said_of_task(tx: Transaction, record: Record) -> None:
    """refs: the task, and what is linked."""
    tx.run(
        "INSERT INTO diwan.task_step (member, record, task, audience, step, holder, passed_to, text, links, at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            record.member,
            record.id,
            record.refs[0],
            record.audience,
            record.body.get("step", "closed"),
            record.body.get("holder", ""),
            record.body.get("passed_to", ""),
            record.body["text"],
            list(record.refs[1:]),
            record.at,
        ],
    )


TASK_PROJECTIONS: dict[str, Callable[[Transaction, Record], None]] = {
    "task.opened": task_opened,
    "task.opened_to_all": task_opened,
    "task.answered": said_of_task,
    "task.closed": said_of_task,
    "task.closed_to_all": said_of_task,
}

TASK_TABLES = ("task", "task_step")
