"""Goes through a report sentence by sentence: finds each attributed statement, its speaker, the way it came and its stance."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from diwan.core.languages import FOUR, Language
from diwan.core.reading import (
    ActorMention,
    Claim,
    Credit,
    Report,
    Sentence,
    Speaker,
    SpeakerKind,
    Stance,
    Why,
)
from diwan.process.actors.outlets import dateline_end
from diwan.process.claims.beyond import (
    after_colon,
    is_own_report,
    only_judges,
    points_back,
    sentence_before,
    taken_back,
    without_words,
)
from diwan.process.claims.clauses import word_count
from diwan.process.claims.cues import Cue, Span, find_cues
from diwan.process.claims.indirect import Indirect, Setting, indirect
from diwan.process.claims.marks import Marks
from diwan.process.claims.quotations import quotations, said, units
from diwan.process.claims.quoted import cue_of, has_words_before
from diwan.process.claims.speakers import Speakers
from diwan.process.claims.stances import stance_of
from diwan.process.claims.zone import Zone
from diwan.process.credits.read import is_of_the_whole_text, is_outlet, is_own_outlet

VERSION = "claims/2"
_FEWEST_WORDS = 2
_CLOSING = frozenset('.!?؟…»”"؛)')


_SOURCE = re.compile(r"source|مصدر|مصادر|منبع|منابع|источник|собеседник", re.IGNORECASE)


@dataclass(slots=True)
class _Text:
    """What the walk through one report knows."""

    report: Report
    marks: Marks
    actors: Sequence[ActorMention]
    quotes: list[Span]
    statements: list[Span]  # quotations that are somebody's words
    speakers: Speakers
    whole: tuple[str, ...]  # outlets that stand for the whole text
    others: list[ActorMention]  # outlets named but the report's own
    via_of: dict[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # speaker -> the outlet he last spoke through
    pending: Stance | None = None  # of a cue in the sentence before whose words are still to come
    before: Span | None = None  # the sentence before, when nobody is said to have said it


def read_claims(
    report: Report,
    language: Language,
    sentences: Sequence[Sentence],
    actors: Sequence[ActorMention],
    credits_: Sequence[Credit],
) -> tuple[Claim, ...]:
    """Every statement that the text attributes to somebody, in the order of the text."""
    if language not in FOUR:
        return ()
    text = report.text
    quotes = quotations(text)
    whole = tuple(c.outlet for c in credits_ if is_of_the_whole_text(c))
    marks = Marks(text, language)
    speakers = Speakers(report, marks, actors)
    others = [a for a in actors if is_outlet(a) and not is_own_outlet(a, report)]
    walk = _Text(report, marks, actors, quotes, said(text, quotes, actors), speakers, whole, others)
    found = [claim for unit in units(text, sentences, quotes) for claim in _claims_of(walk, unit)]
    return tuple(sorted(found, key=lambda c: c.start))


_Said = tuple[Span, Zone, Stance, bool]  # words, who, stance, whether in quotation marks


def _claims_of(walk: _Text, unit: Span) -> Iterator[Claim]:
    text, language = walk.marks.text, walk.marks.language
    pending, before = walk.pending, walk.before
    walk.pending, walk.before = None, None
    quoted = any(unit[0] <= q[0] < unit[1] for q in walk.quotes)
    if text[unit[0] : unit[1]].rstrip()[-1:] not in _CLOSING and not quoted:
        return  # a heading, a caption or a list of links
    if unit[0] == 0 or "\n" in text[max(0, unit[0] - 2) : unit[0]]:
        pending = None  # a paragraph of its own
        unit = dateline_end(text, *unit, language), unit[1]
    cues = find_cues(walk.marks, *unit, walk.quotes)
    inside = slice(*(bisect_left(walk.actors, at, key=_start) for at in unit))
    setting = Setting(walk.marks, unit, walk.quotes, walk.actors[inside])
    used: set[Cue] = set()
    claims = list(_quoted(walk, setting, cues, used))
    claims += _unquoted(walk, setting, [c for c in cues if c not in used], before)
    used |= {zone.cue for _, zone, _, _ in claims if zone.cue}
    if not claims and (told := after_colon(setting)):
        claims.append((*told, pending or Stance.ASSERTS, False))
    if pending:
        claims = [(c, z, pending if q and s is Stance.ASSERTS else s, q) for c, z, s, q in claims]
    if not claims:
        yield from _without_claims(walk, unit)
    if all(words[1] < _last_cue(cues) for words, _, _, _ in claims):
        walk.pending = without_words(cues, list(used))
    for content, zone, stance, is_quotation in sorted(claims, key=lambda c: c[0]):
        yield _claim(walk, content, zone, stance, is_quotation=is_quotation)


def _quoted(walk: _Text, setting: Setting, cues: list[Cue], used: set[Cue]) -> Iterator[_Said]:
    text, unit = setting.text, setting.unit
    statements = [q for q in walk.statements if unit[0] <= q[0] < unit[1]]
    for quote in statements:
        cue, zone = cue_of(setting, quote, cues, statements)
        if zone is None:
            continue
        if cue and not has_words_before(text, cue, quote, unit[0]):
            used.add(cue)
        if not _is_judgement(text, quote):
            yield _bare(text, quote), zone, _combined(walk, cue, cues, quote, used), True


def _unquoted(walk: _Text, setting: Setting, cues: list[Cue], before: Span | None) -> Iterator[_Said]:
    text, unit = setting.text, setting.unit
    if before and cues and points_back(text, unit, setting.language):
        words = sentence_before(text, before, setting.language)
        yield words, Zone((unit,), cues[0]), cues[0].stance, False
        return
    taken = [q for q in walk.statements if unit[0] <= q[0] < unit[1]]
    for found in _indirect(setting, cues, taken):
        yield found.content, found.zone, found.stance, False


def _without_claims(walk: _Text, unit: Span) -> Iterator[Claim]:
    """The outlet's own correction, or nothing but what the next sentence may lean on."""
    if own := taken_back(walk.report.text, unit, walk.quotes, walk.marks.language):
        yield _own_claim(walk, own)
        return
    walk.before = unit
    walk.speakers.meet(unit)


