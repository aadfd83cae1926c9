"""The statement that hangs on one cue."""

import re
from collections.abc import Callable, Sequence

from diwan.core.languages import Language
from diwan.core.reading import Stance
from diwan.process.claims.clauses import last_break
from diwan.process.claims.cues import Cue, Span
from diwan.process.claims.indirect import english_talk
from diwan.process.claims.indirect.according import according
from diwan.process.claims.indirect.after import after_that, behind_colon
from diwan.process.claims.indirect.arabic import arabic, doubted
from diwan.process.claims.indirect.before import about_talk
from diwan.process.claims.indirect.english import english, only_evaluates
from diwan.process.claims.indirect.persian import persian, taken_with
from diwan.process.claims.indirect.russian import doubted as doubted_in_russian
from diwan.process.claims.indirect.russian import judged, russian
from diwan.process.claims.indirect.setting import Indirect, Place, Setting

# What joins two clauses where no comma does.
_JOINED = {
    Language.EN: re.compile(r"\s(?:but|while|whereas|although|though)\s"),
    Language.RU: re.compile(r"\s(?:но|однако|хотя)\s"),
    Language.FA: re.compile(r"\s(?:اما|ولی|درحالی‌که)\s"),
    Language.AR: re.compile(r"\s(?:لكن|غير أن|إلا أن|بينما|فيما)\s"),
}
_DOUBTED: dict[Language, Callable[[Place], Indirect | None]] = {
    Language.EN: english_talk.doubted,
    Language.FA: taken_with,
    Language.AR: doubted,
}
_OWN_WAYS: dict[Language, Callable[[Place], Indirect | None]] = {
    Language.EN: english,
    Language.RU: russian,
    Language.FA: persian,
    Language.AR: arabic,
}


def indirect(setting: Setting, cue: Cue, later: Sequence[Cue], taken: Sequence[Span]) -> Indirect | None:
    """The statement that hangs on this cue, or None when it attributes nothing that is said here.

    `later` are the cues behind it; `taken` are the statements found already.
    """
    following = later[0].start if later else setting.unit[1]
    place = _place(setting, cue, later, taken)
    if cue.is_according:
        return according(place)
    if place.language is Language.EN and (found := english_talk.judged(place)):
        return found
    if found := after_that(place) or about_talk(place) or _judgement(place):
        return found
    if cue.stance is Stance.DOUBTS or only_evaluates(place):
        return behind_colon(place, setting.unit[1]) if following >= setting.unit[1] else None
    return _OWN_WAYS[place.language](place)


def _judgement(place: Place) -> Indirect | None:
    """What is doubted, or called a lie, as a noun."""
    if place.language is Language.RU:
        return judged(place) or doubted_in_russian(place)
    if place.cue.stance is not Stance.DOUBTS:
        return None
    return _DOUBTED[place.language](place)


def _place(setting: Setting, cue: Cue, later: Sequence[Cue], taken: Sequence[Span]) -> Place:
    unit = setting.unit
    following = later[0].start if later else unit[1]
    floor = max([e for s, e in taken if e <= cue.start], default=unit[0])
    ceiling = min([s - 1 for s, e in taken if s > cue.end], default=unit[1])
    if setting.language is Language.FA:  # `با بیان اینکه A، گفت: «...»`
        ceiling = min([c.start for c in setting.spent if cue.end < c.start < ceiling], default=ceiling)
    limit = _limit(setting, cue, later) if following < unit[1] else unit[1]
    return Place(
        setting.text,
        setting.language,
        unit,
        setting.quotes,
        setting.actors,
        setting.marks,
        cue,
        floor,
        ceiling,
        limit=max(min(ceiling, limit), cue.end),
        later=later,
    )


def _limit(setting: Setting, cue: Cue, later: Sequence[Cue]) -> int:
    """`said her office had written twice`: nothing parts the first verb from the second, which belongs to what is said."""
    for other in later:
        limit = _clause_before(setting, cue.end, other.start)
        if (
            limit < other.start
            or setting.language is not Language.EN
            or _INFINITE.search(setting.text, cue.end, other.start) is None
        ):
            return limit
    return setting.unit[1]


_INFINITE = re.compile(
    r"\w+ (?:had|has|have|was|were|been|is|are|be|to|would|will|could|may|might|must|should)(?: \w+)? $"
)


def _clause_before(setting: Setting, start: int, following: int) -> int:
    at = last_break(setting.text, start, following, setting.quotes)
    if at > 0:
        return at
    joined = None
    for match in _JOINED[setting.language].finditer(setting.text, start, following):
        joined = match
    return joined.start() if joined else following
