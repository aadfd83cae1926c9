"""The dates of one report: every rule of its language, left to right, longest meaning first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from diwan.core.languages import Language
from diwan.core.reading import DateMention, Report, Sentence, Why
from diwan.process.dates.resolve import RESOLVERS, Anchor, Resolved
from diwan.process.dates.tense import speaks_of_the_future, speaks_of_the_past
from diwan.process.dates.tokens import Token, Vocabulary

VERSION = "grammar/2"

_MODULES = {Language.EN: "english", Language.RU: "russian", Language.AR: "arabic", Language.FA: "persian"}


@cache
def _language_rules(language: Language) -> tuple[Vocabulary, re.Pattern[str]]:
    module = import_module(f"diwan.process.dates.{_MODULES[language]}")
    pattern = re.compile("|".join(f"(?P<rule_{name}>{rule})" for name, rule in module.GRAMMAR))
    return module.VOCABULARY, pattern


def read_dates(
    report: Report, language: Language, sentences: tuple[Sentence, ...]
) -> tuple[DateMention, ...]:
    """Sentences in another of the four languages are read by that language's rules."""
    published = report.published.date() if report.published else None
    mentions: list[DateMention] = []
    for start, end, spoken in _stretches(report.text, language, sentences):
        if spoken in _MODULES:
            stretch = _Stretch(report.text[start:end], start, spoken, Anchor(published, spoken.value))
            mentions.extend(stretch.mentions())
    return tuple(mentions)


def _stretches(
    text: str, language: Language, sentences: tuple[Sentence, ...]
) -> list[tuple[int, int, Language]]:
    """Runs of sentences in one language; all of the text when there are none or all are in one."""
    languages = {sentence.language for sentence in sentences} or {language}
    if len(languages) == 1:
        return [(0, len(text), languages.pop())]
    runs: list[tuple[int, int, Language]] = []
    for sentence in sentences:
        if runs and runs[-1][2] is sentence.language:
            runs[-1] = (runs[-1][0], sentence.end, sentence.language)
        else:
            runs.append((sentence.start, sentence.end, sentence.language))
    return runs


@dataclass(slots=True)
class _Stretch:
    text: str
    shift: int  # where it begins in the report
    language: Language
    anchor: Anchor

    def mentions(self) -> Iterator[DateMention]:
        vocabulary, grammar = _language_rules(self.language)
        folded = vocabulary.fold(self.text)
        for tokens in vocabulary.runs(folded, self.text):
            for match in grammar.finditer("".join([token.kind for token in tokens])):
                name = (match.lastgroup or "").removeprefix("rule_")
                said = tokens[match.start() : match.end()]
                for rule, meant, written in _split(name, _without_signs(said)) if said else ():
                    span = folded.span_in_original(written[0].start, written[-1].end)
                    if resolved := self._resolved(rule, meant, *span):
                        yield self._mention(rule, resolved, *span)

    def _resolved(self, rule: str, tokens: list[Token], start: int, end: int) -> Resolved | None:
        anchor, text = self.anchor, self.text
        anchor.is_future = lambda: speaks_of_the_future(text, start, end, anchor.language)
        anchor.is_past = lambda: speaks_of_the_past(text, start, end, anchor.language)
        try:
            resolved = RESOLVERS[rule](tokens, anchor)
        except (ValueError, OverflowError):  # 31 February, the year 9999
            return None
        if resolved is not None and resolved.day is not None:
            anchor.last_day = resolved.day
        return resolved

    def _mention(self, rule: str, resolved: Resolved, start: int, end: int) -> DateMention:
        facts = (("text", self.text[start:end]), ("value", resolved.value))
        return DateMention(
            start=start + self.shift,
            end=end + self.shift,
            value=resolved.value,
            granularity=resolved.granularity,
            calendar=resolved.calendar,
            why=Why(f"dates.{rule}", resolved.sentence, facts),
        )


def _without_signs(tokens: list[Token]) -> list[Token]:
    """A comma or a bracket at the end belongs to the sentence: `شنبه، ...`."""
    end = len(tokens)
    while end > 1 and tokens[end - 1].end == 0:
        end -= 1
    return tokens[:end]


def _split(name: str, tokens: list[Token]) -> list[tuple[str, list[Token], list[Token]]]:
    """(rule, tokens that tell the meaning, tokens that are written). «3 and 5 May» is two days; the first borrows
    the month of the second."""
    if name != "two_days":
        return [(name, tokens, tokens)]
    cut = next(place for place, token in enumerate(tokens) if token.kind == "&")
    borrowed = [token for token in tokens[cut:] if token.kind in "mkyBY"]
    return [("day", [*tokens[:cut], *borrowed], tokens[:cut]), ("day", tokens[cut + 1 :], tokens[cut + 1 :])]
