"""Arabic: `نفى X وقوع CONTENT`, `حذّرت X من CONTENT`: the statement is a noun phrase after the verb."""

import re

from diwan.core.reading import Stance
from diwan.process.claims.clauses import has_words, trimmed
from diwan.process.claims.indirect.after import has_subject_behind, next_clause
from diwan.process.claims.indirect.arabic_nouns import ANAPHOR, is_verbal_noun, noun_object, up_to_comma
from diwan.process.claims.indirect.setting import Indirect, Place, made

_COLON_REACH = 90  # characters between the verb and its colon
_MASDAR = re.compile(
    r"(?<!\w)(?:ال)?(?:وجود|حدوث|وقوع|صحة|توصل|التوصل|وصول|مقتل|إصابة|سقوط|توقيع|انسحاب|دخول|إرسال|نشر|استهداف|مشاركة|تعرض|عقد|إبرام|صدور"
    r"|إطلاق|تلقي|علم|تورط|نية|أي|حصول|اعتقال|احتجاز|منع|قطع|إغلاق|فتح|عبور|تسلم|استلام|تسليم|مسؤولية|مسؤوليته|علاقة|إقامة|انتهاك|خرق|قصف|هجوم|تدمير|نقل|عودة)(?!\w)"
)
_DOUBTED = re.compile(r"\s(?:في|بشأن|حيال|إزاء|بخصوص)\s+")


def doubted(place: Place) -> Indirect | None:
    """`شكك X في NP`: what is doubted."""
    text, cue = place.text, place.cue
    until = next_clause(place, cue.end)
    subject = next((a for a in place.actors if cue.end < a.start <= cue.end + 60), None)
    match = _DOUBTED.search(text, subject.end if subject and subject.end < until else cue.end, until)
    if match is None or match.start() > cue.end + 110:
        return None
    start, end = up_to_comma(text, match.end(), until)
    if ANAPHOR.match(text, start, end) or not has_words(text, start, end, 2):
        return None
    return made(
        place,
        (start, end),
        (cue.start, match.start())
        if (subject or place.cue.start == place.unit[0]) and not is_verbal_noun(place)
        else (place.floor, match.start()),
    )


def arabic(place: Place) -> Indirect | None:
    text, cue = place.text, place.cue
    if found := noun_object(place):
        return found
    if cue.stance in (Stance.DENIES, Stance.CONFIRMS) and (match := _happening(place)):
        start, end = up_to_comma(text, match.start(), place.limit)
        return made(place, (start, end), (place.floor, match.start()), (end, place.limit))
    return _accused(place) or _behind_colon(place)


def _happening(place: Place) -> re.Match[str] | None:
    """A verbal noun outside names: وزارة الصحة holds none."""
    for match in _MASDAR.finditer(place.text, place.cue.end, place.limit):
        if not any(a.start <= match.start() < a.end for a in place.actors):
            return match
    return None


_ACCUSES = re.compile("[وف]?(?:[يت]?ت[ّ]?هم|اتهم|متهم)")
_OF = re.compile(r"(?<!\w)ب(?!عد\b|سبب|شكل|شأن|حسب|ينما|ين\b)(?=\w{4})")


def _accused(place: Place) -> Indirect | None:
    """`اتهم X الشرطة بإطلاق النار`: what somebody is accused of."""
    text, cue = place.text, place.cue
    if not _ACCUSES.match(text, cue.start):
        return None
    until = next_clause(place, cue.end)
    match = _OF.search(text, cue.end, until)
    if match is None:
        return None
    start, end = up_to_comma(text, match.start(), until)
    subject = next((a for a in place.actors if cue.end <= a.start < start), None)
    who = (cue.start, min(subject.end, start)) if subject else (cue.start, cue.end)
    return made(place, (start, end), (place.floor, cue.end) if cue.is_aside else who)


def _behind_colon(place: Place) -> Indirect | None:
    """`وأضاف X: CONTENT`, without quotation marks."""
    text, cue = place.text, place.cue
    at = text.find(":", cue.end, min(cue.end + _COLON_REACH, place.ceiling))
    if (
        at < 0
        or any(cue.end <= other.start < at for other in place.later)
        or not has_words(text, at, place.ceiling, 3)
    ):
        return None
    start, end = trimmed(text, at + 1, place.ceiling)
    return made(place, (start, end), (cue.start, at) if has_subject_behind(place, at) else (place.floor, at))
