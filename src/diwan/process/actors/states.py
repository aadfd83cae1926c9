"""A state as a party: a country, or a capital that stands for its government, that agrees, says, signs or is told.

A country that is only where something happens is a place and no actor.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from diwan.core.languages import Language
from diwan.core.reading import ActorKind, PlaceMention, Sentence
from diwan.process.actors.candidate import Candidate
from diwan.process.actors.known import Country, capital_country, countries
from diwan.process.actors.lexicon import words
from diwan.process.actors.phrases import Found, russian_stem, without_arabic_prefix
from diwan.process.actors.words import FOLDED, Word, fold
from diwan.process.remembered import Remembered

_AND = {
    Language.EN: frozenset(["and"]),
    Language.AR: frozenset(["و"]),
    Language.FA: frozenset(["و"]),
    Language.RU: frozenset(["и"]),
}
# Words before a state that make it a party; `s` of them need a word of dealings in the sentence.
_ALWAYS = {
    Language.EN: frozenset(
        ["told", "notified", "informed", "warned", "representing", "urged", "accused", "thanked"]
    ),
    Language.AR: frozenset(["باسم", "يمثل", "تمثل", "ممثل", "ممثلا"]),
    Language.FA: frozenset(["نماینده", "نمایندهی", "نمایندگان", "سفیر", "فرستاده"]),
    Language.RU: frozenset(
        [
            "представляющий",
            "представляющая",
            "представители",
            "представитель",
            "представителей",
            "представителям",
        ]
    ),
}
_DEALING = {
    Language.EN: frozenset(
        [
            "with",
            "between",
            "officials",
            "officers",
            "from",
            "delegates",
            "delegations",
            "representatives",
            "diplomats",
            "of",
        ]
    ),
    Language.AR: frozenset(
        ["مع", "بين", "مسؤولون", "مسؤولين", "مسؤولو", "مسؤولي", "ممثلو", "ممثلي", "ضباط", "من"]
    ),
    Language.FA: frozenset(
        "با میان بین نمایندگان مقامات مقام‌های افسران مدیران هیئت نظامی سیلاب".replace("\u200c", "").split()
    ),
    Language.RU: frozenset(["с", "со", "между", "и", "делегации", "делегаций"]),
}
_OF_PEOPLE = frozenset(
    [
        "officials",
        "officers",
        "delegates",
        "delegations",
        "representatives",
        "diplomats",
        "ministers",
        "envoys",
        "leaders",
    ]
)
_SUBORDINATORS = {
    Language.EN: frozenset(["that", "and", "but", "whether", "when"]),
    Language.AR: frozenset(["ان", "و", "أن"]),
    Language.FA: frozenset(["که", "و", "اما"]),
    Language.RU: frozenset(["что", "и", "но"]),
}


class _Named(NamedTuple):
    first: int
    last: int
    start: int
    end: int
    code: str
    name: str
    is_capital: bool


def read_states(
    text: str,
    tokens: list[Word],
    language: Language,
    sentences: Sequence[Sentence],
    places: Sequence[PlaceMention],
) -> list[Candidate]:
    named = sorted([*_countries(tokens, language), *_capitals(text, tokens, places)])
    found: list[Candidate] = []
    for sentence in sentences:
        inside = named[_from(named, sentence.start) : _from(named, sentence.end)]
        if inside:
            span = tokens[_from(tokens, sentence.start) : _from(tokens, sentence.end)]
            found += _parties(tokens, span, inside, language)
    return found


_BY_START = attrgetter("start")


def _from(items: Sequence[_Named] | Sequence[Word], start: int) -> int:
    """Index of the first item that begins at `start` or later."""
    return bisect_left(items, start, key=_BY_START)


def _countries(tokens: list[Word], language: Language) -> list[_Named]:
    found: list[Found[Country]] = list(countries(language).find(tokens))
    return [_Named(f.first, f.last, f.start, f.end, f.value.code, f.value.name, False) for f in found]


def _capitals(text: str, tokens: list[Word], places: Sequence[PlaceMention]) -> list[_Named]:
    found = []
    for place in places:
        code = capital_country().get(fold(place.place.name))
        if code == place.place.country:
            first, last = _from(tokens, place.start), _from(tokens, place.end) - 1
            if first and tokens[first - 1].end > place.start:
                first -= 1  # a prefix stands before the place in its word
            if first <= last:
                found.append(
                    _Named(first, last, place.start, place.end, code, text[place.start : place.end], True)
                )
    return found


def _parties(
    tokens: list[Word], sentence: list[Word], named: list[_Named], language: Language
) -> list[Candidate]:
    dealings = _has(sentence, "party_words", language)
    found: list[Candidate] = []
    for group in _coordinated(tokens, named, language):
        reason = None
        if (
            len(group) > 1
            and dealings
            and not (group[0].is_capital and not _before(tokens, group[0], language))
        ):
            reason = "states named together as parties"
        elif before := _before(tokens, group[0], language):
            reason = before if before.startswith("after") or dealings else None
        if reason is None and _is_subject(tokens, sentence, group[0], group[-1], language):
            reason = "subject of what only a state or its government does"
        if reason:
            found += [_candidate(n, reason) for n in group]
    return found


def _candidate(named: _Named, reason: str) -> Candidate:
    key = f"known:country:{named.code}"
    return Candidate(
        named.start, named.end, ActorKind.STATE, 0.8, "actors.state", reason, key=key, name=named.name
    )


def _has(sentence: list[Word], listed: str, language: Language) -> bool:
    return any(_forms_of(listed, language).of(map(FOLDED, sentence)))


@cache
def _forms_of(listed: str, language: Language) -> Remembered[bool]:
    whole = words(language, listed)

    def is_form(folded: str) -> bool:
        if language is Language.RU:
            return folded.startswith("договор") or any(folded[:6] == word[:6] for word in whole)
        if language is Language.AR:
            return any(
                form in whole or form.removeprefix("ال") in whole for _, form in without_arabic_prefix(folded)
            )
        return folded in whole

    return Remembered(is_form)


def _coordinated(tokens: list[Word], named: list[_Named], language: Language) -> list[list[_Named]]:
    """Names joined by commas and `and` stand or fall together."""
    groups: list[list[_Named]] = []
    for name in named:
        if groups and _joined(tokens, groups[-1][-1], name, language):
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


def _joined(tokens: list[Word], one: _Named, other: _Named, language: Language) -> bool:
    between = tokens[one.last + 1 : other.first]
    if len(between) > 1 or (between and between[0].folded not in _AND[language] | {"the"}):
        return False
    gap = tokens[other.first].gap.strip()
    attached = (
        language is Language.AR
        and tokens[other.first].folded[0] == "و"
        and tokens[other.first].start < other.start
    )
    return bool(between) or gap in (",", "،") or attached


def _before(tokens: list[Word], named: _Named, language: Language) -> str:
    at = named.first - 1
    if at >= 0 and tokens[at].folded == "the":
        at -= 1
    if at < 0 or tokens[named.first].gap.strip():
        return ""
    word = tokens[at].folded
    if word in _ALWAYS[language]:
        return f"after {tokens[at].text}"
    if word in _DEALING[language]:
        people = word in ("of", "from") and not (at and tokens[at - 1].folded in _OF_PEOPLE)
        return "" if people else f"party of dealings, after {tokens[at].text}"
    return ""


def _is_subject(
    tokens: list[Word], sentence: list[Word], first: _Named, last: _Named, language: Language
) -> bool:
    if language is Language.AR:
        return _arabic_subject(tokens, first)
    opens = (
        tokens[first.first].start == sentence[0].start
        or (first.first and tokens[first.first - 1].folded in _SUBORDINATORS[language])
        or tokens[first.first].gap.strip(' "«“') in (",", "،", ":", ";", "؛")
        or (language is Language.EN and tokens[first.first - 1].folded == "the" and first.first >= 1)
    )
    if not opens:
        return False
    verbs = words(language, "party_verbs")
    if language is Language.EN:
        return any(t.folded in verbs and not t.gap.strip() for t in tokens[last.last + 1 : last.last + 3])
    if language is Language.RU:
        stems = tuple(words(language, "party_verb_stems"))
        nominative = not first.is_capital or russian_stem(fold(first.name)) == russian_stem(
            tokens[first.first].folded
        )
        return nominative and any(
            t.folded.startswith(stems) and not t.gap.strip() for t in tokens[last.last + 1 : last.last + 4]
        )
    tail = [t.folded for t in sentence if t.start > last.end][:12]
    return not first.is_capital and any(w in verbs for w in tail)


def _arabic_subject(tokens: list[Word], named: _Named) -> bool:
    verbs = words(Language.AR, "party_verbs")
    if named.first and not tokens[named.first].gap.strip() and tokens[named.first].start == named.start:
        before = tokens[named.first - 1].folded
        if before in verbs or before.removeprefix("و") in verbs:
            return True
        if before in ("ان", "وان", "لکن") and named.last + 1 < len(tokens):
            return tokens[named.last + 1].folded in verbs
    return False
