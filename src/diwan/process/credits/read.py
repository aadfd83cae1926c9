"""Outlets among the actors, but the report's own, once each, in the order of the text."""

from collections.abc import Sequence

from diwan.core.languages import Language
from diwan.core.reading import ActorMention, Credit, Report, Sentence, Why
from diwan.process.actors.known import outlets
from diwan.process.actors.outlets import source_lines
from diwan.process.actors.words import fold_all

VERSION = "credits/2"
_WHOLE_TEXT = ("where", "source line")


def is_of_the_whole_text(credit: Credit) -> bool:
    """The outlet stands in a dateline or a source line."""
    return _WHOLE_TEXT in credit.why.facts


def is_outlet(mention: ActorMention) -> bool:
    return mention.why.rule == "actors.outlet" or mention.key in outlets()


def read_credits(
    report: Report,
    language: Language,
    _sentences: Sequence[Sentence] = (),
    actors: Sequence[ActorMention] = (),
) -> tuple[Credit, ...]:
    """One credit an outlet; where it is named twice, the more telling place counts."""
    lines = source_lines(report.text, language)
    found: dict[str, Credit] = {}
    for mention in actors:
        if not is_outlet(mention) or is_own_outlet(mention, report):
            continue
        in_line = any(start <= mention.start < end for start, end in lines)
        if mention.key not in found or (in_line and not is_of_the_whole_text(found[mention.key])):
            found[mention.key] = _credit(mention, in_line=in_line)
    return tuple(sorted(found.values(), key=lambda c: c.start))


def is_own_outlet(mention: ActorMention, report: Report) -> bool:
    own, named = set(fold_all(report.outlet)), set(fold_all(mention.name))
    return bool(own) and (named <= own or own <= named)


def _credit(mention: ActorMention, *, in_line: bool) -> Credit:
    if in_line:
        why = Why("credits.line", "named in a dateline or a source line", (_WHOLE_TEXT,))
    else:
        why = Why(
            "credits.inline",
            "named as the outlet to which something was told or that told it",
            (("where", "sentence"),),
        )
    return Credit(mention.start, mention.end, mention.name, mention.key, why)
