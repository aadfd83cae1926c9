"""News agencies, newspapers and sites by the places in a text where an outlet is named: datelines, source lines,
`the agency X`, `told X`, «со ссылкой на X», نقلاً عن X, به نقل از X."""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from diwan.core.languages import Language
from diwan.core.reading import ActorKind
from diwan.process.actors.candidate import Candidate
from diwan.process.actors.lexicon import words

NameTest = Callable[[int, int], tuple[int, int] | None]

_LATIN = r"[A-Z][\w.’'-]*(?: (?:of|the|de|du|&|\d+|[A-Z][\w.’'-]*)){0,4}"
_NUMBER = r"(?: [0-9٠-٩۰-۹]{1,3})?"
_PUBLISHES = r"(?:first |earlier |also |later |has |had |wrongly |already ){0,2}(?:reported|reports|wrote|writes|quoted|quotes|cited|cites)\b"
_ARABIC_WORD = r"[^\W\d_][\w\u064b-\u065f\u200c-]*"
_ARABIC = rf"{_ARABIC_WORD}(?: {_ARABIC_WORD}){{0,3}}"
_CYRILLIC = r"(?:«[^»\n]{2,40}»|[А-ЯЁA-Z][\w-]*(?: [А-ЯЁA-Z«][\w»-]*){0,3})"
_DASH = r"[-—–ـ]"

_LINE, _SENTENCE = 0.93, 0.91  # how telling a dateline or source line is, and a place in a sentence


def _word(*begins: str) -> str:
    """One of these where a word begins. The boundary is asked for last: what opens a pattern with letters is found
    by its letters, while one that opens with a boundary is tried at every place of a text."""
    return "|".join(rf"{begin}(?<!\w{begin})" for begin in begins)


# Every pattern names its outlet in group `n`; those that open with `^` are looked for where a line begins alone.
_PATTERNS: dict[Language, tuple[str, ...]] = {
    Language.EN: (
        rf"^[A-Z][\w .,'’/-]{{1,60}}? ?\((?P<n>{_LATIN})\) ?{_DASH}",
        rf"^\(?(?P<n>{_LATIN})\)? ?{_DASH} ?$",
        rf"^\(?(?:Source|Via|Credit): ?(?:the )?(?P<n>{_LATIN})\)?\.?$",
        rf"^(?:By|From) (?:the )?(?P<n>{_LATIN})(?: staff)?(?:$| {_DASH} )",
        rf"^{_DASH}+ ?(?P<n>{_LATIN})\.?$",
        r"\((?P<n>[A-Z]{2,6}|[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,3})\)$",
    ),
    Language.AR: (
        rf"^{_ARABIC_WORD}(?: {_ARABIC_WORD}){{0,2}} ?[-—–ـ/(] ?(?P<n>{_ARABIC})\)? ?[:ـ—–-](?!\w)",
        rf"^(?P<n>{_ARABIC}) ?{_DASH} ?{_ARABIC_WORD}(?: {_ARABIC_WORD})?$",
        rf"^\(?(?:المصدر|نقلا عن|نقلاً عن|عن|خاص) ?[:：] ?(?P<n>{_ARABIC})\)?\.?$",
        rf"\((?P<n>{_ARABIC})\)$",
        rf"^\(?(?P<n>{_ARABIC})\)? ?[-—–ـ:] ?$",
    ),
    Language.FA: (
        rf"^{_ARABIC_WORD}(?: {_ARABIC_WORD}){{0,2}} ?[-—–ـ،/(] ?(?P<n>{_ARABIC})\)? ?[:ـ—–-](?!\w)",
        rf"^\(?(?:منبع|به نقل از|برگرفته از) ?[:：]? ?(?P<n>{_ARABIC})\)?\.?$",
        rf"^(?P<n>{_ARABIC_WORD}(?: {_ARABIC_WORD})?) ?{_DASH} ?{_ARABIC_WORD}(?: {_ARABIC_WORD})?$",
        rf"^به (?:گزارش|نقل از) (?P<n>{_ARABIC})[،,:]",
        rf"\((?P<n>{_ARABIC})\)$",
    ),
    Language.RU: (
        r"^[^/\n]{0,60}/(?P<n>[^/\n]{2,40})/\.?",
        rf"^(?:Источник|По материалам|По информации) ?[:—–-]? ?(?P<n>{_CYRILLIC})\.?$",
        rf"^[А-ЯЁ][\w -]{{1,40}}(?:, \d+ [а-я]+)?\.? ?[—–-]+ ?(?P<n>{_CYRILLIC})\. ",
        rf"^{_DASH}+ ?(?P<n>{_CYRILLIC})\.?$",
        rf"\((?P<n>{_CYRILLIC})\)\.?$",
    ),
}

