"""Goes through a report sentence by sentence: finds each attributed statement, its speaker, the way it came and its stance."""

from collections.abc import Iterator, Sequence

from diwan.core.languages import FOUR, Language
from diwan.core.reading import ActorMention, Claim, Credit, Report, Sentence, Stance
from diwan.process.actors.outlets import dateline_end
from diwan.process.claims.beyond import after_colon, taken_back, without_words
from diwan.process.claims.claim import claim_of, own_claim
from diwan.process.claims.cues import Cue, Span, find_cues
from diwan.process.claims.indirect import Setting
from diwan.process.claims.marks import Marks
from diwan.process.claims.quotations import quotations, said, units
from diwan.process.claims.speakers import Speakers
from diwan.process.claims.statements import Said, quoted, unquoted
from diwan.process.claims.walk import Walk
from diwan.process.claims.zone import Zone
from diwan.process.credits.read import is_of_the_whole_text, is_outlet, is_own_outlet

VERSION = "claims/4"
_CLOSING = frozenset('.!?؟…»”"؛)')


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
    quotes = quotations(text, language)
    whole = tuple(c.outlet for c in credits_ if is_of_the_whole_text(c))
    marks = Marks(text, language)
    speakers = Speakers(report, marks, actors)
    others = [a for a in actors if is_outlet(a) and not is_own_outlet(a, report)]
    walk = Walk(report, marks, actors, quotes, said(text, quotes, actors), speakers, whole, others)
    found = [claim for unit in units(text, sentences, quotes) for claim in _claims_of(walk, unit)]
    return tuple(sorted(found, key=lambda c: c.start))


def _claims_of(walk: Walk, unit: Span) -> Iterator[Claim]:
    text, pending, before = walk.marks.text, walk.pending, walk.before
    walk.pending, walk.before = None, None
    if not _is_sentence(walk, unit):
        return
    if unit[0] == 0 or "\n" in text[max(0, unit[0] - 2) : unit[0]]:
        pending = None  # a paragraph of its own
        unit = dateline_end(text, *unit, walk.marks.language), unit[1]
    cues = find_cues(walk.marks, *unit, walk.quotes)
    found = _statements(walk, unit, cues, pending, before)
    if not found:
        yield from _without_claims(walk, unit)
    for content, zone, stance, is_quotation in sorted(found, key=lambda statement: statement[0]):
        yield claim_of(walk, content, zone, stance, is_quotation=is_quotation)


def _is_sentence(walk: Walk, unit: Span) -> bool:
    """Not a heading, a caption or a list of links."""
    is_closed = walk.marks.text[unit[1] - 1] in _CLOSING
    return is_closed or any(unit[0] <= start < unit[1] for start, _ in walk.quotes)


def _statements(
    walk: Walk, unit: Span, cues: list[Cue], pending: Stance | None, before: Span | None
) -> list[Said]:
    setting = Setting(walk.marks, unit, walk.quotes, walk.actors_in(unit))
    statements, used = walk.statements_in(unit), setting.spent
    found = list(quoted(setting, cues, statements, used))
    found += unquoted(setting, [c for c in cues if c not in used], statements, before)
    if not found and (told := after_colon(setting)):
        found.append((*told, pending or Stance.ASSERTS, False))
    found = _with_asides(found, cues, unit)
    if pending:
        found = [(c, z, pending if q and s is Stance.ASSERTS else s, q) for c, z, s, q in found]
    if cues and all(words[1] < cues[-1].start for words, _, _, _ in found):
        used |= {zone.cue for _, zone, _, _ in found if zone.cue}
        walk.pending = without_words(cues, used)
    return found


def _with_asides(found: list[Said], cues: list[Cue], unit: Span) -> list[Said]:
    """`..., adding that ...` is said by whoever made the statement before it, else by the subject of the sentence."""
    if not any(zone.cue and zone.cue.is_aside for _, zone, _, _ in found):
        return found
    first = min(content for content, _, _, _ in found)
    return [
        (content, _subject_of_aside(zone, cues, unit, is_first=content == first), stance, is_quotation)
        for content, zone, stance, is_quotation in found
    ]


def _subject_of_aside(zone: Zone, cues: list[Cue], unit: Span, *, is_first: bool) -> Zone:
    cue = zone.cue
    if cue is None or not cue.is_aside:
        return zone
    if not is_first:
        return Zone((), cue)
    return zone if cue is cues[0] else Zone(((unit[0], cue.start),), cues[0])


def _without_claims(walk: Walk, unit: Span) -> Iterator[Claim]:
    """The outlet's own correction, or nothing but what the next sentence may lean on."""
    if own := taken_back(walk.marks.text, unit, walk.quotes, walk.marks.language):
        yield own_claim(walk, own)
        return
    walk.before = unit
    walk.speakers.meet(unit)
