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
    r"(?<![\w\u200c])(?:وجود|وقوع|حمله|غارت|چپاول|بازداشت|دستگیری|کشته شدن|مرگ|توافق|حضور|ورود|خروج|ارسال|دخالت|دست داشتن|نقش|تلاش|امضای|انتقال|استفاده"
    r"|هرگونه|هر گونه|هر نوع|برخورد|سقوط|انفجار|شلیک|دریافت|پرداخت|مذاکره|دیدار|مسئولیت|مسؤولیت|تعطیلی|بسته شدن|باز شدن|ربودن|ربوده شدن|شکستن|ترک|واگذاری|فروش|خرید|اخراج|استعفای|برکناری|افزایش|کاهش|کمبود|نشت|آتش‌سوزی|کوچ|عقب‌نشینی|پیشروی|همکاری|ارتباط|آزادی|شکنجه|تقلب)(?![\w\u200c])"
)
_WHERE_SAID = re.compile(
    r"\s*(?:(?:با انتشار|با صدور|در|طی|ضمن) [^ ]*(?:بیانیه|پیام|اطلاعیه|یادداشت|نامه|توییت|نشست|سخنرانی|نوشتار|گفت‌وگو|مصاحبه)[^ ]*"
    r"(?: (?:صوتی|تصویری|ویدیویی|کوتاه|جداگانه|رسمی|خبری|مطبوعاتی|تلویزیونی))*)?\s*"
)
_SPOKEN_OF = re.compile(r"(?:این|آن|همین|چنین|همهٔ این|همه این)\s+\S+|این|آن|آن‌ها|این‌ها|همه‌چیز")
_WHO = re.compile(r"\s*(?:این|آن) \S+\s")
# With which preposition a verb takes what is said as a noun: `از NP خبر داد`.
_TAKEN_WITH = (
    (re.compile(r"(?:خبر|گزارش|سخن|ابراز نگرانی|انتقاد|گلایه|شکایت)"), re.compile(r"\s*از\s+(?:احتمال\s+)?")),
    (re.compile(r"(?:اذعان|اعتراف|اقرار)"), re.compile(r"\s*به\s+")),
    (
        re.compile(r"(?:ابراز |اظهار )?(?:تردید|شک)"),
        re.compile(r"\s*(?:در|دربارهٔ?|در مورد|نسبت به)\s+(?:این ?که\s+|این‌که\s+|آن ?که\s+)?"),
    ),
)
_THIS_SAID = re.compile(r"[؛،] (?:این|این‌ها|این مطلب|این خبر|این سخن|این موضوع|این نکته)(?: را|\s)")


def persian(place: Place) -> Indirect | None:
    text, cue = place.text, place.cue
    if found := _riding(place) or _held(place) or _object(place) or _backwards(place) or taken_with(place):
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


_HOLDS = re.compile(
    r"(?:اعلام|عنوان|ذکر|بیان|دانست|می‌?داند|خواند|می‌?خواند|نامید|شمرد|برشمرد|ارزیابی|توصیف|برآورد|تخمین|تلقی|قلمداد|تصور)"
)
_ASKED = re.compile(
    r"(?:علت|علّت|دلیل|سبب|عامل|عوامل|هدف|انگیزه|منشأ|منشا|مقصد|مسئول|مقصر|عامل اصلی|دلیل اصلی|علت اصلی)[\w\u200c\u0654ٔ]*(?: [^،؛ ]+){0,6}? را "
)


def _held(place: Place) -> Indirect | None:
    """`X علت NP را Y دانست` tells Y; `X، Y را علت NP دانست` tells Y too."""
    text, cue = place.text, place.cue
    if cue.stance is not Stance.ASSERTS or not _HOLDS.match(text, cue.start):
        return None
    comma = last_break(text, place.floor, cue.start, place.quotes)
    begin = max(place.floor, comma + 1)
    if asked := _ASKED.search(text, begin, cue.start):
        start, end = trimmed(text, asked.end(), cue.start)
        return (
            made(place, (start, end), (place.floor, asked.start()), (end, place.limit))
            if end > start
            else None
        )
    at = text.rfind(" را ", begin, cue.start)
    if at < 0 or not _ASKED.match(text[at + 4 : cue.start].rstrip() + " را "):
        return None
    start = _behind_subject(place, begin, at)
    if start < 0:
        return None
    start, end = trimmed(text, start, at)
    return made(place, (start, end), (place.floor, start), (at, place.limit))


def _object(place: Place) -> Indirect | None:
    """`X وجود NP را رد کرد`, `مدعی غارت NP شد`: what is denied or claimed is a happening named before the verb."""
    text, cue = place.text, place.cue
    if cue.stance not in (Stance.DENIES, Stance.CONFIRMS, Stance.RETRACTS):
        return None
    at = text.rfind(" را ", place.floor, cue.start + 1)
    if at < 0 and text[cue.start - 3 : cue.start] != "را ":
        return None
    comma = last_break(text, place.floor, at, place.quotes)
    begin = max(place.floor, comma + 1)
    at = at if at >= 0 else cue.start - 3
    match = None if cue.stance is Stance.RETRACTS else _HAPPENING.search(text, begin, at)
    start = match.start() if match else _behind_subject(place, begin, at)
    if start < 0 or not has_words(text, start, at, 2):
        return None
    start, end = trimmed(text, start, at)
    if _SPOKEN_OF.fullmatch(text, start, end):
        return None
    return made(place, (start, end), (place.floor, start), (end, place.limit))


