"""Which of the names in one table are names of one actor, and why.

Names meet by equal keys, so that only pairs are compared that may be alike: words one letter apart become equal when
each loses some one letter.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations, product

from diwan.analyse.components import Unions
from diwan.analyse.names import (
    Part,
    bodies_alike,
    key_of,
    one_word,
    parts_of,
    persons_alike,
    share_own_word,
    without_f,
)
from diwan.core.languages import Language
from diwan.core.reading import ActorKind, Reading


@dataclass(slots=True)
class Name:
    """One spelling of one name within a table."""

    id: str
    kind: ActorKind
    name: str
    key: str
    languages: dict[Language, int] = field(default_factory=dict)
    reports: set[str] = field(default_factory=set)
    _parts: tuple[Part, ...] | None = None  # asked for with every comparison

    def add(self, reading: Reading, count: int) -> None:
        self.languages[reading.language] = self.languages.get(reading.language, 0) + count
        self.reports.add(reading.report.id)
        self._parts = None

    @property
    def language(self) -> Language:
        if len(self.languages) == 1:
            return next(iter(self.languages))
        return min(self.languages, key=lambda one: (-self.languages[one], one))

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
        return self.kind is ActorKind.PERSON and len(self.parts) == 1 and not self.is_known


def family(kind: ActorKind) -> str:
    """A body is called a group here and an organisation there; a person is never either."""
    return "person" if kind is ActorKind.PERSON else "state" if kind is ActorKind.STATE else "body"


def joined(
    table: Mapping[str, Name], *, by_own_word: bool = True
) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Name id -> the key of its group, and the reasons for which it was joined."""
    unions = Unions(table)
    reasons: dict[str, set[str]] = defaultdict(set)
    full, alone = list[Name](), list[Name]()
    for name in table.values():
        if name.kind is ActorKind.PERSON:
            (alone if name.is_surname_alone else full).append(name)
    alone.sort(key=lambda name: name.id)
    bodies = [name for name in table.values() if family(name.kind) == "body"]

    def join(found: Iterable[tuple[Name, Name, str]]) -> None:
        for one, other, why in found:
            unions.join(one.id, other.id)
            reasons[min(one.id, other.id)].add(why)

    join(_same_persons(full))
    join(_same_bodies(bodies))
    if by_own_word:
        join(_same_in_translation(bodies, unions))
    join(_surnames(alone, full, unions))
    join(_same_surnames(alone))
    return {
        name_id: _group_key([table[member] for member in group])
        for group in unions.groups()
        for name_id in group
    }, reasons


def _same_persons(full: Iterable[Name]) -> Iterator[tuple[Name, Name, str]]:
    for one, other in _meeting((name, _full_name_keys(name)) for name in full):
        if persons_alike(one.name, other.name):
            yield one, other, f"{one.name} and {other.name}: every part of the name has the same consonants"


def _same_bodies(bodies: Iterable[Name]) -> Iterator[tuple[Name, Name, str]]:
    for one, other in _meeting((name, _body_keys(name)) for name in bodies):
        if bodies_alike(one.parts, other.parts):
            yield one, other, f"{one.name} and {other.name}: the same words in translation"


def _same_in_translation(bodies: Iterable[Name], unions: Unions) -> Iterator[tuple[Name, Name, str]]:
    """A body of one language and the only one of another that shares its own word: Merivale Lines, ميريفال للملاحة."""
    meeting: dict[tuple[str, Language], set[str]] = defaultdict(set)
    pairs = []
    for one, other in _meeting((name, _body_keys(name)) for name in bodies):
        if one.language is other.language or (one.is_known and other.is_known):
            continue
        if share_own_word(one.parts, other.parts):
            pairs.append((one, other))
    rooted = [(unions.root(one.id), unions.root(other.id), one, other) for one, other in pairs]
    for first, second, one, other in rooted:
        meeting[first, other.language].add(second)
        meeting[second, one.language].add(first)
    for first, second, one, other in rooted:
        if first != second and len(meeting[first, other.language]) == len(meeting[second, one.language]) == 1:
            yield (
                one,
                other,
                f"{one.name} and {other.name}: one word of their own, and no other body here has it",
            )


def _surnames(
    alone: Iterable[Name], full: Sequence[Name], unions: Unions
) -> Iterator[tuple[Name, Name, str]]:
    """A surname goes to the one full name of its own report that ends so, else of the table; never to two."""
    ending: dict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(full):
        for _, part in name.parts[1:] or name.parts:
            for key in _shortened(part):
                ending[key].append(place)
    for short in alone:
        places = {place for key in _shortened(short.parts[0][1]) for place in ending.get(key, ())}
        close = [full[p] for p in sorted(places) if persons_alike(short.name, full[p].name, is_surname=True)]
        for candidates in ([n for n in close if n.reports & short.reports], close):
            roots = {unions.root(n.id) for n in candidates}
            if len(roots) == 1:
                first = min(candidates, key=lambda n: n.id)
                yield short, first, f"{short.name}: the only {candidates[0].name} here"
                break


def _same_surnames(alone: Iterable[Name]) -> Iterator[tuple[Name, Name, str]]:
    same: dict[tuple[Part, ...], list[Name]] = defaultdict(list)
    for name in alone:
        same[name.parts].append(name)
    for names in same.values():
        for one, other in combinations(names, 2):
            yield one, other, f"{one.name} and {other.name}: the same consonants"


def _meeting(keyed: Iterable[tuple[Name, set[str]]]) -> Iterator[tuple[Name, Name]]:
    """Pairs that share a key, each once, in the order of their ids."""
    holders: dict[str, list[Name]] = defaultdict(list)
    for name, keys in sorted(keyed, key=lambda entry: entry[0].id):
        met: dict[str, Name] = {}
        for key in keys:
            before = holders[key]
            for other in before:
                met[other.id] = other
            before.append(name)
        for other in met.values():
            yield other, name


def _full_name_keys(name: Name) -> set[str]:
    """The last part with each other part, since a middle name may be missing on one side; and all in one word."""
    parts = [consonants for _, consonants in name.parts]
    keys = {one_word(parts), f"~{without_f(''.join(parts))}"} if parts else set()
    for part in parts[:-1]:
        keys.update(map(" ".join, product(_shortened(part), _shortened(parts[-1]))))
    return keys


def _body_keys(name: Name) -> set[str]:
    ideas = {f"{idea}!" for idea, _ in name.parts if idea}
    return ideas.union(*(_shortened(consonants) for _, consonants in name.parts if len(consonants) > 1))


@lru_cache(maxsize=50_000)
def _shortened(word: str) -> frozenset[str]:
    """The word, and the word without one letter that is not its first."""
    return frozenset((word, *(word[:n] + word[n + 1 :] for n in range(1, len(word)))))


def _group_key(group: Sequence[Name]) -> str:
    """A shipped key if there is one; else the key of the fullest name, so that other components find the same."""
    if len(group) == 1:  # nearly every group
        name = group[0]
        if name.is_known:
            return name.key
        return key_of(name.name, name.kind, name.language) if name.parts else name.id
    known = sorted(n.key for n in group if n.is_known)
    if known:
        return known[0]
    keys = {n.id: key_of(n.name, n.kind, n.language) for n in group}
    fullest = min(group, key=lambda n: (-len(n.parts), keys[n.id]))
    return keys[fullest.id] if fullest.parts else fullest.id
