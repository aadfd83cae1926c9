"""Names of persons and bodies as keys that are alike in four languages.

A person's name becomes the consonants of its words. Of a body's name each word counts twice: as the idea that it
stands for (committee, لجنة, комитет), for names that are translated, and as its consonants, for names that are
transliterated (Mashriq, المشرق, Машрик). Languages order the words differently, so order does not count.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from diwan.analyse.skeletons import WORD, are_alike, skeleton, skeletons, without_adjective
from diwan.core.languages import Language
from diwan.core.reading import ActorKind, ActorMention
from diwan.process import lexicon

Part = tuple[str, str]  # idea or "", consonants

_SMALL_WORDS = frozenset(
    lexicon.normal(w)
    for w in [
        "the",
        "of",
        "for",
        "and",
        "in",
        "to",
        "a",
        "an",
        "de",
        "la",
        "le",
        "du",
        "von",
        "van",
        "bin",
        "ibn",
        "و",
        "في",
        "من",
        "على",
        "در",
        "از",
        "به",
        "و",
        "برای",
        "امور",
        "и",
        "в",
        "во",
        "на",
        "по",
        "о",
        "об",
        "при",
        "для",
    ]
)

# Ideas that differ in running text and are one in names.
_ONE_IN_NAMES = {
    "foreign_troops": "foreign_", "port": "harbour_", "site_guard": "guard_", "observer": "monitor_", "lead": "commander",
    "cross": "cross_", "begin": "", "text_of": "", "end": "", "bank_money": "bank_money", "river_border": "",
}  # fmt: skip

# Russian runs the ministry and its matter together.
_SHORT_FOR = {
    "мид": ("minister", "foreign_"),
    "минобороны": ("minister", "defence_"),
    "мвд": ("minister", "interior_"),
    "минздрав": ("minister", "health_"),
    "минюст": ("minister", "law"),
    "минтранс": ("minister", "transport_"),
    "минсельхоз": ("minister", "agriculture_"),
    "минобразования": ("minister", "education_"),
}

_MEETING = re.compile(r"(.)\1+")
_OWN_WORD = 3  # consonants

# What kind of body it is: often left out, and translated with some freedom.
_TRADE = frozenset(
    ("agency_", "news_", "press_", "newspaper_", "site_", "broadcaster", "company_", "organisation_", "society_", "committee",
     "brigade", "battalion", "research_", "force_", "office", "centre")
)  # fmt: skip


def script_language(name: str) -> Language:
    """The language whose ordinary words a name may hold, from its letters; Persian only when a letter shows it."""
    if any("\u0400" <= c <= "\u052f" for c in name):
        return Language.RU
    if any("\u0600" <= c <= "\u06ff" for c in name):
        return Language.FA if set(name) & set("پچژگکیۀ\u200c") else Language.AR
    return Language.EN


@lru_cache(maxsize=50_000)
def parts_of(name: str, kind: ActorKind, language: Language | None = None) -> tuple[Part, ...]:
    """What a name is made of, sorted; of a person's name only the consonants, in order."""
    if kind is ActorKind.PERSON:
        return tuple(("", s) for s in skeletons(name))
    language = language or script_language(name)
    found: set[Part] = set()
    for word in WORD.findall(name):
        folded = lexicon.normal(word)
        if folded in _SHORT_FOR:
            found.update((idea, "") for idea in _SHORT_FOR[folded])
        elif folded not in _SMALL_WORDS:
            found.update(part for piece in word.split("-") if any(part := _part(piece, language)))
    return tuple(sorted(found))


def _part(word: str, language: Language) -> Part:
    idea = lexicon.idea(word, language)
    name = _ONE_IN_NAMES.get(idea.name, idea.name) if idea else ""
    return name, skeleton(without_adjective(word))


@lru_cache(maxsize=50_000)
def key_of(name: str, kind: ActorKind, language: Language | None = None) -> str:
    """One string for all spellings that come out the same in every script."""
    parts = parts_of(name, kind, language)
    if kind is ActorKind.PERSON:
        return f"person:{' '.join(consonants for _, consonants in parts)}"
    return f"body:{' '.join(sorted(idea or consonants for idea, consonants in parts))}"


