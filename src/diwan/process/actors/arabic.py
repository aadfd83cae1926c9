"""Arabic people: by titles, verbs of saying, offices set off by a comma and known name words."""

from diwan.core.reading import ActorKind
from diwan.process import lexicon
from diwan.process.actors.arabic_bodies import organisations
from diwan.process.actors.arabic_foreign import foreign_name, name_after_from
from diwan.process.actors.arabic_words import (
    AR,
    KUNYA,
    begins_with_waw,
    head_of,
    is_attached,
    is_foreign,
    is_name_word,
    is_nisba,
    is_speech_verb,
    is_stop,
    is_sure_title,
    is_unlisted,
)
from diwan.process.actors.candidate import Candidate
from diwan.process.actors.known import demonym_of
from diwan.process.actors.lexicon import name_words, words
from diwan.process.actors.words import Word, is_joined

_LONGEST_NAME = 4


def read_names(_text: str, tokens: list[Word]) -> list[Candidate]:
    return organisations(tokens) + _people(tokens)


def _people(tokens: list[Word]) -> list[Candidate]:
    found: list[Candidate] = []
    for index, word in enumerate(tokens):
        sure = is_sure_title(word.folded)
        if sure is not None:
            found += _name_after_title(tokens, index, sure=sure)
        elif is_speech_verb(word.folded):
            found += _name_after_verb(tokens, index)
        elif word.folded == "عن":
            found += name_after_from(tokens, index)
        if is_name_word(word.text):
            found += _bare_name(tokens, index)
        if index > 1 and word.gap != " " and _is_office(tokens, index):
            found += _before_apposition(tokens, index)
    return found


def _name_end(tokens: list[Word], first: int, longest: int) -> int:
    """Index after the last word of a name that begins at `first`."""
    end = first
    while end < len(tokens) and end - first < longest:
        word = tokens[end]
        if (
            (end > first and not is_joined(word))
            or is_stop(word.text)
            or is_speech_verb(word.folded)
            or head_of(word.folded)
        ):
            break
        if end - first >= 2 and not {word.folded, tokens[end - 1].folded} & KUNYA and not _may_be_third(word):
            break
        if end > first and is_attached(word.text) and not (end - first == 1 and begins_with_waw(word.text)):
            break  # و ب ل in front of what is no name word is more often attached than not
        end += 1
        if word.folded in KUNYA:
            longest += 1
        elif end - first >= 2 and is_nisba(word.folded):
            break
    return end


def _may_be_third(word: Word) -> bool:
    """After two words of a name only what belongs to names goes on: a name word or a nisba."""
    return is_name_word(word.text) or is_nisba(word.folded)


def _before_apposition(tokens: list[Word], comma: int) -> list[Candidate]:
    """Two or three words ahead of `،` and an office, behind a verb or a word that names nobody."""
    first = comma
    while first and comma - first < 4 and (first == comma or is_joined(tokens[first])):
        word = tokens[first - 1]
        if (
            is_stop(word.text)
            or is_speech_verb(word.folded)
            or head_of(word.folded)
            or is_sure_title(word.folded) is not None
        ):
            break
        first -= 1
    while comma - first > 2 and not is_name_word(tokens[first].text) and tokens[first].folded not in KUNYA:
        first += 1  # an unlisted verb ahead of the name
    if (
        comma - first < 2
        or not all(is_joined(t) for t in tokens[first + 1 : comma])
        or tokens[first].folded.startswith("ال")
        or tokens[comma - 1].folded.endswith(("ات", "ین", "ون"))
        or (
            not any(is_name_word(t.text) for t in tokens[first:comma])
            and tokens[comma - 1].folded.startswith("ال")
        )
    ):
        return []
    return _person(tokens, first, comma, 0.86, "before an office set off by a comma")


def _is_office(tokens: list[Word], at: int) -> bool:
    word = tokens[at]
    if word.gap.strip() not in ("،", ","):
        return False
    if word.folded in ("وهو", "وهی") and at + 1 < len(tokens):
        word = tokens[at + 1]
    return is_sure_title(word.folded) is not None


