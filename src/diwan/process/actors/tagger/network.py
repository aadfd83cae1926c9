"""The network of slovnet: three convolutions over neighbouring tokens, then a score for every tag of every token."""

from typing import Any

from diwan.process.actors.tagger.shipped import Shipped
from diwan.process.actors.tagger.tokens import KEYS_A_WORD

_REMEMBERED_KEYS = 4096  # 3 KB each


class Network:
    def __init__(self, shipped: Shipped) -> None:
        import numpy as np  # noqa: PLC0415  # loaded with the first Russian text only

        self._np = np
        self._vectors_of = shipped.vectors_of
        self._first, *self._deeper = (_Layer(np, layer) for layer in shipped.layers)
        by_shape = len(self._first.weight) - shipped.shape_vectors.shape[1]
        self._by_word = self._first.weight[:by_shape]
        self._by_shape = shipped.shape_vectors @ self._first.weight[by_shape:]
        self._rows: dict[int, int] = {}
        self._added = np.empty((_REMEMBERED_KEYS, self._by_word.shape[1]), np.float32)
        self._head = shipped.head

    def scores(self, keys: list[int]) -> Any:
        """One row for each token, one column for each tag."""
        found = self._first.ended(self._np, self._added.take(self._rows_of(keys), 0))
        for layer in self._deeper:
            found = layer.ended(self._np, found @ layer.weight)
        return found @ self._head.weight.array + self._head.bias.array

    def _rows_of(self, keys: list[int]) -> list[int]:
        """Where `_added` holds what the tokens add to the first layer."""
        different = set(keys)
        new = different.difference(self._rows)
        if len(self._rows) + len(new) > len(self._added):
            self._rows.clear()
            new = different
        if len(new) > len(self._added):  # one text of more different words than are remembered
            self._added = self._np.empty((2 * len(new), self._added.shape[1]), self._np.float32)
        if new:
            self._learn(new)
        return [self._rows[key] for key in keys]

    def _learn(self, new: set[int]) -> None:
        begin = len(self._rows)
        words, shapes = self._np.divmod(list(new), KEYS_A_WORD)
        added = self._vectors_of(words) @ self._by_word
        self._added[begin : begin + len(new)] = added + self._by_shape[shapes]
        self._rows.update(zip(new, range(begin, begin + len(new)), strict=True))


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
