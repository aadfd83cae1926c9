"""The worker's edge of this stage."""

from uuid import UUID

from diwan.share.index_report import index_report


def index_read_report(record: str) -> None:
    index_report(UUID(record))


JOBS = {"index_report": index_read_report}
AFTER: dict[str, tuple[str, ...]] = {}  # `read_report` queues it: there is nothing to index before
DERIVED_TABLES = ("search_entry",)
