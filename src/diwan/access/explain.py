"""Why the viewer may read a record, by the same rule that let it through."""

from dataclasses import dataclass

from diwan.core.ids import MemberId, RecordId
from diwan.core.labels import Label
from diwan.ledger import record as read_record
from diwan.store import Transaction


@dataclass(frozen=True, slots=True)
class Explanation:
    """`readers` is who may read it now; `signed_for` what its author first said."""

    record: RecordId
    author: MemberId
    is_own: bool
    readers: tuple[MemberId, ...]
    signed_for: Label


def readers(tx: Transaction, audience: int) -> list[MemberId]:
    """The members of an audience, told to those who are in it; to others it is empty."""
    found = tx.value("SELECT diwan.audience_members(%s)", [audience])
    return [MemberId(member) for member in found or ()]


def explain(tx: Transaction, record_id: RecordId) -> Explanation | None:
    """None when there is nothing that the viewer may read: hidden, absent and recalled look alike."""
    found = read_record(tx, record_id)
    if found is None or tx.viewer is None:
        return None
    return Explanation(
        record=found.id,
        author=found.member,
        is_own=found.member == tx.viewer.member,
        readers=tuple(readers(tx, found.audience)),
        signed_for=found.label,
    )
