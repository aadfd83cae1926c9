"""The one door in: sign, chain, store, project, queue, all in the caller's transaction.

A crash at any moment leaves the log as it was before the transaction or as it is after it: PostgreSQL
recovers one of both at its next start, and nothing here has a state of its own. A process that is killed
between COMMIT and its own answer has said the records; the caller learns it by reading its log.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from uuid import UUID

import psycopg

from diwan.core.clock import springs
from diwan.core.errors import NotAllowed, TooLarge
from diwan.core.ids import MemberId, RecordId
from diwan.core.labels import Label
from diwan.core.viewer import Viewer
from diwan.ledger.envelope import commitment, leaf_bytes, leaf_hash, sign
from diwan.ledger.errors import ClockAhead, ClockBehind, LogClosed, NotReleasedYet, OtherKeyHeld, RepeatedId
from diwan.ledger.key_names import signing_key_name
from diwan.ledger.key_statement import KINDS as KEY_KINDS
from diwan.ledger.record import BodyNote, Draft, Evidence, EvidenceNote, Record
from diwan.ledger.signers import Signer
from diwan.ledger.wires import Wires, keys_in_use
from diwan.ledger.write_payload import as_read, write_payload
from diwan.store import Transaction

# Clocks of honest machines differ by less; one that is further off would put the log's times out of order.
CLOCK_SLACK = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LogEnd:
    """Where the author's log ends. `now` is the database's clock, `last_at` its last record's time."""

    seq: int
    prev: bytes
    centre: UUID | None
    charter: str | None
    last_at: dt.datetime | None
    now: dt.datetime
    keys: int
    public_key: bytes | None  # in use; None before the first and after the last
    last_key: bytes | None
    recovery_key: bytes | None


@dataclass(frozen=True, slots=True)
class Signed:
    """One record, ready to be stored."""

    record: Record
    envelope: bytes
    salt: bytes
    body: bytes | None


def append(
    tx: Transaction,
    kind: str,
    body: dict[str, Any],
    *,
    label: Label,
    refs: Iterable[RecordId] = (),
    evidence: Evidence | None = None,
) -> Record:
    """Say something as the viewer of `tx`. The author's log stays locked until the transaction ends, so
    officers of one member who file at once stand in line; a rollback leaves no gap."""
    return append_many(tx, [Draft(kind, body, label, tuple(refs), evidence)])[0]


def append_many(tx: Transaction, drafts: Sequence[Draft], *, with_key: Signer | None = None) -> list[Record]:
    """Say several things in this order: one lock, one COMMIT, a few statements for all. All or none.
    `with_key` is for the records that announce it, because the one in use is lost."""
    assert tx.viewer is not None, "the worker says nothing in its own name: use store.service_viewer"
    if not drafts:
        return []
    assert len(drafts) == 1 or not any(draft.kind in KEY_KINDS for draft in drafts), (
        "what follows needs the next key"
    )
    for draft in drafts:
        _refuse_too_large(draft.evidence)
    end = end_of_log(tx)
    signed = _sign_all(drafts, end, tx.viewer, with_key or _key_in_use(end, tx.viewer.member))
    try:
        audiences = tx.value(
            "SELECT diwan.append_records(%b, %b)", [[s.envelope for s in signed], [s.salt for s in signed]]
        )
    except psycopg.errors.UniqueViolation as error:
        raise RepeatedId(str(error).splitlines()[0]) from error
    records = [
        one.record.with_reach(audience, _body_note(one.body))
        for one, audience in zip(signed, audiences, strict=True)
    ]
    _keep_beside(tx, records, drafts, signed)
    project_many(tx, records)
    _queue_jobs(tx, records)
    return records


def project(tx: Transaction, record: Record) -> None:
    for projection in Wires.projections[record.kind]:
        projection(tx, record)


def project_many(tx: Transaction, records: Sequence[Record]) -> None:
    """In their order. Records of one kind that stand together go to projections that can take many at once."""
    for kind, group in groupby(records, key=lambda record: record.kind):
        projections, run = Wires.projections[kind], list(group)
        together = [Wires.together.get(projection) for projection in projections]
        if len(run) > 1 and all(together):
            for take in filter(None, together):
                take(tx, run)
            continue
        for record in run:
            project(tx, record)


def end_of_log(tx: Transaction) -> LogEnd:
    """Of the viewer's own member. Nobody else appends to it until the transaction ends."""
    end = tx.one(
        "SELECT seq, prev, centre, charter, last_at, now, keys, public_key, last_key, recovery_key"
        " FROM diwan.open_log()",
        into=LogEnd,
    )
    if end is None:
        raise NotAllowed
    return end


