"""All rules together: who is named where in one report, each mention with its key and its reason."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from diwan.core.languages import FOUR, Language
from diwan.core.reading import ActorKind, ActorMention, PlaceMention, Report, Sentence, Why
from diwan.process.actors import arabic, english, persian, russian
from diwan.process.actors.candidate import Candidate, settle
from diwan.process.actors.institutions import institution_key
from diwan.process.actors.known import Body, bodies, countries, demonym_of
from diwan.process.actors.outlet_names import OutletName, outlets_by_ending
from diwan.process.actors.outlets import read_outlets
from diwan.process.actors.phrases import Found
from diwan.process.actors.quoted_names import read_quoted_names
from diwan.process.actors.russian_words import institution_name
from diwan.process.actors.states import read_states
from diwan.process.actors.surnames import person_key, with_surnames
from diwan.process.actors.words import Word, fold_all, words_of

VERSION = "actors/3"
_RULES = {Language.EN: english, Language.AR: arabic, Language.FA: persian, Language.RU: russian}
_SURE_OF_A_BODY = 0.9
_SHORTEST_AGAIN = 4  # letters
_SURE_OF_A_PERSON = 0.85  # a person's name at least as sure as this is none of a place's


def read_actors(
    report: Report,
    language: Language,
    sentences: Sequence[Sentence] = (),
    places: Sequence[PlaceMention] = (),
) -> tuple[ActorMention, ...]:
    """Every mention by name of a person, organisation, armed group or state as a party, in the order of the text."""
    if language not in FOUR or not report.text.strip():
        return ()
    text = report.text
    tokens = words_of(text)
    named = _names(text, tokens, language, places)
    states = read_states(text, tokens, language, sentences, places)
    settled = settle([*named, *states])
    settled = settle(with_surnames(text, tokens, language, settled))
    return tuple(_mention(text, language, c) for c in settled)


def _names(
    text: str, tokens: list[Word], language: Language, places: Sequence[PlaceMention]
) -> list[Candidate]:
    found = _RULES[language].read_names(text, tokens)
    found += _known(tokens, language)
    found += read_outlets(text, language, OutletName(tokens, language, places))
    found += outlets_by_ending(tokens, language)
    if language is not Language.RU:
        found += read_quoted_names(text, language)
    found = _as_elsewhere(text, _widened([*found, *_named_again(text, found)]))
    as_written = _in_the_nominative(text, found) if language is Language.RU else frozenset()
    spans = [(place.start, place.end) for place in places]
    return [
        _named(text, c, language, as_written)
        for c in found
        if not _is_place(c, spans) and (c.key or not _is_state(text[c.start : c.end], language))
    ]


def _widened(found: list[Candidate]) -> list[Candidate]:
    """`UN Mission in ...` is no mention of the UN: a longer name that begins with a listed one stands."""
    listed = [c for c in found if c.rule == "actors.known"]
    return [
        c._replace(score=0.975)
        if c.rule == "actors.head" and any(k.start == c.start and k.end < c.end for k in listed)
        else c
        for c in found
    ]


def _as_elsewhere(text: str, found: list[Candidate]) -> list[Candidate]:
    """What a telling place shows to be an outlet or a body is one wherever else its name stands."""
    sure = {
        text[c.start : c.end]: c
        for c in found
        if c.score >= _SURE_OF_A_BODY and c.kind is not ActorKind.PERSON
    }
    alike = [(c, sure.get(text[c.start : c.end])) for c in found]
    return [
        c._replace(kind=s.kind, rule=s.rule, score=s.score - 0.001, key=s.key, name=s.name)
        if s and s.score > c.score
        else c
        for c, s in alike
    ]


def _named_again(text: str, found: list[Candidate]) -> Iterator[Candidate]:
    """Where the name of an outlet that a telling place shows stands again: `told Lantern` behind `the agency Lantern`."""
    known = {c.start for c in found}
    for name in {text[c.start : c.end] for c in found if c.rule == "actors.outlet" and not c.key}:
        if len(name) < _SHORTEST_AGAIN or name.startswith("«"):
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if match.start() not in known:
                why = "the name of an outlet told of elsewhere in the text"
                yield Candidate(*match.span(), ActorKind.ORGANISATION, 0.9, "actors.outlet", why)


_AFTER_HEAD = re.compile(
    r"(?:агентств|газет|сайт|портал|журнал|канал|телеканал|издани|радиостанци|радио|еженедельник)\w{0,3} «$"
    r"|(?:сообщ(?:ает|ают)|переда[её]т|пиш(?:ет|ут)|утвержда(?:ет|ют)|уточня(?:ет|ют)) «$"
)


def _in_the_nominative(text: str, found: list[Candidate]) -> frozenset[str]:
    """Quoted names behind `газета`, `агентство`: there a name has no cases, so it stands as it is called."""
    return frozenset(
        text[c.start : c.end] for c in found if _AFTER_HEAD.search(text[max(0, c.start - 20) : c.start])
    )


def _named(text: str, candidate: Candidate, language: Language, as_written: frozenset[str]) -> Candidate:
    span = text[candidate.start : candidate.end]
    if span in as_written and not candidate.key:
        return candidate._replace(name=span)
    name = candidate.name or span.replace("\n", " ").strip()
    if language is Language.RU and candidate.kind is not ActorKind.PERSON and not candidate.name:
        name = institution_name(name)
    return candidate._replace(name=name.strip("«»"))


def _is_place(candidate: Candidate, places: list[tuple[int, int]]) -> bool:
    """A run of capitals that is a place's whole name is no person unless something beside it says so."""
    if candidate.score >= _SURE_OF_A_PERSON or candidate.key:
        return False
    return any(start <= candidate.start and candidate.end <= end for start, end in places)


