"""How much room each member's records and evidence take, and how much the operator lets it have: bytes, no content."""

from dataclasses import dataclass

from diwan.core.errors import BadInput
from diwan.core.ids import MemberId
from diwan.store import Transaction


class NoSuchMember(BadInput):
    """No member of the charter is called so."""


@dataclass(frozen=True, slots=True)
class DiskUse:
    """`quota_bytes` None: as much as there is room for."""

    member: MemberId
    used_bytes: int
    quota_bytes: int | None

    @property
    def is_used_up(self) -> bool:
        return self.quota_bytes is not None and self.used_bytes > self.quota_bytes


def my_disk_use(tx: Transaction) -> DiskUse:
    """The viewer's own member's; of others nothing is told."""
    assert tx.viewer is not None
    found = tx.one("SELECT member, used_bytes, quota_bytes FROM diwan.disk_use", into=DiskUse)
    return found or DiskUse(tx.viewer.member, 0, None)


def every_disk_use(owner: Transaction) -> list[DiskUse]:
    """For the operator. Whoever said nothing yet and has no quota is not named."""
    return owner.rows(
        "SELECT member, used_bytes, quota_bytes FROM diwan.disk_use ORDER BY member", into=DiskUse
    )


def set_quota(owner: Transaction, member: MemberId, quota_bytes: int | None) -> None:
    """From the next filing on. Less than is used already takes nothing away: nothing more comes in."""
    owner.run(
        "INSERT INTO diwan.disk_use (member, quota_bytes) VALUES (%s, %s)"
        " ON CONFLICT (member) DO UPDATE SET quota_bytes = EXCLUDED.quota_bytes",
        [member, quota_bytes],
    )
