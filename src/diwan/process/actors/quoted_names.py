"""Names in quotation marks after a head word, in Arabic, Persian and English: `جنبش «...»`, `حركة «...»`."""

import re

from diwan.core.languages import Language
from diwan.core.reading import ActorKind
from diwan.process.actors.candidate import Candidate
from diwan.process.actors.lexicon import words
from diwan.process.actors.words import fold

_QUOTED = re.compile(r" (?=[«“\"]([^»”\"\n]{2,40})[»”\"])")
_LAST_WORD = re.compile(r"[^\W\d_][\w\u064b-\u065f\u200c]+\Z")
# `گروه موسوم به «...»`, `a group calling itself "..."`: the words between the head and the name.
_SO_CALLED = re.compile(
    r" (?:موسوم به|معروف به|مشهور به|ملقب به|به نام|با نام|تسمي نفسها|يسمي نفسه|تطلق على نفسها(?: اسم)?|المسمى|المسماة|المعروفة? (?:باسم|ب)|known as|called|calling itself|named|that calls itself|styling itself)\Z"
)
_LONGEST_HEAD = 40  # letters
_MOST_WORDS = 4


def read_quoted_names(text: str, language: Language) -> list[Candidate]:
    found = []
    past = 0
    for match in _QUOTED.finditer(text):
        space = match.start()
        between = _SO_CALLED.search(text, max(past, space - _LONGEST_HEAD), space)
        until = between.start() if between else space
        head = _LAST_WORD.search(text, max(past, until - _LONGEST_HEAD), until)
        if head is None:
            continue
        past = match.end(1) + 1
        kind, rule = _kind(fold(head[0]), language)
        if kind and len(match[1].split()) <= _MOST_WORDS:
            why = f"in quotation marks after {head[0]}"
            found.append(Candidate(*match.span(1), kind, 0.92, rule, why, facts=(("head", head[0]),)))
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
