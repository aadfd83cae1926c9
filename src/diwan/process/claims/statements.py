"""The statements of one sentence: in quotation marks and without them."""

import re
from collections.abc import Iterator, Sequence

from diwan.core.languages import Language
from diwan.core.reading import Stance
from diwan.process.claims.beyond import only_judges, points_back, sentence_before
from diwan.process.claims.clauses import has_words
from diwan.process.claims.cues import Cue, Span
from diwan.process.claims.indirect import Indirect, Setting, indirect
from diwan.process.claims.marks import Marks
from diwan.process.claims.quoted import cue_of, has_words_before
from diwan.process.claims.zone import Zone
from diwan.process.credits.read import is_outlet

_FEWEST_WORDS = 2
_AS = re.compile(r"(?:\bas|\bas an?|\bof|\ban?|بأنه|بأنها|بـ) [\"“«]$")

Said = tuple[Span, Zone, Stance, bool]  # words, who, stance, whether in quotation marks


def quoted(setting: Setting, cues: list[Cue], statements: list[Span], used: set[Cue]) -> Iterator[Said]:
    text, unit = setting.text, setting.unit
    for quote in statements:
        cue, zone = cue_of(setting, quote, cues, statements)
        if zone is None:
            continue
        if cue and not has_words_before(text, cue, quote, unit[0]):
            used.add(cue)
        if not _is_judgement(text, quote):
            yield _bare(text, quote), zone, _combined(setting.marks, cue, cues, quote, used), True


def unquoted(
    setting: Setting, cues: list[Cue], statements: list[Span], before: Span | None
) -> Iterator[Said]:
    text, unit = setting.text, setting.unit
    if before and cues and points_back(text, unit, setting.language):
        words = sentence_before(text, before, setting.language)
        yield words, Zone((unit,), cues[0]), cues[0].stance, False
        return
    for found in _indirect(setting, cues, statements):
        yield found.content, found.zone, found.stance, False


def _is_judgement(text: str, quote: Span) -> bool:
    """`brushed it aside as "child's play"`: a few words that call something a name."""
    return not has_words(text, *quote, 5) and _AS.search(text[max(0, quote[0] - 9) : quote[0]]) is not None


def _bare(text: str, quote: Span) -> Span:
    """Without the comma that English puts inside the marks."""
    start, end = quote
    while end > start and text[end - 1] in ",،. ":
        end -= 1
    return start, end


def _combined(marks: Marks, cue: Cue | None, cues: list[Cue], quote: Span, used: set[Cue]) -> Stance:
    """`denied it and said: "..."`: of the cues before one quotation the one that is no mere saying decides."""
    before = [c for c in cues if c.end <= quote[0] and c not in used and not c.is_according]
    before = [c for c in before if not _has_own_words(marks, c, cue.start if cue else quote[0])]
    telling = [c for c in before if c.stance is not Stance.ASSERTS]
    if cue is not None and cue.stance is not Stance.ASSERTS:
        return cue.stance
    if telling:
        used.update(
            c for c in telling if not marks.text[: c.start].endswith("را ")
        )  # `NP را تکذیب کرد و گفت: «...»`
        if cue is not None and _ADDS.match(marks.text, cue.start, cue.end):
            return cue.stance
        return telling[-1].stance
    return cue.stance if cue else Stance.ASSERTS


# What is added is something else than what was denied or doubted before.
_ADDS = re.compile(
    r"add(?:s|ed|ing)\b|(?:до|при)бав|[وف]?(?:ي|ت)?(?:أ|م)?ض[اي]ف|(?:می[\u200c ]?)?افزود|اضافه|[وف]?أردف|[وف]?تابع",
    re.IGNORECASE,
)


def _has_own_words(marks: Marks, cue: Cue, until: int) -> bool:
    """`denied that ..., and said: "..."`: the first cue has a statement of its own."""
    return marks.search("complementizers", cue.end, until) is not None


def _indirect(setting: Setting, cues: list[Cue], taken: list[Span]) -> Iterator[Indirect]:
    held: Stance | None = None
    occupied = list(taken)
    for position, cue in enumerate(cues):
        if any(s <= cue.start < e for s, e in occupied):
            continue
        found = indirect(setting, cue, cues[position + 1 :], occupied)
        if (
            found is None
            or _is_taken(found.content, occupied)
            or not has_words(setting.text, *found.content, _FEWEST_WORDS)
        ):
            held = cue.stance if cue.stance is not Stance.ASSERTS and held is None else held
            continue
        if _only_names_outlet(setting, found.content, cues):
            continue
        if found.stance is not Stance.DENIES and only_judges(setting.text, found.content, setting.language):
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
        and has_words(setting.text, again.end, setting.unit[1], 3)
    )


def _only_names_outlet(setting: Setting, content: Span, cues: Sequence[Cue]) -> bool:
    """`On Monday, X reported, citing ...`: what stands before the comma is the way it came."""
    start, end = content
    if not any(start < cue.start < end for cue in cues):
        return False
    outlets = [a for a in setting.actors if start <= a.start and a.end <= end and is_outlet(a)]
    return (
        bool(outlets)
        and not has_words(setting.text, outlets[0].end, end, 3)
        and not has_words(setting.text, start, outlets[0].start, 4)
    )


def _is_taken(content: Span, occupied: Sequence[Span]) -> bool:
    return any(content[0] < e and s < content[1] for s, e in occupied)
