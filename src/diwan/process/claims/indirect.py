"""Reported speech: `X said that ...`, `..., said X`, `according to X, ...`, and the like in four languages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from diwan.core.languages import Language
from diwan.core.reading import ActorKind, ActorMention, Stance
from diwan.process.claims.clauses import cut, last_break, opened, trimmed, word_count
from diwan.process.claims.cues import Cue, Span, pattern, word_pattern
from diwan.process.claims.speakers import Zone
from diwan.process.claims.verbs import forms, plain
from diwan.process.credits.read import is_outlet

_THAT_REACH = 110  # characters between a verb and its `that`
_ADJUNCT = re.compile(
    r"\s*(?:[.,;:!?]|$|(?:on|in|at|by|to|during|from|after|before|when|while|as|late|early|earlier|later|yesterday|today|this"
    r"|last|via|through|for|with|without|again|about|of|he|she|they)\b(?! (?:was|were|is|are|had|has|would|will|could|no)\b))",
    re.IGNORECASE,
)
_ANAPHOR = re.compile(
    r"\s*(?:the |this |that |these |those |any |all |such )?(?:it|charges?|claims?|allegations?|reports?|accusations?|rumou?rs?|this|that"
    r"|suggestions?|figures?|account|version|news|offer|call|idea)\b[\s.,;]*(?:$|[.,;]|as\b|on\b|in\b|and\b|spread\b|by\b)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"\s*(?:a|an|the|one|his|her|its|their|local|officials?|residents?|witnesses)\b", re.IGNORECASE
)
_SUBORDINATE = re.compile(
    r"\s*(?:after|as|when|while|because|who|which|where|if|before|until|since|although|that|whose|котор\w+|когда|если|пока|после)\b",
    re.IGNORECASE,
)
# `a source that the agency described as ...`: what follows is no statement yet.
_DESCRIBED = re.compile(r"(?<!\w)(?:و?صفته|وصفه|وصفتها|وصفها|يوصف|توصف)[^،]{0,40}$")
_RELATIVE = re.compile(
    r", (?:who|which|whose|котор\w+|(?:не )?\w+(?:вш|ющ|ащ|ящ|ущ)(?:ий|ая|ее|ие|его|ей|их)(?:ся)?|presenting|introducing|calling|speaking)\b[^,]*$",
    re.IGNORECASE,
)
# `called it a lie` judges what was said elsewhere; what follows is no statement.
_EVALUATES = re.compile(
    r"(?:called|branded|labell?ed|termed|denounced|described|took issue|hit back|begged|set the|назва|счёл|счел|сочл|окрести|стоит на|отмахну)",
    re.IGNORECASE,
)
_TURN = re.compile(r"(?<!\w)فإن[ّهها]*\s|[,،]\s|: ")
_MASDAR = re.compile(
    r"(?<!\w)(?:ال)?(?:وجود|حدوث|وقوع|صحة|توصل|التوصل|وصول|مقتل|إصابة|سقوط|توقيع|انسحاب|دخول|إرسال|نشر|استهداف|مشاركة|تعرض|عقد|إبرام|صدور"
    r"|إطلاق|تلقي|علم|تورط|نية|أي|حصول|اعتقال|احتجاز|منع|قطع|إغلاق|فتح|عبور|تسلم|استلام|تسليم|مسؤولية|مسؤوليته|علاقة|إقامة|انتهاك|خرق|قصف|هجوم|تدمير|نقل|عودة)(?!\w)"
)
_RUSSIAN_ABOUT = re.compile(r"\s(?:о|об|обо)\s")
_FARSI_LIGHT = re.compile(r"(?:اعلام|خواند|دانست|ارزیابی|توصیف|برآورد)")
_PERSIAN_OBJECT = re.compile(r"\sرا\s")


@dataclass(frozen=True, slots=True)
class Indirect:
    content: Span
    zone: Zone
    stance: Stance

    def with_stance(self, stance: Stance) -> "Indirect":
        return replace(self, stance=stance)


@dataclass(frozen=True, slots=True)
class Setting:
    """The sentence, and what is known about its text."""

    text: str
    language: Language
    unit: Span
    quotes: Sequence[Span]
    actors: Sequence[ActorMention]


@dataclass(frozen=True, slots=True)
class _Place(Setting):
    """One cue in its sentence."""

    cue: Cue
    limit: int  # where the next cue's clause begins
    floor: int  # where the last statement before the cue ends


def indirect(setting: Setting, cue: Cue, following: int, taken: Sequence[Span]) -> Indirect | None:
    """The statement that hangs on this cue, or None when it attributes nothing that is said here.

    `following` is where the next cue stands; `taken` are the statements found already.
    """
    text, unit = setting.text, setting.unit
    floor = max([e for s, e in taken if e <= cue.start], default=unit[0])
    ceiling = min([s - 1 for s, e in taken if s > cue.end], default=unit[1])
    limit = min(
        ceiling, _clause_before(text, cue.end, following, setting.quotes) if following < unit[1] else unit[1]
    )
    place = _Place(
        text, setting.language, unit, setting.quotes, setting.actors, cue, max(limit, cue.end), floor
    )
    if cue.is_according:
        return _according(replace(place, limit=ceiling))
    if found := _after_that(replace(place, limit=ceiling)):
        return found
    if told := _about_talk(replace(place, limit=unit[1])):
        return told
    if cue.stance is Stance.DOUBTS or _EVALUATES.match(text, cue.start, cue.end):
        return _colon(replace(place, limit=unit[1])) if following >= unit[1] else None
    return _by_language(place)


def _clause_before(text: str, start: int, following: int, quotes: Sequence[Span]) -> int:
    at = last_break(text, start, following, quotes)
    return at if at > 0 else following


def _made(place: _Place, content: Span, *zones: Span) -> Indirect | None:
    start, end = content
    if end <= start:
        return None
    return Indirect(content, Zone(zones, place.cue), place.cue.stance)


# --- `that`


def _after_that(place: _Place) -> Indirect | None:
    text, cue = place.text, place.cue
    that = word_pattern("complementizers", place.language)
    end = min(place.limit, cue.end + _THAT_REACH)
    match = next(
        (m for m in that.finditer(text, cue.end, end) if not _DESCRIBED.search(text[cue.end : m.start()])),
        None,
    )
    if match is None or _another_cue_between(place, match.start()):
        return None
    if place.language is Language.EN and (_is_parted(text, cue.end, match.start()) or _is_inverted(place)):
        return None
    if place.language is Language.AR and _IMPERSONAL.fullmatch(text, cue.start, match.start()):
        return None
    if place.language is Language.FA and not _persian_that(text, cue, match.start()):
        return None
    start, end = cut(text, match.end(), place.limit, place.language)
    if _arabic_subject_follows(place, match.start()):
        return _made(place, (start, end), (cue.start, match.start()))
    return _made(place, (start, end), (place.floor, match.start()), (end, place.limit))


# `it is expected that`, `it is worth mentioning that`: nobody is said to say it
_IMPERSONAL = re.compile(r"و?(?:يتوقع|يذكر|يعتقد|يشار|يلاحظ|يظن)\s+(?:إلى\s+)?")


def _is_parted(text: str, start: int, end: int) -> bool:
    """A comma between the verb and `that`, unless a second one closes what was put in; or a colon, after which
    `that night` is no conjunction."""
    between = text[start:end].rstrip()
    if ":" in between:
        return True
    return "," in between and not (between.startswith(",") and between.endswith(",") and len(between) > 2)


def _arabic_subject_follows(place: _Place, end: int) -> bool:
    """Arabic puts the subject after the verb; what stands before then belongs to another clause."""
    if place.language is not Language.AR:
        return False
    named = any(place.cue.end <= a.start < end for a in place.actors)
    return (
        named or pattern("anonymous", Language.AR, "nouns").search(place.text, place.cue.end, end) is not None
    )


def _another_cue_between(place: _Place, at: int) -> bool:
    return any(q[0] < at < q[1] for q in place.quotes) or "؛" in place.text[place.cue.end : at]


def _persian_that(text: str, cue: Cue, at: int) -> bool:
    """`گفت که`: the word follows the verb at once; elsewhere it opens a relative clause."""
    return text[cue.end : at].strip() == ""


# --- each language's own ways


def _by_language(place: _Place) -> Indirect | None:
    if place.language is Language.EN:
        return _english(place)
    if place.language is Language.RU:
        return _russian(place)
    if place.language is Language.FA:
        return _persian(place)
    return _arabic(place)


def _english(place: _Place) -> Indirect | None:
    text, cue = place.text, place.cue
    rest = text[cue.end : place.limit]
    told = text[cue.start : cue.end].lower() in ("told", "tells")
    inverted = _is_inverted(place)
    direct = not told and not inverted and not _ADJUNCT.match(rest) and not _ANAPHOR.match(rest)
    if direct and cue.stance is Stance.DENIES and word_count(text, cue.end, place.limit) < 4:
        return None
    if direct and word_count(text, cue.end, place.limit) >= 3:
        start, end = cut(text, cue.end, place.limit, Language.EN)
        if ": " in text[start:end] and not any(
            q[0] < text.find(": ", start, end) < q[1] for q in place.quotes
        ):
            start = text.find(": ", start, end) + 2
            if (comma := last_break(text, start, end, place.quotes)) > 0:
                start, end = trimmed(text, start, comma)
        return _made(place, (start, end), (place.floor, cue.start), (cue.end, cue.end), (end, place.limit))
    return _colon(place) or _postposed(place)


def _is_inverted(place: _Place) -> bool:
    """`CONTENT, said X`: a comma before the verb that does not close an apposition, and a name or an article after it."""
    text, cue = place.text, place.cue
    if not text[place.unit[0] : cue.start].rstrip().endswith(","):
        return False
    if _RELATIVE.search(text[place.floor : cue.start].rstrip(" ,")):
        return False
    comma = text.find(",", place.floor, cue.start)
    if any(place.floor <= a.start <= place.floor + 45 and comma - 1 <= a.end <= comma for a in place.actors):
        return False
    named = any(cue.end <= a.start <= cue.end + 35 for a in place.actors)
    return named or _ARTICLE.match(text, cue.end) is not None


def _colon(place: _Place) -> Indirect | None:
    at = place.text.find(": ", place.cue.end, place.limit)
    if at < 0 or at - place.cue.end > 60 or place.limit < place.unit[1]:
        return None  # where another cue follows, the words are tied to that one
    start, end = trimmed(place.text, at + 1, place.limit)
    return _made(place, (start, end), (place.floor, at), (end, place.limit))


def _postposed(place: _Place) -> Indirect | None:
    """`CONTENT, X said on Sunday`: what stands before the last comma ahead of the cue."""
    text, cue = place.text, place.cue
    comma = last_break(text, place.floor, cue.start, place.quotes)
    while comma > 0 and _inside_apposition(place, comma):
        comma = last_break(text, place.floor, comma, place.quotes)
    if comma <= 0 or word_count(text, place.floor, comma) < 3:
        return None
    if _SUBORDINATE.match(text, comma + 1, cue.start) or _is_only_a_name(place, comma):
        return None
    start = place.floor
    colon = text.rfind(": ", place.floor, comma)
    if (
        colon > 0
        and not any(q[0] < colon < q[1] for q in place.quotes)
        and word_count(text, colon, comma) >= 3
    ):
        start = colon + 1
    content = opened(text, start, comma, place.language)
    if told := _TALK_OF.match(text, *content):
        content = trimmed(text, told.end(), content[1])
    if _RELATIVE.search(text[content[0] : content[1]]) and not _is_inverted(place):
        return None  # `an official, who ..., disagreed`: the subject, not what was said
    ahead = (place.unit[0], content[0]) if content[0] > place.unit[0] else (content[0], content[0])
    return _made(place, content, ahead, (comma, max(place.limit, cue.end)))


# `Утверждения, будто CONTENT, X отверг`, `Reports that CONTENT, X said, ...`
_TALK_OF = re.compile(
    r"(?:утверждени|слух|сообщени|заявлени|обвинени|предположени|разговор|информаци|упр[её]к|верси)\w{0,3}[^,]{0,25}, (?:будто(?: бы)?|что|о том, что|якобы)\s"
    r"|(?:the )?(?:reports?|claims?|suggestions?|rumou?rs?|allegations?|talk|accusations?) that\s",
    re.IGNORECASE,
)


def _about_talk(place: _Place) -> Indirect | None:
    """`Слухи, будто CONTENT, X назвал ...`: what is judged stands first, between commas."""
    text, cue = place.text, place.cue
    start, _ = opened(text, place.floor, cue.start, place.language)
    told = _TALK_OF.match(text, start, cue.start)
    if told is None or place.language is not Language.RU or cue.stance not in (Stance.DENIES, Stance.DOUBTS):
        return None
    comma = text.find(",", told.end(), cue.start)
    if comma < 0 or word_count(text, told.end(), comma) < 2:
        return None
    return _made(place, trimmed(text, told.end(), comma), (comma, max(place.limit, cue.end)))


def _is_only_a_name(place: _Place, comma: int) -> bool:
    """What stands before the comma is who speaks, not what is said."""
    for mention in place.actors:
        if place.floor <= mention.start and mention.end <= comma <= mention.end + 2:
            return (
                word_count(place.text, place.floor, comma)
                - word_count(place.text, mention.start, mention.end)
                <= 3
            )
    return False


def _inside_apposition(place: _Place, comma: int) -> bool:
    """`X, spokesman for Y, said ...`: a comma that only parts a name from its office, when another stands before it."""
    if place.language is not Language.EN or place.text[comma] in ":—–" or _is_inverted(place):
        return False
    earlier = last_break(place.text, place.floor, comma, place.quotes)
    if earlier <= 0 or comma - earlier > 90:
        return False
    words = place.text[comma + 1 : place.cue.start].strip()
    named = any(earlier < a.start < comma for a in place.actors)
    return words == "" and named and place.text[place.cue.start - 2 : place.cue.start - 1] == ","


def _russian(place: _Place) -> Indirect | None:
    text, cue = place.text, place.cue
    tied = text[place.unit[0] : cue.start].rstrip().endswith((",", "—", "–")) or _is_after_subject(place)
    if tied and (found := _postposed(place)):
        return found
    about = _RUSSIAN_ABOUT.search(text, cue.end, place.limit)
    if about and cue.stance is not Stance.DENIES:
        start, end = cut(text, about.end(), place.limit, Language.RU)
        return _made(place, (start, end), (place.floor, about.start()), (end, place.limit))
    colon = text.find(": ", cue.end, place.limit)
    if 0 < colon < cue.end + 60 and word_count(text, colon, place.limit) >= 3:
        start, end = cut(text, colon + 1, place.limit, Language.RU)
        return _made(place, (start, end), (place.floor, colon), (end, place.limit))
    return None


def _is_after_subject(place: _Place) -> bool:
    """The verb ends its sentence, or nearly: `..., X уточнил`."""
    return word_count(place.text, place.cue.end, place.limit) < 3


def _persian(place: _Place) -> Indirect | None:
    text, cue = place.text, place.cue
    if found := _persian_object(place) or _persian_backwards(place):
        return found
    if word_count(text, cue.end, place.limit) >= 3:
        start, end = cut(text, cue.end, place.limit, Language.FA)
        if cue.stance is Stance.DENIES or re.match(r"\s*(?:و|است و|بود و)\s", text[cue.end : place.limit]):
            return None
        return _made(place, (start, end), (place.floor, cue.start), (end, place.limit))
    if _FARSI_LIGHT.match(text, cue.start) and _PERSIAN_OBJECT.search(text, place.floor, cue.start):
        comma = last_break(text, place.floor, cue.start, place.quotes)
        start, end = trimmed(text, comma + 1 if comma > 0 else place.floor, cue.start)
        return _made(place, (start, end), (place.floor, start), (end, place.limit))
    return None


_ARABIC_OBJECT = re.compile(r"[^،؛]{0,60}?(?<!\w)(?:من|إلى|عن)\s+(?!(?:ذلك|هذا|هذه|تلك|جهته|جانبه)(?!\w))")
_ARABIC_ANAPHOR = re.compile(
    r"\s*(?:ذلك|هذا|هذه|تلك|الأمر|الخبر|الاتهام|الاتهامات|النبأ|الأنباء|التقارير|ما)(?!\w)"
)
_TAKES_OBJECT = re.compile(
    r"[وف]?(?:حذ|تحذ|نب|تنب|أنذر|تنذر|كشف|تكشف|يكشف|أعلن|تحدث|تتحدث|أشار|تشير|يشير|لفت|نو|ألمح)"
)
_TAKES_NUMBER = re.compile(r"[وف]?(?:قد?ّ?ر|تقد?ّ?ر|يقد?ّ?ر|توقع|رج?ّ?ح|أعلن|أك?ّ?د|نف|أنكر|ينف|تنف|أقر)")


def _arabic(place: _Place) -> Indirect | None:
    text, cue = place.text, place.cue
    if found := _arabic_object(place):
        return found
    if cue.stance in (Stance.DENIES, Stance.CONFIRMS) and (
        match := _MASDAR.search(text, cue.end, place.limit)
    ):
        start, end = cut(text, match.start(), place.limit, Language.AR)
        comma = text.find("،", start, end)
        start, end = trimmed(text, start, comma if comma > 0 else end)
        return _made(place, (start, end), (place.floor, match.start()), (end, place.limit))
    return None


_HAPPENING = re.compile(
    r"(?<!\w)(?:وجود|وقوع|حمله|غارت|چپاول|بازداشت|دستگیری|کشته شدن|مرگ|توافق|حضور|ورود|خروج|ارسال|دخالت|دست داشتن|نقش|تلاش|امضای|انتقال|استفاده"
    r"|هرگونه|هر گونه|هر نوع|برخورد|سقوط|انفجار|شلیک|دریافت|پرداخت|مذاکره|دیدار|تعطیلی|بسته شدن|باز شدن|ربودن|ربوده شدن|شکستن|ترک|واگذاری|فروش|خرید|اخراج|استعفای|برکناری|افزایش|کاهش|کمبود|نشت|آتش‌سوزی|کوچ|عقب‌نشینی|پیشروی|همکاری|ارتباط|آزادی|شکنجه|تقلب)(?!\w)"
)


def _persian_object(place: _Place) -> Indirect | None:
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
    if match is None or word_count(text, match.start(), at) < 2:
        return None
    start, end = trimmed(text, match.start(), at)
    return _made(place, (start, end), (place.floor, start), (end, place.limit))


_THIS_SAID = re.compile(r"[؛،] (?:این|این‌ها|این مطلب|این خبر|این سخن|این موضوع|این نکته)(?: را|\s)")


def _persian_backwards(place: _Place) -> Indirect | None:
    """`CONTENT؛ این را X گفته است`: what was said stands before."""
    text, cue = place.text, place.cue
    match = _THIS_SAID.search(text, place.floor, cue.start)
    if (
        match is None
        or word_count(text, place.floor, match.start()) < 3
        or word_count(text, cue.end, place.limit) > 3
    ):
        return None
    start, end = opened(text, place.floor, match.start(), Language.FA)
    if any(start <= a.start <= start + 3 and a.kind is ActorKind.PERSON for a in place.actors):
        return None  # who says it, not what
    return _made(place, (start, end), (match.start() + 1, max(place.limit, cue.end)))


def _arabic_object(place: _Place) -> Indirect | None:
    """`حذّرت X من NP`, `قدّر X NP`: the statement is the noun phrase after the subject that is named."""
    text, cue = place.text, place.cue
    subject = next((a for a in place.actors if cue.end < a.start <= cue.end + 30), None)
    if subject is None or subject.end >= place.limit:
        return None
    begin = 0
    if _TAKES_OBJECT.match(text, cue.start) and (at := _ARABIC_OBJECT.match(text, subject.end, place.limit)):
        begin = at.end()
    elif _TAKES_NUMBER.match(text, cue.start) and text[subject.end : subject.end + 1] == " ":
        begin = subject.end
    if not begin or word_count(text, begin, place.limit) < 3:
        return None
    if word_pattern("complementizers", Language.AR).search(text, begin, min(begin + 25, place.limit)):
        return None
    if _ARABIC_ANAPHOR.match(text, begin):
        return None
    start, end = cut(text, begin, place.limit, Language.AR)
    comma = text.find("،", start, end)
    start, end = trimmed(text, start, comma if comma > 0 else end)
    if word_count(text, start, end) < 3:
        return None
    return _made(place, (start, end), (cue.start, start))


# --- `according to`


_ONLY_TIED = re.compile(
    r"[\s,،—–-]*(?:(?:но|а|и|однако|при этом|между тем|впрочем|тем временем|but|and|yet|however|اما|ولی|و|لكن|غير أن)[\s,،]*)?",
    re.IGNORECASE,
)
_THEREFORE = re.compile(r"ف?إن[ّ]?(?:ه|ها|هم)?\s+")


def _stands_first(place: _Place) -> bool:
    """Nothing but a conjunction parts the cue from the clause before it."""
    text, cue = place.text, place.cue
    comma = last_break(text, place.unit[0], cue.start, place.quotes)
    if comma <= 0 or cue.start - comma < 3:
        comma = last_break(text, place.unit[0], comma, place.quotes) if comma > 0 else -1
    return (
        comma > 0
        and _ONLY_TIED.fullmatch(text, comma, cue.start) is not None
        and text[comma : cue.start].strip(" ,،") != ""
    )


def _according(place: _Place) -> Indirect | None:
    if _is_by_outlet_alone(place) or not _is_attribution(place):
        return None
    if _stands_first(place) and (found := _according_first(place)):
        return found
    return _according_after(place)


def _is_attribution(place: _Place) -> bool:
    """`كما` needs a verb and no `that`: `كما قال إن` says `as well`; `به نقل از` only names the way it came."""
    text, cue = place.text, place.cue
    words = text[cue.start : cue.end].strip()
    if words in ("كما", "وكما"):
        said_that = word_pattern("complementizers", Language.AR).search(text, cue.end, place.limit)
        return said_that is None and _begins_with_verb(text[cue.end : cue.end + 30])
    return True


def _according_after(place: _Place) -> Indirect | None:
    text, cue = place.text, place.cue
    if word_count(text, place.unit[0], cue.start) <= 3 or text[place.unit[0] : cue.start].rstrip().endswith(
        (".", "؛", ";")
    ):
        return _according_first(place)
    if text[cue.start : cue.end].strip() in ("به نقل از", "از زبان"):
        return None
    comma = last_break(text, place.unit[0], cue.start + 1, place.quotes)
    before = comma if comma > 0 and cue.start - comma < 4 else cue.start
    floor = max(place.floor, place.unit[0])
    stop = max(text.rfind(mark, floor, before) for mark in "؛;")
    if stop > 0 and not any(q[0] <= stop < q[1] for q in place.quotes):
        floor = stop + 1
    content = opened(text, floor, before, place.language)
    ahead = (content[0], content[0])
    colon = text.find(": ", *content)
    if (
        colon > 0
        and word_count(text, colon, content[1]) >= 3
        and not any(q[0] < colon < q[1] for q in place.quotes)
    ):
        ahead, content = (content[0], colon), trimmed(text, colon + 1, content[1])
    if place.language in (Language.AR, Language.FA) and (turn := _main_clause(text, *content)):
        content = trimmed(text, turn, content[1])
    return _made(place, content, ahead, (before, place.limit))


def _is_by_outlet_alone(place: _Place) -> bool:
    """`به گزارش X`, `according to the agency X`: the outlet is the way a report came and nobody's statement."""
    comma = place.text.find(",", place.cue.end, place.limit)
    unnamed = pattern("anonymous", place.language, "always")
    if comma > 0 and unnamed.search(place.text, place.cue.end, comma):
        return False
    near = [a for a in place.actors if place.cue.end <= a.start <= place.cue.end + 40]
    return bool(near) and is_outlet(near[0]) and len(near) == 1


