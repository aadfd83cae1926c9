"""News agencies, newspapers and sites by the places in a text where an outlet is named: datelines, source lines,
`the agency X`, `told X`, «со ссылкой на X», نقلاً عن X, به نقل از X."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from diwan.core.languages import Language
from diwan.core.reading import ActorKind
from diwan.process.actors.candidate import Candidate
from diwan.process.actors.lexicon import words

NameTest = Callable[[int, int], tuple[int, int] | None]

_LATIN = r"[A-Z][\w.’'-]*(?: (?:of|the|de|&|[A-Z][\w.’'-]*)){0,4}"
_ARABIC_WORD = r"[^\W\d_][\w\u064b-\u065f\u200c-]*"
_ARABIC = rf"{_ARABIC_WORD}(?: {_ARABIC_WORD}){{0,3}}"
_CYRILLIC = r"(?:«[^»\n]{2,40}»|[А-ЯЁA-Z][\w-]*(?: [А-ЯЁA-Z«][\w»-]*){0,3})"
_DASH = r"[-—–ـ]"

_LINE, _SENTENCE = 0.93, 0.91  # how telling a dateline or source line is, and a place in a sentence

# Every pattern names its outlet in group `n`.
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

_INLINE: dict[Language, tuple[str, ...]] = {
    Language.EN: (
        rf"\b(?:told|citing|quoting|cited by|quoted by|reported by|according to|as) (?:the )?(?P<n>{_LATIN})(?!, (?:the|a|an|who|whose|head|chief|director|[a-z]+ (?:of|at|for)) )(?= (?:reported|wrote|writes)|[,.;]| on | in | that | late | by )",
        rf"(?:news |state |wire )?\b(?:agency|newspaper|daily|weekly|site|website|channel|broadcaster|magazine|portal|station) (?P<n>{_LATIN})",
        rf"(?:^|[.,] )(?P<n>{_LATIN}) (?:reported|wrote|quoted|cited)\b",
        rf"\b(?:material|reporting|copy|dispatch(?:es)?|footage|interview) (?:from|by|with) (?:the )?(?P<n>{_LATIN})",
        rf"\b(?:quoted as saying by|carried by|published by|broadcast by|aired by|obtained by|seen by|first reported by|speaking to|an interview with|(?:comments|remarks|a statement) to) (?:the )?(?P<n>{_LATIN})",
        rf"(?P<n>{_LATIN}) (?:news agency|newspaper|news site|news website|newswire)\b",
    ),
    Language.AR: (
        rf"(?<!\w)[وفبل]{{0,2}}(?:ل|ال)?(?:وكالة|صحيفة|جريدة|مجلة|قناة|إذاعة|موقع|تلفزيون)(?: (?:أنباء|الأنباء))? (?P<n>{_ARABIC})",
        rf"(?<!\w)و?(?:نقلت|نقل) (?P<n>{_ARABIC_WORD}(?: {_ARABIC_WORD}){{0,2}}?) عن ",
        rf"نقلا?ً? عن (?P<n>{_ARABIC})",
    ),
    Language.FA: (
        rf"(?:خبرگزاری|روزنامه[ٔ‌ی]{{0,2}}|وبگاه|وب‌سایت|سایت|پایگاه خبری|پایگاه اینترنتی|هفته‌نامه[ٔ‌ی]{{0,2}}|تلویزیون|رادیو|نشریه[ٔ‌ی]{{0,2}}|تارنمای) (?P<n>[^\W\d_][\w\u064b-\u065f\u200c-]*(?: {_ARABIC_WORD}){{0,2}})",
        rf"به (?:نقل از|گزارش) (?P<n>{_ARABIC_WORD}(?: {_ARABIC_WORD}){{0,1}})[،,]",
    ),
    Language.RU: (
        r"\b(?:информ)?(?:агентств\w{1,3}|газет\w{1,2}|журнал\w{0,3}|сайт\w{0,3}|портал\w{0,3}|телеканал\w{0,3}|канал\w{0,3}|издани\w{1,3}|радиостанци\w{1,3}) (?P<n>«[^»\n]{2,40}»)",
        r"\b(?:агентств\w{1,3}|газет\w{1,2}|сайт\w{0,3}|портал\w{0,3}|телеканал\w{0,3}) (?P<n>[А-ЯЁA-Z][\w-]*(?: [А-ЯЁA-Z][\w-]*)?)",
        rf"(?:со ссылкой на|сообщает|передаёт|передает|пишет|по данным|по сообщению|цитирует) (?P<n>{_CYRILLIC})",
        r"(?:сообщил\w?|рассказал\w?|заявил\w?|сказал\w?|подтвердил\w?|пояснил\w?|уточнил\w?|добавил\w?)(?: [а-яё]+){0,3} (?P<n>«[^»\n ]{2,30}(?: [^»\n ]{2,15})?»)",
    ),
}


@cache
def _compiled(language: Language) -> tuple[tuple[re.Pattern[str], float], ...]:
    lines = [(re.compile(p, re.MULTILINE), _LINE) for p in _PATTERNS.get(language, ())]
    return tuple(lines + [(re.compile(p, re.MULTILINE), _SENTENCE) for p in _INLINE.get(language, ())])


def read_outlets(text: str, language: Language, is_name: NameTest) -> Iterator[Candidate]:
    """Spans where an outlet stands. `is_name(start, end)` trims a span to what may be a name, or refuses it."""
    for pattern, score in _compiled(language):
        for match in pattern.finditer(text):
            start, end = _inside_quotes(text, *match.span("n"))
            trimmed = is_name(start, end)
            if trimmed:
                why = f"an outlet is named here: {match[0].strip()[:60]}"
                yield Candidate(*trimmed, ActorKind.ORGANISATION, score, "actors.outlet", why)


def dateline_end(text: str, start: int, end: int, language: Language) -> int:
    """Where the telling begins in a paragraph that opens with `CITY (Outlet) —`; `start` when it opens with no dateline."""
    for compiled, score in _compiled(language):
        match = compiled.match(text, start, end) if score == _LINE else None
        if match and match.end() < end - 20:
            return match.end()
    return start


def source_lines(text: str, language: Language) -> list[tuple[int, int]]:
    """Where datelines and source lines name an outlet: (start, end) of the name, untrimmed."""
    return [m.span("n") for p, score in _compiled(language) if score == _LINE for m in p.finditer(text)]


def _inside_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in ' «"“(/':
        start += 1
    while end > start and text[end - 1] in ' »"”)/.,':
        end -= 1
    return start, end


def looks_like_outlet(folded_words: list[str], language: Language) -> bool:
    """خليج برس, البرزنیوز: the last word is one that outlets end with."""
    ends = words(language, "suffixes_outlet")
    return bool(folded_words) and (
        folded_words[-1] in ends
        or any(folded_words[-1].endswith(e) and len(folded_words[-1]) > len(e) + 2 for e in ends)
    )