def persons_alike(one: str, other: str, *, is_surname: bool = False) -> bool:
    """Every part of the shorter name stands in the longer one, in order, and the last parts match.

    Of two full names both first and last must match, so that brothers stay apart.
    """
    short, long = sorted((skeletons(one), skeletons(other)), key=len)
    if not short or (len(short) < 2 and not is_surname):
        return one == other
    if is_surname:
        return len(short[0]) >= 2 and any(are_alike(short[0], part) for part in long[1:] or long)
    if one_word(short) == one_word(long):
        return True  # Abd al-Fattah, عبدالفتاح; Abu Bakr, Abubakar
    alike = are_alike if _script(one) == _script(other) else _heard_alike
    if len(short[-1]) < 2 or not alike(short[-1], long[-1]):
        return False
    rest = iter(long[:-1])
    return all(any(alike(part, candidate) for candidate in rest) for part in short[:-1])


def _heard_alike(one: str, other: str) -> bool:
    """Across scripts: و within a word may be a vowel here and v there (دیوید, David)."""
    if are_alike(one, other):
        return True
    return without_f(one) == without_f(other) != ""


def without_f(word: str) -> str:
    return one_word([word.replace("f", "")])


def _script(name: str) -> str:
    """Of its first letter beyond Latin."""
    if is_arabic(name):
        return "arabic"
    return "cyrillic" if any("\u0400" <= letter <= "\u052f" for letter in name) else "latin"


def is_arabic(name: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in name)


def one_word(parts: Iterable[str]) -> str:
    """All parts written together, a consonant that meets itself once."""
    return _MEETING.sub(r"\1", "".join(parts))


def share_own_word(one: Iterable[Part], other: Iterable[Part]) -> bool:
    """A word that is no ordinary one stands in both, and nothing that is known of the rest speaks against it:
    what is left over is ordinary in neither language's list, or in one of them alone."""
    left_one, left_other, own, matched = list(one), list(other), 0, 0
    for part in tuple(left_one):
        match = next((p for p in left_other if _parts_alike(part, p)), None)
        if match is not None:
            left_one.remove(part)
            left_other.remove(match)
            matched += 1
            own = max(own, min(len(part[1]), len(match[1]))) if not part[0] and not match[0] else own
    is_telling = own >= _OWN_WORD or (own >= 2 and matched >= 2)
    both_known = any(idea for idea, _ in left_one) and any(idea for idea, _ in left_other)
    return is_telling and not both_known and max(len(left_one), len(left_other)) <= 2


def bodies_alike(one: Iterable[Part], other: Iterable[Part]) -> bool:
    """The same words, translated or transliterated. What kind of body it is may be missing or differ; a name of
    three words and more may say on one side whose it is."""
    short, long = sorted((list(one), list(other)), key=len)
    left, missed = list(long), list[Part]()
    for part in short:
        match = next((p for p in left if _parts_alike(part, p)), None)
        if match is None:
            missed.append(part)
        else:
            left.remove(match)
    matched = len(short) - len(missed)
    has_own_word = any(
        not idea and len(consonants) >= 3 for idea, consonants in short if (idea, consonants) not in missed
    )
    if not all(idea in _TRADE for idea, _ in missed) or matched < (1 if has_own_word else 2):
        return False
    extra = [part for part in left if part[0] not in _TRADE]
    return not extra or (len(extra) == 1 and matched >= 3 and not missed)


def _parts_alike(one: Part, other: Part) -> bool:
    if one[0] and one[0] == other[0]:
        return True
    return len(one[1]) >= 2 and are_alike(one[1], other[1])


def keys_of_mention(mention: ActorMention, language: Language) -> dict[str, float]:
    """Exact fingerprints of who is meant, with how much each says; a surname is many people's."""
    if mention.key.startswith("known:"):
        return {mention.key: 1.0}
    if mention.kind is not ActorKind.PERSON:
        return {key_of(mention.name, mention.kind, language): 1.0}
    parts = skeletons(mention.name)
    keys = {f"surname:{parts[-1]}": 0.5} if parts and len(parts[-1]) >= 3 else {}
    if len(parts) > 1:
        keys[key_of(mention.name, mention.kind)] = 1.0
    return keys
