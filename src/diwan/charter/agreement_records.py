"""Records of the register of agreements -> tables. Time and ids come from the record."""

import json
from collections.abc import Callable

from diwan.charter.agreement_words import AgreementText, Step
from diwan.charter.agreements import is_signed_text
from diwan.core.codec import from_json
from diwan.ledger import Record
from diwan.store import Transaction


def agreement_proposed(tx: Transaction, record: Record) -> None:
    if not is_signed_text(record):
        return
    text = from_json(AgreementText, record.body["agreement"])
    tx.run(
        "INSERT INTO diwan.agreement (member, record, audience, sha256, text, signers, outside, begins_at, ends_at,"
        " proposed_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            record.member,
            record.id,
            record.audience,
            record.body["sha256"],
            json.dumps(record.body["agreement"], ensure_ascii=False),
            list(text.signers),
            list(text.outside),
            text.begins_at,
            text.ends_at,
            record.at,
        ],
    )
    _sign(tx, record, agreement=record)


def agreement_signed(tx: Transaction, record: Record) -> None:
    if is_signed_text(record):
        _sign(tx, record, agreement=None)


def _sign(tx: Transaction, record: Record, *, agreement: Record | None) -> None:
    tx.run(
        "INSERT INTO diwan.agreement_consent (member, agreement, record, audience, sha256, signed_at)"
        " VALUES (%s, %s, %s, %s, %s, %s)",
        [
            record.member,
            agreement.id if agreement else record.refs[0],
            record.id,
            record.audience,
            record.body["sha256"],
            record.at,
        ],
    )


def _step(step: Step) -> Callable[[Transaction, Record], None]:
    def taken(tx: Transaction, record: Record) -> None:
        tx.run(
            "INSERT INTO diwan.agreement_step (member, record, agreement, audience, step, party, reason, at)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
            [
                record.member,
                record.id,
                record.refs[0],
                record.audience,
                step.value,
                record.body["party"],
                record.body["reason"],
                record.at,
            ],
        )

    return taken


AGREEMENT_PROJECTIONS: dict[str, Callable[[Transaction, Record], None]] = {
    "agreement.proposed": agreement_proposed,
    "agreement.signed": agreement_signed,
    "agreement.suspended": _step(Step.SUSPENDED),
    "agreement.resumed": _step(Step.RESUMED),
    "agreement.ended": _step(Step.ENDED),
}

AGREEMENT_TABLES = ("agreement", "agreement_consent", "agreement_step")