_RUSSIAN_MEDIUM = (
    ("агентств", r"\w{1,3}"),
    ("газет", r"\w{1,2}"),
    ("сайт", r"\w{0,3}"),
    ("портал", r"\w{0,3}"),
    ("телеканал", r"\w{0,3}"),
    ("журнал", r"\w{0,3}"),
    ("канал", r"\w{0,3}"),
    ("издани", r"\w{1,3}"),
    ("радиостанци", r"\w{1,3}"),
)
_MEDIUM = (
    "agency",
    "newspaper",
    "daily",
    "weekly",
    "site",
    "website",
    "channel",
    "broadcaster",
    "magazine",
    "portal",
    "station",
    "outlet",
    "tabloid",
    "newsletter",
    "gazette",
)
_ANY_MEDIUM = f"(?:{'|'.join(_MEDIUM)})"
_PIECES = ("material", "reporting", "copy", "dispatches", "dispatch", "footage", "interview")
_GIVEN_TO = (
    "quoted as saying by",
    "carried by",
    "published by",
    "broadcast by",
    "aired by",
    "obtained by",
    "seen by",
    "first reported by",
    "speaking to",
    "an interview with",
    "interview to",
    "interview on",
    "he gave to",
    "she gave to",
    "they gave to",
    "gave an interview to",
    "comments to",
    "remarks to",
    "a statement to",
)

# Words that open or close the names of newspapers and stations, and of hardly anything else.
_RUSSIAN_TITLES = (
    "[Рр]адио|[Вв]ести|[Нн]овости|[Ии]звестия|[Вв]едомости|[Вв]естник|[Кк]урьер|[Хх]роника|[Гг]азета|[Тт]елеграф|[Тт]ел[ео]канал|[Тт]аймс|[Пп]ост|[Нн]ьюс"
    "|[Гг]еральд|[Тт]рибуна|ТВ|FM|[Лл]истовка"
)
_RUSSIAN_PUBLISHES = (
    "пишет|писал[аио]?|написал[аио]?|опубликовал[аио]?|цитирует|процитировал[аио]?|ссылается"
    r"|(?:отозвал|снял|удалил)[аио]? (?:\w+ )?(?:публикаци|стать|заметк|материал|сообщени|новост)"
)

# What a text must hold for the pattern to be worth a look, and the pattern.
_INLINE: dict[Language, tuple[tuple[str, str], ...]] = {
    Language.EN: (
        (
            "",
            rf"(?:{_word('told', 'citing', 'quoting', 'cited by', 'quoted by', 'reported by', 'according to', 'as')}) (?:the )?(?P<n>{_LATIN})(?!, (?:the|a|an|who|whose|head|chief|director|[a-z]+ (?:of|at|for)) )(?= (?:reported|wrote|writes)|[,.;]| on | in | that | late | by )",
        ),
        (
            "|".join(_MEDIUM),
            rf"(?:news {_ANY_MEDIUM}|state {_ANY_MEDIUM}|wire {_ANY_MEDIUM}|{_word(*_MEDIUM)}) (?P<n>{_LATIN})",
        ),
        ("", rf"^(?P<n>{_LATIN}),? {_PUBLISHES}"),
        ("", rf"[.,;] (?:the )?(?P<n>{_LATIN}),? {_PUBLISHES}"),
        (
            " but | and | while |As | as ",
            rf"(?:{_word('but', 'and', 'while', 'as', 'As')}) (?P<n>{_LATIN}) {_PUBLISHES}",
        ),
        ("outlet, ", rf"outlet, (?P<n>{_LATIN})"),
        (
            "|".join(_PIECES),
            rf"(?:{_word(*_PIECES)}) (?:from|by|with) (?:the )?(?P<n>{_LATIN})",
        ),
        (
            "|".join(_GIVEN_TO),
            rf"(?:{_word(*_GIVEN_TO)}) (?:the )?(?P<n>{_LATIN})",
        ),
        ("news", rf"(?P<n>{_LATIN}) (?:news agency|newspaper|news site|news website|newswire)\b"),
    ),
    Language.AR: (
        (
            "وكالة|صحيفة|جريدة|مجلة|قناة|إذاعة|موقع|تلفزيون",
            rf"(?<!\w)[وفبل]{{0,2}}(?:ل|ال)?(?:وكالة|صحيفة|جريدة|مجلة|قناة|إذاعة|موقع(?! ال)|تلفزيون)(?: (?:أنباء|الأنباء))? (?=(?P<n>{_ARABIC}))",
        ),
        ("نقل", rf"(?<!\w)و?(?:نقلت|نقل) (?P<n>{_ARABIC_WORD}(?: {_ARABIC_WORD}){{0,2}}?) عن "),
        ("نقل", rf"نقلا?ً? عن (?P<n>{_ARABIC})"),
    ),
    Language.FA: (
        (
            "",
            rf"(?:خبرگزاری|روزنامه[ٔ‌ی]{{0,2}}|وبگاه|وب‌سایت|سایت|پایگاه خبری|پایگاه اینترنتی|هفته‌نامه[ٔ‌ی]{{0,2}}|تلویزیون|رادیو|شبکه[ٔ‌ی]{{0,2}} (?:تلویزیونی|خبری|رادیویی|ماهواره‌ای)|نشریه[ٔ‌ی]{{0,2}}|تارنمای) (?P<n>[^\W\d_][\w\u064b-\u065f\u200c-]*(?: {_ARABIC_WORD}){{0,2}})",
        ),
        (
            "",
            rf"به (?:نقل از|گزارش|نوشتهٔ?|نوشته‌ی) (?P<n>{_ARABIC_WORD}(?: {_ARABIC_WORD}){{0,1}}{_NUMBER})[،,]",
        ),
        (
            "خود",
            rf"^(?P<n>{_ARABIC_WORD}(?: {_ARABIC_WORD})?{_NUMBER}) (?:گزارش|خبر|مطلب|مقاله|نوشته)[ٔی\u200c]{{0,2}} خود(?!\w)",
        ),
    ),
    Language.RU: (
        (
            "«",
            rf"(?:{'|'.join(_word(informs + begin) + ending for informs in ('', 'информ') for begin, ending in _RUSSIAN_MEDIUM)}) (?P<n>«[^»\n]{{2,40}}»)",
        ),
        (
            "",
            rf"(?:{'|'.join(_word(begin) + ending for begin, ending in _RUSSIAN_MEDIUM[:5])}) (?P<n>[А-ЯЁA-Z][\w-]*(?: [А-ЯЁA-Z][\w-]*)?)",
        ),
        (
            "",
            rf"(?:со ссылкой на|сообщает|передаёт|передает|пишет|по данным|по сообщению) (?P<n>{_CYRILLIC})",
        ),
        (
            "«",
            rf"(?P<n>«[^»\n]{{2,40}}»)(?:,? (?:ранее|позднее|уже|также))? (?:{_RUSSIAN_PUBLISHES})",
        ),
        ("«", rf"«(?P<n>(?:[А-ЯЁ][\w-]* )?(?:{_RUSSIAN_TITLES})(?:[ -][^»\n]{{2,40}})?)»"),
        (
            "«",
            r"(?:сообщил\w?|привел[ао]?|прив[её]л|рассказал\w?|заявил\w?|сказал\w?|подтвердил\w?|пояснил\w?|уточнил\w?|добавил\w?)(?: [а-яё]+){0,3} (?P<n>«[^»\n ]{2,30}(?: [^»\n ]{2,15})?»)",
        ),
    ),
}


