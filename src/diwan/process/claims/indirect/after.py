"""The statement follows its verb: after `that`, or after a colon."""

import re

from diwan.core.languages import Language
from diwan.core.reading import Stance
from diwan.process.claims.clauses import cut, has_words, last_break, trimmed
from diwan.process.claims.cues import Cue
from diwan.process.claims.indirect.before import is_inverted
from diwan.process.claims.indirect.setting import Indirect, Place, made

_THAT_REACH = 110  # characters between a verb and its `that`
_COLON_REACH = 60
# `a source that the agency described as ...`: what follows is no statement yet.
_DESCRIBED = re.compile(r"(?<!\w)(?:و?صفته|وصفه|وصفتها|وصفها|يوصف|توصف)[^،]{0,40}$")
_DESCRIBES = re.compile("و?(?:وصف|يوصف|توصف)")
# `it is expected that`, `it is worth mentioning that`: nobody is said to say it
_IMPERSONAL = re.compile(r"و?(?:يتوقع|يذكر|يعتقد|يشار|يلاحظ|يظن)\s+(?:إلى\s+)?")


# What may part a statement from the next clause of the same sentence, which has a word of saying of its own.
_TIED = {
    Language.EN: re.compile(
        r"(?:[,;—–]\s*(?:(?:and|but|while|yet|then|also|though)\s+)*|\s(?:and|but)\s+(?:(?:also|later|then)\s+)?)$"
    ),
    Language.AR: re.compile(r"(?:[،,؛]\s*(?:(?:ثم|كما|فيما|بينما)\s+)*|\s)$"),
    Language.FA: re.compile(r"(?:[،؛]\s*(?:(?:و|اما|ولی|سپس|همچنین)\s+)*|\sو\s+(?:همچنین\s+|نیز\s+)?)$"),
    Language.RU: re.compile(
        r"(?:[,;—–]\s*(?:(?:и|а|но|при этом|также|затем|одновременно)\s+)*|\s(?:и|но)\s+(?:также\s+)?)$"
    ),
}
_AND_THEN = re.compile(
    r",\s*(?:and|but)\s+(?:(?:also|later|then)\s+)?"
)  # `denied that ..., and apologised to ...`
_OWN_WORDS_REACH = 60  # characters between the verb of such a clause and its `that` or its colon


def next_clause(place: Place, begin: int) -> int:
    """Where the statement that begins here must end, for `, adding that ...` or `and denied that ...` follows."""
    text = place.text
    if place.language is Language.FA and _WITH.match(text, place.cue.start, place.cue.end):
        return _main_verb(place, begin)
    for cue in place.later:
        if cue.start >= place.ceiling:
            break
        if cue.start <= begin or cue.is_according:
            continue
        tied = _TIED[place.language].search(text, max(begin, cue.start - 24), cue.start)
        if tied is None or not has_words(text, begin, tied.start(), 2):
            continue
        if (
            place.language is Language.AR
            and not cue.is_aside
            and text[cue.start] not in "وف"
            and tied[0] == " "
        ):
            continue
        if cue.is_aside or _has_own_words(place, cue) or _AND_THEN.fullmatch(tied[0]):
            return tied.start()
    return place.ceiling


_WITH = re.compile(r"(?:با|ضمن)\s")
_SUBJECT_WORDS = 7  # words between the comma and the main verb


def _main_verb(place: Place, begin: int) -> int:
    """`با بیان اینکه A گفت: B`: A ends before the main verb, or at the comma before its subject."""
    main = next((c for c in place.later if c.start > begin and _has_own_words(place, c)), None)
    if main is None:
        return place.ceiling
    comma = last_break(place.text, begin, main.start, place.quotes)
    near = comma > begin and not has_words(place.text, comma, main.start, _SUBJECT_WORDS)
    return comma if near else main.start


def _has_own_words(place: Place, cue: Cue) -> bool:
    reach = min(cue.end + _OWN_WORDS_REACH, place.ceiling)
    colon = place.text.find(":", cue.end, reach)
    that = place.marks.search("complementizers", cue.end, reach)
    return colon > 0 or that is not None


def after_that(place: Place) -> Indirect | None:
    text, cue = place.text, place.cue
    that = _that(place)
    if that is None or _another_cue_between(place, that[0]) or not _belongs(place, that[0]):
        return None
    until = next_clause(place, that[1])
    start, end = cut(text, that[1], until, place.language)
    if place.language is Language.RU and NOUN.match(text, cue.start, cue.end):
        return _told_in_a_noun(place, that)
    if has_subject_behind(place, that[0]):
        return made(place, (start, end), (cue.start, that[0]))
    return made(place, (start, end), (place.floor, that[0]), (end, until))


# `Заверения министра в том, что CONTENT, удивили моряков`
NOUN = re.compile(
    r"(?:заверени|утверждени|заявлени|сообщени|обещани|признани|предупреждени|уверени|слов|тезис|довод)(?!ил)\w{0,3}",
    re.IGNORECASE,
)


def _told_in_a_noun(place: Place, that: tuple[int, int]) -> Indirect | None:
    """Whose the words are stands between the noun and `that`; where they are denied, the denial tells of them."""
    if any(later.stance is Stance.DENIES for later in place.later):
        return None
    comma = place.text.find(",", that[1], place.ceiling)
    content = trimmed(place.text, that[1], comma if comma > 0 else place.ceiling)
    return made(place, content, (place.cue.start, that[0]))


