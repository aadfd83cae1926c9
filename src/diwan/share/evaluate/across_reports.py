"""Pure: what was found to belong together across reports, against the labels."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

from diwan.share.evaluate.figures import Figure, Score, Share, by_pairs, grouped, pairs
from diwan.share.evaluate.in_reports import folded
from diwan.share.evaluate.labels import ClaimLabel, LabelledReport, LabelledSet, Matter
from diwan.share.evaluate.situation import ReadEvent, ReadValue, Situation
from diwan.share.evaluate.spans import meet
from diwan.share.evaluate.tally import Miss

# An event of the labels is found when the reports of one that was read are more right than wrong.
_HALF = 0.5


def who_is_who(reports: Iterable[LabelledReport], situation: Situation) -> dict[str, str]:
    """Read actor -> labelled actor, each at most once: those with most mentions in common first."""
    votes: Counter[tuple[str, str]] = Counter()
    for report in reports:
        read = situation.report(report.id).actors
        for label, value in meet(report, Matter.ACTORS, report.actors or (), read).pairs:
            votes[value.said["actor"], label.actor] += 1
    stands_for: dict[str, str] = {}
    taken: set[str] = set()
    for (read_as, actor), _ in sorted(votes.items(), key=lambda vote: (-vote[1], *vote[0])):
        if read_as not in stands_for and actor not in taken:
            stands_for[read_as] = actor
            taken.add(actor)
    return stands_for


def propositions(claims: Sequence[tuple[ClaimLabel, ReadValue | None]]) -> Score | None:
    numbered = [(n, label, value) for n, (label, value) in enumerate(claims) if label.proposition is not None]
    if not numbered:
        return None
    read = [
        (n, value.said.get("proposition") or ("alone", n)) for n, _, value in numbered if value is not None
    ]
    return by_pairs(grouped((n, label.proposition) for n, label, _ in numbered), grouped(read))


def syndication(reports: Sequence[LabelledReport], situation: Situation) -> tuple[Score, list[Miss]] | None:
    labelled = grouped((r.id, r.syndication) for r in reports if r.syndication is not None)
    if not labelled:
        return None
    known = {i for group in labelled for i in group}
    found = [known.intersection(group) for group in situation.syndication]
    return by_pairs(labelled, found), list(_wrong_pairs("copies", reports, labelled, found))


def events(
    labels: LabelledSet, reports: Sequence[LabelledReport], situation: Situation
) -> tuple[dict[str, Figure], list[Miss]]:
    labelled: dict[str, set[str]] = defaultdict(set)
    known = {r.id: r for r in reports if r.events is not None}
    for report in known.values():
        for event in report.events or ():
            labelled[event].add(report.id)
    if not labelled:
        return {}, []
    read = [(event, event.reports & known.keys()) for event in situation.events]
    groups = [group for _, group in read]
    figures: dict[str, Figure] = {"events": by_pairs(labelled.values(), groups)}
    misses = list(_wrong_pairs("events", list(known.values()), labelled.values(), groups))
    right: Counter[str] = Counter()
    origins: list[tuple[str, ...]] = []
    for key, members in labelled.items():
        best, share = _best(read, members)
        if best is None or share < _HALF:
            misses.append(_miss("events not met", known, members, labelled=key))
            continue
        meant = labels.events[key]
        is_dated, is_placed = best.date == meant.date, str(best.geonameid) == str(meant.geonameid)
        right.update(event_met=1, event_date=is_dated, event_place=is_placed)
        origins += [tuple(i for i in group if i in members) for group in best.origins]
        if not is_dated:
            kind = "events: another date"
            misses.append(_miss(kind, known, members, labelled=meant.date, read=best.date or "no date"))
        if not is_placed:
            expected, got = f"geonameid {meant.geonameid}", f"{best.place}, geonameid {best.geonameid}"
            misses.append(_miss("events: another place", known, members, labelled=expected, read=got))
    for name in ("event_met", "event_date", "event_place"):
        figures[name] = Share(right[name], len(labelled))
    expected_origins = [g for ids in labelled.values() for g in _origins(known[i] for i in sorted(ids))]
    figures["same_origin"] = by_pairs(expected_origins, origins)
    return figures, misses


def _best(
    read: Iterable[tuple[ReadEvent, frozenset[str]]], members: set[str]
) -> tuple[ReadEvent | None, float]:
    best: ReadEvent | None = None
    most = -1.0
    for event, group in read:
        share = len(group & members) / len(group | members)
        if share > most:
            best, most = event, share
    return best, most


def _origins(reports: Iterable[LabelledReport]) -> list[set[str]]:
    """Reports that copy one text or credit one outlet rest on one origin, and so do those that hang together by this."""
    groups: list[tuple[set[Hashable], set[str]]] = []
    for report in reports:
        keys: set[Hashable] = {("text", report.syndication or report.id)}
        keys |= {("outlet", folded(name)) for name in report.credits or ()}
        members = {report.id}
        apart = []
        for theirs, ids in groups:
            if keys & theirs:
                keys |= theirs
                members |= ids
            else:
                apart.append((theirs, ids))
        groups = [*apart, (keys, members)]
    return [members for _, members in groups]


def _wrong_pairs(
    what: str,
    reports: Sequence[LabelledReport],
    labelled: Iterable[Iterable[str]],
    found: Iterable[Iterable[str]],
) -> Iterable[Miss]:
    expected, read = pairs(labelled), pairs(found)
    by_id = {report.id: report for report in reports}
    for kind, wrong in ((f"{what}: kept apart", expected - read), (f"{what}: joined", read - expected)):
        for pair in sorted(map(sorted, wrong)):
            yield _miss(kind, by_id, pair)


def _miss(
    kind: str,
    known: Mapping[str, LabelledReport],
    reports: Iterable[str],
    *,
    labelled: str = "",
    read: str = "",
) -> Miss:
    ids = sorted(reports)
    spoken = {known[i].language.value for i in ids}
    language = spoken.pop() if len(spoken) == 1 else "several"
    return Miss(kind, language, ids[0], ", ".join(ids), labelled, read)
