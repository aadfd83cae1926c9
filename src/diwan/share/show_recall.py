"""What followed the recall of a report: who answered for it, and what of this viewer's own stood on it."""

from uuid import UUID

from diwan import store
from diwan.core.codec import from_json
from diwan.core.languages import Language
from diwan.core.picture import Event
from diwan.core.reading import EventKind
from diwan.core.viewer import Viewer
from diwan.ledger import receipts
from diwan.share import queries
from diwan.share.products import queries as products
from diwan.share.refs import Names
from diwan.share.views import EventRef, EventUse, HolderReceipt, RecallView, RecordUse, ReportRow, Words


def recall_of(tx: store.Tx, viewer: Viewer, row: ReportRow, names: Names) -> RecallView:
    """To the originator the receipt of every holder; to a holder its own. Uses are the viewer's own events, and
    records that it may read."""
    is_own = row.label.author.id == viewer.member
    given = {str(each.member): each for each in receipts.recall_receipts(tx, row.id)}
    holders = [reader.id for reader in row.label.readers if reader.id != row.label.author.id]
    asked = [member for member in holders if is_own or member == viewer.member]
    mine = given.get(viewer.member)
    return RecallView(
        receipts=tuple(_receipt(names, member, given.get(member)) for member in asked),
        events=tuple(_event_use(tx, use) for use in receipts.event_uses(tx, row.id)),
        records=_record_uses(tx, row, names),
        may_acknowledge=not is_own and (mine is None or mine.acknowledged_at is None),
    )


def _record_uses(tx: store.Tx, row: ReportRow, names: Names) -> tuple[RecordUse, ...]:
    uses = receipts.record_uses(tx, row.id)
    found = tx.rows(products.BRIEFS_ON, {"records": [use.id for use in uses]})
    titles = {(brief["brief"], brief["member"]): brief["title"] for brief in found}
    return tuple(
        RecordUse(use.id, use.kind, names.member(use.member), use.at, titles.get((use.id, use.member), ""))
        for use in uses
    )


def _receipt(names: Names, member: str, given: receipts.RecallReceipt | None) -> HolderReceipt:
    if given is None:
        return HolderReceipt(names.member(member))
    return HolderReceipt(names.member(member), given.honoured_at, given.acknowledged_at)


def _event_use(tx: store.Tx, use: receipts.EventUse) -> EventUse:
    left = tx.rows(queries.REPORTS_BY_ID, {"reports": use.others})
    standing = [row["report"] for row in left if row["recalled_at"] is None]
    return EventUse(EventKind(use.kind), use.day, use.claims, len(standing), _event_now(tx, standing))


def _event_now(tx: store.Tx, reports: list[UUID]) -> EventRef | None:
    for report in reports:
        for row in tx.rows(queries.EVENTS_OF_REPORT, {"report": report}):
            event = from_json(Event, row["body"]["event"])
            found = tx.rows(queries.LANGUAGES, {"reports": [UUID(event.headline_report)]})
            language = Language(found[0]["language"] or "und") if found else Language.UNDETERMINED
            return EventRef(row["event"], Words(event.headline, language))
    return None
