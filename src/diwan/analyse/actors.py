"""Who is who across reports, scripts and languages.

Two steps. Within one component (reports that edges connect) names that are close are joined: a surname with the one
full name that ends so, a spelling that is one consonant off, a body's name in translation. Between components only
equal keys meet, so that a component can be computed alone. Two persons whose full names differ are never joined,
however alike they look.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from diwan.analyse.same_name import Name, family, joined
from diwan.core.ids import derived_id
from diwan.core.picture import Actor
from diwan.core.reading import ActorKind, Reading, Speaker, SpeakerKind


@dataclass(frozen=True, slots=True)
class WhoIsWho:
    actors: tuple[Actor, ...]
    of_mention: Mapping[tuple[str, int], str]  # (report id, index) -> Actor id
    of_speaker: Mapping[tuple[str, int], str]  # (report id, claim index) -> Actor id or "anonymous"
    of_credit: Mapping[
        tuple[str, int], str
    ]  # (report id, index into credits) -> the same string for one outlet


def who_is_who(
    components: Sequence[Sequence[Reading]], viewer_key: bytes, *, across_components: bool = False
) -> WhoIsWho:
    mentions: dict[str, list[tuple[str, int]]] = defaultdict(list)
    names: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    kinds: dict[str, Counter[ActorKind]] = defaultdict(Counter)
    whys: dict[str, set[str]] = defaultdict(set)
    of_mention: dict[tuple[str, int], str] = {}
    of_speaker: dict[tuple[str, int], str] = {}
    of_credit: dict[tuple[str, int], str] = {}
    tables = [_names_in(component) for component in components]
    groups = [joined(table) for table in tables]
    one_for = _across(tables, [keys for keys, _ in groups]) if across_components else {}
    for component, table, (canonical, reasons) in zip(components, tables, groups, strict=True):
        ids = {
            name_id: str(derived_id(viewer_key, "actor", one_for.get(key, key)))
            for name_id, key in canonical.items()
        }
        for name_id, entry in table.items():
            actor = ids[name_id]
            for language, count in entry.languages.items():
                if count:
                    names[actor][language][entry.name] += count
            kinds[actor][entry.kind] += sum(entry.languages.values())
            whys[actor] |= reasons.get(name_id, set())
        for reading in component:
            report = reading.report.id
            for index, mention in enumerate(reading.actors):
                actor = ids[_name_id(mention.kind, mention.key, mention.name)]
                of_mention[report, index] = actor
                mentions[actor].append((report, index))
            for index, claim in enumerate(reading.claims):
                of_speaker[report, index] = _speaker(claim.speaker, reading, ids, of_mention)
            for index, credit in enumerate(reading.credits):
                of_credit[report, index] = ids[_name_id(ActorKind.ORGANISATION, credit.key, credit.outlet)]
    actors = [
        Actor(
            id=actor,
            kind=_commonest(kinds[actor]),
            names={language: _by_count(counts) for language, counts in sorted(names[actor].items())},
            mentions=tuple(sorted(mentions[actor])),
            why=tuple(sorted(whys[actor])),
        )
        for actor in sorted({*mentions, *of_speaker.values()} - {"anonymous"})
    ]
    return WhoIsWho(tuple(actors), of_mention, of_speaker, of_credit)


def _commonest(kinds: Counter[ActorKind]) -> ActorKind:
    return min(kinds, key=lambda kind: (-kinds[kind], kind))


def _by_count(counts: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(counts, key=lambda name: (-counts[name], -len(name), name)))


def _name_id(kind: ActorKind, key: str, name: str) -> str:
    return key if key.startswith("known:") else f"{family(kind)}|{name}"


def _names_in(component: Iterable[Reading]) -> dict[str, Name]:
    table: dict[str, Name] = {}

    def add(kind: ActorKind, key: str, name: str, reading: Reading, count: int) -> None:
        name_id = _name_id(kind, key, name)
        entry = table.get(name_id)
        if entry is None:
            entry = table[name_id] = Name(name_id, kind, name, key)
        entry.add(reading, count)

    for reading in component:
        for mention in reading.actors:
            add(mention.kind, mention.key, mention.name, reading, 1)
        for credit in reading.credits:
            add(ActorKind.ORGANISATION, credit.key, credit.outlet, reading, 0)
        for claim in reading.claims:
            if found := _named(claim.speaker, reading):
                add(*found, reading, 0)
    return table


def _named(speaker: Speaker, reading: Reading) -> tuple[ActorKind, str, str] | None:
    """(kind, key, name) of a speaker that is nobody's mention."""
    if speaker.kind is SpeakerKind.NAMED and speaker.name:
        is_person = speaker.key.startswith("name:person")
        return (ActorKind.PERSON if is_person else ActorKind.ORGANISATION, speaker.key, speaker.name)
    if speaker.kind is SpeakerKind.OUTLET and (reading.report.outlet or speaker.name):
        return (ActorKind.ORGANISATION, speaker.key, speaker.name or reading.report.outlet)
    return None


def _speaker(
    speaker: Speaker, reading: Reading, ids: Mapping[str, str], of_mention: Mapping[tuple[str, int], str]
) -> str:
    if speaker.kind is SpeakerKind.MENTION and speaker.mention is not None:
        return of_mention.get((reading.report.id, speaker.mention), "anonymous")
    named = _named(speaker, reading)
    return ids[_name_id(*named)] if named else "anonymous"


def _across(tables: Sequence[Mapping[str, Name]], groups: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Group key -> the one key of all groups whose fullest names are alike."""
    fullest: dict[str, Name] = {}
    for table, canonical in zip(tables, groups, strict=True):
        for name_id, key in sorted(canonical.items()):
            entry = table[name_id]
            if not entry.is_surname_alone and (
                key not in fullest or len(entry.parts) > len(fullest[key].parts)
            ):
                fullest[key] = replace(entry, id=key)
    return joined(fullest, by_own_word=False)[0]
