"""Job: put a report where search finds it, by its words and by the names in four languages of what it speaks of."""

from typing import Any
from uuid import UUID

from diwan import store
from diwan.analyse.stored import reading_of
from diwan.core.reading import Reading
from diwan.share import queries, words
from diwan.share.refs import place_names


def index_report(report: UUID) -> None:
    """From the report and its reading alone. Runs after the report was read; running again changes nothing."""
    with store.as_worker() as tx:
        # Beside others of its kind, but not while an originator changes the label (diwan.follow_report).
        tx.run("SELECT pg_advisory_xact_lock_shared(hashtext('diwan.link'))")
        row = tx.one(queries.TO_INDEX, {"report": report})
        if row is not None:
            known = {name: row[name] for name in ("report", "member", "audience")}
            tx.run(queries.SAVE_ENTRY, known | document_of(reading_of(row)))


def document_of(reading: Reading) -> dict[str, Any]:
    """What of a report is searched, as `queries.SAVE_ENTRY` takes it."""
    report = reading.report
    text = f"{report.title}\n{report.outlet}\n{report.text}"
    return {
        "folded": words.document(text, sorted(_other_names(reading))),
        "plain": words.plain(text),
        "countries": sorted({m.place.country for m in reading.places if m.place.country}),
        "stances": sorted({claim.stance.value for claim in reading.claims}),
    }


def _other_names(reading: Reading) -> set[str]:
    names: set[str] = set()
    for mention in reading.places:
        names.update(place_names(mention.place.geonameid, mention.place.name).values())
    names.update(mention.name for mention in reading.actors)
    return names
