"""All rules together: who is named where in one report, each mention with its key and its reason."""

import re
from collections.abc import Sequence
from dataclasses import replace

from diwan.core.languages import FOUR, Language
from diwan.core.reading import ActorKind, ActorMention, PlaceMention, Report, Sentence, Why
from diwan.process.actors import arabic, english, persian, russian
from diwan.process.actors.candidate import Candidate, settle
from diwan.process.actors.institutions import institution_key
from diwan.process.actors.known import Body, bodies, countries, demonym_of
from diwan.process.actors.lexicon import name_words, words
from diwan.process.actors.outlets import looks_like_outlet, read_outlets
from diwan.process.actors.phrases import Found
from diwan.process.actors.quoted_names import read_quoted_names
from diwan.process.actors.states import read_states
from diwan.process.actors.surnames import link_surnames, person_key, rekey_surnames
from diwan.process.actors.words import Word, fold_all, is_joined, words_of

VERSION = "actors/2"
_RULES = {Language.EN: english, Language.AR: arabic, Language.FA: persian, Language.RU: russian}
_SURE_OF_A_BODY = 0.9
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
    settled = settle(
        [*rekey_surnames(text, language, settled), *link_surnames(text, tokens, language, settled)]
    )
    return tuple(_mention(text, language, c) for c in settled)


def _names(
    text: str, tokens: list[Word], language: Language, places: Sequence[PlaceMention]
) -> list[Candidate]:
    found = _RULES[language].read_names(text, tokens)
    found += _known(tokens, language)
    test = _NameTest(text, tokens, language, places)
    found += read_outlets(text, language, test)
    found += _outlets_by_ending(tokens, language)
    if language is not Language.RU:
        found += read_quoted_names(text, language)
    found = _as_elsewhere(text, _widened(found))
    as_written = _in_the_nominative(text, found) if language is Language.RU else frozenset()
    return [
        _named(text, c, language, as_written)
        for c in found
        if not _is_place(c, places) and not _is_state(text, c, language)
    ]


def _widened(found: list[Candidate]) -> list[Candidate]:
    """`UN Mission in ...` is no mention of the UN: a longer name that begins with a listed one stands."""
    listed = [c for c in found if c.rule == "actors.known"]
    return [
        replace(c, score=0.975)
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
        replace(c, kind=s.kind, rule=s.rule, score=s.score - 0.001, key=s.key, name=s.name)
        if s and s.score > c.score
        else c
        for c, s in alike
    ]


_AFTER_HEAD = re.compile(
    r"(?:агентств|газет|сайт|портал|журнал|канал|телеканал|издани|радиостанци|радио|еженедельник)\w{0,3} «$"
)


def _in_the_nominative(text: str, found: list[Candidate]) -> frozenset[str]:
    """Quoted names behind `газета`, `агентство`: there a name has no cases, so it stands as it is called."""
    return frozenset(
        text[c.start : c.end] for c in found if _AFTER_HEAD.search(text[max(0, c.start - 20) : c.start])
    )


def _named(text: str, candidate: Candidate, language: Language, as_written: frozenset[str]) -> Candidate:
    name = candidate.name or text[candidate.start : candidate.end].replace("\n", " ").strip()
    if text[candidate.start : candidate.end] in as_written and not candidate.key:
        return replace(candidate, name=text[candidate.start : candidate.end])
    if language is Language.RU and candidate.kind is not ActorKind.PERSON and not candidate.name:
        name = russian.institution_name(name)
    return replace(candidate, name=name.strip("«»"))


def _is_place(candidate: Candidate, places: Sequence[PlaceMention]) -> bool:
    """A run of capitals that is a place's whole name is no person unless something beside it says so."""
    if candidate.score >= _SURE_OF_A_PERSON or candidate.key:
        return False
    return any(p.start <= candidate.start and candidate.end <= p.end for p in places)


def _is_state(text: str, candidate: Candidate, language: Language) -> bool:
    if candidate.key:
        return False
    inside = words_of(text[candidate.start : candidate.end])
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


