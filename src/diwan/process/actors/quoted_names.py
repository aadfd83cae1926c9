"""Names in quotation marks after a head word, in Arabic, Persian and English: `جنبش «...»`, `حركة «...»`."""

import re

from diwan.core.languages import Language
from diwan.core.reading import ActorKind
from diwan.process.actors.candidate import Candidate
from diwan.process.actors.lexicon import words
from diwan.process.actors.words import fold

_QUOTED = re.compile(r"([^\W\d_][\w\u064b-\u065f\u200c]+) (?:[«“\"])([^»”\"\n]{2,40})[»”\"]")
_MOST_WORDS = 4


def read_quoted_names(text: str, language: Language) -> list[Candidate]:
    found = []
    for match in _QUOTED.finditer(text):
        kind, rule = _kind(fold(match[1]), language)
        if kind and len(match[2].split()) <= _MOST_WORDS:
            why = f"in quotation marks after {match[1]}"
            found.append(Candidate(*match.span(2), kind, 0.92, rule, why, facts=(("head", match[1]),)))
    return found


def _kind(head: str, language: Language) -> tuple[ActorKind | None, str]:
    forms = {head, head.lstrip("وفبل"), head.removeprefix("ال"), head.removesuffix("ی")}
    if forms & (words(language, "outlet_heads") | words(language, "outlet_nouns")):
        return ActorKind.ORGANISATION, "actors.outlet"
    if forms & words(language, "group_heads"):
        return ActorKind.GROUP, "actors.head"
    if forms & words(language, "organisation_heads"):
        return ActorKind.ORGANISATION, "actors.head"
    return None, ""