@lru_cache(maxsize=8192)
def _is_state(name: str, language: Language) -> bool:
    inside = words_of(name)
    if len(inside) == 1 and demonym_of(inside[0].folded, language):
        return True
    return any(f.first == 0 and f.last == len(inside) - 1 for f in countries(language).find(inside))


def _known(tokens: list[Word], language: Language) -> list[Candidate]:
    found = []
    for hit in bodies(language).find(tokens):
        body = hit.value
        first = _past_outlet_noun(tokens, hit, language) if body.is_outlet else hit.first
        start = hit.start if first == hit.first else tokens[first].start
        found.append(
            Candidate(
                start, hit.end, body.kind, 0.97, "actors.known", "a listed body", key=body.key, name=body.name
            )
        )
    return found


def _past_outlet_noun(tokens: list[Word], hit: Found[Body], language: Language) -> int:
    """`وكالة إنترفاكس` -> `إنترفاكس` when the rest alone is listed for the same body."""
    if hit.last > hit.first:
        for other in bodies(language).find(tokens[hit.first + 1 : hit.last + 1]):
            if other.value == hit.value and other.first == 0 and other.last == hit.last - hit.first - 1:
                return hit.first + 1
    return hit.first


def _mention(text: str, language: Language, candidate: Candidate) -> ActorMention:
    key = candidate.key or _key(candidate, language)
    return ActorMention(
        start=candidate.start,
        end=candidate.end,
        kind=candidate.kind,
        key=key,
        name=candidate.name or text[candidate.start : candidate.end],
        confidence=candidate.score,
        why=Why(candidate.rule, candidate.sentence, candidate.facts),
    )


def _key(candidate: Candidate, language: Language) -> str:
    if candidate.kind is ActorKind.PERSON:
        return person_key(candidate.name)
    if candidate.kind is ActorKind.ORGANISATION and (key := institution_key(candidate.name, language)):
        return key
    return f"name:{candidate.kind.value}:{' '.join(fold_all(candidate.name))}"
