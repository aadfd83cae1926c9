"""Who makes a statement: the person, institution or unnamed source that the attribution names, or who spoke last.

What stands in the statement itself never decides; only the rest of its sentence (the zone) does, then the text before.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from diwan.core.languages import Language
from diwan.core.reading import ActorKind, ActorMention, Report, Speaker, SpeakerKind
from diwan.process.actors.words import fold_all
from diwan.process.claims import bodies
from diwan.process.claims.cues import Span
from diwan.process.claims.marks import Marks
from diwan.process.claims.offices import Offices
from diwan.process.claims.strangers import Strangers
from diwan.process.claims.zone import Zone
from diwan.process.credits.read import is_outlet, is_own_outlet

_ANONYMOUS = SpeakerKind.ANONYMOUS
# Offices whose holder is no organisation's voice.
_OWN_OFFICE = {
    Language.EN: re.compile(
        r"\b(?:mayor|governor|ambassador|envoy|judge|mediator|professor|sheikh|captain|engineer)\b",
        re.IGNORECASE,
    ),
    Language.AR: re.compile(
        r"(?<!\w)[وف]?ال(?:محافظ|عمدة|سفيرة?|مبعوثة?|وسيطة?|والي|حاكم|قاضي|شيخ|ربان|مهندسة?)(?!\w)"
    ),
    Language.FA: re.compile(
        r"(?<![\w\u200c])(?:استاندار|شهردار|فرماندار|بخشدار|سفیر|فرستاده|میانجی|قاضی|ناخدا|مهندس)(?![\w\u200c])"
    ),
    Language.RU: re.compile(
        r"\b(?:мэр|губернатор|посол|посланник|судья|посредник|капитан|градоначальник)\w{0,2}\b", re.IGNORECASE
    ),
}
_BODIES = (ActorKind.ORGANISATION, ActorKind.GROUP)
_WHO = re.compile(r",? (?:who|whose)\b")
_STATE_REACH = 60  # characters between the cue and a state that speaks
_THING = {
    Language.EN: re.compile(r"\b(?:it|its)\b", re.IGNORECASE),
    Language.RU: re.compile(r"\b(?:оно|там|в ней)\b", re.IGNORECASE),
}

# `A diplomat who follows the talks was not so sure.` He suggests what the next sentence says.
_SOMEBODY = {
    Language.EN: re.compile(r"(?:But |Yet |And )?(?:An?|One|Another) (?:[\w-]+ ){0,3}[\w-]+"),
    Language.AR: re.compile(r"[وف]?(?:لكن )?(?:\w+ ){1,2}(?:أحد|إحدى)? ?\w+"),
    Language.FA: re.compile(r"(?:اما )?(?:یکی از|یک) (?:\S+ ){0,2}\S+"),
    Language.RU: re.compile(r"(?:Но |А |Однако )?(?:[Оо]дин|[Оо]дна)(?: из)? (?:[\w-]+ ){0,2}[\w-]+"),
}

# `говорится в её заявлении`: whose it is may be a body as well.
_OWNED = re.compile(
    r"\b(?:её|ее|его|их) (?:\w+ )?(?:заявлени|пресс-релиз|сообщени|письм|пресс-служб|представител|руковод|публикаци|аккаунт)",
    re.IGNORECASE,
)
_OPENING = re.compile(r"(?:^|[.!?…»]\s+|\n)(?:[А-ЯЁ]\w+ )?«?$")
Named = tuple[int, ActorMention]  # with its index


@dataclass(slots=True)
class Speakers:
    report: Report
    marks: Marks
    actors: Sequence[ActorMention]
    last: Speaker | None = None
    last_at: int = -1
    strangers: Strangers = field(init=False)
    _offices: Offices = field(init=False)

    def __post_init__(self) -> None:
        self.strangers = Strangers(self.marks)
        self._offices = Offices(self.marks, self.actors)

    def find(self, zone: Zone) -> Speaker:
        """The speaker of one statement; remembered for `he added`."""
        speaker = (
            self._named(zone)
            or self._by_office(zone)
            or self._somebody(zone)
            or self._by_body(zone)
            or self._pronoun(zone)
            or self._unnamed(zone)
        )
        if speaker is None:
            speaker = self._meant_before(zone) or self._institution(zone) or _unknown("")
        self.last = speaker
        self.last_at = zone.spans[-1][1] if zone.spans else self.last_at
        return speaker

    def meet(self, unit: Span) -> None:
        """An unnamed source brought in by a sentence that says nothing yet: `he said` in the next one is that source."""
        zone = Zone((unit,), None)
        found = self._listed("always", zone)
        if not found and not any(a.kind is ActorKind.PERSON for _, a in self.inside(zone)):
            opening = _SOMEBODY[self.marks.language].match(self.report.text, *unit)
            found = opening[0] if opening and self.marks.search("unnamed", *opening.span()) else ""
        if found:
            self.last, self.last_at = _unknown(found), unit[1]

    # --- names in the zone

    def _named(self, zone: Zone) -> Speaker | None:
        if found := self._listed("always", zone):
            return _unknown(found)
        here = self.inside(zone)
        speaking = [named for named in here if not is_outlet(named[1])]
        people = [named for named in speaking if named[1].kind is ActorKind.PERSON]
        if people:
            return self._mention(self._nearest(people, zone))
        bodies = [named for named in speaking if _may_speak(named[1], zone)]
        if bodies and not self._is_of_somebody(zone, bodies):
            return self._mention(self._nearest(bodies, zone))
        if bodies or len(speaking) == len(here):
            return None
        if self._holds("roles", zone) or self._holds("pronouns", zone):
            return None
        outlet = next(mention for _, mention in here if is_outlet(mention))
        return _unknown(f"as {outlet.name} reports")

    def inside(self, zone: Zone) -> list[Named]:
        """Everybody named in the zone, in the order of the text."""
        indexes = {
            index
            for start, end in zone.spans
            for index in self._offices.between(start, end)
            if self.actors[index].end <= end
        }
        return [(index, self.actors[index]) for index in sorted(indexes)]

    def _is_of_somebody(self, zone: Zone, bodies: list[Named]) -> bool:
        """`a driver`, `residents of ...`: an unnamed person who speaks for nobody, while the body is met elsewhere."""
        if zone.cue is None:
            return False
        at, body = zone.cue.start, self._nearest(bodies, zone)[1].start
        return any(
            abs(noun - body) > 40 and abs(noun - at) < abs(body - at)
            for start, end in zone.spans
            if self.marks.may_hold("unnamed", start, end) and not self.marks.search("roles", start, end)
            for noun in self._unnamed_between(start, end)
        )

    def _unnamed_between(self, start: int, end: int) -> Iterator[int]:
        return (match.start() for match in self.marks.matches("unnamed", start, end))

    def _nearest(self, found: list[Named], zone: Zone) -> Named:
        """Next to the cue, on the side where the language puts the subject."""
        cue, language = zone.cue, self.marks.language
        if cue is None or len(found) == 1:
            return found[-1]
        first = found[0][1]
        if first.end <= cue.start and _WHO.match(self.report.text, first.end):
            return found[0]  # `X, who commands Y, said`

        def distance(entry: Named) -> tuple[bool, int]:
            mention = entry[1]
            before = mention.end <= cue.start
            if language is Language.FA:
                return not before and not cue.is_according, mention.start
            gap = cue.start - mention.end if before else mention.start - cue.end
            return language is Language.AR and before and not cue.is_according, gap

        return min(found, key=distance)

    def _mention(self, found: Named) -> Speaker:
        index, mention = found
        return Speaker(SpeakerKind.MENTION, mention=index, key=mention.key, name=mention.name)

    # --- offices, pronouns, unnamed people

    def _by_office(self, zone: Zone) -> Speaker | None:
        for start, end in zone.spans:
            index = self._offices.holder((start, end)) if end > start else None
            if index is not None:
                return self._mention((index, self.actors[index]))
        if self._holds("roles", zone) and not self._holds("unnamed", zone):
            for span in zone.spans:
                if (index := self._offices.named_later(span)) is not None:
                    return self._mention((index, self.actors[index]))
            return _unknown(found) if (found := self._own_office(zone)) else self._institution(zone)
        return None

    def _own_office(self, zone: Zone) -> str:
        """`the governor`, when nobody is told to be one: he speaks for no body that happens to be named before."""
        for start, end in zone.spans:
            if match := _OWN_OFFICE[self.marks.language].search(self.report.text, start, end):
                return match[0]
        return ""

    def _institution(self, zone: Zone) -> Speaker | None:
        index = self._offices.institution(zone.spans[0][0] if zone.spans else 0)
        return None if index is None else self._mention((index, self.actors[index]))

    def _pronoun(self, zone: Zone) -> Speaker | None:
        return self._meant_before(zone) if self._holds("pronouns", zone) else None

    def _meant_before(self, zone: Zone) -> Speaker | None:
        """Who `he` is: the person named since the last statement, else whoever made that one; `it` is a body."""
        wanted = _BODIES if self._is_thing(zone) else (ActorKind.PERSON,)
        body = None
        for index in self._offices.back_from(zone.begin()):
            mention = self.actors[index]
            if mention.start <= self.last_at:
                break
            if mention.kind in wanted and not is_outlet(mention):
                return self._mention((index, mention))
            if mention.kind in _BODIES and not is_outlet(mention) and self._opens_sentence(mention):
                body = (index, mention)
        is_owner = self.marks.language is Language.RU and any(
            _OWNED.search(self.report.text, *s) for s in zone.spans
        )
        return self._mention(body) if body and is_owner else self.last

    def _opens_sentence(self, mention: ActorMention) -> bool:
        """Nothing but a common word stands between the last full stop and the name."""
        before = self.report.text[max(0, mention.start - 25) : mention.start]
        return _OPENING.search(before) is not None

    def _is_thing(self, zone: Zone) -> bool:
        thing = _THING.get(self.marks.language)
        return thing is not None and any(thing.search(self.report.text, *span) for span in zone.spans)

    def _somebody(self, zone: Zone) -> Speaker | None:
        """`a shopkeeper said as he dug`: somebody new stands beside the verb, whoever `he` may be elsewhere."""
        if zone.cue is None or zone.cue.is_according:
            return None
        for start, end in zone.spans:
            if (
                start <= zone.cue.start
                and zone.cue.end <= end
                and (found := self.strangers.beside(zone.cue, start, end))
            ):
                return _unknown(found)
        return None

    def _by_body(self, zone: Zone) -> Speaker | None:
        """`the ministry said`, «подчеркнули в ведомстве»: the body named last."""
        if not zone.spans or not any(
            bodies.meant(self.marks.text, self.marks.language, *span) for span in zone.spans
        ):
            return None
        return self._institution(zone)

    def _unnamed(self, zone: Zone) -> Speaker | None:
        found = self._listed("unnamed", zone)
        return _unknown(found) if found else None

    def _holds(self, name: str, zone: Zone) -> bool:
        return any(self.marks.search(name, start, end) for start, end in zone.spans)

    def _listed(self, name: str, zone: Zone) -> str:
        """The first words in the zone that the list holds."""
        for start, end in zone.spans:
            if match := self.marks.search(name, start, end):
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


def _unknown(described_as: str) -> Speaker:
    return Speaker(_ANONYMOUS, described_as=described_as)


def _may_speak(mention: ActorMention, zone: Zone) -> bool:
    """A state speaks only next to its verb."""
    if mention.kind is not ActorKind.STATE:
        return True
    cue = zone.cue
    return cue is not None and cue.start - _STATE_REACH < mention.start < cue.end + _STATE_REACH
