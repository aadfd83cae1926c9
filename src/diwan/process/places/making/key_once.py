"""Each spelling's exact key, worked out once: the index and the packing ask for the same million."""

from diwan.process.places.keys import unify_articles, word_key


class _KeyOf(dict[str, str]):
    def __missing__(self, name: str) -> str:
        # Past the reader's cache: it holds a report's words, not a world's.
        self[name] = key = unify_articles(word_key.__wrapped__(name))
        return key


KEY_OF = _KeyOf()
