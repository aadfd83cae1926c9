"""Arabic: `نفى X في بيان NP`, `حذّرت X من NP`, `قدّر X NP`: a noun phrase behind the verb and its subject is what is said."""

import re

from diwan.core.languages import Language
from diwan.core.reading import ActorMention, Stance
from diwan.process.claims.clauses import cut, has_words, trimmed
from diwan.process.claims.cues import Span
from diwan.process.claims.indirect.after import next_clause
from diwan.process.claims.indirect.setting import Indirect, Place, made
from diwan.process.claims.verbs import plain

ANAPHOR = re.compile(
    r"\s*(?:ذلك|هذا|هذه|تلك|الأمر|الخبر|الاتهام|الاتهامات|النبأ|الأنباء|التقارير|ما)(?!\w)(?!\s*(?:التي|الذي))"
)
_SUBJECT_REACH = 60  # characters between the verb and whoever is named as its subject
_TAKES_OBJECT = re.compile(
    r"[وف]?(?:ت|ي|س|م)?(?:حذ|نب|أنذر|نذر|كشف|أعلن|علن|تحدث|شير|أشار|لفت|نو|ألمح|لمح|أفاد|أبلغ|أعرب|عرب|عبر|تراجع|تنصل|تبرأ|اعترف|عترف|أقر|قر|سخر)"
)
_PREPOSITION = re.compile(
    r"\s*(?:من|إلى|الى|عن|ب(?=\w{4}))\s*(?!(?:ذلك|هذا|هذه|تلك|جهته|جانبه|جهتها|جانبها|أن|أنه|أنها|خلال|قبل|بعد)(?!\w))"
)
_TAKES_NOUN = re.compile(
    r"[وف]?(?:ت|ي|س|م)?(?:تبن|قدر|توقع|رجح|أعلن|علن|أكد|ؤكد|نف|أنكر|نكر|أقر|رفض|كذب|فند|دحض|استبعد|ستبعد|سحب|صحح)"
)
# What may stand between the subject and the object: an apposition, where and when it was said, and how.
_BETWEEN = re.compile(
    r"\s*(?:،[^،]{3,70}،"
    r"|(?:في|خلال|عبر|ضمن|على) (?:بيان\w*|تصريح\w*|تسجيل\w*|مقابلة|حديث|مؤتمر\w*|منشور|تغريدة|رسالة|كلمة|حساب\w*|صفحت\w*)(?: (?:صدر\w*|نشر\w*|أصدر\w*|وزع\w*))?(?: (?:صحفي|صحافي|صوتي|مصور|رسمي|متلفز|مقتضب|مكتوب|له|لها)ة?)*"
    r"|(?:في|من) \w+(?=،|\s+(?:عن|من|إلى|الى|أن|إن)\s)|(?:فض[ّ]?ل|رفض|طلب|اشترط|آثر)ت? [^،]{0,30}?(?:اسم|هويت)\w{1,3}"
    r"|(?:اليوم|أمس|امس|مساء|صباح|فجر|ظهر|ليل|يوم|عصر|ليلة)(?: (?:أمس|اليوم|الأول|السبت|الأحد|الاحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة))*"
    r"|(?:السبت|الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة)"
    r"|(?:بشكل|بصورة) \w+|جملة وتفصيلا[ً]?|نفيا[ً]? \w+[ً]?|بشدة|مجددا[ً]?|أيضا[ً]?|رسميا[ً]?|علنا[ً]?)(?!\w)"
)
_OFFICE = re.compile(r"\s+ال\w+(?: (?:باسم|في|لدى|ل\w+) \S+)?(?:\s+ال\w+)*")
_STRANGER = re.compile(r"\s+(?!ال)\w{3,}(?: \w+(?:ي|ية|ون|ين)(?!\w))?")
_NO_OBJECT = re.compile(
    r"\s*(?:أن|إن|ان|من|على|إلى|الى|عن|في|مع|و?هو|و?هي|لدى|بعد|قبل|خلال|ب\w+|ل\w+ [وأ]|حيث|بينما|فيما)(?!\w)"
)
# `صحة الأنباء المتداولة عن NP`: what the talk is about.
_TALK_OF = re.compile(
    r"(?:صحة )?(?:جميع |كل |كافة )?(?:ال)?(?:أنباء|إشاعات|شائعات|تقارير|مزاعم|اتهامات|ادعاءات|معلومات|أخبار|تصريحات|تسريبات|أقاويل|روايات)(?:\s+\S+){0,6}?\s+(?:عن|بشأن|حول|بخصوص|مفادها|بأن|أن)\s+(?:أن\s+)?"
)
# `نفى ما تناقلته مواقع عن NP`
_SAID_OF = re.compile(
    r"\s*(?:صحة )?(?:كل |جميع |كافة )?ما\s+(?:\S+\s+){1,8}?(?:عن|بشأن|حول|بخصوص)\s+(?:أن\s+)?"
)
_COUNTED = re.compile(r"(?:عدد|حصيلة|خسائر|قيمة|كلفة|تكلفة|نسبة|حجم|مساحة)[^،؛]{0,40}?\sب(?!عد\b|سبب|شكل)\w")
_TAKING_ANY = (Stance.DENIES, Stance.RETRACTS)
_FEWEST_WORDS = 3