class _NameTest:
    """Trims what stands in an outlet's place to what may be an outlet's name."""

    def __init__(
        self, text: str, tokens: list[Word], language: Language, places: Sequence[PlaceMention]
    ) -> None:
        self.text, self.tokens, self.language, self.places = text, tokens, language, places

    def __call__(self, start: int, end: int) -> tuple[int, int] | None:
        inside = [t for t in self.tokens if t.start >= start and t.end <= end]
        while inside and inside[0].folded in self._nouns():
            inside.pop(0)
        if self.language in (Language.AR, Language.FA):
            inside = self._until_stop(inside)
        while inside and inside[-1].folded in words(self.language, "calendar"):
            inside.pop()
        if not inside or self._refused(inside):
            return None
        return inside[0].start, inside[-1].end - (2 if inside[-1].folded.endswith("'s") else 0)

    def _nouns(self) -> frozenset[str]:
        listed = words(self.language, "outlet_heads") | words(self.language, "outlet_nouns")
        return listed | {f"ال{w}" for w in listed} | {"خبری", "the", "انباء", "news"} - {"news"}

    def _until_stop(self, inside: list[Word]) -> list[Word]:
        rules = arabic if self.language is Language.AR else persian
        ending = arabic.is_speech_verb if self.language is Language.AR else persian.is_verb
        kept: list[Word] = []
        for word in inside:
            if (
                rules.is_function_word(word)
                or ending(word)
                or word.text.endswith(("ً", "اً"))  # an adverb such as نقلاً
                or (kept and not is_joined(word))
                or len(kept) == 3
            ):
                break
            if kept and kept[-1].folded in words(self.language, "suffixes_outlet"):
                break
            if (
                kept
                and self.language is Language.FA
                and word.folded in words(Language.FA, "titles_construct")
            ):
                break
            kept.append(word)
        return kept

    def _refused(self, inside: list[Word]) -> bool:
        start, end = inside[0].start, inside[-1].end
        folded = [w.folded for w in inside]
        if self.language is Language.EN and (
            folded[0] in words(self.language, "common_openers")
            or folded[0] in words(self.language, "titles")
            or self._is_person(folded)
        ):
            return True
        if len(folded) == 1 and demonym_of(folded[0], self.language):
            return True
        if any(p.start <= start and end <= p.end for p in self.places):
            return True
        if any(countries(self.language).find(inside)) and len(inside) == 1:
            return True
        if len(folded) == 1 and folded[0].removeprefix("ال") in words(self.language, "not_names") | words(
            self.language, "common_openers"
        ):
            return True
        return all(w.isdigit() or len(w) < 2 for w in folded)

    def _is_person(self, folded: list[str]) -> bool:
        """A given name and a surname, and no word that outlets are called by."""
        heads = words(Language.EN, "organisation_heads") | words(Language.EN, "outlet_nouns")
        return len(folded) == 2 and folded[0] in name_words("latin") and not heads & set(folded)


def _outlets_by_ending(tokens: list[Word], language: Language) -> list[Candidate]:
    """البرزپرس, `X نيوز`: words that end as outlets' names do."""
    found: list[Candidate] = []
    if language not in (Language.AR, Language.FA):
        return found
    ends = words(language, "suffixes_outlet")
    for index, word in enumerate(tokens):
        first = index
        if word.folded in ends and index and is_joined(word):
            first = index - 1
        elif (
            word.folded == "رادیو" and index + 1 < len(tokens) and _names_station(tokens[index + 1], language)
        ):
            found.append(_station(word, tokens[index + 1]))
            continue
        elif "\u200c" not in word.text or not looks_like_outlet([word.folded], language):
            continue
        found.append(
            Candidate(
                tokens[first].start,
                word.end,
                ActorKind.ORGANISATION,
                0.9,
                "actors.outlet",
                "ends as the names of outlets do",
            )
        )
    return found


def _names_station(word: Word, language: Language) -> bool:
    rules = arabic if language is Language.AR else persian
    verb = arabic.is_speech_verb(word) if language is Language.AR else persian.is_verb(word)
    return is_joined(word) and not rules.is_stop(word) and not verb and not word.folded.startswith("ال")


def _station(head: Word, name: Word) -> Candidate:
    why = "a radio station's name"
    return Candidate(head.start, name.end, ActorKind.ORGANISATION, 0.9, "actors.outlet", why)


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
        return person_key(candidate)
    if candidate.kind is ActorKind.ORGANISATION and (key := institution_key(candidate.name, language)):
        return key
    return f"name:{candidate.kind.value}:{' '.join(fold_all(candidate.name))}"