def _person(tokens: list[Word], first: int, end: int, score: float, why: str) -> list[Candidate]:
    if first >= end:
        return []
    return [Candidate(tokens[first].start, tokens[end - 1].end, ActorKind.PERSON, score, "actors.name", why)]


def _name_after_title(tokens: list[Word], index: int, *, sure: bool) -> list[Candidate]:
    """The name after a rank or office, past the words that say of what: `وزير الدفاع ...`, `المتحدثة باسم الهيئة ...`."""
    why = f"after the title {tokens[index].text}"
    direct = words(AR, "titles_direct")
    for first in range(index + 1, min(index + 8, len(tokens))):
        word = tokens[first]
        if not is_joined(word) or is_speech_verb(word.folded) or word.folded in ("ان", "انه", "انها"):
            return []
        if word.folded in direct:
            return []  # the nearer title looks for itself
        starts = is_name_word(word.text) and (
            not word.folded.startswith("ال") or (sure and _is_given_with_article(tokens, first))
        )
        if starts and (end := _name_end(tokens, first, _LONGEST_NAME)) > first:
            if end - first >= 2 or (sure and first == index + 1):
                return _person(tokens, first, end, 0.9, why)
        elif is_nisba(word.folded) and not is_stop(word.text) and _closes(tokens, first):
            return _person(tokens, first, first + 1, 0.85, why)
        if named := _unlisted_after_title(tokens, index, first, sure=sure, why=why):
            return named
    return []


def _unlisted_after_title(
    tokens: list[Word], index: int, first: int, *, sure: bool, why: str
) -> list[Candidate]:
    word, is_next = tokens[first], first == index + 1
    in_the_name_of = not is_next and tokens[index + 1].folded in ("باسم", "بلسان")
    if not sure or in_the_name_of:
        if is_next or not is_unlisted(word.text):
            return []
        return (
            foreign_name(tokens, first, why) if is_foreign(word.folded) else _strange_pair(tokens, first, why)
        )
    if not is_next:
        return []
    if named := foreign_name(tokens, first, why):
        return [c._replace(score=0.8) for c in named]
    if _may_be_unknown_name(word) and _is_one_name(tokens, first):
        return _person(tokens, first, _name_end(tokens, first, 2), 0.8, why)
    return []


def _strange_pair(tokens: list[Word], first: int, why: str) -> list[Candidate]:
    """`المتحدث باسم الحركة X Y ذلك`: two words behind the body of an office that no list knows, and the clause goes on."""
    last = first + 1
    if last >= len(tokens) or not is_joined(tokens[last]) or not tokens[first - 1].folded.startswith("ال"):
        return []
    if not is_unlisted(tokens[last].text) or not (
        _closes(tokens, last) or tokens[last + 1].folded in _GOES_ON
    ):
        return []
    return _person(tokens, first, last + 1, 0.66, why)


_GOES_ON = frozenset(["ذلک", "هذا", "هذه", "صحه", "وجود", "الانباء", "الاتهامات", "بشکل", "الیوم", "امس"])


def _is_one_name(tokens: list[Word], at: int) -> bool:
    """Not a verb with its object: what follows is no adverb and no noun with the article."""
    follower = tokens[at + 1] if at + 1 < len(tokens) and is_joined(tokens[at + 1]) else None
    if lexicon.idea(tokens[at].text, AR) is not None:
        return False
    if follower is None:
        return True
    # `المحافظ إغلاق الطريق`: a noun and what it is of.
    is_construct = follower.folded.startswith("ال") and not is_nisba(follower.folded)
    return not is_construct and not follower.text.endswith(("ً", "اً"))


def _is_given_with_article(tokens: list[Word], at: int) -> bool:
    """الحسن, الطيب before a name that carries no article."""
    bare = tokens[at].folded.removeprefix("ال")
    follower = tokens[at + 1] if at + 1 < len(tokens) else None
    return (
        bare in name_words("arabic")
        and not is_nisba(tokens[at].folded)
        and follower is not None
        and is_joined(follower)
        and not is_stop(follower.text)
        and not is_speech_verb(follower.folded)
        and not follower.folded.startswith("ال")
    )


