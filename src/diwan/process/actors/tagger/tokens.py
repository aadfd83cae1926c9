"""A text falls into the tokens of razdel, each with its number in the vocabulary and its shape."""

import re
from functools import lru_cache
from itertools import accumulate
from typing import TypeAlias

Token: TypeAlias = tuple[int, int, int]  # start, end, key: word number * KEYS_A_WORD + shape number

KEYS_A_WORD = 256  # more than there are shapes
_REMEMBERED_CHUNKS = 32768
_WITH_SPACE_BEFORE = re.compile(r"\s*\S+")

# razdel looks past a space only where a chunk begins or ends with a dash, a stroke, an underscore, or a full stop or
# comma beside a digit. What this matches does neither.
_CLOSED = r"«»\"“”„()\[\]?!:;…"
_STANDS_ALONE = re.compile(
    rf"[^\W_]|[{_CLOSED}]|(?:[^\W_]|[{_CLOSED}])\S*(?:[^\W\d_][.,]|[^\W_]|[{_CLOSED}])|[^\W\d_][.,]"
)
# What most chunks are; razdel parts the word from the sign, and takes a hundred times as long to say so.
_WORD_AND_SIGN = re.compile(r"([А-Яа-яЁё]+)([.,:;!?»)]?)")


class Tokens:
    def __init__(self, words: dict[str, int], shapes: dict[str, int]) -> None:
        self._words, self._shapes = words, shapes
        self._alone: dict[str, tuple[Token, ...]] = {}
        self._beside = lru_cache(maxsize=8192)(self._tokens_of)

    def __call__(self, text: str) -> list[Token]:
        chunks = text.split()
        ends = accumulate(map(len, _WITH_SPACE_BEFORE.findall(text)))
        found: list[Token] = []
        for place, (chunk, end) in enumerate(zip(chunks, ends, strict=True)):
            start = end - len(chunk)
            inside = self._alone.get(chunk) or self._looked_at(chunks, place)
            found += [(start + begin, start + stop, key) for begin, stop, key in inside]
        return found

    def _looked_at(self, chunks: list[str], place: int) -> tuple[Token, ...]:
        chunk = chunks[place]
        if not _STANDS_ALONE.fullmatch(chunk):
            before = chunks[place - 1] if place else ""
            return self._beside(before, chunk, chunks[place + 1] if place + 1 < len(chunks) else "")
        if len(self._alone) == _REMEMBERED_CHUNKS:
            self._alone.clear()
        return self._alone.setdefault(chunk, self._tokens_of("", chunk, ""))

    def _tokens_of(self, before: str, chunk: str, after: str) -> tuple[Token, ...]:
        """The tokens of `chunk` where it stands between two others, counted from its beginning."""
        if plain := _WORD_AND_SIGN.fullmatch(chunk):
            return tuple((*plain.span(part), self._key(plain[part])) for part in (1, 2) if plain[part])
        from razdel import tokenize  # noqa: PLC0415  # loaded with the first Russian text only

        left = f"{before} " if before else ""
        return tuple(
            (token.start - len(left), token.stop - len(left), self._key(token.text))
            for token in tokenize(f"{left}{chunk} {after}")
            if len(left) <= token.start < len(left) + len(chunk)
        )

    def _key(self, word: str) -> int:
        from slovnet.shape import word_shape  # noqa: PLC0415  # see above

        number = self._words.get(word.lower(), self._words["<unk>"])
        return number * KEYS_A_WORD + self._shapes[word_shape(word)]