_AS = re.compile(r"(?:\bas|\bas an?|\bof|\ban?|بأنه|بأنها|بـ) [\"“«]$")


def _is_judgement(text: str, quote: Span) -> bool:
    """`brushed it aside as "child's play"`: a few words that call something a name."""
    return word_count(text, *quote) < 5 and _AS.search(text[max(0, quote[0] - 9) : quote[0]]) is not None


def _start(mention: ActorMention) -> int:
    return mention.start


def _bare(text: str, quote: Span) -> Span:
    """Without the comma that English puts inside the marks."""
    start, end = quote
    while end > start and text[end - 1] in ",،. ":
        end -= 1
    return start, end


def _combined(walk: _Text, cue: Cue | None, cues: list[Cue], quote: Span, used: set[Cue]) -> Stance:
    """`denied it and said: "..."`: of the cues before one quotation the one that is no mere saying decides."""
    before = [c for c in cues if c.end <= quote[0] and c not in used and not c.is_according]
    before = [c for c in before if not _has_own_words(walk, c, cue.start if cue else quote[0])]
    telling = [c for c in before if c.stance is not Stance.ASSERTS]
    if cue is not None and cue.stance is not Stance.ASSERTS:
        return cue.stance
    if telling:
        used.update(telling)
        return telling[-1].stance
    return cue.stance if cue else Stance.ASSERTS


def _has_own_words(walk: _Text, cue: Cue, until: int) -> bool:
    """`denied that ..., and said: "..."`: the first cue has a statement of its own."""
    return walk.marks.search("complementizers", cue.end, until) is not None


def _indirect(setting: Setting, cues: list[Cue], taken: list[Span]) -> Iterator[Indirect]:
    held: Stance | None = None
    occupied = list(taken)
    for position, cue in enumerate(cues):
        if any(s <= cue.start < e for s, e in occupied):
            continue
        following = cues[position + 1].start if position + 1 < len(cues) else setting.unit[1]
        found = indirect(setting, cue, following, occupied)
        if (
            found is None
            or _is_taken(found.content, occupied)
            or word_count(setting.text, *found.content) < _FEWEST_WORDS
        ):
            held = cue.stance if cue.stance is not Stance.ASSERTS and held is None else held
            continue
        if only_judges(setting.text, found.content, setting.language):
            held = Stance.DENIES
            continue
        if held is not None and found.stance is Stance.ASSERTS:
            found = found._replace(stance=held)
        if _is_restated(setting, found, cues[position + 1 :]):
            held = Stance.DENIES
            continue
        occupied.append(found.content)
        yield found


