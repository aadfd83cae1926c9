"""Does the clause around a weekday speak of what is to come? A weekday alone is the past one unless it does."""

import re

_CLAUSE_END = re.compile(r"[.!?؟;؛:,،\n«»“”\"()—–]")

_FUTURE = {
    "en": re.compile(
        r"\b(?:will|'ll|shall|would|(?:is|are|was|were) (?:due|expected|scheduled|set|to|planned|going)|due|"
        r"plans? to|planned for|scheduled for|expects?|hopes? to|intends? to|upcoming)\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\b(?:буд(?:ет|ут|ем|у|ете)|состо(?:ится|ятся)|прой[дт](?:[её]т|ут)|нач(?:н[её]тся|нутся|н[её]т|нут)|"
        r"ожида(?:ется|ются|ют|ет)|планиру\w+|запланирован\w*|намечен\w*|намерен\w*|назначен\w*|собира\w+тся|"
        r"при(?:будет|будут|ед[еу]т|дут|д[её]т)|вы(?:йдет|йдут|ед[еу]т|летит|летят)|отправ(?:ится|ятся)|"
        r"верн(?:[её]тся|утся)|продолж(?:ится|атся)|заверш(?:ится|атся)|откро(?:ется|ются|ет|ют)|"
        r"закро(?:ется|ются|ет|ют)|встрет(?:ится|ятся)|соберутся|собер[её]тся|должн[аоы]?|долж[её]н|предстоит)\b",
        re.IGNORECASE,
    ),
    "ar": re.compile(
        r"\b[وف]?(?:سوف|المقرر|المقررة|يتوقع|المتوقع|المتوقعة|المزمع|المنتظر|لن|يفترض|المفترض)\b|"
        r"\b[وف]?س(?:ي|ت|ن)(?!ار|اس|اد|ط|ول|ن|د|ر|و|ة|تر|ين\b|ون\b)\w{3,}"
    ),
    "fa": re.compile(
        r"\b(?:خواهد|خواهند|خواهیم|قرار است|قرار شد|پیش‌بینی می‌شود|انتظار می‌رود|در نظر است|قرار بر این است|باید|"
        r"برنامه دارد|موعد|نخواهد|نخواهند)\b"
    ),
}
_PAST = {
    "en": re.compile(
        r"\b(?:said|was|were|had|told|left|came|went|began|met|held|took|saw|gave|fell|broke|shot|struck|hit|sent|"
        r"found|made|(?!need|speed|bleed|feed|seed|indeed|red\b)[a-z]{2,}ed)\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(r"\b[а-яё]{2,}(?:л|ла|ло|ли|лся|лась|лось|лись)\b", re.IGNORECASE),
    "ar": re.compile(r"\b(?:قال|أعلن|أعلنت|كان|كانت|قالت|أكد|أكدت|وصل|وصلت|وقع|وقعت|شهد|شهدت)\b"),
    "fa": re.compile(
        r"\b(?:گفت|کرد|کردند|شد|شدند|بود|بودند|داد|دادند|رسید|رسیدند|گفتند|یافت|رفت|آمد|گرفت)\b"
    ),
}
# «Колонна выходит в среду»: a present tense beside a day stands for the future. Russian alone writes so in news.
_RUSSIAN_PRESENT = re.compile(r"\b[а-яё]{3,}(?:ет|ёт|ит|ут|ют|ат|ят)(?:ся)?\b", re.IGNORECASE)
# «روز چهارشنبه فرستاده می‌شوند»: Persian puts the verb last, so the first verb after the day tells.
_PERSIAN_VERB_AFTER = re.compile(
    r"(?P<future>ن?می[\u200c ]?(?:شو|کن|رس|ده|گیر|آی|رو|ساز|یاب|آور|گذار|فرست|پذیر|گرد|برگرد|نشین|پرداز|پیوند|افت|بر)"
    r"(?:ن?د|یم|م)\b|خواه(?:د|ند|یم)\b)"
    r"|\b(?:گفت|کرد|کردند|شد|شدند|بود|بودند|داد|دادند|رسید|رسیدند|یافت|رفت|رفتند|آمد|آمدند|گرفت|گرفتند|است)\b"
)
# `denied on Monday that it would leave`: what the sentence tells of begins a clause of its own.
_ENGLISH_SUBORDINATE = re.compile(
    r"\b(?:that|which|who|whose|whether|after|because|if|when)\b", re.IGNORECASE
)
_REACH_CHARACTERS = 160


def _clause(text: str, start: int, end: int, language: str) -> str:
    low, high = max(0, start - _REACH_CHARACTERS), min(len(text), end + _REACH_CHARACTERS)
    before = [m.end() for m in _CLAUSE_END.finditer(text, low, start)]
    after = _CLAUSE_END.search(text, end, high)
    high = after.start() if after else high
    if language == "en" and (told := _ENGLISH_SUBORDINATE.search(text, end, high)):
        high = told.start()
    return text[before[-1] if before else low : high]


def speaks_of_the_future(text: str, start: int, end: int, language: str) -> bool:
    """Judged on the clause; when that holds no verb that tells, it does not."""
    clause = _clause(text, start, end, language)
    if language == "fa" and (verb := _PERSIAN_VERB_AFTER.search(text, end, end + _REACH_CHARACTERS)):
        is_same_clause = not _CLAUSE_END.search(text, end, verb.start())
        if is_same_clause:
            return verb["future"] is not None
    if _FUTURE[language].search(clause):
        return True
    if language != "ru" or _PAST["ru"].search(clause):
        return False
    return bool(_RUSSIAN_PRESENT.search(clause))


def speaks_of_the_past(text: str, start: int, end: int, language: str) -> bool:
    return bool(_PAST[language].search(_clause(text, start, end, language)))
