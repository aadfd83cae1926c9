"""Inflects the listed verbs of attribution, so that the lists hold one form of each."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from tomllib import loads
from typing import Any, NamedTuple

from diwan.core.languages import Language
from diwan.process.claims.russian_verbs import russian_forms

Phrase = tuple[str, ...]
_REMEMBERED = 65_536  # words
_TASHKEEL = re.compile("[\u064b-\u0652\u0670\u0640]")
_STANCES = ("asserts", "confirms", "denies", "doubts", "retracts")
_RUSSIAN_PAST = ("л", "ла", "ло", "ли", "в")
_RUSSIAN_SELF = ("лся", "лась", "лось", "лись", "вшись")
_ALEF = str.maketrans("أإآ", "ااا")
_AFTER = ("است", "بود", "بودند")  # Persian: behind a participle
_IS = (("است",), ("بود",), ("دارد",), ("دارند",), ("اند",), ("هستند",))
_STATES_OF_MIND = frozenset(
    ["معتقد", "مدعی", "اظهار", "تردید", "اعتقاد", "شک", "ادعا", "اصرار", "مصر", "قائل", "باورمند"]
)
# `admit`, `quip`: the last letter is doubled, for the stress lies on a short last syllable.
_DOUBLED = re.compile("[^aeiou]*(?:qu)?[aeiou][bdgmnprt]|admit|rebut|concur|refer|infer|aver|demur|submit")


class Phrases(NamedTuple):
    """What may follow a word that begins a listed verb, and the stance of the whole."""

    longest: int  # words
    stances: dict[Phrase, str]


@lru_cache(maxsize=_REMEMBERED)
def plain(word: str) -> str:
    """As the forms are compared: without vowel signs and half-spaces, Russian ё as е, Arabic letters kept apart."""
    return _TASHKEEL.sub("", word).replace("\u200c", "").replace("ё", "е").replace("’", "'").casefold()


@cache
def forms(language: Language) -> dict[str, Phrases]:
    """By their first word."""
    table = loads((files("diwan.process.claims") / "data" / "verbs.toml").read_text(encoding="utf-8"))[
        language.value
    ]
    made: dict[str, set[tuple[Phrase, str]]] = {}
    for phrase, stance in _INFLECTED[language](table):
        first, *rest = (plain(word) for word in phrase)
        made.setdefault(first, set()).add((tuple(rest), stance))
    return {first: _phrases(found) for first, found in made.items()}


def _phrases(found: set[tuple[Phrase, str]]) -> Phrases:
    stances = dict(sorted(found, reverse=True))
    return Phrases(max(map(len, stances)), stances)


def _listed(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for stance in _STANCES:
        for entry in table.get(prefix + stance, "").split():
            yield entry, stance


def _english(table: dict[str, Any]) -> Iterator[tuple[Phrase, str]]:
    for entry, stance in _listed(table):
        base, *past = entry.replace("!", "").split("/")
        verb, *rest = base.split("_")
        found = {_past(verb)} if not past else {p.split("_")[0] for p in past}
        if "!" not in entry:
            found |= {verb, _third_person(verb)}
        found.add(_ongoing(verb))
        for form in found:
            yield (form, *rest), stance


def _past(verb: str) -> str:
    if verb in ("bore", "put", "hold"):
        return verb
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + verb[-1] + "ed" if _DOUBLED.fullmatch(verb) else verb + "ed"


def _ongoing(verb: str) -> str:
    if _DOUBLED.fullmatch(verb):
        return verb + verb[-1] + "ing"
    return verb[:-1] + "ing" if verb.endswith("e") and not verb.endswith("ee") else verb + "ing"


def _third_person(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "es" if verb.endswith(("s", "sh", "ch", "x")) else verb + "s"


def _arabic(table: dict[str, Any]) -> Iterator[tuple[Phrase, str]]:
    for entry, stance in _listed(table):
        perfect, *imperfect = entry.split("/")
        stem = perfect[:-1] if perfect.endswith(("ى", "ا")) and len(perfect) > 3 else perfect
        short = perfect.removesuffix("ى")
        endings = {
            perfect,
            short + "ت",
            short + "وا",
            short + "ته",
            stem + "اه" if perfect != stem else perfect + "ه",
        }
        if perfect == short:
            endings |= {perfect + "ا", perfect + "تا", perfect + "وه"}
        for third in imperfect:
            plural = third[:-1] if third.endswith(("ي", "ى", "و")) else third
            endings |= {third, "ت" + third[1:], plural + "ون", "س" + third, "ست" + third[1:]}
        for form in endings:
            yield from (((*spelled.split("_"),), stance) for spelled in {form, _bare_alef(form)})
    for entry, stance in _listed(table, "participles_"):
        for form in (entry, entry[:-1] + "ة", entry[:-1] + "ين"):
            yield from (((spelled,), stance) for spelled in {form, _bare_alef(form)})


def _bare_alef(form: str) -> str:
    """Many desks leave the hamza of an alef out: اعلن for أعلن."""
    return form.translate(_ALEF)


def _persian(table: dict[str, Any]) -> Iterator[tuple[Phrase, str]]:
    lights = [form for entry in table["light"].split() for form in _tenses(*entry.split("/"))]
    for entry, stance in _listed(table):
        first = tuple(entry.split("_"))
        yield from (((*first, *form), stance) for form in lights)
        if entry in _STATES_OF_MIND:
            yield from (((*first, *form), stance) for form in _IS)
    for entry, stance in _listed(table, "simple_"):
        yield (entry,), stance
        yield from (((entry, word), stance) for word in _AFTER)
    for stance in _STANCES:
        for entry in table.get(f"simple_{stance}_stems", "").split():
            yield from ((form, stance) for form in _tenses(*entry.split("/")))


@cache
def _tenses(past: str, present: str) -> tuple[Phrase, ...]:
    """Third person, with the half-space of `می‌گوید` and `گفته‌اند` written as such, as a blank or not at all."""
    perfect, ongoing = past + "ه", (past, past + "ند", present + "د", present + "ند")
    return (
        (past,),
        (past + "ند",),
        (perfect,),
        (perfect + "اند",),
        *((perfect, word) for word in (*_AFTER, "اند")),
        *(("می" + form,) for form in ongoing),
        *(("می", form) for form in ongoing),
    )


def _russian(table: dict[str, Any]) -> Iterator[tuple[Phrase, str]]:
    for entry, stance in _listed(table):
        past, *present = entry.split("/")
        made = [past]
        if past.endswith("лся"):
            made += [past[:-3] + ending for ending in _RUSSIAN_SELF]
        elif past.endswith("л"):
            made += [past[:-1] + ending for ending in _RUSSIAN_PAST]
        for form in (*made, *present):
            yield (form,), stance
    for aspect in ("perfective_", "imperfective_"):
        for entry, stance in _listed(table, aspect):
            yield from (((form,), stance) for form in russian_forms(entry, is_lasting=aspect[0] == "i"))


_INFLECTED = {
    Language.EN: _english,
    Language.AR: _arabic,
    Language.FA: _persian,
    Language.RU: _russian,
}