def _is_restated(setting: Setting, found: Indirect, later: list[Cue]) -> bool:
    """`denied the attack and said that only ...`: what he says instead is the denial."""
    if setting.language is not Language.FA or found.stance is not Stance.DENIES or not later:
        return False
    cue, again = found.zone.cue, later[0]
    follows = cue is not None and found.content[1] <= cue.start and again.start - cue.end < 30
    return (
        follows
        and again.stance is Stance.ASSERTS
        and not again.is_according
        and word_count(setting.text, again.end, setting.unit[1]) >= 3
    )


def _is_taken(content: Span, occupied: Sequence[Span]) -> bool:
    return any(content[0] < e and s < content[1] for s, e in occupied)


def _claim(walk: _Text, content: Span, zone: Zone, cue_stance: Stance, *, is_quotation: bool) -> Claim:
    stance, why = stance_of(walk.marks, content, cue_stance, is_quotation=is_quotation)
    own = is_own_report(walk.report.text, zone, walk.marks.language)
    speaker = walk.speakers.own_outlet() if own else _speaker(walk, zone, stance)
    via = _via(walk, zone, speaker, stance)
    cue = zone.cue
    facts = (("cue", walk.report.text[cue.start : cue.end]),) if cue else ()
    return Claim(
        content[0],
        content[1],
        speaker,
        stance,
        Why("claims.quotation" if is_quotation else "claims.indirect", why, facts),
        via=via,
        is_quotation=is_quotation,
        cue_start=cue.start if cue else -1,
        cue_end=cue.end if cue else -1,
    )


def _last_cue(cues: Sequence[Cue]) -> int:
    return cues[-1].start if cues else -1


def _own_claim(walk: _Text, content: Span) -> Claim:
    why = Why("claims.own_voice", "the outlet takes back what it published")
    return Claim(*content, walk.speakers.own_outlet(), Stance.RETRACTS, why, via=walk.whole)


def _speaker(walk: _Text, zone: Zone, stance: Stance) -> Speaker:
    """An outlet speaks itself only where it takes something back."""
    if stance is Stance.RETRACTS:
        people = [a for _, a in walk.speakers.inside(zone) if not is_outlet(a)]
        outlets = [(i, a) for i, a in enumerate(walk.actors) if is_outlet(a) and a.start < zone.spans[-1][1]]
        if not people and outlets and walk.speakers.last is not None and _speaks_of_itself(walk, zone):
            index, mention = outlets[-1]
            return Speaker(SpeakerKind.MENTION, mention=index, key=mention.key, name=mention.name)
    return walk.speakers.find(zone)


def _speaks_of_itself(walk: _Text, zone: Zone) -> bool:
    """The sentence has no person as its subject: an outlet or `the agency` does."""
    inside = [a for _, a in walk.speakers.inside(zone)]
    return all(is_outlet(a) for a in inside)


def _via(walk: _Text, zone: Zone, speaker: Speaker, stance: Stance) -> tuple[str, ...]:
    if stance is Stance.RETRACTS and speaker.mention is not None and is_outlet(walk.actors[speaker.mention]):
        return walk.whole if walk.whole and speaker.name not in walk.whole else ()
    named = [a for a in walk.others if zone.holds(a.start, a.end)]
    key = speaker.key or (speaker.described_as and "anonymous") or ""
    through = tuple(dict.fromkeys(a.name for a in named if a.name not in walk.whole))
    if through:
        walk.via_of[key] = through
    else:
        through = walk.via_of.get(key, ()) if _continues(speaker) else ()
    return walk.whole + through


def _continues(speaker: Speaker) -> bool:
    """A named speaker goes on through the outlet he last spoke to; of the unnamed only `the same source` does."""
    return bool(speaker.key) or _SOURCE.search(speaker.described_as) is not None
