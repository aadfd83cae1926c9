"""Search words, folded the same way in the index and in the question."""

import re

from diwan import store
from diwan.process.fold import fold_strong
from diwan.share import queries

WORD = re.compile(r"[\w'’-]+")
# Arabic writes "and, so, with, like, to" and the article onto the word; both forms are searched.
ATTACHED = re.compile(r"^(?:[وف])?(?:[بكل])?(?:ال|لل)?(?=\w{3})")
# A tsvector holds at most a megabyte; this much text always fits.
LONGEST_INDEXED_CHARACTERS = 200_000


def folded(text: str) -> str:
    """The words of a text in strong folding, each Arabic one also without what is attached in front."""
    words = []
    for word in WORD.findall(_folded(text[:LONGEST_INDEXED_CHARACTERS])):
        words.append(word)
        bare = ATTACHED.sub("", word, count=1)
        if bare != word:
            words.append(bare)
    return " ".join(words)


def asked(text: str) -> str:
    """The words of a question: bare where Arabic attaches something, so that both forms answer."""
    return " ".join(ATTACHED.sub("", word, count=1) for word in WORD.findall(_folded(text)))


def plain(text: str) -> str:
    return _folded(text[:LONGEST_INDEXED_CHARACTERS])


def _folded(text: str) -> str:
    return fold_strong(text).text


def tsquery(tx: store.Tx, text: str) -> str | None:
    """The question as a tsquery's text; None when there is no word in it."""
    if not asked(text).strip():
        return None
    query: str = tx.value(queries.TSQUERY, {"folded": asked(text), "plain": plain(text)})
    return query or None


def matches(text: str, asked_for: str, *, exact: bool = False) -> list[tuple[int, int]]:
    """Spans of the original text that answer the question's words, in order."""
    if exact:
        return [(m.start(), m.end()) for m in re.finditer(re.escape(asked_for.strip()), text)]
    wanted = sorted(set(asked(asked_for).split()), key=len, reverse=True)
    if not wanted:
        return []
    fold = fold_strong(text)
    pattern = re.compile("|".join(re.escape(word) for word in wanted))
    return [fold.span_in_original(m.start(), m.end()) for m in pattern.finditer(fold.text)]
