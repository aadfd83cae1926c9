"""What a Persian word may be by itself: a stop, a verb, a word of names, a state, a number."""

from functools import lru_cache

from diwan.core.languages import Language
from diwan.process.actors.known import countries, demonym_of
from diwan.process.actors.lexicon import given_names, name_words, words
from diwan.process.actors.words import Word, fold, is_joined

FA = Language.FA
KUNYA = frozenset(["ابو", "ابن", "بن", "عبد", "ام", "ال"])
_FAMILY_ENDINGS = (
    "زاده",
    "پور",
    "نژاد",
    "یان",
    "فر",
    "نیا",
    "وند",
    "پناه",
    "دوست",
    "خواه",
    "اف",
    "اوف",
    "یف",
    "وف",
    "لو",
    "چی",
    "ویچ",
    "نکو",
)


@lru_cache(maxsize=32768)
def is_function_word(folded: str) -> bool:
    return folded in words(FA, "function_words") or folded.isdigit()


@lru_cache(maxsize=32768)
def is_stop(folded: str) -> bool:
    return is_function_word(folded) or folded in words(FA, "not_names")


@lru_cache(maxsize=32768)
def is_verb(folded: str) -> bool:
    if folded in words(FA, "speech_verbs"):
        return True
    present = folded.startswith(("می", "نمی")) and len(folded) > 4 and folded.endswith(("د", "م", "ست", "ی"))
    return present and folded not in given_names()  # میلاد is a name


@lru_cache(maxsize=32768)
def is_name_word(folded: str) -> bool:
    """A word of people's names, or one that ends as family names do, and neither a verb nor a nationality."""
    if not (
        folded in name_words("arabic")
        or folded in KUNYA
        or (len(folded) > 5 and folded.endswith(_FAMILY_ENDINGS))
    ):
        return False
    return not is_verb(folded) and not demonym_of(folded, FA) and not is_stop(folded)


@lru_cache(maxsize=65536)
def is_in(folded: str, listed: str) -> bool:
    """Listed, with or without the ezafe that is written as a letter."""
    lists = words(FA, listed)
    return folded in lists or (folded.endswith("ی") and folded[:-1] in lists)


def is_verb_phrase(tokens: list[Word], at: int) -> bool:
    """The noun of a compound verb: the next word is را, or a light verb such as کرد."""
    follower = tokens[at + 1].folded if at + 1 < len(tokens) and is_joined(tokens[at + 1]) else ""
    if follower.startswith(("می", "نمی")) and len(follower) > 4:
        return True
    return follower in _LIGHT_VERBS


_LIGHT_VERBS = frozenset(
    [
        "را",
        "کرد",
        "کردند",
        "کرده",
        "شد",
        "شده",
        "داد",
        "می",
        "گرفت",
        "نمود",
        "شود",
        "شوند",
        "شدند",
        "شدهاست",
        "گردید",
        "گردد",
        "گردیده",
        "یافت",
        "یافته",
        "کند",
        "کنند",
        "دهد",
        "دهند",
        "دادند",
        "داده",
        "گیرد",
        "نشد",
        "نکرد",
        "نداد",
        "نشده",
        "نکرده",
    ]
)


def is_state(word: Word) -> bool:
    return _is_state(word.text)


@lru_cache(maxsize=65536)
def _is_state(text: str) -> bool:
    word = Word(0, len(text), text, fold(text), "")
    return any(countries(FA).find([word])) or demonym_of(word.folded, FA) is not None


def is_common(word: Word) -> bool:
    """Counted, plural or indefinite: no given name."""
    return word.folded in _COUNTS or word.folded.endswith(("ها", "های", "هایی", "گری", "فروشی", "داری"))


_COUNTS = frozenset(
    [
        "یک",
        "دو",
        "سه",
        "چهار",
        "پنج",
        "شش",
        "هفت",
        "هشت",
        "نه",
        "ده",
        "یازده",
        "دوازده",
        "سیزده",
        "چهارده",
        "پانزده",
        "شانزده",
        "هفده",
        "هجده",
        "نوزده",
        "بیست",
        "سی",
        "چهل",
        "پنجاه",
        "شصت",
        "هفتاد",
        "هشتاد",
        "نود",
        "صد",
        "دویست",
        "سیصد",
        "هزار",
        "هر",
        "چند",
        "چندین",
        "آن",
        "این",
        "همان",
        "همین",
    ]
)
