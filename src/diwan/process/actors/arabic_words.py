"""What an Arabic word may be by itself: a stop, a verb of saying, a word of names, a head word, a title.

Where the spelling tells what folding hides (`علي` and `على`, the ending of an adverb) the word is asked for as written.
"""

import re
from functools import lru_cache

from diwan.core.languages import Language
from diwan.core.reading import ActorKind
from diwan.process import lexicon
from diwan.process.actors.known import demonym_of
from diwan.process.actors.lexicon import name_words, words
from diwan.process.actors.phrases import without_arabic_prefix
from diwan.process.actors.words import fold

AR = Language.AR
KUNYA = frozenset(
    [
        "ابو",
        "ابا",
        "ابی",
        "ام",
        "بن",
        "ابن",
        "عبد",
        "ال",
        "ولد",
        "بنت",
        "ذو",
        "ود",
        "بو",
        "آل",
        "بنی",
        "اولاد",
        "ایت",
    ]
)
# Where a name or an institution's name ends at the latest, beside the common words.
_STOPS = frozenset(
    [
        "ان",
        "انه",
        "انها",
        "قد",
        "الذی",
        "التی",
        "الذین",
        "حیث",
        "کما",
        "و",
        "او",
        "ثم",
        "بان",
        "بانه",
        "وفق",
        "بحسب",
        "وقال",
        "واکد",
        "واضاف",
        "قایلا",
        "مضیفا",
        "فی",
        "من",
        "الی",
        "علی",
        "عن",
        "مع",
    ]
)


# Behind و and ف too: ولم, فقد, وكان
_SENTENCE_WORDS = frozenset(
    [
        "لم",
        "لن",
        "لا",
        "قد",
        "ان",
        "کان",
        "کانت",
        "لیس",
        "لیست",
        "سوف",
        "ما",
        "من",
        "فی",
        "علی",
        "الی",
        "عن",
        "هو",
        "هی",
        "هم",
    ]
)


@lru_cache(maxsize=32768)
def is_function_word(written: str) -> bool:
    if written == "علي":
        return False  # the name; the preposition is written على and folds alike
    folded = fold(written)
    if folded[:1] in ("و", "ف") and len(folded) > 2 and folded[1:] in _SENTENCE_WORDS:
        return True
    return folded in _STOPS or folded in words(AR, "function_words")


def is_adverb(written: str) -> bool:
    return written.endswith(("ً", "اً"))


@lru_cache(maxsize=32768)
def is_stop(written: str) -> bool:
    return is_function_word(written) or fold(written) in words(AR, "not_names") or is_adverb(written)


@lru_cache(maxsize=65536)
def is_speech_verb(folded: str) -> bool:
    verbs = words(AR, "speech_verbs")
    return folded in verbs or (folded[:1] in "وف" and folded[1:] in verbs)


@lru_cache(maxsize=65536)
def is_nisba(folded: str) -> bool:
    """الموصلي, الكركوكي: an article and the ending of belonging; no adjective of a state."""
    return len(folded) > 4 and folded.startswith("ال") and folded.endswith("ی") and not demonym_of(folded, AR)


@lru_cache(maxsize=32768)
def is_name_word(written: str) -> bool:
    return _is_listed_in_names(fold(written)) and not is_stop(written)


@lru_cache(maxsize=65536)
def _is_listed_in_names(folded: str) -> bool:
    known = name_words("arabic")
    if not (folded in known or folded in KUNYA or folded.removeprefix("ال") in known):
        return False
    return not is_speech_verb(folded) and not demonym_of(folded, AR)


@lru_cache(maxsize=65536)
def head_of(folded: str) -> tuple[int, str, ActorKind] | None:
    """(letters before it, head word, kind) when the word is a head, whatever is attached to it."""
    for taken, form in without_arabic_prefix(folded):
        bare = form.removeprefix("ال")
        for listed, kind in (
            ("group_heads", ActorKind.GROUP),
            ("organisation_heads", ActorKind.ORGANISATION),
        ):
            if bare in words(AR, listed):
                return taken, form, kind
    return None


