"""Statements that lean on the sentence before, or that the outlet makes in its own name."""

import re
from collections.abc import Sequence

from diwan.core.languages import Language
from diwan.core.reading import ActorKind, Stance
from diwan.process.claims.clauses import has_words, opened, trimmed
from diwan.process.claims.cues import Cue, Span
from diwan.process.claims.indirect import Setting
from diwan.process.claims.zone import Zone

_POINTS_BACK = {
    Language.EN: re.compile(
        r"(?:That is|That was|This is|This was|All this is|So) (?:according to|said|says|the word|the account|the view)\b"
        r"|(?:He|She|They|It) (?:said|made) (?:this|so|these remarks|the remarks)\b"
    ),
    Language.AR: re.compile(r"و?(?:جاء ذلك|جاءت هذه|هذا ما|ذلك ما)(?!\w)"),
    Language.FA: re.compile(r"(?:این|این خبر|این مطلب|این موضوع|این سخنان|این‌ها|این اظهارات) را(?!\w)"),
    Language.RU: re.compile(
        r"(?:Об этом|О том же|Такую информацию|Такие данные|Такое мнение|Такое заявление|Это)\b"
    ),
}
_LEAD_IN = re.compile(r"(?:Как |به گزارش |بحسب |وفق |As )[^,،]{3,60}[,،]\s*")
_OWN_VOICE = {
    Language.EN: re.compile(
        r"\b(?:we|the editors?|this (?:newspaper|paper|website|site|agency|channel|outlet|service|programme))"
        r" (?:\w+ ){0,2}(?:withdraws?|retracts?|apologi[sz]es?|regrets?|were wrong|was wrong|corrects?|takes? (?:it|that|this) back)\b",
        re.IGNORECASE,
    ),
    Language.AR: re.compile(
        r"(?<!\w)[وف]?(?:نعتذر|نسحب|نصحح|نأسف|(?:تعتذر|تسحب|تصحح|تأسف) (?:ال(?:صحيفة|وكالة|قناة|إذاعة|شبكة|جريدة)|أسرة|هيئة))(?!\w)"
    ),
    Language.FA: re.compile(r"(?:پوزش می‌خواهیم|عذرخواهی می‌کنیم|پس می‌گیریم|اصلاح می‌کنیم|متأسفیم)"),
    Language.RU: re.compile(
        r"\b(?:приносим (?:\w+ )?извинени\w+|отзываем|сожалеем|снимаем с публикации"
        r"|редакция (?:\w+ )?(?:отзывает|сожалеет|извиняется|приносит|исправляет|опровергает))",
        re.IGNORECASE,
    ),
}
_REPORTED_BEFORE = {
    Language.EN: re.compile(
        r"(?:\bthis (?:newspaper|paper|website|site|agency|channel|outlet|service|programme)|\bwe)\s+(?:had |have |earlier |wrongly )*$",
        re.IGNORECASE,
    ),
    Language.RU: re.compile(
        r"\b(?:мы|наша газета|наше издание|наш сайт|редакция)\s+(?:\w+ ){0,2}$", re.IGNORECASE
    ),
}
_WITH = re.compile(r", (?=(?:with|and we|and it)\b)|، (?=مع )|, (?=с )")


def points_back(text: str, unit: Span, language: Language) -> bool:
    """`Об этом сообщил X`: what was said is the sentence before."""
    return _POINTS_BACK[language].match(text, *unit) is not None


def sentence_before(text: str, before: Span, language: Language) -> Span:
    start, end = opened(text, *before, language)
    lead = _LEAD_IN.match(text, start, end)
    return trimmed(text, lead.end() if lead else start, end)


def taken_back(text: str, unit: Span, quotes: Sequence[Span], language: Language) -> Span | None:
    """`We were wrong and withdraw the story`: the outlet corrects itself, outside quotation marks."""
    match = _OWN_VOICE[language].search(text, *unit)
    if match is None or any(start <= match.start() < end for start, end in quotes):
        return None
    stop = _WITH.search(text, match.end(), unit[1])
    if not has_words(text, *unit, 4):
        return None
    return trimmed(text, unit[0], stop.start() if stop else unit[1])


def is_own_report(text: str, zone: Zone, language: Language) -> bool:
    """`this newspaper reported that ...`: the cue's subject is the outlet itself."""
    before = _REPORTED_BEFORE.get(language)
    if before is None or zone.cue is None or zone.cue.stance is not Stance.ASSERTS:
        return False
    return before.search(text[max(0, zone.cue.start - 80) : zone.cue.start]) is not None


def after_colon(setting: Setting) -> tuple[Span, Zone] | None:
    """`X set out his sum before the meeting: CONTENT`: a person, a colon and a clause, with no word of saying."""
    text, unit = setting.text, setting.unit
    at = text.find(": ", *unit)
    if at < 0 or at - unit[0] > 180 or any(start <= at < end for start, end in setting.quotes):
        return None
    people = [a for a in setting.actors if a.kind is ActorKind.PERSON and unit[0] <= a.start < at]
    content = trimmed(text, at + 1, unit[1])
    if not people or not has_words(text, *content, 3 if people[-1].end == at else 5):
        return None
    return content, Zone(((unit[0], at),), None)


def without_words(cues: Sequence[Cue], used: set[Cue]) -> Stance | None:
    """The stance of a cue whose words are still to come: `X was sceptical.` and then a quotation."""
    left = [
        c.stance
        for c in cues
        if c not in used and c.stance in (Stance.DOUBTS, Stance.DENIES, Stance.CONFIRMS)
    ]
    return left[-1] if left else None


_FALSEHOOD = {
    Language.EN: re.compile(
        r"\b(?:untrue|false|baseless|unfounded|fabricat\w+|nonsense|lies?|fiction|groundless)\b",
        re.IGNORECASE,
    ),
    Language.AR: re.compile(
        r"(?<!\w)(?:عار|عارية|كاذب\w*|ملفق\w*|شائع\w+|باطل\w*|افتراء\w*|مرسل|أكاذيب|مفبرك\w*)(?!\w)"
    ),
    Language.FA: re.compile(r"(?<!\w)(?:دروغ|نادرست|ساختگی|بی‌اساس|بی‌پایه|شایعه|کذب|جعلی)(?!\w)"),
    Language.RU: re.compile(
        r"\b(?:лож\w+|выдум\w+|фейк\w*|вымыс\w+|неправд\w+|чушь|слух\w*)\b", re.IGNORECASE
    ),
}


def only_judges(text: str, content: Span, language: Language) -> bool:
    """`described it as without truth`: a judgement of a few words on what was said elsewhere."""
    return not has_words(text, *content, 4) and _FALSEHOOD[language].search(text, *content) is not None
