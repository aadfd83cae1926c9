"""What was later said of what outlets and offices told, from the events of the viewer's own picture alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from diwan import store
from diwan.core.codec import from_json
from diwan.core.picture import Actor
from diwan.core.reading import ActorKind, Stance
from diwan.core.viewer import Viewer
from diwan.share import queries
from diwan.share.refs import ANONYMOUS
from diwan.share.track_rules import Fate, Said, Tally, fates_of_outlets, fates_of_speakers
from diwan.share.track_views import GradedSource, Instance, TrackRecordView, TrackRow
from diwan.share.views import Words

MOST_EVENTS = 1000  # the latest ones; of five propositions each they take a third of a second
MOST_ROWS = 100
MOST_INSTANCES = 3  # of each fate that an officer will want to look at
_LOOKED_AT = (Fate.RETRACTED, Fate.DENIED, Fate.DISPUTED, Fate.CONFIRMED)


class _Records:
    """Adds up by outlet or speaker."""

    def __init__(self) -> None:
        self.tallies: dict[str, Tally] = defaultdict(Tally)
        self.instances: dict[str, dict[Fate, list[Instance]]] = defaultdict(lambda: defaultdict(list))

    def add(self, fates: Mapping[str, Fate], event: UUID, words: str) -> None:
        for who, fate in fates.items():
            tally = self.tallies[who]
            self.tallies[who] = replace(tally, **{fate.value: getattr(tally, fate.value) + 1})
            kept = self.instances[who][fate]
            if fate in _LOOKED_AT and len(kept) < MOST_INSTANCES:
                kept.append(Instance(fate, event, Words(words)))

    def rows(self, names: Mapping[str, Mapping[str, str]]) -> tuple[TrackRow, ...]:
        """Those of whom most was answered first."""
        order = sorted(
            (who for who in self.tallies if who in names),
            key=lambda who: (-self.tallies[who].answered, -self.tallies[who].told, who),
        )
        return tuple(
            TrackRow(
                names[who],
                self.tallies[who],
                self.tallies[who].suggested,
                tuple(i for fate in _LOOKED_AT for i in self.instances[who][fate]),
            )
            for who in order[:MOST_ROWS]
        )


def track_record(viewer: Viewer) -> TrackRecordView:
    with store.acting_as(viewer) as tx:
        events = tx.rows(queries.LATEST_PROPOSITIONS, {"most": MOST_EVENTS})
        reports = tx.rows(queries.OUTLETS_OF_EVENTS, {"events": [row["event"] for row in events]})
        offices = _offices(tx, {row["component"] for row in events})
        sources = _sources(tx, {row["outlet"] for row in reports if row["outlet"]})
    told_in = {str(row["report"]): row for row in reports}
    of_outlets, of_offices = _Records(), _Records()
    for row in events:
        for body in row["propositions"]:
            # Not through the codec: of thousands of propositions only their claims are asked for.
            said = [
                Said(of["at"], claim["report"], of["outlet"], claim["speaker"], Stance(claim["stance"]))
                for claim in body["claims"]
                if (of := told_in.get(claim["report"]))
            ]
            of_outlets.add(fates_of_outlets(said), row["event"], body["text"])
            of_offices.add(fates_of_speakers(said), row["event"], body["text"])
    outlets = {row["outlet"]: {"": row["outlet"]} for row in reports if row["outlet"]}
    rows = tuple(replace(row, sources=sources.get(row.names[""], ())) for row in of_outlets.rows(outlets))
    return TrackRecordView(rows, of_offices.rows(offices), len(events), MOST_EVENTS)


def _sources(tx: store.Tx, outlets: set[str]) -> dict[str, tuple[GradedSource, ...]]:
    found: dict[str, tuple[GradedSource, ...]] = {}
    for row in tx.rows(queries.SOURCES_OF_OUTLETS, {"outlets": sorted(outlets)}):
        source = GradedSource(row["source"], row["name"], row["reliability"])
        found[row["outlet"]] = (*found.get(row["outlet"], ()), source)
    return found


def _offices(tx: store.Tx, components: Iterable[UUID]) -> dict[str, Mapping[str, str]]:
    """Bodies, groups and states with their names; persons are not among them, nor is whoever is unnamed."""
    rows = tx.rows(queries.OFFICES, {"components": sorted(components), "person": ActorKind.PERSON.value})
    found: dict[str, Mapping[str, str]] = {}
    for row in rows:
        actor = from_json(Actor, row["body"])
        names = {language: of[0] for language, of in actor.names.items() if of}
        if names and actor.id != ANONYMOUS:
            found.setdefault(actor.id, names)
    return found
