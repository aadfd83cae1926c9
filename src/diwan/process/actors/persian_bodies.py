"""Persian organisations and groups: a head word and the chain of words that says which."""

from functools import lru_cache

from diwan.core.reading import ActorKind
from diwan.process.actors.candidate import Candidate
from diwan.process.actors.lexicon import words
from diwan.process.actors.persian_words import FA, is_function_word, is_in, is_state, is_verb, is_verb_phrase
from diwan.process.actors.words import Word, is_joined

# words that lengthen an organisation's name without saying which one it is
_LIGHT = frozenset(
    "امور عالی ملی کل عمومی مرکزی اسلامی مشترک ویژه بین‌المللی سراسری مستقل آزادی‌بخش مردمی خبری ارتش جمهوری".replace(
        "\u200c", ""
    ).split()
)


def organisations(tokens: list[Word]) -> list[Candidate]:
    found: list[Candidate] = []
    for index, word in enumerate(tokens):
        kind = _kind_of_head(word.folded)
        last = _complement(tokens, index) if kind else index
        if word.folded == "اتاق" and (last == index or tokens[index + 1].folded not in _CHAMBERS):
            continue  # a room
        if kind and last > index:
            why = f"head word: {word.text}"
            found.append(
                Candidate(
                    word.start, tokens[last].end, kind, 0.85, "actors.head", why, facts=(("head", word.text),)
                )
            )
    return found


@lru_cache(maxsize=32768)
def _kind_of_head(folded: str) -> ActorKind | None:
    if is_in(folded, "organisation_heads"):
        return ActorKind.ORGANISATION
    return ActorKind.GROUP if is_in(folded, "group_heads") else None


def _complement(tokens: list[Word], index: int) -> int:
    """Last word of the chain that says which: two weighty words at most, a state may close it as a third."""
    generic = words(FA, "generic_after_head")
    last, weighty, telling = index, 0, False
    for at in range(index + 1, min(index + 7, len(tokens))):
        word = tokens[at]
        if (
            not is_joined(word)
            or is_function_word(word.folded)
            or is_verb(word.folded)
            or is_verb_phrase(tokens, at)
        ):
            break
        if word.folded in _CALENDAR or word.folded in _SO_CALLED or _is_indefinite(word):
            break
        counted = word.folded in _NUMBERS and is_in(tokens[index].folded, "group_heads")
        if at == index + 1 and word.folded in generic and word.folded not in _LIGHT and not counted:
            break
        light = word.folded in _LIGHT or word.folded in generic
        if weighty >= 2 and not is_state(word):
            break
        weighty += not light
        telling = telling or not light
        last = at
        if is_state(word):
            break
    return last if telling else index


_SO_CALLED = frozenset(
    ["موسوم", "معروف", "مشهور", "ملقب", "ظرف", "رقیب", "مذکور", "یادشده", "نامبرده", "مزبور", "فوق"]
)
_CHAMBERS = frozenset(["بازرگانی", "تعاون", "اصناف", "فکر", "عملیات", "صنایع", "تجارت"])
_NUMBERS = frozenset(["دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده"])
_CALENDAR = frozenset(
    [
        "اول",
        "دوم",
        "سوم",
        "نخست",
        "آخر",
        "محرم",
        "صفر",
        "ربیع",
        "جمادی",
        "رجب",
        "شعبان",
        "رمضان",
        "شوال",
        "فروردین",
        "اردیبهشت",
        "خرداد",
        "تیر",
        "مرداد",
        "شهریور",
        "مهر",
        "آبان",
        "آذر",
        "دی",
        "بهمن",
        "اسفند",
    ]
)


def _is_indefinite(word: Word) -> bool:
    """`شرکت بیگانه‌ای`: some company, no name."""
    return word.text.endswith("\u200cای")
