"""What a function says of a word, worked out when the word is first met: words recur from report to report."""

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

Said = TypeVar("Said")

_MOST_WORDS = 100_000


class Remembered(dict[str, Said], Generic[Said]):
    """A dict and no cache that is called, so that all words of a text are looked up without a step of Python each."""

    __slots__ = ("_ask", "_most")

    def __init__(self, ask: Callable[[str], Said], most: int = _MOST_WORDS) -> None:
        super().__init__()
        self._ask, self._most = ask, most

    def __missing__(self, word: str) -> Said:
        self._make_room()
        self[word] = said = self._ask(word)
        return said

    def learn(self, said: Mapping[str, Said]) -> None:
        """What is known of some words already."""
        self._make_room()
        self.update(said)

    def _make_room(self) -> None:
        if len(self) >= self._most:
            self.clear()

    def of(self, words: Iterable[str]) -> list[Said]:
        return list(map(self.__getitem__, words))

    def telling(self, words: Iterable[str]) -> list[tuple[int, Said]]:
        """(place, what is said) of the words of which anything is; of most nothing is."""
        return [(place, said) for place, said in enumerate(map(self.__getitem__, words)) if said]