@lru_cache(maxsize=65536)
def is_sure_title(folded: str) -> bool | None:
    """Whether a name follows this title at once, or behind the words that say of what; None: no title."""
    forms = _title_forms(folded)
    construct = any(form in words(AR, "titles_construct") for form in forms)
    owned = construct and folded.endswith(("ها", "هم", "ته"))
    if owned or any(form in words(AR, "titles_direct") for form in forms):
        return True
    # المسؤولة المحلية: behind the article what the office is of follows as an adjective.
    construct = construct or any(form.removeprefix("ال") in words(AR, "titles_construct") for form in forms)
    return False if construct else None


def _title_forms(folded: str) -> list[str]:
    """The word without attached prefix, and without the possessive behind: مندوبتها -> مندوبة."""
    forms = [form for _, form in without_arabic_prefix(folded)]
    for form in list(forms):
        for suffix in ("ها", "هم", "ه"):
            if form.endswith("ت" + suffix):
                forms.append(form.removesuffix("ت" + suffix) + "ه")
            elif form.endswith(suffix) and len(form) > len(suffix) + 3:
                forms.append(form.removesuffix(suffix))
    return forms


@lru_cache(maxsize=32768)
def is_attached(written: str) -> bool:
    """Begins with و ب ل that is more likely attached than its own: no name word, and what is left is a word."""
    folded = fold(written)
    if folded[0] not in "وبل" or is_name_word(written):
        return False
    if folded[0] == "و":
        return True
    rest = folded[1:]
    listed = (words(AR, "not_names"), words(AR, "organisation_heads"), words(AR, "outlet_heads"))
    return (
        rest.startswith("ال")
        or rest.endswith("نا")
        or rest in name_words("arabic")
        or any(rest in words_listed for words_listed in listed)
    )


_NO_NAME_ENDS = ("ات", "ین", "ون", "ان", "تین", "ها", "هم", "ه")
_SHORTEST_UNLISTED = 3


@lru_cache(maxsize=65536)
def is_unlisted(written: str) -> bool:
    """A word that no list of ordinary words holds and that is not formed like one: foreign names are such words."""
    folded = fold(written)
    if len(folded) < _SHORTEST_UNLISTED or folded.startswith(("ال", "لل", "بال", "وال")) or is_stop(written):
        return False
    if (
        is_speech_verb(folded)
        or head_of(folded)
        or is_sure_title(folded) is not None
        or demonym_of(folded, AR)
    ):
        return False
    if written.endswith(("ة", "اء", "ً")) or folded.endswith(_NO_NAME_ENDS):
        return False
    # An adjective in ي of an ordinary word: أمني, محلي, حكومي.
    forms = [form for _, form in without_arabic_prefix(folded)]
    bare = [form.removesuffix("ی") for form in forms if form.endswith("ی")]
    ordinary = words(AR, "not_names") | words(AR, "party_words") | words(AR, "function_words")
    return not any(
        form in ordinary or form + "ه" in ordinary or "ال" + form in ordinary or lexicon.idea(form, AR)
        for form in (*forms, *bare)
    )


_FOREIGN = re.compile(r"تش|نغ|کی$|سکی|فیتش|یف$|وف$|[^و]و$|ایا$|یو|غو|یی|.ی.ی|و.و|ا.ی.|ا.و.|ی.ا|ا.ا.|و.ا.|ی.و")


@lru_cache(maxsize=65536)
def is_foreign(folded: str) -> bool:
    """Written with long vowels where Arabic roots have none, as names from elsewhere are: أوكيلو, تشيسومو, بايرامي."""
    return len(folded) > 3 and _FOREIGN.search(folded) is not None


@lru_cache(maxsize=32768)
def begins_with_waw(written: str) -> bool:
    """وابري behind a given name: a surname, since without its و it is neither a name nor an ordinary word."""
    rest = written[1:]
    return written[:1] == "و" and len(rest) > 3 and is_unlisted(rest) and not is_name_word(rest)
