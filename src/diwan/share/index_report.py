"""Job: put a report where search finds it, by its words and by the names in four languages of what it speaks of."""

from uuid import UUID

from diwan import store
from diwan.analyse.stored import reading_of
from diwan.core.reading import Reading
from diwan.share import queries, words
from diwan.share.refs import place_names


def index_report(report: UUID) -> None:
    """From the report and its reading alone. Runs after the report was read; running again changes nothing."""
    with store.as_worker() as tx:
        row = tx.one(queries.TO_INDEX, {"report": report})
        if row is None:
            return
        reading = reading_of(row)
        text = f"{row['title']}\n{row['outlet']}\n{row['text']}"
        tx.run(
            queries.SAVE_ENTRY,
            {
                "report": report,
                "member": row["member"],
                "audience": row["audience"],
                "folded": words.folded(text) + " " + words.folded(" ".join(sorted(_other_names(reading)))),
                "plain": words.plain(text),
                "countries": sorted({m.place.country for m in reading.places if m.place.country}),
                "stances": sorted({claim.stance.value for claim in reading.claims}),
            },
        )


def _other_names(reading: Reading) -> set[str]:
    names: set[str] = set()
    for mention in reading.places:
        names.update(place_names(mention.place.geonameid, mention.place.name).values())
    names.update(mention.name for mention in reading.actors)
    return names
