"""What a brief says, block by block, before it becomes text or a page.

The machine's own words are in the officer's language; what a report says stays in the report's, marked as such.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from diwan.core.languages import Language
from diwan.core.picture import Actor, Event, Origin, Proposition
from diwan.core.reading import Reading, Stance
from diwan.share.brief.made import Brief
from diwan.share.brief.words import Words

_MOST_SPEAKERS = 4
_MOST_CLAIMS = 8
_LONGEST_QUOTE = 220
_UNIT_WORTH = 2  # a number told by one report alone is in its headline or not worth a line
_ANSWERED = (Stance.DENIES, Stance.DOUBTS, Stance.RETRACTS)


class Role(StrEnum):
    TITLE = "title"
    LEAD = "lead"
    SECTION = "section"
    EVENT = "event"
    HEADLINE = "headline"
    CLAIM = "claim"
    FACT = "fact"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Block:
    role: Role
    text: str  # in the brief's language
    quote: str = ""  # in the report's language
    quote_language: Language = Language.UNDETERMINED
    is_contested: bool = False


def blocks(brief: Brief, language: Language) -> list[Block]:
    return list(_Writer(brief, Words(language)).blocks())


def told_of(brief: Brief, language: Language) -> list[Block]:
    """Its events and what tells of none, without a heading: a part of something larger."""
    return list(_Writer(brief, Words(language)).told())


class _Writer:
    def __init__(self, brief: Brief, words: Words) -> None:
        self.brief = brief
        self.words = words
        self.readings: Mapping[str, Reading] = {r.report.id: r for r in brief.readings}
        self.actors: Mapping[str, Actor] = {a.id: a for a in brief.picture.actors}
        self.propositions: Mapping[str, Proposition] = {p.id: p for p in brief.picture.propositions}

    def blocks(self) -> Iterator[Block]:
        words, picture = self.words, self.brief.picture
        yield Block(Role.TITLE, words.say("situation"))
        if not self.brief.readings:
            yield Block(Role.LEAD, words.say("nothing"))
        else:
            yield Block(Role.LEAD, self._counts())
        shared = [e for e in picture.events if len(e.reports) > 1]
        alone = [e for e in picture.events if len(e.reports) == 1]
        for event in shared:
            yield from self._event(event)
        if alone:
            yield Block(Role.SECTION, words.say("single"))
            for event in alone:
                yield from self._event(event)
        yield from self._rest({report for e in picture.events for report in e.reports})
        for title, problems in (("unreadable", self.brief.problems), ("notes", self.brief.notes)):
            if problems:
                yield Block(Role.SECTION, words.say(title))
                for problem in problems:
                    said = words.reason(problem.reason, problem.rule)
                    yield Block(
                        Role.ITEM,
                        problem.name,
                        said or problem.reason,
                        words.language if said else Language.EN,
                    )

    def told(self) -> Iterator[Block]:
        events = self.brief.picture.events
        for event in events:
            yield from self._event(event)
        told = {report for event in events for report in event.reports}
        for reading in self.brief.readings:
            if reading.report.id not in told:
                yield self._item(reading)

    def _counts(self) -> str:
        words = self.words
        parts = [
            words.count("reports", len(self.brief.readings)),
            words.count("events", len(self.brief.picture.events)),
        ]
        days = sorted(e.date for e in self.brief.picture.events if e.date)
        if days:
            first, last = words.day(days[0]), words.day(days[-1])
            parts.append(first if first == last else words.say("span", first=first, last=last))
        return words.join(parts)

    def _event(self, event: Event) -> Iterator[Block]:
        words = self.words
        kind = words.one_of("kinds", event.kind.value)
        contested = any(
            self.propositions[p].asserted and self.propositions[p].denied for p in event.propositions
        )
        heading = f"{words.day(event.date)} · {self._where(event)} · {kind}"
        if contested:
            heading += f" · {words.say('contested')}"
        yield Block(Role.EVENT, heading, is_contested=contested)
        speaks = self.readings[event.headline_report]
        outlet = speaks.report.outlet or speaks.report.id
        yield Block(Role.HEADLINE, words.say("told_by", outlet=outlet), event.headline, speaks.language)
        for proposition in self._worth_telling(event):
            yield self._proposition(proposition)
        yield from self._numbers(event)
        yield self._from_where(event)

    def _where(self, event: Event) -> str:
        from diwan.process.places import place_name  # noqa: PLC0415  (the gazetteer is opened when first needed)

        if event.place is None:
            return self.words.say("elsewhere")
        return place_name(event.place.geonameid, self.words.language) or event.place.name

    def _worth_telling(self, event: Event) -> list[Proposition]:
        """What is answered first, then what most speakers say; in the order of the telling within that."""
        found = [self.propositions[p] for p in event.propositions]

        def rank(p: Proposition) -> tuple[bool, int, str, int]:
            answered = any(c.stance in _ANSWERED for c in p.claims)
            return (not answered, -len({c.speaker for c in p.claims}), p.claims[0].report, p.claims[0].index)

        return sorted(found, key=rank)[:_MOST_CLAIMS]

    def _proposition(self, proposition: Proposition) -> Block:
        by_stance: dict[Stance, list[str]] = defaultdict(list)
        for claim in proposition.claims:
            if claim.speaker not in by_stance[claim.stance]:
                by_stance[claim.stance].append(claim.speaker)
        parts = [
            self.words.one_of("stances", stance.value, who=self._who(by_stance[stance]))
            for stance in Stance
            if stance in by_stance
        ]
        quote = proposition.text.strip()
        if len(quote) > _LONGEST_QUOTE:
            quote = quote[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
        contested = bool(proposition.asserted and proposition.denied)
        language = self.readings[proposition.text_report].language
        return Block(Role.CLAIM, "; ".join(parts), quote, language, contested)

    def _who(self, speakers: Iterable[str]) -> str:
        names = []
        for speaker in speakers:
            actor = self.actors.get(speaker)
            name = self.words.name_of(actor) if actor else self.words.say("anonymous")
            if name not in names:
                names.append(name)
        shown = self.words.join(names[:_MOST_SPEAKERS])
        more = len(names) - _MOST_SPEAKERS
        return f"{shown} {self.words.count('others', more)}" if more > 0 else shown

    def _numbers(self, event: Event) -> Iterator[Block]:
        parts, disagree = [], False
        for quantity in event.quantities:
            reports = {report for _, report, _ in quantity.values}
            values = sorted({value for value, _, _ in quantity.values})
            if len(reports) < _UNIT_WORTH and len(event.reports) > 1:
                continue
            disagree = disagree or len(values) > 1
            shown = self.words.join(self.words.number(v) for v in values)
            parts.append(f"{self.words.one_of('units', quantity.unit)} {shown}")
        if parts:
            key = "numbers_disagree" if disagree else "numbers"
            yield Block(Role.FACT, f"{self.words.say(key)} {'; '.join(parts)}", is_contested=disagree)

    def _from_where(self, event: Event) -> Block:
        words = self.words
        counted = words.join(
            (words.count("reports", len(event.reports)), words.count("independent", len(event.origins)))
        )
        certain, possible = event.origins_interval
        if certain != possible:
            counted += f" ({words.say('interval', certain=certain, possible=possible)})"
        origins = "; ".join(self._origin(origin) for origin in event.origins)
        return Block(Role.FACT, f"{counted}. {words.say('origins')} {origins}")

    def _origin(self, origin: Origin) -> str:
        return (
            f"{origin.name} ({self.words.join(origin.reports)})"
            if origin.reports != (origin.name,)
            else origin.name
        )

    def _rest(self, told: set[str]) -> Iterator[Block]:
        rest = [r for r in self.brief.readings if r.report.id not in told]
        if rest:
            yield Block(Role.SECTION, self.words.say("no_event"))
            for reading in rest:
                yield self._item(reading)

    def _item(self, reading: Reading) -> Block:
        report = reading.report
        title = report.title or report.text.strip()[:80] or self.words.say("unknown_title")
        return Block(Role.ITEM, report.outlet or report.id, title, reading.language)
