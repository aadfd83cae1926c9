"""The Russian name tagger that natasha ships, run so that a report costs a few milliseconds.

The weights, the vocabulary and the way a text falls into tokens are slovnet's; the arithmetic is the same, in another
order. What one report has in common with the next is remembered: the tokens of a word with its punctuation, and what
a word adds to the first layer, which is two thirds of all the arithmetic.
slovnet and navec are used from natasha's files without importing natasha, which would pull pymorphy2 in.
"""

import os
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

_CHUNK = re.compile(r"\S+")
_REMEMBERED_WORDS = 4096  # 3 KB each

# razdel looks past a space only where a chunk begins or ends with a dash, a stroke, an underscore, or a full stop or
# comma beside a digit. What this matches does neither.
_CLOSED = r"«»\"“”„()\[\]?!:;…"
_STANDS_ALONE = re.compile(
    rf"[^\W_]|[{_CLOSED}]|(?:[^\W_]|[{_CLOSED}])\S*(?:[^\W\d_][.,]|[^\W_]|[{_CLOSED}])|[^\W\d_][.,]"
)


class Tagged(NamedTuple):
    start: int
    end: int
    kind: str  # PER, LOC, ORG


class _Token(NamedTuple):
    start: int
    end: int
    word: int
    shape: int


@cache
def tagger() -> "Tagger":
    """Loading takes about half a second and happens with the first Russian report."""
    # Diwan runs one process a core; threads of the matrix library only get in each other's way (42 ms a text, not 390,
    # on two busy cores). The library reads this once, when numpy is first loaded.
    for setting in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(setting, "1")
    from navec import Navec  # noqa: PLC0415  # numpy is loaded with the first Russian text only
    from slovnet import NER  # noqa: PLC0415

    spec = find_spec("natasha")
    assert spec is not None and spec.origin is not None  # noqa: PT018  # a dependency of Diwan
    data = Path(spec.origin).parent / "data"
    shipped = NER.load(str(data / "model" / "slovnet_ner_news_v1.tar"))
    return Tagger(shipped.navec(Navec.load(str(data / "emb" / "navec_news_v1_1B_250K_300d_100q.tar"))))


