"""The days that a report is about: when it happened, told from when somebody said so and when it was written down.

"Nine died on Monday, officials said on Tuesday" is about Monday. A day of saying counts for much only where no other
is told; then the report may also be about the days just before it appeared.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator

from diwan.core.reading import Claim, DateMention, Granularity, Reading

_DAY = dt.timedelta(days=1)
_IN_LEAD, _FIRST_TOLD, _TOLD = 3.0, 2.0, 1.0
_SAID, _SAID_IN_LEAD = 0.5, 1.2
_WRITTEN = 0.5
_NAMES_NO_DAY = (1.0, 0.4, 0.25)  # the day on which it was said, or written, and the two before it
_TOLL_RISES = (0.6, 1.0, 1.0, 0.6)  # goes on with a story of the days before
_ANNOUNCED = 0.25  # has not happened
_BACKGROUND, _BACKGROUND_DAYS = 0.5, 10
_NEWS_DAYS, _NEWS_DAYS_BEHIND_LEAD = 5, 2  # older days are what went before
_LONGEST_RANGE_DAYS = 10  # of which the last day is what the news is about
_NEAR_CUE = 60  # characters
_SENTENCE_ENDS = re.compile(r"[.!?؟\n]")
_DATELINE = 60  # characters within which one has begun

# What follows a dateline's day: "(Agency) -", "/Agency/.", "—".
_ENDS_DATELINE = re.compile(
    r"[^\S\n]*[.,]?[^\S\n]*(?:\([^)\n]{2,40}\)|/[^/\n]{2,40}/)?[^\S\n]*(?:[-–—:/]|\.\s*/)"
)

_SAYS = {
    "before": re.compile(
        r"(?:\b(?:said|says|told|announced|reported|stated|added|declared|confirmed|denied|wrote|statement|interview|conference|briefing)\b"
        r"|\b(?:сообщ|заяв|объяв|рассказ|сказал|переда|утвержд|подтверд|опроверг|написал|уточн|отмет|подчеркн|привел|привёл|распростран)\w*"
        r"|\b[وف]?(?:قال|أعلن|كشف|أفاد|صرح|صرّح|ذكر|أكد|أكّد|نفى|نقل|أوضح|أضاف|أبلغ)\w{0,3}\b)"
        r"(?P<between>[^.!?؟\n]{0,60})$",
        re.IGNORECASE,
    ),
    "behind": re.compile(
        r"[^.!?\n,]{0,15}\b(?:said|told|announced|reported|stated|declared|confirmed|denied"
        r"|(?:сообщ|заяв|объяв|рассказ|сказал|переда|подтверд|опроверг|уточн|отмет|подчеркн|привел|привёл|распростран)\w*)\b"
        r"|[^.!?؟\n]{0,60}?(?:\bگفت\w*|(?:اعلام|اظهار|تصریح|تأکید|تاکید|ابراز|بیان|خاطرنشان|تکذیب|تأیید|تایید)\s+(?:کرد|داشت|شد)"
        r"|(?:خبر|گزارش|اطلاع|توضیح)\s+داد|\bافزود|\bنوشت)",
    ),
}
_WHAT_IS_SAID = re.compile(
    r"\b(?:that|what|to|что|чтобы|как|[وب]?أنه?|إنه?|بأنه?|که)\b|[:«\"“]", re.IGNORECASE
)

_NTH = {"second": 1, "third": 2, "fourth": 3, "втор": 1, "трет": 2, "четв": 3, "الثاني": 1, "الثالث": 2, "الرابع": 3,
        "دوم": 1, "سوم": 2, "چهارم": 3}  # fmt: skip
_NTH_WORDS = tuple(_NTH)
_TOLL_WORDS = ("toll", "число ", "حصيلة", "عدد", "شمار", "تعداد", "آمار")
_GOES_ON = re.compile(
    r"\b(second|third|fourth)\s+(?:(?:straight|consecutive|successive|full)\s+)?(?:day|night)\b"
    r"|\b(втор|трет|четв)\w*\s+(?:день|сутки|ночь)\b"
    r"|\bلل?(?:يوم|ليلة)\s+(الثاني|الثالث|الرابع)ة?\b"
    r"|\b(دوم|سوم|چهارم)ین\s+(?:روز|شب)\b",
    re.IGNORECASE,
)

_TOLL_RISING = re.compile(
    r"\btoll\b[^.\n]{0,60}\b(?:rise|rose|risen|climb|jump|grow|grew|increas|reach)"
    r"|\bчисло\s+(?:погибших|жертв|пострадавших|раненых|пропавших)[^.\n]{0,80}\b(?:вырос|увелич|возрос|достиг)"
    r"|\b(?:ارتفع|ارتفعت|ارتفاع|زيادة)\s+(?:حصيلة|عدد\s+(?:ال)?(?:قتلى|ضحايا|وفيات|جرحى|مصابين|مفقودين))"
    r"|\b(?:شمار|تعداد|آمار)\s+(?:قربانیان|کشته|جان|درگذشت|مصدوم|زخمی|تلفات|مفقود)[^.\n]{0,80}(?:افزایش|رسید|بالا\s+رفت)",
    re.IGNORECASE,
)


def days_of(reading: Reading, lead_end: int) -> dict[dt.date, float]:
    """Each day with its share, which sum to 1."""
    published = reading.report.published.date() if reading.report.published else None
    weights: dict[dt.date, float] = defaultdict(float)
    tells_news = False
    for mention, day in _day_mentions(reading):
        is_in_lead = mention.start <= lead_end
        if _is_dateline(mention, reading, day, published):
            continue
        if _is_of_saying(mention, reading):
            weights[day] += _SAID_IN_LEAD if is_in_lead else _SAID
            continue
        is_news = _is_news(day, published, is_in_lead=is_in_lead)
        weight = _IN_LEAD if is_in_lead else _FIRST_TOLD if is_news and not tells_news else _TOLD
        weights[day] += weight * _by_distance(day, published)
        tells_news |= is_news
    if published:
        _add_what_is_known_of_publication(weights, published, reading, lead_end, tells_news=tells_news)
    total = sum(weights.values())
    return {day: round(w / total, 4) for day, w in weights.items() if w} if total else {}


def _is_news(day: dt.date, published: dt.date | None, *, is_in_lead: bool) -> bool:
    news_days = _NEWS_DAYS if is_in_lead else _NEWS_DAYS_BEHIND_LEAD
    return published is None or dt.timedelta() <= published - day <= news_days * _DAY


def _by_distance(day: dt.date, published: dt.date | None) -> float:
    if published is None:
        return 1.0
    announced = _ANNOUNCED if day > published else 1.0
    return announced * (_BACKGROUND if abs((day - published).days) > _BACKGROUND_DAYS else 1.0)


def _add_what_is_known_of_publication(
    weights: dict[dt.date, float], published: dt.date, reading: Reading, lead_end: int, *, tells_news: bool
) -> None:
    """The day of writing, and for a report that names no day of its own the days just before."""
    for before in _going_on(reading, lead_end):
        weights[published - before * _DAY] += _IN_LEAD
        tells_news = True
    if not tells_news:
        said = [day for day in weights if dt.timedelta() <= published - day <= _NEWS_DAYS * _DAY]
        is_of = max(said, default=published)
        full = max(1.0, weights[is_of])
        shares = _TOLL_RISES if _tells_of_rising_toll(reading, lead_end) else _NAMES_NO_DAY
        for before, share in enumerate(shares):
            day = is_of - before * _DAY
            weights[day] = max(weights[day], share * full)
    weights[published] = max(weights[published], _WRITTEN)


def _day_mentions(reading: Reading) -> Iterator[tuple[DateMention, dt.date]]:
    for mention in reading.dates:
        day = _day_of(mention)
        if day is not None:
            yield mention, day


def _day_of(mention: DateMention) -> dt.date | None:
    try:
        if mention.granularity is Granularity.DAY:
            return dt.date.fromisoformat(mention.value)
        if mention.granularity is Granularity.RANGE:
            first, last = map(dt.date.fromisoformat, mention.value.split("/"))
            return last if last - first <= _LONGEST_RANGE_DAYS * _DAY else None
    except ValueError:
        return None
    return None


def _is_dateline(mention: DateMention, reading: Reading, day: dt.date, published: dt.date | None) -> bool:
    text = reading.report.text
    return (
        day == published
        and mention.calendar != "relative"
        and mention.start <= _DATELINE
        and "\n" not in text[: mention.start].lstrip()
        and _ENDS_DATELINE.match(text, mention.end) is not None
    )


def _is_of_saying(mention: DateMention, reading: Reading) -> bool:
    """The day stands with a word of saying and not in what is said."""
    if any(claim.start <= mention.start < claim.end for claim in reading.claims):
        return False
    text = reading.report.text
    if any(_is_between(mention, claim, text) for claim in reading.claims if claim.cue_start >= 0):
        return True
    before = _SAYS["before"].search(text, max(0, mention.start - 90), mention.start)
    if before is not None and not _WHAT_IS_SAID.search(before["between"]):
        return True
    return _SAYS["behind"].match(text, mention.end) is not None


def _is_between(mention: DateMention, claim: Claim, text: str) -> bool:
    """Beside the word of saying, in its sentence, on the side where what is said does not stand."""
    if claim.cue_start < claim.start:
        is_near = (
            claim.cue_start - _NEAR_CUE // 2 <= mention.start < min(claim.start, claim.cue_end + _NEAR_CUE)
        )
    else:
        is_near = claim.end <= mention.start <= claim.cue_end + _NEAR_CUE // 2
    if not is_near:
        return False
    between = text[min(mention.end, claim.cue_end) : max(mention.start, claim.cue_start)]
    return _SENTENCE_ENDS.search(between) is None


def _going_on(reading: Reading, lead_end: int) -> list[int]:
    """How many days ago it began, by `for a second day`."""
    found = _first_found(_GOES_ON, _NTH_WORDS, reading, lead_end)
    return [_NTH[next(filter(None, found.groups())).casefold()]] if found else []


def _tells_of_rising_toll(reading: Reading, lead_end: int) -> bool:
    return _first_found(_TOLL_RISING, _TOLL_WORDS, reading, lead_end) is not None


def _first_found(
    words: re.Pattern[str], needed: tuple[str, ...], reading: Reading, lead_end: int
) -> re.Match[str] | None:
    """In the lead or the title; a text without any of the words needed is not searched, which costs far more."""
    for text in (reading.report.text[:lead_end], reading.report.title):
        lowered = text.lower()
        if any(word in lowered for word in needed) and (found := words.search(text)):
            return found
    return None