def _key_in_use(end: LogEnd, member: MemberId) -> Signer:
    if end.keys and end.public_key is None:
        raise LogClosed(f"({member})")
    signer = keys_in_use().signer(signing_key_name(member, max(end.keys, 1)))
    if end.public_key is not None and signer.public_key != end.public_key:
        raise OtherKeyHeld(f"The log of {member} announces {end.public_key.hex()[:16]}….")
    return signer


def _sign_all(drafts: Sequence[Draft], end: LogEnd, viewer: Viewer, signer: Signer) -> list[Signed]:
    signed, prev, at = list[Signed](), end.prev, end.last_at
    for seq, draft in enumerate(drafts, start=end.seq):
        text, body = as_read(draft.body)
        record = _record(draft, body, seq, end, viewer)
        refuse_wrong_clock(record.at, before=None if Wires.clock_may_go_back else at, now=end.now)
        payload, beside = write_payload(record, prev=prev, centre=end.centre, body=text)
        envelope, salt, at = sign(payload, signer), springs.token_bytes(32), record.at
        prev = leaf_hash(leaf_bytes(record.member, seq, prev, commitment(salt, envelope)))
        signed.append(Signed(record, envelope, salt, beside))
    return signed


def _record(draft: Draft, body: dict[str, Any], seq: int, end: LogEnd, viewer: Viewer) -> Record:
    label = draft.label
    if viewer.member not in label.members:
        label = replace(label, members=label.members | {viewer.member})
    if label.release_at and label.release_at > springs.now() and len(label.members) > 1:
        raise NotReleasedYet(f"({label.release_at.isoformat()})")
    return Record(
        RecordId(springs.uuid4()),
        draft.kind,
        viewer.member,
        viewer.officer,
        springs.now().astimezone(dt.UTC),
        seq,
        label,
        0,
        draft.refs,
        body,
        end.charter or "",
        _note(draft.evidence),
    )


def refuse_wrong_clock(at: dt.datetime, *, before: dt.datetime | None, now: dt.datetime) -> None:
    """A log's times may tremble by a day; a clock that is years off is found out before it signs anything."""
    if at > now + CLOCK_SLACK:
        raise ClockAhead(f"It says {at:%Y-%m-%d %H:%M} and the clock here {now:%Y-%m-%d %H:%M} UTC.")
    if before is not None and at < before - CLOCK_SLACK:
        raise ClockBehind(
            f"It says {at:%Y-%m-%d %H:%M}, the last one {before:%Y-%m-%d %H:%M} UTC."
            " If the last one's time was the wrong one, start with DIWAN_CLOCK_SET_BACK=1."
        )


def _refuse_too_large(evidence: Evidence | None) -> None:
    if evidence is not None and len(evidence.data) > Wires.evidence_limit_bytes:
        limit = Wires.evidence_limit_bytes // (1024 * 1024)
        raise TooLarge(
            f"{evidence.name or 'The upload'} has {len(evidence.data):,} bytes; the limit is {limit} MiB."
        )


def _body_note(body: bytes | None) -> BodyNote | None:
    return None if body is None else BodyNote(hashlib.sha256(body).hexdigest(), len(body))


def _note(evidence: Evidence | None) -> EvidenceNote | None:
    if evidence is None:
        return None
    digest = hashlib.sha256(evidence.data).hexdigest()
    return EvidenceNote(digest, len(evidence.data), evidence.media_type, evidence.name)


def _keep_beside(
    tx: Transaction, records: Sequence[Record], drafts: Sequence[Draft], signed: Sequence[Signed]
) -> None:
    """Evidence and large bodies: committed to by the signed payload, which says their hashes."""
    for record, draft, one in zip(records, drafts, signed, strict=True):
        if draft.evidence is not None:
            _keep_evidence(tx, record, draft.evidence)
        if one.body is not None and record.body_note is not None:
            tx.run(
                "INSERT INTO diwan.record_body (member, record, audience, sha256, data) VALUES (%s, %s, %s, %s, %b)",
                [record.member, record.id, record.audience, bytes.fromhex(record.body_note.sha256), one.body],
            )


def _keep_evidence(tx: Transaction, record: Record, evidence: Evidence) -> None:
    assert record.evidence is not None
    tx.run(
        "INSERT INTO diwan.evidence (member, record, audience, name, media_type, size_bytes, sha256, data)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %b)",
        [
            record.member,
            record.id,
            record.audience,
            evidence.name,
            evidence.media_type,
            len(evidence.data),
            bytes.fromhex(record.evidence.sha256),
            evidence.data,
        ],
    )


def _queue_jobs(tx: Transaction, records: Sequence[Record]) -> None:
    for kind, group in groupby(records, key=lambda record: record.kind):
        ids = [record.id for record in group]
        for job, wants in Wires.jobs[kind].items():
            tx.run("SELECT diwan.defer_for_records(%s, %s, %b)", [job, sorted(wants), ids])