class Tagger:
    def __init__(self, shipped: Any) -> None:
        import numpy as np  # noqa: PLC0415  # see `tagger`

        self._np = np
        self._encoder = shipped.infer.encoder
        model = shipped.infer.model
        self._tags: list[str] = shipped.infer.decoder.tags_vocab.items
        self._embedding = model.emb.word
        layers = [_Layer(np, layer) for layer in model.encoder.layers]
        self._first, self._deeper = layers[0], layers[1:]
        width = self._embedding.dim
        self._by_word = self._first.weight[:width]
        self._by_shape = model.emb.shape.weight.array @ self._first.weight[width:]
        self._rows: dict[int, int] = {}
        self._known = np.empty((_REMEMBERED_WORDS, self._by_word.shape[1]), np.float32)
        self._head = model.head.proj
        self._follows = np.ascontiguousarray(model.head.crf.transitions.array.T)  # [tag, tag before]
        self._tokens_in_chunk = lru_cache(maxsize=32768)(self._tokens_of)

    def __call__(self, text: str) -> list[Tagged]:
        tokens = self.tokens(text)
        if not tokens:
            return []
        tags = self._best_path(self._scores([t.word for t in tokens], [t.shape for t in tokens]))
        return list(_spans(tokens, [self._tags[tag] for tag in tags]))

    # --- tokens

    def tokens(self, text: str) -> list[_Token]:
        return [
            _Token(start + token.start, start + token.end, token.word, token.shape)
            for start, found in self._chunks(text)
            for token in found
        ]

    def _chunks(self, text: str) -> Iterator[tuple[int, tuple[_Token, ...]]]:
        chunks = [(match.start(), match.group()) for match in _CHUNK.finditer(text)]
        last = len(chunks) - 1
        for place, (start, chunk) in enumerate(chunks):
            if _STANDS_ALONE.fullmatch(chunk):
                yield start, self._tokens_in_chunk("", chunk, "")
            else:
                before = chunks[place - 1][1] if place else ""
                yield (
                    start,
                    self._tokens_in_chunk(before, chunk, chunks[place + 1][1] if place < last else ""),
                )

    def _tokens_of(self, before: str, chunk: str, after: str) -> tuple[_Token, ...]:
        """The tokens of `chunk` where it stands between two others, counted from its beginning."""
        from razdel import tokenize  # noqa: PLC0415  # see `tagger`
        from slovnet.shape import word_shape  # noqa: PLC0415

        left = f"{before} " if before else ""
        return tuple(
            _Token(
                token.start - len(left),
                token.stop - len(left),
                self._encoder.words_vocab.encode(token.text.lower()),
                self._encoder.shapes_vocab.encode(word_shape(token.text)),
            )
            for token in tokenize(f"{left}{chunk} {after}")
            if len(left) <= token.start < len(left) + len(chunk)
        )

    # --- the network

    def _scores(self, words: list[int], shapes: list[int]) -> Any:
        first = self._known[self._rows_of(words)] + self._by_shape[shapes]
        found = self._first.ended(self._np, first)
        for layer in self._deeper:
            found = layer.ended(self._np, found @ layer.weight)
        return found @ self._head.weight.array + self._head.bias.array

    def _rows_of(self, words: list[int]) -> list[int]:
        rows = self._rows
        new = list({word for word in words if word not in rows})
        if len(new) + len(rows) > _REMEMBERED_WORDS:
            rows.clear()
            new = list(set(words))
        if len(rows) + len(new) > len(self._known):  # one text of more different words than are remembered
            self._known = self._np.empty((2 * len(new), self._known.shape[1]), self._np.float32)
        if new:
            begin = len(rows)
            self._known[begin : begin + len(new)] = self._embedding(self._np.array(new)) @ self._by_word
            rows.update((word, begin + n) for n, word in enumerate(new))
        return [rows[word] for word in words]

    def _best_path(self, scores: Any) -> list[int]:
        """The likeliest sequence of tags (Viterbi)."""
        follows, score, history = self._follows, scores[0], []
        for here in scores[1:]:
            ways = follows + score
            history.append(ways.argmax(1))
            score = ways.max(1) + here
        best = int(score.argmax())
        path = [best]
        for origins in reversed(history):
            best = int(origins[best])
            path.append(best)
        path.reverse()
        return path


class _Layer:
    """A convolution over three neighbours, the positive part, and a scale and shift for each channel."""

    def __init__(self, np: Any, layer: Any) -> None:
        channels, width, neighbours = layer.conv.weight.shape
        assert neighbours == 3 and layer.conv.padding == 1  # noqa: PT018  # what `ended` relies on
        # width x (left, middle, right x channels): one product gives what a token adds to its three places.
        self.weight = np.ascontiguousarray(
            layer.conv.weight.array.transpose(1, 2, 0).reshape(width, neighbours * channels)
        )
        self.channels = channels
        self.bias = layer.conv.bias.array
        norm = layer.norm
        self.scale = norm.weight.array / norm.std.array
        self.shift = norm.bias.array - norm.mean.array * self.scale

    def ended(self, np: Any, added: Any) -> Any:
        """What every token adds, summed where it belongs, and the rest of the layer."""
        size = self.channels
        found = added[:, size : 2 * size] + self.bias
        found[1:] += added[:-1, :size]
        found[:-1] += added[1:, 2 * size :]
        np.maximum(found, 0, out=found)
        found *= self.scale
        found += self.shift
        return found


def _spans(tokens: list[_Token], tags: list[str]) -> Iterator[Tagged]:
    """`B-` begins a name, `I-` goes on with it, whatever its kind; without a beginning nothing is named."""
    begun, end, kind = 0, 0, ""
    for token, tag in zip(tokens, tags, strict=True):
        if tag.startswith("I-"):
            end = token.end
            continue
        if kind:
            yield Tagged(begun, end, kind)
            kind = ""
        if tag.startswith("B-"):
            begun, end, kind = token.start, token.end, tag[2:]
    if kind:
        yield Tagged(begun, end, kind)