def _behind_subject(place: Place, begin: int, end: int) -> int:
    """Where the object begins: behind the name, the office or the pronoun that opens the clause; -1 when none does."""
    text = place.text
    named = next((a for a in place.actors if begin <= a.start and a.end < end), None)
    pronoun = place.marks.search("pronouns", begin, min(begin + 12, end))
    who = _WHO.match(text, begin, end)
    if named is not None and not has_words(text, begin, named.start, 4):
        start = named.end
    elif pronoun is not None or who is not None:
        start = pronoun.end() if pronoun else who.end()  # type: ignore[union-attr]
    elif begin > place.unit[0] and text[begin - 1] in ",،":
        start = begin  # `X, office, NP را`: the comma closes the subject
    else:
        return -1
    said = _WHERE_SAID.match(text, start, end)
    return said.end() if said else start


def taken_with(place: Place) -> Indirect | None:
    """`X از NP خبر داد`, `به NP اذعان کرد`, `در این که CONTENT تردید کرد`."""
    text, cue = place.text, place.cue
    preposition = next((p for verb, p in _TAKEN_WITH if verb.match(text, cue.start)), None)
    if preposition is None:
        return None
    comma = last_break(text, place.floor, cue.start, place.quotes)
    begin = max(place.floor, comma + 1)
    named = [a for a in place.actors if begin <= a.start and a.end < cue.start]
    pronoun = place.marks.search("pronouns", begin, min(begin + 12, cue.start))
    for after in (begin, *([pronoun.end()] if pronoun else []), *(a.end for a in named)):
        match = preposition.match(text, after + len(_adverb(text, after, cue.start)), cue.start)
        if match and has_words(text, match.end(), cue.start, 2):
            start, end = trimmed(text, match.end(), cue.start)
            if _SPOKEN_OF.fullmatch(text, start, end):
                return None
            return made(place, (start, end), (place.floor, match.start()), (end, place.limit))
    return None


# Between the subject and what is said: `X همچنین پیش‌تر از NP خبر داد`.
_ADVERB = re.compile(
    r"(?:\s*(?:نیز|هم|همچنین|پیش[\u200c ]?تر|پیشتر|پیش از این|قبلاً|قبلا|اخیراً|اخیرا|دیروز|امروز|دیشب|امشب|بعداً|بعدا|سپس|بار دیگر|مجدداً|دوباره|رسماً|تلویحاً|صراحتاً|به صراحت"
    r"|در ادامه|در پایان|در عین حال|در نهایت|به طور ضمنی|(?:روز|شامگاه|بامداد|صبح|ظهر|عصر) [\w\u200c]+|در (?:این )?(?:گفت[\u200c ]?و[\u200c ]?گو|مصاحبه|بیانیه|پیام|نشست|توییت|اطلاعیه|یادداشت)[\w\u200c]*(?: (?:با|به) [\w\u200c]+)?"
    r"|بدون (?:اشاره به|ذکر) [\w\u200c]+))+(?![\w\u200c])[،,]?"
)


def _adverb(text: str, start: int, end: int) -> str:
    match = _ADVERB.match(text, start, end)
    return match[0] if match else ""


# `با رد شایعات مربوط به NP افزود`: what is denied rides along with the main verb.
_RIDING = re.compile(r"(?:با|ضمن)\s")
_TALK_OF = re.compile(
    r"\s*(?:(?:این|آن|همهٔ|همه|برخی|هرگونه|هر گونه)\s+)?(?:شایعات|شایعهٔ|شایعه|خبر|اخبار|گزارش[\u200c ]?ها[یئ]?|ادعاها?[یئ]?|ادعای|اتهامات|اتهام|اظهارات|گمانه[\u200c ]?زنی[\u200c ]?ها)"
    r"(?:\s+(?:منتشرشده|مطرح‌شده|رسانه‌ها|رسانه‌ای|برخی رسانه‌ها))?\s+(?:مربوط به|دربارهٔ|درباره|پیرامون|در مورد|در خصوص|مبنی بر(?: این ?که| اینکه| این‌که)?|در باب)\s+"
)


def _riding(place: Place) -> Indirect | None:
    text, cue = place.text, place.cue
    if cue.stance not in (Stance.DENIES, Stance.CONFIRMS) or not _RIDING.match(text, cue.start, cue.end):
        return None
    main = next((c for c in place.later if c.start > cue.end), None)
    until = min(main.start if main else place.ceiling, place.ceiling)
    comma = min(
        (at for at in (text.find("،", cue.end, until), text.find(":", cue.end, until)) if at > 0),
        default=until,
    )
    talk = _TALK_OF.match(text, cue.end, comma)
    start, end = trimmed(text, talk.end() if talk else cue.end, comma)
    if (
        not has_words(text, start, end, 2)
        or _SPOKEN_OF.match(text, start, end)
        or (not talk and _TALK.match(text, start, end))
    ):
        return None
    return made(place, (start, end), (place.floor, cue.start))


_TALK = re.compile(r"(?:این|آن|شایعات|خبر|اخبار|گزارش|ادعا|اتهام|اظهارات|سخنان)")


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
