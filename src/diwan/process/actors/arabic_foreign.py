"""Arabic names that no list knows: words formed as no ordinary word is, where a name stands."""

from diwan.core.reading import ActorKind
from diwan.process.actors.arabic_words import KUNYA, is_foreign, is_name_word, is_speech_verb, is_unlisted
from diwan.process.actors.candidate import Candidate
from diwan.process.actors.words import Word, is_joined

_OPENS_STATEMENT = frozenset(
    [
        "ان",
        "انه",
        "انها",
        "بان",
        "بانه",
        "بانها",
        "فی",
        "علی",
        "الی",
        "عن",
        "من",
        "قوله",
        "قولها",
        "وهو",
        "وهی",
    ]
)


def foreign_name(tokens: list[Word], first: int, why: str) -> list[Candidate]:
    """Two or three words that no list knows, where a name stands, up to what opens the statement or to a mark."""
    end = first
    while end < len(tokens) and end - first < 4 and (end == first or is_joined(tokens[end])):
        word = tokens[end]
        if not (
            is_unlisted(word.text) or (end > first and (is_name_word(word.text) or word.folded in KUNYA))
        ):
            break
        end += 1
    if end - first < 2 or not any(is_foreign(t.folded) or is_name_word(t.text) for t in tokens[first:end]):
        return []
    follower = tokens[end] if end < len(tokens) and is_joined(tokens[end]) else None
    closes = follower is None or follower.folded in _OPENS_STATEMENT or is_speech_verb(follower.folded)
    if not closes and end - first > 2:
        end, closes = first + 2, True
    if not closes and end - first != 2:
        return []
    return [Candidate(tokens[first].start, tokens[end - 1].end, ActorKind.PERSON, 0.72, "actors.name", why)]


def name_after_from(tokens: list[Word], index: int) -> list[Candidate]:
    """`نقلت وكالة ... عن X Y قوله`: whose words an outlet hands on."""
    first = index + 1
    if first + 1 >= len(tokens) or not is_joined(tokens[first]):
        return []
    behind = [t.folded for t in tokens[first + 1 : first + 6]]
    told = any(word in ("قوله", "قولها", "قولهم", "تاکیده", "تاکیدها") for word in behind)
    return foreign_name(tokens, first, "whose words are handed on") if told else []
