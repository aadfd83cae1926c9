"""Sentences with exact offsets: a full stop ends one unless what stands before or after it says otherwise."""

import re

from diwan.core.languages import Language
from diwan.core.reading import Paragraph, Report, Sentence

VERSION = "rules/1"


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


# A possible end: closing punctuation, then anything that closes quotations or brackets, then space or the end.
_END = re.compile(r"(?:[.!?؟۔…]+|؛(?=\s*\n))[\"'”’»›)\]]*(?=\s|$)")
# A bracket or quotation that opens, a capital, a digit or a letter without case begins the next one.
_LOWER_CASE_NEXT = re.compile(r"\s+[\"'“«(\[—–-]*\s*[a-zа-яё]")

_ABBREVIATIONS = {
    Language.EN: _words(
        "mr mrs ms dr prof gen col lt maj capt sgt brig adm cmdr rev hon st sr jr gov sen rep pres min amb insp "
        "no nos vs etc e.g i.e cf al fig approx dept est inc ltd co corp bros jan feb mar apr jun jul aug sep sept "
        "oct nov dec mon tue tues wed thu thur thurs fri sat sun u.s u.k u.n ph.d"
    ),
    Language.RU: _words(
        "г гг в вв н т д п к с др пр руб коп млн млрд тыс ул им стр рис см ср св ст обл р-н р пос дер о оз "
        "проф акад ген полк подполк майор кап лейт адм гр мин сек ч чел кв корп тов"
    ),
    Language.AR: _words("د م أ ص ت ج هـ ق"),
    Language.FA: _words("د م ق ه ش ص ج ر"),
}
# Abbreviations that stand before a name or a number and so never end a sentence.
_LAST_WORD = re.compile(r"[\w.-]+$")
_INITIAL = re.compile(r"^[A-ZА-ЯЁ]$")


def _ends_here(text: str, start: int, end: int, language: Language, floor: int) -> bool:
    if text[start] != "." or text[start : start + 2] == "..":
        return not _LOWER_CASE_NEXT.match(text, end)
    if _LOWER_CASE_NEXT.match(text, end):
        return False
    last = _LAST_WORD.search(text, max(floor, start - 20), start)
    if last is None:
        return True
    word = last.group()
    if _INITIAL.match(word):
        return False
    folded = word.lower()
    return folded not in _ABBREVIATIONS.get(language, ()) or _stands_last(text, end, folded)


def _stands_last(text: str, end: int, word: str) -> bool:
    """«… в 2015 г. Затем»: year and unit abbreviations may end a sentence when a capitalised word follows."""
    after = text[end : end + 3].lstrip()
    return word in (
        "г",
        "гг",
        "в",
        "вв",
        "руб",
        "млн",
        "млрд",
        "тыс",
        "чел",
        "др",
        "etc",
        "inc",
        "ltd",
        "corp",
    ) and (not after or after[0].isupper())


def sentence_spans(text: str, start: int, end: int, language: Language) -> list[tuple[int, int]]:
    """Spans of the sentences in `text[start:end]`, without the white space between them."""
    spans: list[tuple[int, int]] = []
    begin = start
    for stop in _END.finditer(text, start, end):
        if stop.end() < end and not _ends_here(text, stop.start(), stop.end(), language, begin):
            continue
        spans.append((begin, stop.end()))
        begin = stop.end()
    spans.append((begin, end))
    return [tight for span in spans if (tight := _tight(text, *span))]


def _tight(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return (start + left, start + right) if right > left else None


def read_sentences(report: Report, paragraphs: tuple[Paragraph, ...]) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(start, end, paragraph.language)
        for paragraph in paragraphs
        for start, end in sentence_spans(report.text, paragraph.start, paragraph.end, paragraph.language)
    )
