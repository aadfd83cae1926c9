"""Persian: the verb stands last; `X وجود CONTENT را رد کرد`, `CONTENT؛ این را X گفته است`."""

import re

from diwan.core.languages import Language
from diwan.core.reading import ActorKind, Stance
from diwan.process.claims.clauses import cut, has_words, last_break, opened, trimmed
from diwan.process.claims.indirect.setting import Indirect, Place, made

_LIGHT = re.compile(r"(?:اعلام|خواند|دانست|ارزیابی|توصیف|برآورد)")
_WITH_OBJECT = re.compile(r"\sرا\s")
_GOES_ON = re.compile(r"\s*(?:و|است و|بود و)\s")
_HAPPENING = re.compile(
    r"(?<!\w)(?:وجود|وقوع|حمله|غارت|چپاول|بازداشت|دستگیری|کشته شدن|مرگ|توافق|حضور|ورود|خروج|ارسال|دخالت|دست داشتن|نقش|تلاش|امضای|انتقال|استفاده"
    r"|هرگونه|هر گونه|هر نوع|برخورد|سقوط|انفجار|شلیک|دریافت|پرداخت|مذاکره|دیدار|تعطیلی|بسته شدن|باز شدن|ربودن|ربوده شدن|شکستن|ترک|واگذاری|فروش|خرید|اخراج|استعفای|برکناری|افزایش|کاهش|کمبود|نشت|آتش‌سوزی|کوچ|عقب‌نشینی|پیشروی|همکاری|ارتباط|آزادی|شکنجه|تقلب)(?!\w)"
)
_THIS_SAID = re.compile(r"[؛،] (?:این|این‌ها|این مطلب|این خبر|این سخن|این موضوع|این نکته)(?: را|\s)")


def persian(place: Place) -> Indirect | None:
    text, cue = place.text, place.cue
    if found := _object(place) or _backwards(place):
        return found
    if has_words(text, cue.end, place.limit, 3):
        start, end = cut(text, cue.end, place.limit, Language.FA)
        if cue.stance is Stance.DENIES or _GOES_ON.match(text, cue.end, place.limit):
            return None
        return made(place, (start, end), (place.floor, cue.start), (end, place.limit))
    if _LIGHT.match(text, cue.start) and _WITH_OBJECT.search(text, place.floor, cue.start):
        comma = last_break(text, place.floor, cue.start, place.quotes)
        start, end = trimmed(text, comma + 1 if comma > 0 else place.floor, cue.start)
        return made(place, (start, end), (place.floor, start), (end, place.limit))
    return None


def _object(place: Place) -> Indirect | None:
    """`X وجود NP را رد کرد`, `مدعی غارت NP شد`: what is denied or claimed is a happening named before the verb."""
    text, cue = place.text, place.cue
    if cue.stance not in (Stance.DENIES, Stance.CONFIRMS):
        return None
    at = text.rfind(" را ", place.floor, cue.start + 1)
    if at < 0 and text[cue.start - 3 : cue.start] != "را ":
        return None
    comma = last_break(text, place.floor, at, place.quotes)
    begin = max(place.floor, comma + 1)
    match = _HAPPENING.search(text, begin, at)
    if match is None or not has_words(text, match.start(), at, 2):
        return None
    start, end = trimmed(text, match.start(), at)
    return made(place, (start, end), (place.floor, start), (end, place.limit))


def _backwards(place: Place) -> Indirect | None:
    """`CONTENT؛ این را X گفته است`: what was said stands before."""
    text, cue = place.text, place.cue
    match = _THIS_SAID.search(text, place.floor, cue.start)
    if (
        match is None
        or not has_words(text, place.floor, match.start(), 3)
        or has_words(text, cue.end, place.limit, 4)
    ):
        return None
    start, end = opened(text, place.floor, match.start(), Language.FA)
    if any(start <= a.start <= start + 3 and a.kind is ActorKind.PERSON for a in place.actors):
        return None  # who says it, not what
    return made(place, (start, end), (match.start() + 1, max(place.limit, cue.end)))
