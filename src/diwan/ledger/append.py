"""The one door in: sign, chain, store, project, queue, all in the caller's transaction."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from diwan.core.clock import springs
from diwan.core.errors import NotAllowed, TooLarge
from diwan.core.ids import RecordId
from diwan.core.labels import Label
from diwan.ledger.envelope import sign
from diwan.ledger.record import Evidence, EvidenceNote, Record, as_payload, from_payload
from diwan.ledger.wires import Wires, keys_in_use
from diwan.store import Transaction, defer


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
    assert tx.viewer is not None, "the worker says nothing in its own name: use store.service_viewer"
    if evidence is not None and len(evidence.data) > Wires.evidence_limit_bytes:
        limit = Wires.evidence_limit_bytes // (1024 * 1024)
        raise TooLarge(
            f"{evidence.name or 'The upload'} has {len(evidence.data):,} bytes; the limit is {limit} MiB."
        )
    log = tx.one("SELECT seq, prev, centre, charter FROM diwan.open_log()")
    if log is None:
        raise NotAllowed
    record = Record(
        id=RecordId(springs.uuid4()),
        kind=kind,
        member=tx.viewer.member,
        officer=tx.viewer.officer,
        at=springs.now().astimezone(dt.UTC),
        seq=log["seq"],
        label=replace(label, members=label.members | {tx.viewer.member}),
        audience=0,
        refs=tuple(refs),
        body=body,
        charter=log["charter"] or "",
        evidence=_note(evidence),
    )
    payload = as_payload(record, prev=bytes(log["prev"]), centre=log["centre"])
    envelope, salt = sign(payload, keys_in_use().key(tx.viewer.member)), springs.token_bytes(32)
    audience = tx.value("SELECT diwan.append_record(%b, %b)", [envelope, salt])
    # Read back from the signed bytes: a projection sees the same now and in a replay.
    record = read_back(payload, audience)
    if evidence is not None:
        _keep(tx, record, evidence)
    project(tx, record)
    told = {"record": str(record.id), "member": record.member}
    for job, wants in Wires.jobs[kind].items():
        defer(tx, job, {name: told[name] for name in sorted(wants)})
    return record


def project(tx: Transaction, record: Record) -> None:
    for projection in Wires.projections[record.kind]:
        projection(tx, record)


def read_back(payload: bytes, audience: int) -> Record:
    return from_payload(json.loads(payload), audience)


def _note(evidence: Evidence | None) -> EvidenceNote | None:
    if evidence is None:
        return None
    digest = hashlib.sha256(evidence.data).hexdigest()
    return EvidenceNote(digest, len(evidence.data), evidence.media_type, evidence.name)


def _keep(tx: Transaction, record: Record, evidence: Evidence) -> None:
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
