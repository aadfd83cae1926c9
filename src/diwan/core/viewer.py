"""The one on whose behalf something is read or written: an officer of exactly one member."""

from dataclasses import dataclass, field

from diwan.core.ids import MemberId, OfficerId


@dataclass(frozen=True, slots=True)
class Viewer:
    """First argument of everything that reads or writes.

    `token` is what the database checks; `member` and `officer` are carried for display and for signing
    and are never trusted by the gate.
    """

    member: MemberId
    officer: OfficerId | None
    token: str = field(repr=False)
