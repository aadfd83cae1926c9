"""Who is who across reports, scripts and languages.

Two steps. Within one component (reports that edges connect) names that are close are joined: a surname with the one
full name that ends so, a spelling that is one consonant off, a body's name in translation. Between components only
equal keys meet, so that a component can be computed alone. Two persons whose full names differ are never joined,
however alike they look.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from diwan.analyse.components import Unions
from diwan.analyse.names import Part, bodies_alike, key_of, parts_of, persons_alike
from diwan.analyse.skeletons import skeletons
from diwan.core.ids import derived_id
from diwan.core.languages import Language
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


@dataclass(slots=True)
class _Name:
    """One spelling of one name within a component."""

    id: str
    kind: ActorKind
    name: str
    key: str
    languages: Counter[str] = field(default_factory=Counter)
    reports: set[str] = field(default_factory=set)
    _parts: tuple[Part, ...] | None = None  # asked for with every comparison

    def add(self, reading: Reading, count: int) -> None:
        self.languages[reading.language] += count
        self.reports.add(reading.report.id)
        self._parts = None

    @property
    def language(self) -> Language:
        if len(self.languages) == 1:
            return Language(next(iter(self.languages)))
        return Language(min(self.languages, key=lambda one: (-self.languages[one], one)))

    @property
    def parts(self) -> tuple[Part, ...]:
        if self._parts is None:
            self._parts = parts_of(self.name, self.kind, self.language)
        return self._parts

    @property
    def is_known(self) -> bool:
        return self.key.startswith("known:")

    @property
    def is_surname_alone(self) -> bool:
        return self.kind is ActorKind.PERSON and len(skeletons(self.name)) == 1 and not self.is_known


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
    joined = [_joined(table) for table in tables]
    one_for = _across(tables, [groups for groups, _ in joined]) if across_components else {}
    for component, table, (canonical, reasons) in zip(components, tables, joined, strict=True):
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
    return key if key.startswith("known:") else f"{_family(kind)}|{name}"


def _family(kind: ActorKind) -> str:
    """A body is called a group here and an organisation there; a person is never either."""
    return "person" if kind is ActorKind.PERSON else "state" if kind is ActorKind.STATE else "body"


def _names_in(component: Iterable[Reading]) -> dict[str, _Name]:
    table: dict[str, _Name] = {}

    def add(kind: ActorKind, key: str, name: str, reading: Reading, count: int) -> None:
        name_id = _name_id(kind, key, name)
        entry = table.get(name_id)
        if entry is None:
            entry = table[name_id] = _Name(name_id, kind, name, key)
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


def _joined(table: Mapping[str, _Name]) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Name id -> the key of its group, and the reasons for which it was joined."""
    unions = Unions(table)
    reasons: dict[str, set[str]] = defaultdict(set)

    def join(one: _Name, other: _Name, why: str) -> None:
        unions.join(one.id, other.id)
        reasons[min(one.id, other.id)].add(why)

    for one, other in _worth_comparing(table):
        if one.is_surname_alone or other.is_surname_alone:
            continue
        if one.kind is ActorKind.PERSON and other.kind is ActorKind.PERSON:
            if persons_alike(one.name, other.name):
                join(
                    one, other, f"{one.name} and {other.name}: every part of the name has the same consonants"
                )
        elif ActorKind.PERSON not in (one.kind, other.kind) and bodies_alike(one.parts, other.parts):
            join(one, other, f"{one.name} and {other.name}: the same words in translation")
    _join_surnames(table, unions, join)
    return {
        name_id: _group_key([table[member] for member in group])
        for group in unions.groups()
        for name_id in group
    }, reasons


def _across(tables: Sequence[Mapping[str, _Name]], groups: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Group key -> the one key of all groups whose fullest names are alike."""
    fullest: dict[str, _Name] = {}
    for table, canonical in zip(tables, groups, strict=True):
        for name_id, key in sorted(canonical.items()):
            entry = table[name_id]
            if not entry.is_surname_alone and (
                key not in fullest or len(entry.parts) > len(fullest[key].parts)
            ):
                fullest[key] = replace(entry, id=key)
    joined, _ = _joined(fullest)
    return joined


def _meeting_points(entry: _Name) -> set[str]:
    """Two alike names share one: words that are one letter apart are equal when each loses some one letter."""
    if entry.kind is ActorKind.PERSON:
        parts = [consonants for _, consonants in entry.parts]
        joined = {"".join(parts)}
        return joined | {f"{parts[0][0]}{short}" for short in _shortened(parts[-1])} if parts else set()
    ideas = {f"{idea}!" for idea, _ in entry.parts if idea}
    return ideas.union(*(_shortened(consonants) for _, consonants in entry.parts if len(consonants) > 1))


def _shortened(word: str) -> set[str]:
    return {word, *(word[:n] + word[n + 1 :] for n in range(1, len(word)))}


def _worth_comparing(table: Mapping[str, _Name]) -> list[tuple[_Name, _Name]]:
    """Pairs of names that share a meeting point; every pair that is alike does."""
    holders: dict[str, list[str]] = defaultdict(list)
    for name_id, entry in sorted(table.items()):
        if entry.kind is ActorKind.STATE:
            continue
        for beginning in _meeting_points(entry):
            holders[_family(entry.kind) + beginning].append(name_id)
    pairs = {(a, b) for ids in holders.values() for n, a in enumerate(ids) for b in ids[n + 1 :]}
    return [(table[a], table[b]) for a, b in sorted(pairs)]


def _join_surnames(
    table: Mapping[str, _Name], unions: Unions, join: Callable[[_Name, _Name, str], None]
) -> None:
    """A surname goes to the one full name of its own report that ends so, else of the component; never to two."""
    persons = [n for n in table.values() if n.kind is ActorKind.PERSON]
    full = [n for n in persons if not n.is_surname_alone]
    for short in sorted((n for n in persons if n.is_surname_alone), key=lambda n: n.id):
        close = [n for n in full if persons_alike(short.name, n.name, is_surname=True)]
        for candidates in ([n for n in close if n.reports & short.reports], close):
            roots = {unions.root(n.id) for n in candidates}
            if len(roots) == 1:
                join(
                    short,
                    min(candidates, key=lambda n: n.id),
                    f"{short.name}: the only {candidates[0].name} here",
                )
                break
    rest = [n for n in persons if n.is_surname_alone]
    for n, one in enumerate(sorted(rest, key=lambda x: x.id)):
        for other in sorted(rest, key=lambda x: x.id)[n + 1 :]:
            if skeletons(one.name) == skeletons(other.name):
                join(one, other, f"{one.name} and {other.name}: the same consonants")


def _group_key(group: Sequence[_Name]) -> str:
    """A shipped key if there is one; else the key of the fullest name, so that other components find the same."""
    known = sorted(n.key for n in group if n.is_known)
    if known:
        return known[0]
    keys = {n.id: key_of(n.name, n.kind, n.language) for n in group}
    fullest = min(group, key=lambda n: (-len(n.parts), keys[n.id]))
    return keys[fullest.id] if fullest.parts else fullest.id
