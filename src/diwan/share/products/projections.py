"""Records -> tables `brief`, `brief_part`. Times and ids come from the record."""

from uuid import UUID

from diwan import ledger, store
from diwan.share.products import queries


def brief_published(tx: store.Tx, record: ledger.Record) -> None:
    body = record.body
    revises = UUID(body["revises"]) if body["revises"] else None
    tx.run(
        queries.SAVE,
        {
            "member": record.member,
            "brief": record.id,
            "audience": record.audience,
            "tlp": record.label.tlp.value,
            "is_joint": record.kind == "joint_brief.published",
            "title": body["title"],
            "since": body["since"],
            "until": body["until"],
            "parts": len(body["parts"]),
            "revises": revises if revises in record.refs else None,  # what the database has asked about
            "published_at": record.at,
            "withdrawn_at": None,
            "reason": "",
        },
    )
    for position, part in enumerate(body["parts"]):
        row = {"member": record.member, "brief": record.id, "audience": record.audience}
        reports = [UUID(report) for report in part["reports"]]
        tx.run(
            queries.SAVE_PART,
            row | {"position": position, "part": UUID(part["record"]), "reports": reports},
        )


def brief_withdrawn(tx: store.Tx, record: ledger.Record) -> None:
    """A tombstone stays, from this record alone: a rebuild finds nothing else of the brief."""
    body, brief = record.body, record.refs[0]
    for forgotten in (brief, *map(UUID, body["parts"])):
        tx.run("SELECT diwan.forget_record(%s)", [forgotten])
        tx.run(queries.FORGET_REFS, [forgotten])
    for statement in queries.FORGET:
        tx.run(statement, {"brief": brief})
    tx.run(
        queries.SAVE,
        {
            "member": record.member,
            "brief": brief,
            "audience": record.audience,
            "tlp": record.label.tlp.value,
            "is_joint": body["is_joint"],
            "title": "",
            "since": body["since"],
            "until": body["until"],
            "parts": len(body["parts"]),
            "revises": body["revises"],
            "published_at": body["published_at"],
            "withdrawn_at": record.at,
            "reason": body["reason"],
        },
    )


def part_fixed(tx: store.Tx, record: ledger.Record) -> None:
    """Nothing of its own: the facts are read from the record itself, and go with it."""


PROJECTIONS = {
    "brief.part_fixed": part_fixed,
    "brief.published": brief_published,
    "joint_brief.published": brief_published,
    "brief.withdrawn": brief_withdrawn,
}
TABLES = ("brief", "brief_part")
