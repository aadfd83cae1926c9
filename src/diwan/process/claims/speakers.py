"""Who makes a statement: the person, institution or unnamed source that the attribution names, or who spoke last.

What stands in the statement itself never decides; only the rest of its sentence (the zone) does, then the text before.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from diwan.core.languages import Language
from diwan.core.reading import ActorKind, ActorMention, Report, Speaker, SpeakerKind
from diwan.process.actors.words import fold_all
from diwan.process.claims.cues import Cue, Span, pattern, word_pattern
from diwan.process.credits.read import is_outlet, is_own_outlet

_ANONYMOUS = SpeakerKind.ANONYMOUS
_REMEMBERED = 120  # mentions
_WORD = re.compile(r"[\w\u064b-\u0652\u200c-]{3,}")
_THING = {
    Language.EN: re.compile(r"\b(?:it|its)\b", re.IGNORECASE),
    Language.RU: re.compile(r"\b(?:оно|там|в ней)\b", re.IGNORECASE),
}


@lru_cache(maxsize=32768)
def _is_role(word: str, language: Language) -> bool:
    return word_pattern("roles", language).fullmatch(word) is not None


@dataclass(slots=True)
class Zone:
    """The parts of a sentence that attribute: everything but the statement."""

    spans: tuple[Span, ...]
    cue: Cue | None

    def holds(self, start: int, end: int) -> bool:
        return any(s <= start and end <= e for s, e in self.spans)

    def texts(self, text: str) -> list[tuple[int, str]]:
        return [(s, text[s:e]) for s, e in self.spans if e > s]


@dataclass(slots=True)
class Speakers:
    report: Report
    language: Language
    actors: Sequence[ActorMention]
    last: Speaker | None = None
    last_at: int = -1
    _beside: dict[int, frozenset[str]] = field(default_factory=dict)
    _heads: dict[int, frozenset[str]] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._starts = [mention.start for mention in self.actors]

    def find(self, zone: Zone) -> Speaker:
        """The speaker of one statement; remembered for `he added`."""
        speaker = self._named(zone) or self._by_office(zone) or self._pronoun(zone) or self._unnamed(zone)
        if speaker is None:
            speaker = self._meant_before(zone) or self._before(zone) or Speaker(_ANONYMOUS, described_as="")
        self.last = speaker
        self.last_at = zone.spans[-1][1] if zone.spans else self.last_at
        return speaker

    def meet(self, unit: Span) -> None:
        """An unnamed source brought in by a sentence that says nothing yet: `he said` in the next one is that source."""
        zone = Zone((unit,), None)
        if found := self._matches(zone, pattern("anonymous", self.language, "always")):
            self.last, self.last_at = Speaker(_ANONYMOUS, described_as=found), unit[1]

    # --- names in the zone

    def _named(self, zone: Zone) -> Speaker | None:
        if found := self._matches(zone, pattern("anonymous", self.language, "always")):
            return Speaker(_ANONYMOUS, described_as=found)
        here = self.inside(zone)
        inside = [(i, a) for i, a in here if not self._is_channel(a)]
        people = [(i, a) for i, a in inside if a.kind is ActorKind.PERSON]
        if people:
            return self._mention(self._nearest(people, zone))
        bodies = [(i, a) for i, a in inside if self._may_speak(a, zone)]
        if bodies and not self._is_of_somebody(zone, bodies):
            return self._mention(self._nearest(bodies, zone))
        outlets = [a for _, a in here if is_outlet(a)]
        if outlets and not self._has_role(zone) and not self._has_pronoun(zone) and not bodies:
            return Speaker(_ANONYMOUS, described_as=f"as {outlets[0].name} reports")
        return None

    def inside(self, zone: Zone) -> list[tuple[int, ActorMention]]:
        """(index, mention) of everybody named in the zone."""
        found: list[tuple[int, ActorMention]] = []
        for start, end in zone.spans:
            first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
            found += [(i, self.actors[i]) for i in range(first, last) if self.actors[i].end <= end]
        return sorted(set(found), key=lambda entry: entry[0])

    def _is_channel(self, mention: ActorMention) -> bool:
        return is_outlet(mention)

    def _may_speak(self, mention: ActorMention, zone: Zone) -> bool:
        if mention.kind is not ActorKind.STATE:
            return True
        return zone.cue is not None and zone.cue.start - 60 < mention.start < zone.cue.end + 60

    def _is_of_somebody(self, zone: Zone, bodies: list[tuple[int, ActorMention]]) -> bool:
        """`a driver`, `residents of ...`: an unnamed person who speaks for nobody, while the body is met elsewhere."""
        nouns = pattern("anonymous", self.language, "nouns")
        roles = word_pattern("roles", self.language)
        body = self._nearest(bodies, zone)[1]
        for start, part in zone.texts(self.report.text):
            for match in nouns.finditer(part):
                at = start + match.start()
                if (
                    abs(at - body.start) > 40
                    and not roles.search(part)
                    and zone.cue
                    and abs(at - zone.cue.start) < abs(body.start - zone.cue.start)
                ):
                    return True
        return False

    def _nearest(self, found: list[tuple[int, ActorMention]], zone: Zone) -> tuple[int, ActorMention]:
        """Next to the cue, on the side where the language puts the subject."""
        if zone.cue is None:
            return found[-1]
        cue = zone.cue

        def distance(entry: tuple[int, ActorMention]) -> tuple[int, int]:
            mention = entry[1]
            before = mention.end <= cue.start
            if self.language is Language.AR:
                wrong_side = before and not cue.is_according
            elif self.language is Language.FA:
                wrong_side = not before and not cue.is_according
            else:
                wrong_side = False
            gap = cue.start - mention.end if before else mention.start - cue.end
            return (int(wrong_side), gap if self.language is not Language.FA else mention.start)

        return min(found, key=distance)

    def _mention(self, found: tuple[int, ActorMention]) -> Speaker:
        index, mention = found
        return Speaker(SpeakerKind.MENTION, mention=index, key=mention.key, name=mention.name)

    # --- offices, pronouns, unnamed people

    def _has_role(self, zone: Zone) -> bool:
        return bool(self._matches(zone, word_pattern("roles", self.language)))

    def _has_pronoun(self, zone: Zone) -> bool:
        return bool(self._matches(zone, word_pattern("pronouns", self.language)))

    def _by_office(self, zone: Zone) -> Speaker | None:
        """`the mayor`, `the committee`: whoever the text gave that office, or the body whose name holds the word."""
        for start, part in zone.texts(self.report.text):
            for match in _WORD.finditer(part):
                word = (fold_all(match[0]) or ("",))[0]
                role = _is_role(match[0], self.language)
                index = self._office(word, start + match.start(), role=role)
                if index is not None:
                    return self._mention((index, self.actors[index]))
        if self._has_role(zone) and not self._matches(zone, pattern("anonymous", self.language, "nouns")):
            return self._institution(zone)
        return None

    def _back_from(self, at: int) -> range:
        """Indexes of the mentions before `at`, nearest first; far back nobody remembers who held an office."""
        last = bisect_left(self._starts, at)
        return range(last - 1, max(-1, last - _REMEMBERED), -1)

    def _office(self, word: str, before: int, *, role: bool) -> int | None:
        bare = word.removeprefix("وال").removeprefix("ال") if self.language is Language.AR else word
        for index in self._back_from(before):
            mention = self.actors[index]
            if mention.end > before or is_outlet(mention) or mention.kind is ActorKind.STATE:
                continue
            if mention.kind is ActorKind.PERSON:
                if role and bare in self._words_beside(index):
                    return index
            elif bare in self._head_words(index):
                return index
        return None

    def _words_beside(self, index: int) -> frozenset[str]:
        if (known := self._beside.get(index)) is not None:
            return known
        text, mention = self.report.text, self.actors[index]
        around = text[max(0, mention.start - 40) : mention.start] + " " + text[mention.end : mention.end + 40]
        found = self._beside[index] = frozenset(
            w.removeprefix("وال").removeprefix("ال") if self.language is Language.AR else w
            for w in fold_all(around)
        )
        return found

    def _head_words(self, index: int) -> frozenset[str]:
        if (known := self._heads.get(index)) is not None:
            return known
        found = self._heads[index] = self._heads_of(self.actors[index])
        return found

    def _heads_of(self, mention: ActorMention) -> frozenset[str]:
        heads = dict(mention.why.facts).get("head", "")
        words = set(fold_all(heads)) | set(
            fold_all(mention.name)[:1] if self.language is not Language.EN else fold_all(mention.name)[-1:]
        )
        if self.language is Language.EN:
            words |= {
                w
                for w in fold_all(mention.name)
                if w
                in (
                    "ministry",
                    "committee",
                    "council",
                    "commission",
                    "brigade",
                    "front",
                    "agency",
                    "institute",
                )
            }
        return frozenset(w.removeprefix("ال") for w in words if len(w) > 2)

    def _institution(self, zone: Zone) -> Speaker | None:
        """The body named last before the zone, for `its minister`."""
        start = zone.spans[0][0] if zone.spans else 0
        for index in self._back_from(start):
            mention = self.actors[index]
            if (
                mention.start < start
                and mention.kind in (ActorKind.ORGANISATION, ActorKind.GROUP)
                and not is_outlet(mention)
            ):
                return self._mention((index, mention))
        return None

    def _pronoun(self, zone: Zone) -> Speaker | None:
        return self._meant_before(zone) if self._has_pronoun(zone) else None

    def _meant_before(self, zone: Zone) -> Speaker | None:
        """Who `he` is: the person named since the last statement, else whoever made that one; `it` is a body."""
        start = min((s for s, _ in zone.spans), default=0)
        thing = bool(self._matches(zone, _THING[self.language])) if self.language in _THING else False
        wanted = (ActorKind.ORGANISATION, ActorKind.GROUP) if thing else (ActorKind.PERSON,)
        for index in self._back_from(start):
            mention = self.actors[index]
            if self.last_at < mention.start < start and mention.kind in wanted and not is_outlet(mention):
                return self._mention((index, mention))
        return self.last

    def _unnamed(self, zone: Zone) -> Speaker | None:
        found = self._matches(zone, pattern("anonymous", self.language, "nouns"))
        return Speaker(_ANONYMOUS, described_as=found) if found else None

    def _before(self, zone: Zone) -> Speaker | None:
        return self._institution(zone)

    def _matches(self, zone: Zone, compiled: re.Pattern[str]) -> str:
        for _, part in zone.texts(self.report.text):
            if match := compiled.search(part):
                return match[0].strip()
        return ""

    def own_outlet(self) -> Speaker:
        for index, mention in enumerate(self.actors):
            if is_own_outlet(mention, self.report):
                return self._mention((index, mention))
        return Speaker(
            SpeakerKind.OUTLET,
            key=f"name:organisation:{' '.join(fold_all(self.report.outlet))}",
            name=self.report.outlet,
        )
