"""Persian people: by titles, by verbs at the end of the clause and by known name words."""

from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache

from diwan.core.languages import Language
from diwan.core.reading import ActorKind
from diwan.process import lexicon
from diwan.process.actors.candidate import Candidate
from diwan.process.actors.lexicon import given_names, name_words
from diwan.process.actors.persian_bodies import organisations
from diwan.process.actors.persian_words import (
    KUNYA,
    is_common,
    is_in,
    is_name_word,
    is_state,
    is_stop,
    is_verb,
    is_verb_phrase,
)
from diwan.process.actors.words import Word, is_joined


def read_names(_text: str, tokens: list[Word]) -> list[Candidate]:
    return organisations(tokens) + _people(tokens)


_Rule = Callable[[list[Word], int], list[Candidate]]
_Openers = dict[str, list[int]]  # words that open a clause, and where they do


def _people(tokens: list[Word]) -> list[Candidate]:
    found: list[Candidate] = []
    opening = [at for at in range(len(tokens)) if _opens_clause(tokens, at)]
    openers: _Openers = {}
    for at in opening[1:]:
        openers.setdefault(tokens[at].folded, []).append(at)
    opens = frozenset(opening)
    for at, word in enumerate(tokens):
        if at in opens and not is_stop(word.folded):
            found += _before_clue(tokens, at, openers)
        for rule in _rules_set_off_by(word.folded):
            found += rule(tokens, at)
    return found


def _opens_clause(tokens: list[Word], at: int) -> bool:
    before = tokens[at - 1].folded
    if at > 1 and before == "را" and tokens[at - 2].folded == "این":
        return True  # `...؛ این را X Y، فرماندار، گفت`
    return at == 0 or not is_joined(tokens[at]) or before in _CLAUSE_LINKS


_CLAUSE_LINKS = frozenset(["اما", "که", "و", "ولی"])


@lru_cache(maxsize=32768)
def _rules_set_off_by(folded: str) -> tuple[_Rule, ...]:
    rules: list[_Rule] = []
    if is_in(folded, "titles_direct"):
        rules.append(_after_title)
    elif is_in(folded, "titles_construct"):
        rules.append(_after_office)
    if folded in _SAYS:
        rules.append(_after_according)
    if is_name_word(folded):
        rules.append(_bare_name)
    return tuple(rules)


def _name_end(tokens: list[Word], first: int, longest: int = 3) -> int:
    end = first
    while end < len(tokens) and end - first < longest:
        word = tokens[end]
        if (end > first and not is_joined(word)) or _ends_name(word.folded) or is_verb_phrase(tokens, end):
            break
        end += 1
        if word.folded in KUNYA:
            longest += 1
    if (
        first + 1 < end < len(tokens)
        and tokens[end - 2].folded in KUNYA
        and is_joined(tokens[end])
        and _is_nisba(tokens[end])
    ):
        end += 1  # `X بن Y الZی`
    return end


def _is_nisba(word: Word) -> bool:
    return word.folded.startswith("ال") and word.folded.endswith("ی") and len(word.folded) > 4


@lru_cache(maxsize=32768)
def _ends_name(folded: str) -> bool:
    heads = ("organisation_heads", "titles_construct", "titles_direct")
    return is_stop(folded) or is_verb(folded) or any(is_in(folded, listed) for listed in heads)


def _person(tokens: list[Word], first: int, end: int, score: float, why: str) -> list[Candidate]:
    if first >= end:
        return []
    return [Candidate(tokens[first].start, tokens[end - 1].end, ActorKind.PERSON, score, "actors.name", why)]


def _after_title(tokens: list[Word], index: int) -> list[Candidate]:
    first = index + 1
    if first >= len(tokens) or not is_joined(tokens[first]):
        return []
    known = is_name_word(tokens[first].folded)
    end = _name_end(tokens, first, 3 if known else 2)
    if end - first == 3 and not is_name_word(tokens[end - 1].folded):
        end -= 1
    return _person(tokens, first, end, 0.9 if known else 0.8, f"after the title {tokens[index].text}")


