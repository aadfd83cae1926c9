"""From a text to the names in it: tokens, their scores for every tag, the likeliest path, spans."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from diwan.process.actors.tagger.network import Network
from diwan.process.actors.tagger.path import best_path
from diwan.process.actors.tagger.shipped import Shipped, load_shipped
from diwan.process.actors.tagger.tokens import Token, Tokens


class Tagged(NamedTuple):
    start: int
    end: int
    kind: str  # PER, LOC, ORG


@cache
def tagger() -> "Tagger":
    """Loaded with the first Russian report, in about a quarter of a second."""
    return Tagger(load_shipped())


class Tagger:
    def __init__(self, shipped: Shipped) -> None:
        self.tokens = Tokens(shipped.words, shipped.shapes)
        self._network = Network(shipped)
        self._follows = shipped.follows
        self._tags = shipped.tags

    def __call__(self, text: str) -> list[Tagged]:
        tokens = self.tokens(text)
        if not tokens:
            return []
        path = best_path(self._network.scores([key for _, _, key in tokens]), self._follows)
        return list(_spans(tokens, [self._tags[tag] for tag in path]))


def _spans(tokens: list[Token], tags: list[str]) -> Iterator[Tagged]:
    """`B-` begins a name, `I-` goes on with it, whatever its kind; without a beginning nothing is named."""
    begun, last, kind = 0, 0, ""
    for (start, end, _), tag in zip(tokens, tags, strict=True):
        if tag[0] == "I":
            last = end
            continue
        if kind:
            yield Tagged(begun, last, kind)
            kind = ""
        if tag[0] == "B":
            begun, last, kind = start, end, tag[2:]
    if kind:
        yield Tagged(begun, last, kind)
