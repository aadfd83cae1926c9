"""Names of persons and bodies as keys that are alike in four languages.

A person's name becomes the skeletons of its words; a body's name becomes the ideas of its ordinary words
(committee, لجنة, комитет) and the skeletons of the rest, without order: languages order them differently.
"""

from functools import lru_cache

from diwan.analyse.skeletons import WORD, are_alike, skeleton, skeletons, without_adjective
from diwan.core.languages import Language
from diwan.core.reading import ActorKind, ActorMention
from diwan.process import lexicon

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
        "علي_",
        "ل",
        "در",
        "از",
        "به",
        "و",
        "برای",
        "ی",
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
    "foreign_troops": "foreign_",
    "port": "harbour_",
    "site_guard": "guard_",
    "observer": "monitor_",
    "text_of": "",
    "begin": "",
    "party": "party",
}
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


def script_language(name: str) -> Language:
    """The language whose ordinary words a name may hold, from its letters."""
    letters = [c for c in name if c.isalpha()]
    if any("\u0400" <= c <= "\u052f" for c in letters):
        return Language.RU
    if any("\u0600" <= c <= "\u06ff" for c in letters):
        return Language.FA if set(name) & set("پچژگکیۀ\u200c") else Language.AR
    return Language.EN


@lru_cache(maxsize=50_000)
def parts_of(name: str, kind: ActorKind) -> frozenset[str]:
    """What a name is made of: `idea:committee`, `bd`."""
    if kind is ActorKind.PERSON:
        return frozenset(skeletons(name))
    language = script_language(name)
    found: set[str] = set()
    for word in WORD.findall(name):
        folded = lexicon.normal(word)
        if folded in _SHORT_FOR:
            found.update(f"idea:{idea}" for idea in _SHORT_FOR[folded])
        elif folded not in _SMALL_WORDS:
            found.update(part for piece in word.split("-") if (part := _part(piece, language)))
    return frozenset(found)


def _part(word: str, language: Language) -> str:
    idea = lexicon.idea(word, language)
    if (
        idea is None and language is Language.AR
    ):  # Persian names often hold no letter that tells them from Arabic ones
        idea = lexicon.idea(word, Language.FA)
    if idea is not None:
        name = _ONE_IN_NAMES.get(idea.name, idea.name)
        return name and f"idea:{name}"
    return skeleton(without_adjective(word))


def persons_alike(one: str, other: str, *, is_surname: bool = False) -> bool:
    """Every part of the shorter name stands in the longer one, in order, and the last parts match.

    Of two full names both first and last must match, so that brothers stay apart.
    """
    short, long = sorted((skeletons(one), skeletons(other)), key=len)
    if not short or (len(short) < 2 and not is_surname):
        return one == other
    if is_surname:
        return len(short[0]) >= 2 and any(are_alike(short[0], part) for part in long[1:] or long)
    if len(short[-1]) < 2 or not are_alike(short[-1], long[-1]):
        return "".join(short) == "".join(long)  # Abd al-Fattah, عبدالفتاح
    rest = iter(long[:-1])
    return all(
        any(are_alike(part, candidate) or part == candidate for candidate in rest) for part in short[:-1]
    )


def bodies_alike(one: str, other: str) -> bool:
    """The same words in translation; a longer name may say more (whose, where) but nothing else."""
    short, long = sorted(
        (parts_of(one, ActorKind.ORGANISATION), parts_of(other, ActorKind.ORGANISATION)), key=len
    )
    if not short:
        return False
    left = set(long)
    for part in sorted(short):
        match = part if part in left else next((p for p in sorted(left) if _parts_alike(part, p)), None)
        if match is None:
            return False
        left.discard(match)
    if not left:
        return len(short) > 1 or not next(iter(short)).startswith("idea:")
    has_own_word = any(not part.startswith("idea:") and len(part) >= 3 for part in short)
    return len(left) == 1 and (len(short) >= 3 or (has_own_word and all(p in _NAMES_A_TRADE for p in left)))


_NAMES_A_TRADE = frozenset(
    f"idea:{idea}"
    for idea in (
        "agency_",
        "news_",
        "press_",
        "newspaper_",
        "site_",
        "broadcaster",
        "company_",
        "organisation_",
    )
)


def _parts_alike(one: str, other: str) -> bool:
    return not one.startswith("idea:") and not other.startswith("idea:") and are_alike(one, other)


@lru_cache(maxsize=50_000)
def key_of(name: str, kind: ActorKind) -> str:
    """One string for all spellings that come out the same in every script."""
    if kind is ActorKind.PERSON:
        return f"person:{' '.join(skeletons(name))}"
    return f"body:{' '.join(sorted(parts_of(name, kind)))}"


def keys_of_mention(mention: ActorMention) -> tuple[str, ...]:
    """Exact fingerprints of who is meant: the shipped key, and of a person the last name too."""
    if mention.key.startswith("known:"):
        return (mention.key,)
    if mention.kind is ActorKind.PERSON:
        last = skeletons(mention.name)[-1:]
        return tuple(f"surname:{s}" for s in last if len(s) >= 3)
    return (key_of(mention.name, mention.kind),)
