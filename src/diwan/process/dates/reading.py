"""The dates of one report: every rule of its language, left to right, longest meaning first."""

import re
from collections.abc import Callable
from functools import cache
from importlib import import_module

from diwan.core.languages import Language
from diwan.core.reading import DateMention, Report, Sentence, Why
from diwan.process.dates import resolve
from diwan.process.dates.resolve import Anchor, Resolved
from diwan.process.dates.tense import speaks_of_the_future, speaks_of_the_past
from diwan.process.dates.tokens import Token, Vocabulary
from diwan.process.fold import Folded

VERSION = "grammar/1"

_MODULES = {Language.EN: "english", Language.RU: "russian", Language.AR: "arabic", Language.FA: "persian"}
# At least one of these must be there, or no rule can match.
_ANCHORS = re.compile(r"[mkwvrRy#alxsEbhu]")
_SPLITS_IN_TWO = "two_days"

Resolver = Callable[[list[Token], Anchor], Resolved | None]


@cache
def _language_rules(language: Language) -> tuple[Vocabulary, re.Pattern[str]]:
    module = import_module(f"diwan.process.dates.{_MODULES[language]}")
    pattern = "|".join(f"(?P<rule_{name}>{rule})" for name, rule in module.GRAMMAR)
    return module.VOCABULARY, re.compile(pattern)


@cache
def _resolver(name: str) -> Resolver:
    found: Resolver = getattr(resolve, name)
    return found


def read_dates(
    report: Report, language: Language, sentences: tuple[Sentence, ...]
) -> tuple[DateMention, ...]:
    """Paragraphs in another of the four languages are read by that language's rules."""
    published = report.published.date() if report.published else None
    mentions: list[DateMention] = []
    for start, end, spoken in _stretches(report.text, language, sentences):
        if spoken in _MODULES:
            anchor = Anchor(published, spoken.value)
            mentions.extend(_mentions(report.text[start:end], start, spoken, anchor))
    return tuple(mentions)


def _stretches(
    text: str, language: Language, sentences: tuple[Sentence, ...]
) -> list[tuple[int, int, Language]]:
    """Runs of sentences in one language; all of the text when there is only one."""
    if not sentences:
        return [(0, len(text), language)]
    runs: list[tuple[int, int, Language]] = []
    for sentence in sentences:
        if runs and runs[-1][2] is sentence.language:
            runs[-1] = (runs[-1][0], sentence.end, sentence.language)
        else:
            runs.append((sentence.start, sentence.end, sentence.language))
    return runs


def _mentions(text: str, shift: int, language: Language, anchor: Anchor) -> list[DateMention]:
    vocabulary, grammar = _language_rules(language)
    folded = vocabulary.fold(text)
    tokens = vocabulary.tokens(folded, text)
    kinds = "".join(token.kind for token in tokens)
    if not _ANCHORS.search(kinds):
        return []
    found: list[DateMention] = []
    for match in grammar.finditer(kinds):
        if match.end() == match.start():
            continue
        name = _rule_name(match)
        for part in _parts(name, tokens[match.start() : match.end()]):
            if mention := _mention(name, part, folded, text, shift, anchor):
                found.append(mention)
    return found


def _rule_name(match: re.Match[str]) -> str:
    return next(n[5:] for n, held in match.groupdict().items() if held is not None and n.startswith("rule_"))


def _parts(name: str, tokens: list[Token]) -> list[list[Token]]:
    """«3 and 5 May» is two days: the first borrows the month of the second."""
    if name != _SPLITS_IN_TWO:
        return [tokens]
    cut = next(place for place, token in enumerate(tokens) if token.kind == "&")
    borrowed = [token for token in tokens[cut:] if token.kind in "mky"]
    return [[*tokens[:cut], *borrowed], tokens[cut + 1 :]]


def _mention(
    name: str, tokens: list[Token], folded: Folded, text: str, shift: int, anchor: Anchor
) -> DateMention | None:
    start = folded.offset(tokens[0].start)
    own_end = max(token.end for token in tokens if token.end - tokens[0].start < 60 or token is tokens[0])
    if name == _SPLITS_IN_TWO and tokens[-1].kind in "mky" and not _is_contiguous(tokens):
        own_end = next(token.end for token in tokens if token.kind in "n")
    start, end = folded.span_in_original(tokens[0].start, own_end)
    anchor.is_future = lambda: speaks_of_the_future(text, start, end, anchor.language)
    anchor.is_past = lambda: speaks_of_the_past(text, start, end, anchor.language)
    try:
        resolved = _resolver("day" if name == _SPLITS_IN_TWO else name)(tokens, anchor)
    except (ValueError, OverflowError):  # 31 February, the year 9999
        return None
    if resolved is None:
        return None
    anchor.last_day = resolved.day or anchor.last_day
    facts = (("text", text[start:end]), ("value", resolved.value))
    return DateMention(
        start=start + shift,
        end=end + shift,
        value=resolved.value,
        granularity=resolved.granularity,
        calendar=resolved.calendar,
        why=Why(f"dates.{name}", resolved.sentence, facts),
    )


def _is_contiguous(tokens: list[Token]) -> bool:
    return not any(token.kind == "n" for token in tokens[:-1]) or all(
        later.start - earlier.end <= 2 for earlier, later in zip(tokens, tokens[1:], strict=False)
    )
