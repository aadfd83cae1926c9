"""Search words, folded the same way in the index and in the question.

The index holds each word at its place, so that a phrase can be asked for; what may be written in two ways stands at
one place in both.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from diwan import store
from diwan.process.fold import fold_strong
from diwan.share import queries

WORD = re.compile(r"\w+")
PHRASE = re.compile(r"[\"“”«»]([^\"“”«»]+)[\"“”«»]")
HALF_SPACE = "\u200c"
# Arabic writes "and, so, with, like, to" and the article onto the word; both forms are searched.
ATTACHED = re.compile(r"^(?:[وف])?(?:[بكل])?(?:ال|لل)?(?=\w{3})")
# A tsvector holds at most a megabyte; this much text always fits.
LONGEST_INDEXED_CHARACTERS = 200_000
_LAST_PLACE = 16_383  # PostgreSQL counts no further
_MOST_PLACES = 255  # of one word
_LONGEST_WORD = 200


def document(text: str, names: Iterable[str] = ()) -> str:
    """A tsvector, written out: the text's words each at its place, the names behind it."""
    places: dict[str, list[int]] = defaultdict(list)
    place = 0
    for part in (text[:LONGEST_INDEXED_CHARACTERS], *names):
        for word in _words(part):
            forms = _words(word.replace(HALF_SPACE, " ")) if HALF_SPACE in word else [word]
            for form in forms:
                place = min(place + 1, _LAST_PLACE)
                for spelling in {*_folded_words(form), *_bare(form), *_folded_words(word)}:
                    places[spelling[:_LONGEST_WORD]].append(place)
        place = min(place + 10, _LAST_PLACE)  # no phrase runs from one into the next
    return " ".join(
        f"{_quoted(word)}:{','.join(map(str, sorted(set(at))[:_MOST_PLACES]))}" for word, at in places.items()
    )


def asked(text: str) -> list[list[str]]:
    """The question's words, and its phrases in quotation marks, each as the words that it is looked up by."""
    phrases = [_bare(phrase) for phrase in PHRASE.findall(text)]
    return [phrase for phrase in (*phrases, *([word] for word in _bare(PHRASE.sub(" ", text)))) if phrase]


def plain(text: str) -> str:
    return fold_strong(text[:LONGEST_INDEXED_CHARACTERS]).text


def tsquery(tx: store.Tx, text: str) -> str | None:
    """The question as a tsquery's text; None when there is no word in it."""
    wanted = asked(text)
    if not wanted:
        return None
    as_written = " & ".join("(" + " <-> ".join(map(_quoted, phrase)) + ")" for phrase in wanted)
    in_russian = " ".join('"' + " ".join(phrase) + '"' if len(phrase) > 1 else phrase[0] for phrase in wanted)
    query: str = tx.value(queries.TSQUERY, {"as_written": as_written, "in_russian": in_russian})
    return query or None


def matches(text: str, asked_for: str, *, exact: bool = False) -> list[tuple[int, int]]:
    """Spans of the original text that answer the question's words, in order."""
    if exact:
        return [(m.start(), m.end()) for m in re.finditer(re.escape(asked_for.strip()), text)]
    wanted = sorted({word for phrase in asked(asked_for) for word in phrase}, key=len, reverse=True)
    if not wanted:
        return []
    fold = fold_strong(text)
    pattern = re.compile("|".join(re.escape(word) for word in wanted))
    return [fold.span_in_original(m.start(), m.end()) for m in pattern.finditer(fold.text)]


_WRITTEN = re.compile(rf"\w[\w{HALF_SPACE}\u0300-\u036f\u064b-\u065f\u0670]*")


def _words(text: str) -> list[str]:
    """As written, with half-spaces and vowel signs inside."""
    return _WRITTEN.findall(text)


def _folded_words(text: str) -> list[str]:
    return WORD.findall(fold_strong(text).text)


def _bare(text: str) -> list[str]:
    """Without what Arabic attaches in front, and parted at half-spaces, so that both ways of writing answer."""
    return [
        ATTACHED.sub("", word, count=1)[:_LONGEST_WORD]
        for word in _folded_words(text.replace(HALF_SPACE, " "))
    ]


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