def _main_clause(text: str, start: int, end: int) -> int:
    """`... بعد أن CONTENT`: where the telling part of a long sentence begins; 0 when the whole is meant."""
    match = re.compile(r"(?<!\w)بعد(?: أن|ما)\s").search(text, start, end)
    return match.end() if match else 0


def _is_office(place: _Place, start: int, end: int) -> bool:
    """`according to X, the mayor of Y, ...`: what stands between the commas says who X is."""
    words = re.sub(r"^(?:the|a|an)\s", "", place.text[start:end].strip())
    return word_pattern("roles", place.language).match(words) is not None


def _according_first(place: _Place) -> Indirect | None:
    text, cue = place.text, place.cue
    turn = _TURN.search(text, cue.end, place.limit)
    if place.language is Language.FA and (turn is None or turn.start() > cue.end + 60):
        return _persian_according(place)
    if turn is None:
        return None
    second = _TURN.search(text, turn.end(), min(place.limit, turn.end() + 70))
    if second and (
        _is_office(place, turn.end(), second.start()) or _SUBORDINATE.match(text, turn.end(), second.start())
    ):
        turn = second
    begin = turn.end()
    if place.language is Language.AR and (therefore := _THEREFORE.match(text, begin)):
        begin = therefore.end()
    start, end = cut(text, begin, place.limit, place.language)
    return _made(place, (start, end), (cue.start, turn.start()), (end, place.limit))


def _persian_according(place: _Place) -> Indirect | None:
    """`به باور او CONTENT`: no comma after the pronoun or the name."""
    text, cue = place.text, place.cue
    pronoun = word_pattern("pronouns", Language.FA).match(text, cue.end + 1)
    named = next((a for a in place.actors if cue.end <= a.start <= cue.end + 4), None)
    begin = pronoun.end() if pronoun else named.end if named else 0
    if not begin:
        return None
    start, end = cut(text, begin, place.limit, Language.FA)
    return _made(place, (start, end), (cue.start, begin), (end, place.limit))


def _begins_with_verb(words: str) -> bool:
    first = words.split(maxsplit=1)[:1]
    return bool(first) and plain(first[0]) in forms(Language.AR)