def _closes(tokens: list[Word], at: int) -> bool:
    """Nothing that belongs to a name follows."""
    return (
        at + 1 >= len(tokens)
        or not is_joined(tokens[at + 1])
        or is_stop(tokens[at + 1].text)
        or is_speech_verb(tokens[at + 1].folded)
    )


def _may_be_unknown_name(word: Word) -> bool:
    return not (
        is_stop(word.text)
        or word.folded.startswith(("ال", "لل", "بال"))
        or demonym_of(word.folded, AR)
        or head_of(word.folded)
    )


def _name_after_verb(tokens: list[Word], index: int) -> list[Candidate]:
    first = index + 1
    if first >= len(tokens) or not is_joined(tokens[first]):
        return []
    word = tokens[first]
    if is_sure_title(word.folded) is not None:
        return []  # the title looks for itself
    if named := _before_title(tokens, first):
        return named
    if not is_name_word(word.text) and not is_nisba(word.folded):
        return _unlisted_name(tokens, first)
    end = _name_end(tokens, first, _LONGEST_NAME)
    if end - first >= 2 and is_name_word(word.text) and not word.folded.startswith("ال"):
        return _person(tokens, first, end, 0.8, f"after the verb {tokens[index].text}")
    return []


def _before_title(tokens: list[Word], first: int) -> list[Candidate]:
    """`قال X Y المتحدث باسم ...`: two to four words between a verb of saying and an office, none of them ordinary."""
    if tokens[first].folded.startswith("ال") or _is_ordinary(tokens[first]):
        return []
    for end in range(first + 1, min(first + 5, len(tokens))):
        word = tokens[end]
        if not is_joined(word):
            return []
        if is_sure_title(word.folded) is not None:
            why = "between a verb of saying and an office"
            return _person(tokens, first, end, 0.78, why) if end - first > 1 else []
        if _is_ordinary(word):
            return []
    return []


def _is_ordinary(word: Word) -> bool:
    return (
        is_stop(word.text)
        or is_speech_verb(word.folded)
        or head_of(word.folded) is not None
        or demonym_of(word.folded, AR) is not None
        or lexicon.idea(word.text, AR) is not None
        or word.folded.endswith(("ات", "ون", "ین"))
    )


_NEARBY = 400  # words; a surname comes again soon, and long texts must stay near linear


def _unlisted_name(tokens: list[Word], first: int) -> list[Candidate]:
    """Two words that no list knows, the second of which comes again after a verb of saying, as surnames do."""
    last = first + 1
    if last >= len(tokens) or not is_joined(tokens[last]):
        return []
    pair = tokens[first : last + 1]
    if any(
        is_stop(t.text)
        or is_speech_verb(t.folded)
        or head_of(t.folded)
        or t.folded.endswith(("ات", "ین", "ون", "ه"))
        or len(t.folded) < 3
        or demonym_of(t.folded, AR)
        or is_sure_title(t.folded) is not None
        for t in pair
    ) or tokens[first].folded.startswith("ال"):
        return []
    again = any(
        t.folded == tokens[last].folded and is_speech_verb(tokens[i - 1].folded)
        for i, t in enumerate(tokens[max(0, first - _NEARBY) : first + _NEARBY], max(0, first - _NEARBY))
        if i and i != last
    )
    if again:
        return _person(tokens, first, last + 1, 0.75, "its second word comes again as a speaker")
    return foreign_name(tokens, first, f"after the verb {tokens[first - 1].text}")


def _bare_name(tokens: list[Word], first: int) -> list[Candidate]:
    """Two name words in a row, or a name word and a nisba with the article."""
    if first + 1 >= len(tokens) or not is_joined(tokens[first + 1]) or tokens[first].folded.startswith("ال"):
        return []
    follower = tokens[first + 1]
    kunya = tokens[first].folded in KUNYA
    if not (
        is_nisba(follower.folded) or (is_name_word(follower.text) and not follower.folded.startswith("ال"))
    ) or is_stop(follower.text):
        return []
    end = _name_end(tokens, first, _LONGEST_NAME)
    if end - first < 2:
        return []
    return _person(
        tokens,
        first,
        end,
        0.6 if kunya or not is_nisba(tokens[end - 1].folded) else 0.7,
        "known name words in a row",
    )