def _after_office(tokens: list[Word], index: int) -> list[Candidate]:
    """`وزیر دفاع ...`: known name words within five words after an office."""
    for first in range(index + 1, min(index + 6, len(tokens) - 1)):
        if not is_joined(tokens[first]) or is_verb(tokens[first].folded):
            return []
        if (
            is_name_word(tokens[first].folded)
            and is_joined(tokens[first + 1])
            and not is_stop(tokens[first + 1].folded)
        ):
            end = _name_end(tokens, first)
            if end - first == 3 and not is_name_word(tokens[end - 1].folded):
                end -= 1
            if (end - first >= 2 and any(is_name_word(t.folded) for t in tokens[first + 1 : end])) or _closes(
                tokens, end
            ):
                return _person(tokens, first, end, 0.85, f"after the office {tokens[index].text}")
    return []


def _closes(tokens: list[Word], end: int) -> bool:
    return (
        end >= len(tokens)
        or not is_joined(tokens[end])
        or is_verb(tokens[end].folded)
        or is_stop(tokens[end].folded)
    )


def _before_clue(tokens: list[Word], first: int, openers: _Openers) -> list[Candidate]:
    """A clause that opens with two words and then an apposition, `که`, `از` or a verb of saying."""
    end = _name_end(tokens, first, 3)
    for stop in range(min(end, first + 3), first + 1, -1):
        clue = _clue(tokens, stop)
        if not clue or any(_is_body_or_state(t) for t in tokens[first:stop]):
            continue
        pair = stop - first == 2
        known = any(is_name_word(t.folded) for t in tokens[first:stop])
        if pair and not known and (_comes_again(tokens, first, openers) or _speaks_soon(tokens, first)):
            return _person(tokens, first, stop, 0.7, "its second word stands alone elsewhere")
        first_known = is_name_word(tokens[first].folded) or (
            pair and is_name_word(tokens[first + 1].folded) and not is_common(tokens[first])
        )
        if clue == "office" and not (known and first_known):
            if not (pair and _speaks_soon(tokens, first)):
                continue
            return _person(tokens, first, stop, 0.68, "before an office")
        strange = clue == "apposition" and not any(_is_ordinary(t) for t in tokens[first:stop])
        if (known and first_known) or (pair and clue == "apposition") or strange:
            return _person(tokens, first, stop, 0.85 if known else 0.65, f"before {clue}")
    return []


def _is_ordinary(word: Word) -> bool:
    return (_is_plain(word) and len(word.folded) > 2) or lexicon.idea(word.text, Language.FA) is not None


def _is_body_or_state(word: Word) -> bool:
    return is_in(word.folded, "organisation_heads") or is_in(word.folded, "group_heads") or is_state(word)


def _clue(tokens: list[Word], at: int) -> str:
    if at >= len(tokens):
        return ""
    word = tokens[at]
    if word.gap.strip() in ("،", ","):
        is_office = is_in(word.folded, "titles_construct") or is_in(word.folded, "titles_direct")
        return "apposition" if is_office or _follows_office(tokens, at) else ""
    if not is_joined(word):
        return ""
    if is_in(word.folded, "titles_construct"):
        return "office"
    if word.folded == "از" and at + 1 < len(tokens) and is_in(tokens[at + 1].folded, "organisation_heads"):
        return "apposition"
    goes_on = word.folded in ("که", "از", "نیز", "هم", "در", "به") or is_verb(word.folded)
    return f"the word {word.text}" if goes_on else ""


def _speaks_soon(tokens: list[Word], first: int) -> bool:
    """`X Y در واکنش گفت`: two words that open a clause whose verb of saying is near; neither is a plain noun."""
    stop = first + 2
    if any(
        _is_plain(t) or t.folded.endswith(("ان", "ات", "ه", "یی")) for t in tokens[first:stop]
    ) or _is_no_given_name(tokens[first].folded):
        return False
    if any(lexicon.idea(t.text, Language.FA) for t in tokens[first:stop]):
        return False
    for at in range(stop, min(stop + 9, len(tokens))):
        if tokens[at].folded in _VERBS_OF_SAYING:
            return True
        if tokens[at].gap.strip():
            return False
    return False


