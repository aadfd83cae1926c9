"""Each spelling's exact key, worked out once: the index and the packing ask for the same half a million."""

from collections.abc import Iterable

from diwan.process.places.keys import exact_keys


class _KeyOf(dict[str, str]):
    def __missing__(self, name: str) -> str:
        self.fill((name,))
        return self[name]

    def fill(self, names: Iterable[str]) -> None:
        """To be called with as many names as can be had: a thousand at once cost little more than ten."""
        new = {name for name in names if name not in self}
        self.update(zip(new, exact_keys(new), strict=True))


KEY_OF = _KeyOf()