# `سارع إلى نفي NP`, `اكتفى بتأكيد NP`: the noun of a verb of saying, whose subject stands before it.
_VERBAL_NOUN = re.compile(r"ب?(?:ال)?(?:نفي|إنكار|تكذيب|تأكيد|تشكيك)(?: القاطع ل| على)?")


def is_verbal_noun(place: Place) -> bool:
    return _VERBAL_NOUN.fullmatch(place.text, place.cue.start, place.cue.end) is not None


def noun_object(place: Place) -> Indirect | None:
    until = next_clause(place, place.cue.end)
    start = _start(place, until)
    if start < 0 or not _is_statement(place, start, until):
        return None
    behind_preposition = _PREPOSITION.fullmatch(
        place.text[max(0, start - 5) : start].lstrip("،").lstrip() or " "
    )
    fewest = 2 if place.cue.stance in _TAKING_ANY or behind_preposition else _FEWEST_WORDS
    start, end = up_to_comma(place.text, start, until)
    if said_of := _SAID_OF.match(place.text, start, end):
        start = said_of.end()
    elif (talk := _TALK_OF.match(place.text, start, end)) and has_words(place.text, talk.end(), end, 2):
        start = talk.end()
    if not has_words(place.text, start, end, fewest):
        return None
    is_behind = place.cue.is_aside or is_verbal_noun(place)
    return made(place, (start, end), (place.floor if is_behind else place.cue.start, start))


def up_to_comma(text: str, start: int, until: int) -> Span:
    start, end = cut(text, start, until, Language.AR)
    comma = text.find("،", start, end)
    return trimmed(text, start, comma if comma > 0 else end)


def _start(place: Place, until: int) -> int:
    """Where the noun begins that the verb takes; -1 when it takes none."""
    text, cue = place.text, place.cue
    verb = plain(text[cue.start : cue.end])
    takes_object = _TAKES_OBJECT.match(verb)
    takes_noun = cue.stance in _TAKING_ANY or _TAKES_NOUN.match(verb)
    begin = _end_of_subject(place, _subject(place, until), until) if takes_object or takes_noun else -1
    if begin < 0:
        return -1
    if takes_object and (preposition := _PREPOSITION.match(text, begin, until)):
        return preposition.end() - (text[preposition.end() - 1] == "ب")
    if takes_noun and text[begin : begin + 1] == " " and not _NO_OBJECT.match(text, begin, until):
        counted = _COUNTED.search(text, begin, until)
        return counted.start() if counted else begin
    return -1


def _is_statement(place: Place, start: int, until: int) -> bool:
    """No pronoun, no noun that attributes by itself (`أعرب عن شكه`), no clause of its own."""
    text = place.text
    if _SAID_OF.match(text, start, until):
        return True
    if (place.later and place.later[0].start <= start + 2) or ANAPHOR.match(text, start, until):
        return False
    clause = place.marks.search("complementizers", start, min(start + 25, until))
    return clause is None or _TALK_OF.match(text, *trimmed(text, start, until)) is not None


def _subject(place: Place, until: int) -> ActorMention | None:
    """The last of the names that stand one behind the other: `المتحدث باسم الهيئة فلان`."""
    if place.cue.is_aside:
        return None
    found = None
    for mention in place.actors:
        if mention.start <= place.cue.end or mention.end > until:
            continue
        gap = place.text[found.end : mention.start] if found else place.text[place.cue.end : mention.start]
        if "،" in gap or (found and gap.strip()) or (found is None and len(gap) > _SUBJECT_REACH):
            break
        if found is None and _PREPOSITION.search(gap):
            break
        found = mention
    return found


def _end_of_subject(place: Place, subject: ActorMention | None, until: int) -> int:
    text, cue = place.text, place.cue
    office = _OFFICE.match(text, cue.end, until)
    if cue.is_aside or is_verbal_noun(place):
        begin = cue.end
    elif subject is not None and (office is None or subject.start <= office.end() + 1):
        begin = subject.end
    elif office is not None:
        begin = office.end()
    elif (stranger := _STRANGER.match(text, cue.end, until)) and any(
        place.marks.search(listed, cue.end, stranger.end()) for listed in ("unnamed", "always")
    ):
        begin = stranger.end()
    else:
        return -1
    while (between := _BETWEEN.match(text, begin, until)) and between.end() > begin:
        begin = between.end()
    return begin