class _Place(NamedTuple):
    pattern: re.Pattern[str]
    opens_line: bool
    needs: tuple[str, ...]  # without any of these a text has no such place; "" is in every text
    score: float

    def matches(self, text: str, lines: list[int]) -> Iterator[re.Match[str]]:
        if not any(need in text for need in self.needs):
            return iter(())
        if self.opens_line:
            return filter(None, (self.pattern.match(text, start) for start in lines))
        return self.pattern.finditer(text)


@cache
def _places(language: Language) -> tuple[_Place, ...]:
    listed = [("", pattern, _LINE) for pattern in _PATTERNS.get(language, ())]
    listed += [(needs, pattern, _SENTENCE) for needs, pattern in _INLINE.get(language, ())]
    return tuple(
        _Place(re.compile(pattern, re.MULTILINE), pattern.startswith("^"), tuple(needs.split("|")), score)
        for needs, pattern, score in listed
    )


def _lines(text: str) -> list[int]:
    """Where the lines of the text begin."""
    return [0, *accumulate(map(len, text.splitlines(keepends=True)))]


def read_outlets(text: str, language: Language, is_name: NameTest) -> Iterator[Candidate]:
    """Spans where an outlet stands. `is_name(start, end)` trims a span to what may be a name, or refuses it."""
    lines = _lines(text)
    for place in _places(language):
        for match in place.matches(text, lines):
            start, end = _inside_quotes(text, *match.span("n"))
            trimmed = is_name(start, end)
            if trimmed:
                why = f"an outlet is named here: {match[0].strip()[:60]}"
                yield Candidate(*trimmed, ActorKind.ORGANISATION, place.score, "actors.outlet", why)


def dateline_end(text: str, start: int, end: int, language: Language) -> int:
    """Where the telling begins in a paragraph that opens with `CITY (Outlet) —`; `start` when it opens with no dateline."""
    for place in _places(language):
        match = place.pattern.match(text, start, end) if place.score == _LINE else None
        if match and match.end() < end - 20:
            return match.end()
    return start


def source_lines(text: str, language: Language) -> list[tuple[int, int]]:
    """Where datelines and source lines name an outlet: (start, end) of the name, untrimmed."""
    lines = _lines(text)
    telling = [place for place in _places(language) if place.score == _LINE]
    return [match.span("n") for place in telling for match in place.matches(text, lines)]


def _inside_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in ' «"“(/':
        start += 1
    while end > start and text[end - 1] in ' »"”)/.,':
        end -= 1
    return start, end


@lru_cache(maxsize=32768)
def looks_like_outlet(folded: str, language: Language) -> bool:
    """برس, البرزنیوز: the word is one that outlets' names end with, or ends with one."""
    ends = words(language, "suffixes_outlet")
    return any(folded == end or (folded.endswith(end) and len(folded) > len(end) + 2) for end in ends)
