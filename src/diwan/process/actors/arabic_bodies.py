"""Arabic organisations and groups: a head word, its construct, and the adjectives that agree with it."""

import re
from functools import cache, lru_cache

from diwan.core.reading import ActorKind
from diwan.process.actors.arabic_words import (
    AR,
    head_of,
    is_adverb,
    is_foreign,
    is_function_word,
    is_speech_verb,
)
from diwan.process.actors.candidate import Candidate
from diwan.process.actors.known import demonym_of
from diwan.process.actors.lexicon import words
from diwan.process.actors.phrases import without_arabic_prefix
from diwan.process.actors.words import Word, is_joined


def organisations(tokens: list[Word]) -> list[Candidate]:
    found: list[Candidate] = []
    for index, word in enumerate(tokens):
        head = head_of(word.folded)
        if head is None:
            found += _short_ministry(tokens, index)
            continue
        taken, form, kind = head
        if form in _CHAMBER and (index + 1 >= len(tokens) or tokens[index + 1].folded not in _CHAMBERS):
            continue  # a room
        last = (
            _complement_after_article(tokens, index) if form.startswith("ال") else _complement(tokens, index)
        )
        if last > index:
            sentence = f"head word: {form}"
            found.append(
                Candidate(
                    word.start + taken,
                    tokens[last].end,
                    kind,
                    0.85,
                    "actors.head",
                    sentence,
                    facts=(("head", form),),
                )
            )
    return found


_CHAMBER = ("غرفة", "غرفه")
_CHAMBERS = frozenset(["تجاره", "التجاره", "صناعه", "الصناعه", "عملیات", "العملیات", "السیاحه", "الملاحه"])
_FIELDS = frozenset(
    [
        "الخارجیه",
        "الداخلیه",
        "الدفاع",
        "الصحه",
        "المالیه",
        "العدل",
        "الزراعه",
        "التعلیم",
        "النقل",
        "الطاقه",
        "النفط",
        "الری",
        "التجاره",
        "الاقتصاد",
        "الاعلام",
        "البییه",
    ]
)


@lru_cache(maxsize=32768)
def _field_in(folded: str) -> tuple[int, str] | None:
    """(letters before it, field of a ministry) when the word is one, whatever is attached to it."""
    forms = without_arabic_prefix(folded)
    return next(((taken, form) for taken, form in forms if form in _FIELDS), None)


def _short_ministry(tokens: list[Word], index: int) -> list[Candidate]:
    """`الخارجية` and the adjective of a state: its ministry, the head word left out."""
    field = _field_in(tokens[index].folded)
    if field is None or index + 1 >= len(tokens) or not is_joined(tokens[index + 1]):
        return []
    if (
        index
        and is_joined(tokens[index])
        and (head_of(tokens[index - 1].folded) or tokens[index - 1].folded.endswith("یر"))
    ):
        return []  # the ministry or its minister stands before it
    word, adjective = tokens[index : index + 2]
    if not adjective.folded.startswith("ال") or not demonym_of(adjective.folded, AR):
        return []
    taken, form = field
    written = word.text[-len(form) :] if taken else word.text
    return [
        Candidate(
            word.start + taken,
            adjective.end,
            ActorKind.ORGANISATION,
            0.88,
            "actors.head",
            "a state's ministry",
            name=f"وزارة {written} {adjective.text}",
            facts=(("head", "وزارة"),),
        )
    ]


def _may_follow(word: Word, generic: frozenset[str]) -> bool:
    plain = is_function_word(word.text) or is_speech_verb(word.folded) or is_adverb(word.text)
    return is_joined(word) and not plain and word.folded not in generic and word.folded + "ه" not in generic


def _complement(tokens: list[Word], index: int) -> int:
    """Last word of `head + nouns of the construct + the definite noun and what agrees with it`.

    The construct ends with its first definite word; adjectives after it carry the article too. Without any
    article (جبهة + a proper name) one or two words are taken.
    """
    generic = words(AR, "generic_after_head")
    last, at = index, index + 1
    while at < len(tokens) and at - index <= 4 and _may_follow(tokens[at], generic):
        if tokens[at].folded.startswith("ال"):
            end = _agreeing(tokens, at)
            return index if end == at == index + 1 and head_of(tokens[at].folded) else end
        if at - index > 1 and (
            _is_verb_like(tokens[at]) or (at - index > 2 and not _is_one_foreign_name(tokens, at))
        ):
            break
        last = at
        at += 1
    if (
        last > index
        and last + 1 < len(tokens)
        and is_joined(tokens[last + 1])
        and _FOR.match(tokens[last + 1].folded)
    ):
        last += 1  # `شركة X للنقل`
    return last


_FOR = re.compile(r"لل\w{4,}")


def _is_one_foreign_name(tokens: list[Word], at: int) -> bool:
    """`نقابة أطباء X Y`: of a foreign name both words."""
    return is_foreign(tokens[at].folded) and is_foreign(tokens[at - 1].folded)


def _agreeing(tokens: list[Word], at: int) -> int:
    last = at
    while (
        last + 1 < len(tokens) and last - at < 3 and is_joined(tokens[last + 1]) and _agrees(tokens[last + 1])
    ):
        last += 1
    return last


def _agrees(word: Word) -> bool:
    folded = word.folded
    if is_function_word(word.text) or folded in words(AR, "titles_direct"):
        return False
    if folded.startswith("لل") and len(folded) > 4:
        return True
    return (
        folded.startswith("ال")
        and (folded.endswith(("ه", "ی", "یین", "یون")) or len(folded) <= 7)
        and folded
        not in (
            "الذی",
            "التی",
            "الذین",
        )
    )


def _is_verb_like(word: Word) -> bool:
    """A third word that may be the verb: يـ / تـ / سـ in front or the feminine ـت behind."""
    return word.text[0] in "يتس" or word.folded.endswith("ت") or is_speech_verb(word.folded)


def _complement_after_article(tokens: list[Word], index: int) -> int:
    """`الحكومة العراقية`, `المجلس الانتقالي الجنوبي`: a definite head is a name only with adjectives that tell which."""
    generic = _generic_with_article()
    last = index
    telling = False
    for at in range(index + 1, min(index + 5, len(tokens))):
        if not is_joined(tokens[at]) or not _agrees(tokens[at]):
            break
        if (
            tokens[index].folded.endswith("ه")
            and not tokens[at].folded.endswith("ه")
            and not tokens[at].folded.startswith("لل")
        ):
            break  # البلدية + a masculine word: what follows is no adjective of it
        telling = telling or tokens[at].folded not in generic
        last = at
    if (
        telling
        and last + 2 < len(tokens)
        and _is_for(tokens[last + 1])
        and tokens[last + 2].folded.startswith("ال")
    ):
        last += 2  # المجلس الأعلى + لـ + a construct
    return last if telling or last > index + 2 else index


@cache
def _generic_with_article() -> frozenset[str]:
    return frozenset(f"ال{word}" for word in words(AR, "generic_after_head"))


def _is_for(word: Word) -> bool:
    return (
        word.folded[0] == "ل"
        and not word.folded.startswith("لل")
        and len(word.folded) > 3
        and is_joined(word)
    )