def _is_plain(word: Word) -> bool:
    return is_common(word) or len(word.folded) < 3 or is_stop(word.folded)


def _is_no_given_name(folded: str) -> bool:
    return folded in name_words("arabic") and folded not in given_names()


# Of compound verbs the noun; it tells only where no mark stands between it and the name.
_VERBS_OF_SAYING = frozenset([
    "گفت", "افزود", "گفتهاست", "نوشت", "میگوید", "گفته", "پذیرفت", "نپذیرفت", "گفتهبود", "افزوده", "میافزاید", "مینویسد", "اعلام",
    "تاکید", "تایید", "تکذیب", "اذعان", "اعتراف", "هشدار", "یادآور", "خاطرنشان", "تصریح", "توضیح", "اظهار", "مدعی", "وعده", "رد",
])  # fmt: skip


_NEARBY = 400  # words; a surname comes again soon, and long texts must stay near linear


def _comes_again(tokens: list[Word], first: int, openers: _Openers) -> bool:
    """The second word opens a clause by itself elsewhere, as surnames do; neither word is a plain noun."""
    last = first + 1
    again = openers.get(tokens[last].folded, [])
    near = again[bisect_left(again, first - _NEARBY) : bisect_left(again, first + _NEARBY)]
    return near not in ([], [last]) and not any(_is_plain(t) for t in tokens[first : last + 1])


_SAYS = frozenset("نقل گفته گفتهٔ گفتهی باور ادعای روایت اعتقاد نظر اعلام قول زبان".replace("ٔ", "").split())


def _after_according(tokens: list[Word], index: int) -> list[Candidate]:
    """`به گفتهٔ X Y،`: two or three words up to the comma."""
    first = index + 1
    if (
        not index
        or tokens[index - 1].folded not in ("به", "از")
        or first >= len(tokens)
        or not is_joined(tokens[first])
    ):
        return []
    if tokens[first].folded == "از":  # به نقل از
        first += 1
    end = _name_end(tokens, first, 3)
    closed = end < len(tokens) and (
        tokens[end].gap.strip() in ("،", ",") or tokens[end].folded in _VERBS_OF_SAYING
    )
    if end - first == 2 and tokens[first].folded.endswith("ان") and tokens[first + 1].folded.endswith("ی"):
        return []  # a plural and its adjective
    if end - first < 2 or not closed or any(is_common(t) for t in tokens[first:end]):
        return []
    plain = any(is_in(t.folded, "group_heads") or is_state(t) for t in tokens[first:end])
    return [] if plain else _person(tokens, first, end, 0.7, "after words of attribution")


def _follows_office(tokens: list[Word], at: int) -> bool:
    """`مدیر بندر، NAME، ...`: an office in the clause just before the comma ahead of the name."""
    first = at - 1
    while first and at - first < 4 and is_joined(tokens[first]):
        first -= 1
    if at - first < 2 or tokens[first].gap.strip() not in ("،", ","):
        return False
    back = first - 1
    while back >= 0 and first - back <= 6:
        if is_in(tokens[back].folded, "titles_construct") or is_in(tokens[back].folded, "titles_direct"):
            return True
        if not is_joined(tokens[back]):
            return False
        back -= 1
    return False


def _bare_name(tokens: list[Word], first: int) -> list[Candidate]:
    if first + 1 >= len(tokens) or not is_joined(tokens[first + 1]) or is_stop(tokens[first + 1].folded):
        return []
    given = tokens[first].folded in given_names()
    if not given and not (
        is_name_word(tokens[first + 1].folded) and tokens[first + 1].folded in given_names()
    ):
        return []
    if tokens[first + 1].folded.endswith(("ند", "یم", "ید")) and not is_name_word(tokens[first + 1].folded):
        return []  # more likely a verb than a surname
    if is_verb(tokens[first + 1].folded) or is_verb_phrase(tokens, first + 1):
        return []
    end = _name_end(tokens, first)
    if end - first == 3 and not is_name_word(tokens[end - 1].folded):
        end -= 1
    if end - first < 2:
        return []
    return _person(
        tokens,
        first,
        end,
        0.7 if is_name_word(tokens[first + 1].folded) else 0.6,
        "known name words in a row",
    )