# Of what is doubted: `questioned whether`, «شكك في ما إذا كانت».
_WHETHER = {
    Language.EN: re.compile(r"\b(?:whether(?: or not)?|if)\b", re.IGNORECASE),
    Language.AR: re.compile(r"(?<!\w)(?:في\s*|ع)?ما إذا (?:كان[ت]? )?"),
}


def _that(place: Place) -> tuple[int, int] | None:
    text, after = place.text, place.cue.end
    if (whether := _WHETHER.get(place.language)) and place.cue.stance is Stance.DOUBTS:
        match = whether.search(text, after, min(place.ceiling, after + _THAT_REACH))
        if match:
            return match.span()
    for match in place.marks.matches("complementizers", after, min(place.ceiling, after + _THAT_REACH)):
        if place.language is not Language.AR or not _DESCRIBED.search(text[after : match.start()]):
            return match.span()
    return None


def _belongs(place: Place, at: int) -> bool:
    """Whether the word that opens the statement hangs on this cue."""
    text, cue = place.text, place.cue
    if place.language is Language.EN:
        return not (_is_parted(text, cue.end, at) or is_inverted(place)) and _opens_statement(place, at)
    if place.language is Language.AR:
        return _IMPERSONAL.fullmatch(text, cue.start, at) is None
    if place.language is Language.FA:  # `گفت که`: at once; elsewhere it opens a relative clause
        return text[cue.end : at].strip() == ""
    return True


TELLS = re.compile(
    r"(?:tell|told|inform|assur|reassur|warn|remind|notif|advis|brief|promis|persuad|convinc|forewarn|appris)",
    re.IGNORECASE,
)
# `denied agreeing to a truce that would hold`: the word opens a relative clause behind a thing.
_THING = re.compile(
    r"\s+(?:(?:an?|the|any|no|its|his|her|their|some|several|many|most|all|\d+|two|three|talk|agreeing|having|being)\s+|[a-z]{3,}ing\s)",
    re.IGNORECASE,
)


def _opens_statement(place: Place, at: int) -> bool:
    text, cue = place.text, place.cue
    if text[cue.end : at].strip() and _VERB.match(text, at):
        return False
    if TELLS.match(text, cue.start, cue.end) or any(cue.end <= a.start <= cue.end + 5 for a in place.actors):
        return True
    return _THING.match(text, cue.end, at) is None or _TALK_OF.search(text, cue.end, at) is not None


# `a truce that would hold`: no subject stands between, so the word is one itself.
_VERB = re.compile(
    r"that\s+(?:would|will|could|can|may|might|must|should|had|has|have|was|were|are|did|does|do)\b",
    re.IGNORECASE,
)
_TALK_OF = re.compile(
    r"(?:reports?|claims?|suggestions?|rumou?rs?|allegations?|accusations?|idea|notion|view|fact|assertions?|charges?|belief|theory"
    r"|possibility|statements?|impression|day|morning|interview|note|letter|briefing|reporters|journalists|agency|paper|station)\s*$",
    re.IGNORECASE,
)


def _is_parted(text: str, start: int, end: int) -> bool:
    """A comma between the verb and `that`, unless a second one closes what was put in; or a colon, after which
    `that night` is no conjunction."""
    between = text[start:end].rstrip()
    if ":" in between:
        return True
    return "," in between and not (between.startswith(",") and between.endswith(",") and len(between) > 2)


_NO_SUBJECT = re.compile(
    r"\s*(?:$|[،,\-–—(«\"]|(?:في|خلال|عبر|على|إلى|الى|عن|من|مع|بعد|قبل|يوم|اليوم|أمس|امس|مساء|صباح|فجر|ليل|أيضا|أيضاً|كذلك|مجددا|مجدداً|لاحقا|لاحقاً|مرارا|أمام|لدى|ضمن"
    r"|ل\w+|ب(?:شكل|صورة|حسب|شدة|وضوح|حزم|دوره\w*|ذلك))(?!\w))"
)


def has_subject_behind(place: Place, end: int) -> bool:
    """Arabic puts the subject after the verb; what stands before then belongs to another clause."""
    if place.language is not Language.AR or place.cue.is_aside:
        return False
    named = any(place.cue.end <= a.start < end for a in place.actors)
    return named or _NO_SUBJECT.match(place.text, place.cue.end, end) is None


def _another_cue_between(place: Place, at: int) -> bool:
    between = (c for c in place.later if place.cue.end <= c.start < at and not c.is_according)
    if any(not _DESCRIBES.match(place.text, cue.start) for cue in between):
        return True
    return any(q[0] < at < q[1] for q in place.quotes) or "؛" in place.text[place.cue.end : at]


def behind_colon(place: Place, limit: int) -> Indirect | None:
    at = place.text.find(": ", place.cue.end, limit)
    if at < 0 or at - place.cue.end > _COLON_REACH or limit < place.unit[1]:
        return None  # where another cue follows, the words are tied to that one
    start, end = trimmed(place.text, at + 1, limit)
    return made(place, (start, end), (place.floor, at), (end, limit))
