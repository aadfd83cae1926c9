"""Proofs of forks that strangers bring. A stranger is believed in nothing: the log's own two signatures are."""

import json
from typing import Any

from django.db import connection

from diwan.ledger import tlog
from diwan.ledger.witness import ForkNotProven, ForkProof


def keep_proof(data: bytes) -> None:
    """ForkNotProven unless it shows two contradicting heads under the key of a log of this centre."""
    proof = ForkProof.parse(data)
    found = [(member, vkey) for member, origin, vkey in _keys() if origin == proof.origin]
    if not found:
        raise ForkNotProven(f"{proof.origin[:200]} is no log of this centre.")
    proof.check([tlog.Verifier.from_vkey(vkey) for _, vkey in found])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT diwan.keep_fork_proof(%s, %s, %s, %s)",
            [found[0][0], proof.witness, proof.digest, json.dumps(proof.as_json(), ensure_ascii=False)],
        )


def kept_proofs() -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT proof FROM diwan.fork_proofs()")
        rows = cursor.fetchall()
    return [json.loads(row[0]) if isinstance(row[0], str) else row[0] for row in rows]


def _keys() -> list[tuple[str, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT member, origin, vkey FROM diwan.log_keys()")
        return list(cursor.fetchall())
