"""The words of one sentence that attribute: `said`, «по словам», بحسب, «تکذیب کرد»."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from diwan.core.languages import Language
from diwan.core.reading import Stance
from diwan.process.claims.listed import ACCORDING
from diwan.process.claims.marks import Marks

_STANCES = {**{s.value: s for s in Stance}, ACCORDING: Stance.ASSERTS}
Span = tuple[int, int]


class Cue(NamedTuple):
    start: int
    end: int
    stance: Stance
    is_according: bool
    is_aside: bool = (
        False  # `adding`, «добавив», «مشيراً»: of whoever the main verb of the sentence has for its subject
    )


def find_cues(marks: Marks, start: int, end: int, quotes: Sequence[Span]) -> list[Cue]:
    """Cues between `start` and `end` that stand outside quotation marks; of two that overlap the longer one."""
    found = [
        Cue(begin, stop, _STANCES[name], name == ACCORDING, _is_aside(marks, begin, stop))
        for begin, stop, name in (*marks.cues(start, end), *marks.verbs(start, end))
        if not any(q[0] <= begin < q[1] for q in quotes)
        and _takes_back(marks, begin, stop, name)
        and not _says_nothing(marks.text, (begin, stop), marks.language)
    ]
    found.sort(key=lambda c: (c.start, c.start - c.end))
    return _without_overlaps(found)


_ASIDE = {
    Language.EN: re.compile("[a-z]{3,}ing", re.IGNORECASE),
    Language.AR: re.compile("[وف]?\\w{2,}(?<!و)(?<!ت)(?:ا|اً|ًا|ةً?)"),
    Language.RU: re.compile("\\w+(?:[аеиуя]в|вшись|[аеуя]я|[аеуя]ясь|оря)", re.IGNORECASE),
}


def _is_aside(marks: Marks, start: int, end: int) -> bool:
    """A circumstantial participle or a gerund, which has no subject of its own."""
    form = _ASIDE.get(marks.language)
    if form is None or not form.match(marks.text, start, end):
        return False
    if marks.language is Language.EN:
        return marks.text[max(0, start - 24) : start].rstrip(" abdehilnutw").endswith((",", ";", "—", "–"))
    return form.fullmatch(marks.text, start, end) is not None


_ENGLISH_NOTHING = re.compile(
    r"(?:\b(?:not|neither|nor|never)|n['’]t|\b(?:to|could|may|might|is|was|are|were|been|be|being|as|the|a|an|of|its|their|his|her))\s+$",
    re.IGNORECASE,
)
# `في بث مباشر`: behind a preposition stands a noun that is written as the verb is.
_ARABIC_NOUN = re.compile(
    r"(?<!\w)[وف]?(?:في|عبر|خلال|من|عن|بعد|قبل|إلى|الى|على|ضمن|أثناء|حول|بشأن|أي|كل|هذا|هذه)\s+$"
)
_ARABIC_BEGINS = re.compile(
    r"[وف]?(?:ما|بحسب|بنفي|بتكذيب|بإنكار|بتأكيد|بالت|بالن|برأي|وفق|حسب|كما|على|نقلا|استناد|طبق|مثل|نفي|إنكار|تكذيب|تأكيد|التشكيك|شك|تشكيك|تحفظ|رأي|تقدير|وجهة)"
)
_ARABIC_THAT = re.compile(r"[^،.]{0,40}?\s(?:أن|ان|أنّ|أنه|أنها)(?!\w)")
_NOTHING = {
    Language.AR: re.compile(r"(?<!\w)و?(?:لم|لن|لا|رفض أن|رفضت أن|دون أن|[بل]?عدم)\s+$"),
    Language.FA: re.compile(r"(?<!\w)نه\s+$"),
    Language.RU: re.compile(r"(?<!\w)(?:не|ни|отказался|отказалась|чтобы)\s+$", re.IGNORECASE),
}
_ENGLISH_WHOLE = frozenset(
    ["could", "cannot", "unable", "is", "was", "were", "according", "in"]
)  # these begin phrases that attribute


# `withdrew its troops`: only words are taken back.
_TAKEN_BACK = {
    Language.EN: (
        "withdr",
        re.compile(
            r"\b(?:statement|claim|report|stor|remark|comment|accus|alleg|word|account|testimon|article|assert|figure|compl|version|charge|it\b|what\b)",
            re.IGNORECASE,
        ),
    ),
    Language.AR: (
        "سحب",
        re.compile("تصريح|بيان|تقرير|خبر|نبأ|رواي|اتهام|شكوى|كلام|أقوال|قول|شهاد|مقال| ما "),
    ),
    Language.RU: (
        "от",
        re.compile("заявлен|сообщен|слов|обвинен|показан|публикац|стать|жалоб|заметк|новост", re.IGNORECASE),
    ),
}
_REACH = 60  # characters between a verb of taking back and what is taken back


def _takes_back(marks: Marks, start: int, end: int, name: str) -> bool:
    listed = _TAKEN_BACK.get(marks.language)
    if name != "retracts" or listed is None or listed[0] not in marks.text[start:end].lower():
        return True
    return listed[1].search(marks.text, end, min(end + _REACH, len(marks.text))) is not None


# `was at pains to deny`, `went on to say`: there the infinitive attributes.
_ENGLISH_DOES = re.compile(
    r"\b(?:pains|quick|swift|forced|obliged|compelled|moved|rushed|hurried|hastened|went on|goes on|continued|continues|sought|seeks|scrambled"
    r"|had|appeared|seemed|was the first|took to (?:\w+ ){1,4})\s*to\s+$",
    re.IGNORECASE,
)
# `is rejecting reports`, `, adding that`; elsewhere such a form is a noun or tells of something else.
_ONGOING = re.compile(r"(?!being)[a-z-]{2,}ing\b", re.IGNORECASE)
_BEFORE_ONGOING = re.compile(
    r"(?:\b(?:is|are|was|were|been)\s+(?:now |also |still )?|[,;—–]\s+(?:while |and |but )?)$", re.IGNORECASE
)
_ENGLISH_BEHIND = re.compile(r"\s+(?:otherwise|as much|nothing|little|no more|nor deny)\b", re.IGNORECASE)


def _is_arabic_noun(text: str, span: Span, before: str) -> bool:
    """Behind a preposition no verb stands, and `between` is written as `made plain` is, which goes on with `that`."""
    if _ARABIC_NOUN.search(before) and not _ARABIC_BEGINS.match(text, span[0]):
        return True
    return text[span[0] : span[1]] in ("بين", "وبين") and _ARABIC_THAT.match(text, span[1]) is None


def _says_nothing(text: str, span: Span, language: Language) -> bool:
    """`would not say`, `was told`, `the reported`: the word attributes nothing here."""
    before = text[max(0, span[0] - 24) : span[0]]
    if language is Language.EN:
        if text[span[0] : span[1]].split(maxsplit=1)[0].lower() in _ENGLISH_WHOLE:
            return False
        if _ENGLISH_BEHIND.match(text, span[1]):
            return True
        if _ONGOING.match(text, *span):
            return _BEFORE_ONGOING.search(before) is None
        return bool(_ENGLISH_NOTHING.search(before)) and not _ENGLISH_DOES.search(before)
    if language is Language.AR and _is_arabic_noun(text, span, before):
        return True
    listed = _NOTHING.get(language)
    return bool(listed and listed.search(before))


def _without_overlaps(cues: list[Cue]) -> list[Cue]:
    kept: list[Cue] = []
    for cue in cues:
        if kept and cue.start < kept[-1].end:
            if cue.end - cue.start > kept[-1].end - kept[-1].start:
                kept[-1] = cue
            continue
        kept.append(cue)
    return kept
