"""The worker's edge of this room. Every job may run twice, or stop half-way and run again."""

from uuid import UUID

from diwan.core.ids import MemberId, SourceId
from diwan.gather.look import look_at_source


def look(member: str, source: str) -> None:
    look_at_source(MemberId(member), SourceId(UUID(source)))


JOBS = {"look_at_source": look}
