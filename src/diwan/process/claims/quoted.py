"""Which cue and which part of the sentence a quotation belongs to."""

import re
from collections.abc import Sequence

from diwan.core.languages import Language
from diwan.process.claims.clauses import has_words, last_break
from diwan.process.claims.cues import Cue, Span
from diwan.process.claims.indirect import Setting
from diwan.process.claims.zone import Zone

_REACH = 90  # characters between a quotation's end and its cue
_ALONE = 0.6  # a quotation that fills this much of its sentence may stand without any cue


def cue_of(
    setting: Setting, quote: Span, cues: Sequence[Cue], statements: Sequence[Span]
) -> tuple[Cue | None, Zone | None]:
    """(cue or None, zone); no zone when the quotation is nobody's statement."""
    text, unit = setting.text, setting.unit
    floor = max([e + 1 for s, e in statements if e < quote[0]], default=unit[0])
    ceiling = min([s - 1 for s, e in statements if s > quote[1]], default=unit[1])
    after, before = _after(text, quote, cues, ceiling), _before(cues, quote, floor)
    left, right = (floor, quote[0] - 1), (quote[1] + 1, ceiling)
    western = setting.language in (Language.EN, Language.RU)
    if after and _is_tied(text, quote) and (western or not before):
        return after, Zone((_last_sentence(text, right),), after)
    colon = text[left[0] : left[1]].rstrip().endswith(":")
    if colon or (before and not before.is_according):
        return before, Zone(((_own_clause(setting, left, before, cues), left[1]),), before)
    if after:
        return after, Zone((right,), after)
    alone = (quote[1] - quote[0]) >= _ALONE * (unit[1] - unit[0]) and has_words(text, *quote, 4)
    return (before, Zone((left,), before)) if before else (None, Zone((left, right), None) if alone else None)


_THIS = re.compile(
    r"[»”\"]\s*[؛،.]\s*(?:این|آن) (?:سخن\w*|مطلب|جمله|نکته|موضوع)? ?را\s"
)  # `«...»؛ این را X گفته است`
_BUT = re.compile(
    r"[^.:;]{0,25}?, (?:but|and|yet|though|although|adding|но|а|и|однако|добавив)\s*$", re.IGNORECASE
)


def has_words_before(text: str, cue: Cue, quote: Span, floor: int) -> bool:
    """`CONTENT, she explained, but "..."`: the cue closes a statement of its own as well."""
    comma = text.rfind(",", floor, cue.start)
    return (
        cue.end <= quote[0]
        and comma > 0
        and cue.start - comma < 40
        and has_words(text, floor, comma, 3)
        and _BUT.fullmatch(text[cue.end : quote[0] - 1]) is not None
    )


def _own_clause(setting: Setting, left: Span, cue: Cue | None, cues: Sequence[Cue]) -> int:
    """Where the clause of this cue begins when another statement's clause stands before it in the sentence."""
    earlier = [c for c in cues if left[0] <= c.start < cue.start] if cue else []
    if cue is None or not earlier:
        return left[0]
    words = setting.marks.search("complementizers", earlier[-1].end, cue.start)
    if words is None:
        return left[0]
    comma = last_break(setting.text, left[0], cue.start, setting.quotes)
    while comma > 0 and not any(comma < a.start < left[1] for a in setting.actors):
        comma = last_break(setting.text, left[0], comma, setting.quotes)
    return comma if comma > words.end() else left[0]


def _after(text: str, quote: Span, cues: Sequence[Cue], ceiling: int) -> Cue | None:
    for cue in cues:
        if (
            quote[1]
            <= cue.start
            < (ceiling if _THIS.match(text, quote[1]) else min(ceiling, quote[1] + _REACH))
            and ". " not in text[quote[1] + 1 : cue.start]
        ):
            return cue
    return None


def _before(cues: Sequence[Cue], quote: Span, floor: int) -> Cue | None:
    found = [c for c in cues if floor <= c.start and c.end <= quote[0]]
    return found[-1] if found else None


def _is_tied(text: str, quote: Span) -> bool:
    """A comma, dash or mark of exclamation ties the quotation to what follows it."""
    outside = text[quote[1] + 1 : quote[1] + 4].lstrip()
    return text[quote[1] - 1] in ",،?!؟…" or outside[:1] in ",،—–-" or outside[:1].islower()


def _last_sentence(text: str, right: Span) -> Span:
    stop = text.find(". ", right[0], right[1])
    return (right[0], stop + 1 if stop > 0 else right[1])
