"""A person named in full is meant again where the surname stands alone."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from operator import attrgetter

from diwan.core.languages import Language
from diwan.core.reading import ActorKind
from diwan.process.actors.candidate import Candidate
from diwan.process.actors.english import is_capitalised
from diwan.process.actors.phrases import russian_stem, without_arabic_prefix
from diwan.process.actors.words import Word, fold, fold_all
from diwan.process.remembered import Remembered

_SHORTEST = 3


@lru_cache(maxsize=65536)
def core(folded: str, language: Language) -> str:
    """A surname without article or case ending: al-Sarraf, الصراف, ас-Сарраф and its genitive compare as one word."""
    if language is Language.RU:
        bare = folded.split("-", 1)[1] if folded[:2] in _RUSSIAN_ARTICLES and "-" in folded[:4] else folded
        return russian_stem(bare)
    if language is Language.EN:
        folded = folded.removesuffix("'s")
        return folded.split("-", 1)[1] if "-" in folded[:4] else folded
    return folded.removeprefix("ال") if len(folded) > 5 else folded


_RUSSIAN_ARTICLES = frozenset(
    ["ал", "эл", "ас", "аш", "ат", "ан", "ад", "ар", "аз", "эс", "эд", "эз", "аль"[:2]]
)


def with_surnames(
    text: str, tokens: list[Word], language: Language, settled: list[Candidate]
) -> list[Candidate]:
    """The mentions, and the short ones of people who are named in full somewhere in the text."""
    full = _named_in_full(text, language, settled)
    if not full:
        return settled
    return [*_rekeyed(text, language, settled, full), *_short(tokens, language, settled, full)]


def _rekeyed(
    text: str, language: Language, settled: list[Candidate], full: dict[str, Candidate]
) -> Iterator[Candidate]:
    """Mentions of one word that a rule found by itself get the key of the person whose surname they are."""
    for candidate in settled:
        whole = None
        if candidate.kind is ActorKind.PERSON:
            parts = fold_all(text[candidate.start : candidate.end])
            whole = full.get(core(parts[-1], language)) if parts else None
            if whole is not None and len(parts) > 1 and not _is_tail(parts, whole.name, language):
                whole = None
        yield candidate._replace(key=person_key(whole.name), name=whole.name) if whole else candidate


def _is_tail(parts: Sequence[str], name: str, language: Language) -> bool:
    """`Ould Sidi` of `Mariam Ould Sidi`: the last words of a longer name."""
    longer = fold_all(name)
    return len(longer) > len(parts) and all(
        core(one, language) == core(other, language)
        for one, other in zip(longer[-len(parts) :], parts, strict=True)
    )


def _named_in_full(text: str, language: Language, settled: list[Candidate]) -> dict[str, Candidate]:
    full: dict[str, Candidate] = {}
    for candidate in settled:
        if candidate.kind is ActorKind.PERSON and not candidate.key:
            parts = fold_all(candidate.name or text[candidate.start : candidate.end])
            enough = len(parts) >= 2 or "title" in candidate.sentence
            if enough and parts and len(parts[-1]) >= _SHORTEST:
                _keep_longest(full, core(parts[-1], language), candidate)
    return full


def _keep_longest(full: dict[str, Candidate], surname: str, candidate: Candidate) -> None:
    known = full.get(surname)
    if known is None or (
        len(fold_all(candidate.name)) > len(fold_all(known.name)) and candidate.name.endswith(known.name)
    ):
        full[surname] = candidate


def _short(
    tokens: list[Word], language: Language, settled: list[Candidate], full: dict[str, Candidate]
) -> Iterator[Candidate]:
    for place, surnames in _surnames_in(language).telling(map(_AS_WRITTEN, tokens)):
        for taken, surname in surnames:
            whole = full.get(surname)
            if whole is None:
                continue
            token = tokens[place]
            start = token.start + taken
            end = token.end - (2 if token.folded.endswith("'s") else 0)
            if not any(start < c.end and c.start < end for c in settled):
                yield Candidate(
                    start,
                    end,
                    ActorKind.PERSON,
                    0.85,
                    "actors.surname",
                    "the surname of a person whom the text names in full",
                    key=person_key(whole.name),
                    name=whole.name,
                    facts=(("start", str(whole.start)),),
                )
                break


_AS_WRITTEN: Callable[[Word], str] = attrgetter("text")


@cache
def _surnames_in(language: Language) -> Remembered[tuple[tuple[int, str], ...]]:
    """(letters before it, core) of every surname that a word may be."""

    def surnames_in(word: str) -> tuple[tuple[int, str], ...]:
        folded = fold(word)
        if language is Language.AR:
            return tuple((taken, core(form, language)) for taken, form in without_arabic_prefix(folded))
        if language is Language.FA or is_capitalised(word) or word[0].isupper() or "-" in word[:4]:
            return ((0, core(folded, language)),)
        return ()

    return Remembered(surnames_in)


@lru_cache(maxsize=8192)
def person_key(name: str) -> str:
    return f"name:person:{' '.join(w.removesuffix(chr(39) + 's') for w in fold_all(name))}"
