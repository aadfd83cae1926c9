"""Arabic: `نفى X وقوع CONTENT`, `حذّرت X من CONTENT`: the statement is a noun phrase after the verb."""

import re

from diwan.core.languages import Language
from diwan.core.reading import Stance
from diwan.process.claims.clauses import cut, has_words, trimmed
from diwan.process.claims.indirect.after import has_subject_behind, next_clause
from diwan.process.claims.indirect.setting import Indirect, Place, made

_COLON_REACH = 90  # characters between the verb and its colon
_MASDAR = re.compile(
    r"(?<!\w)(?:ال)?(?:وجود|حدوث|وقوع|صحة|توصل|التوصل|وصول|مقتل|إصابة|سقوط|توقيع|انسحاب|دخول|إرسال|نشر|استهداف|مشاركة|تعرض|عقد|إبرام|صدور"
    r"|إطلاق|تلقي|علم|تورط|نية|أي|حصول|اعتقال|احتجاز|منع|قطع|إغلاق|فتح|عبور|تسلم|استلام|تسليم|مسؤولية|مسؤوليته|علاقة|إقامة|انتهاك|خرق|قصف|هجوم|تدمير|نقل|عودة)(?!\w)"
)
_OBJECT = re.compile(r"[^،؛]{0,60}?(?<!\w)(?:من|إلى|عن)\s+(?!(?:ذلك|هذا|هذه|تلك|جهته|جانبه)(?!\w))")
_ANAPHOR = re.compile(r"\s*(?:ذلك|هذا|هذه|تلك|الأمر|الخبر|الاتهام|الاتهامات|النبأ|الأنباء|التقارير|ما)(?!\w)")
_TAKES_OBJECT = re.compile(
    r"[وف]?(?:حذ|تحذ|نب|تنب|أنذر|تنذر|كشف|تكشف|يكشف|أعلن|تحدث|تتحدث|أشار|تشير|يشير|لفت|نو|ألمح)"
)
_TAKES_NUMBER = re.compile(r"[وف]?(?:قد?ّ?ر|تقد?ّ?ر|يقد?ّ?ر|توقع|رج?ّ?ح|أعلن|أك?ّ?د|نف|أنكر|ينف|تنف|أقر)")


# A noun phrase that is denied, owned up to or taken back, behind a subject that is named or is an office.
_WHERE_SAID = re.compile(
    r"\s*(?:،[^،]{3,60}،|(?:في|خلال|عبر|ضمن) (?:بيان\w*|تصريح\w*|تسجيل\w*|مقابلة|حديث|مؤتمر|منشور|تغريدة|رسالة|كلمة)(?: (?:صحفي|صوتي|مصور|رسمي|متلفز|مقتضب|مكتوب|له|لها)ة?)*)"
)
_OFFICE = re.compile(r"\s+ال\w+(?: (?:باسم|في|لدى) \S+)?(?:\s+ال\w+)*")
_NO_OBJECT = re.compile(r"\s*(?:أن|إن|من|على|إلى|عن|في|مع|و?هو|و?هي|لدى|بعد|قبل|خلال)(?!\w)")


def arabic(place: Place) -> Indirect | None:
    text, cue = place.text, place.cue
    if found := _object(place):
        return found
    if cue.stance in (Stance.DENIES, Stance.RETRACTS) and (found := _refused(place)):
        return found
    if cue.stance in (Stance.DENIES, Stance.CONFIRMS) and (
        match := _MASDAR.search(text, cue.end, place.limit)
    ):
        start, end = cut(text, match.start(), place.limit, Language.AR)
        comma = text.find("،", start, end)
        start, end = trimmed(text, start, comma if comma > 0 else end)
        return made(place, (start, end), (place.floor, match.start()), (end, place.limit))
    return _accused(place) or _behind_colon(place)


_ACCUSES = re.compile("[وف]?(?:[يت]?ت[ّ]?هم|اتهم|متهم)")
_OF = re.compile(r"(?<!\w)ب(?!عد\b|سبب|شكل|شأن|حسب|ينما|ين\b)(?=\w{4})")


def _accused(place: Place) -> Indirect | None:
    """`اتهم X الشرطة بإطلاق النار`: what somebody is accused of."""
    text, cue = place.text, place.cue
    if not _ACCUSES.match(text, cue.start):
        return None
    until = next_clause(place, cue.end)
    match = _OF.search(text, cue.end, until)
    if match is None:
        return None
    start, end = cut(text, match.start(), until, Language.AR)
    comma = text.find("،", start, end)
    start, end = trimmed(text, start, comma if comma > 0 else end)
    subject = next((a for a in place.actors if cue.end <= a.start < start), None)
    who = (cue.start, min(subject.end, start)) if subject else (cue.start, cue.end)
    return made(place, (start, end), (place.floor, cue.end) if cue.is_aside else who)


def _behind_colon(place: Place) -> Indirect | None:
    """`وأضاف X: CONTENT`, without quotation marks."""
    text, cue = place.text, place.cue
    at = text.find(":", cue.end, min(cue.end + _COLON_REACH, place.ceiling))
    if (
        at < 0
        or any(cue.end <= other.start < at for other in place.later)
        or not has_words(text, at, place.ceiling, 3)
    ):
        return None
    start, end = trimmed(text, at + 1, place.ceiling)
    return made(place, (start, end), (cue.start, at) if has_subject_behind(place, at) else (place.floor, at))


def _refused(place: Place) -> Indirect | None:
    """`رفضت X في بيان NP`, `نفى المحافظ NP`: what stands behind the subject."""
    text, cue = place.text, place.cue
    subject = next((a for a in place.actors if cue.end < a.start <= cue.end + 45), None)
    office = _OFFICE.match(text, cue.end, place.limit)
    if subject is not None and (office is None or subject.start <= office.end() + 1):
        begin = subject.end
    elif office is not None:
        begin = office.end()
    else:
        return None
    if said := _WHERE_SAID.match(text, begin, place.ceiling):
        begin = said.end()
    limit = max(place.limit, begin) if place.limit > begin else place.ceiling
    if _NO_OBJECT.match(text, begin, limit) or _ANAPHOR.fullmatch(text, *trimmed(text, begin, limit)):
        return None
    start, end = cut(text, begin, limit, Language.AR)
    comma = text.find("،", start, end)
    start, end = trimmed(text, start, comma if comma > 0 else end)
    if text[begin : begin + 1] != " " or not has_words(text, start, end, 2):
        return None
    return made(place, (start, end), (cue.start, start))


def _object(place: Place) -> Indirect | None:
    """`حذّرت X من NP`, `قدّر X NP`: the statement is the noun phrase after the subject that is named."""
    text, cue = place.text, place.cue
    subject = next((a for a in place.actors if cue.end < a.start <= cue.end + 30), None)
    if subject is None or subject.end >= place.limit:
        return None
    begin = 0
    if _TAKES_OBJECT.match(text, cue.start) and (at := _OBJECT.match(text, subject.end, place.limit)):
        begin = at.end()
    elif _TAKES_NUMBER.match(text, cue.start) and text[subject.end : subject.end + 1] == " ":
        begin = subject.end
    if not begin or not has_words(text, begin, place.limit, 3):
        return None
    if place.marks.search("complementizers", begin, min(begin + 25, place.limit)):
        return None
    if _ANAPHOR.match(text, begin):
        return None
    start, end = cut(text, begin, place.limit, Language.AR)
    comma = text.find("،", start, end)
    start, end = trimmed(text, start, comma if comma > 0 else end)
    if not has_words(text, start, end, 3):
        return None
    return made(place, (start, end), (cue.start, start))
