"""Russian people and organisations: the tagger that natasha ships, and rules for what it misses."""

import re
from bisect import bisect_left, bisect_right
from operator import attrgetter

from diwan.core.reading import ActorKind
from diwan.process.actors.candidate import Candidate
from diwan.process.actors.known import demonym_of
from diwan.process.actors.lexicon import words
from diwan.process.actors.russian_words import (
    RU,
    institution_name,
    is_adjective,
    is_genitive,
    is_head,
    is_listed,
    is_nominal,
    is_particle,
    lemma,
    person_name,
)
from diwan.process.actors.tagger import tagger
from diwan.process.actors.words import Word, fold, is_joined

_CAP = re.compile(r"[А-ЯЁA-Z]")
_QUOTED = re.compile(r"«([^»\n]{2,60})»")
_WORD_BEFORE = re.compile(r"[А-Яа-яё-]{3,}")
_BY_START, _BY_END = attrgetter("start"), attrgetter("end")


def read_names(text: str, tokens: list[Word]) -> list[Candidate]:
    people = [*_tagged(text, tokens), *_after_titles(tokens)]
    starts = frozenset(c.start for c in people if c.kind is ActorKind.PERSON and c.score > 0.8)
    return [*people, *_quoted(text), *_head_chains(tokens, starts)]


# --- what the tagger finds


def _tagged(text: str, tokens: list[Word]) -> list[Candidate]:
    found = []
    for start, end, kind in tagger()(text):
        if kind == "PER":
            score = 0.88 if " " in text[start:end] else 0.8
            found.append(_person(tokens, start, end, score, "slovnet: PER"))
        elif kind == "ORG" and not text[start:end].isupper() and not _MEDIUM.fullmatch(text, start, end):
            found.append(_organisation(text, start, end, 0.7, "slovnet: ORG"))
    return [c for c in found if c and c.end > c.start]


_MEDIUM = re.compile(r"[A-Za-z]+-[а-яё]+")  # `Telegram-канал`, `IT-компания`


def _person(tokens: list[Word], start: int, end: int, score: float, why: str) -> Candidate | None:
    """The span without titles at its front; slovnet leaves `Шейх` and `Абу` in or out by chance."""
    first, stop = bisect_left(tokens, start, key=_BY_START), bisect_right(tokens, end, key=_BY_END)
    while stop - first > 1 and is_listed(tokens[first].folded, "titles"):
        first += 1
    if stop - first > 2 and _ends_a_chain(tokens, first):
        first += 1
    if first >= stop or _is_no_name(tokens[first].folded):
        return None
    while first and is_joined(tokens[first]) and fold(tokens[first - 1].text) in ("абу", "ибн", "умм"):
        first -= 1
    return Candidate(
        tokens[first].start,
        tokens[stop - 1].end,
        ActorKind.PERSON,
        score,
        "actors.slovnet" if why.startswith("slovnet") else "actors.name",
        why,
        name=person_name(tuple(t.text for t in tokens[first:stop])),
    )


def _is_no_name(folded: str) -> bool:
    return demonym_of(folded, RU) is not None or folded in words(RU, "not_organisations")


def _ends_a_chain(tokens: list[Word], at: int) -> bool:
    """`Бюро урожаев Терека Умара ...`: the first of three words closes the name of the body before it."""
    back = at - 1
    while back >= 0 and at - back <= 3 and is_joined(tokens[back + 1]) and tokens[back].text.islower():
        if not is_genitive(tokens[back].folded):
            break
        back -= 1
    return (
        back < at - 1
        and back >= 0
        and is_joined(tokens[back + 1])
        and len(tokens[back].folded) > 2
        and is_head(tokens[back].folded)
    )


def _organisation(text: str, start: int, end: int, score: float, why: str) -> Candidate | None:
    while start < end and text[start] in '«" ':
        start += 1
    while end > start and text[end - 1] in '»" .,':
        end -= 1
    if text[start:end].count("«") > text[start:end].count("»"):
        end = end + 1 if text[end : end + 1] == "»" else end
    name = text[start:end]
    if is_listed(fold(name.split(" ", 1)[0]), "titles"):
        return None  # an office and what it is of
    if len(name) < 2 or fold(name) in words(RU, "not_organisations"):
        return None
    kind = (
        ActorKind.GROUP
        if any(is_listed(w, "group_heads") for w in name.casefold().split()[:2])
        else ActorKind.ORGANISATION
    )
    return Candidate(
        start,
        end,
        kind,
        score,
        "actors.slovnet",
        why,
        name=name if text[start - 1 : start] == "«" else institution_name(name),
    )


# --- own rules


def _quoted(text: str) -> list[Candidate]:
    """`бригада «...»`: the name in the marks; `Сеть помощи «...»`: the whole, for what lies between belongs to it."""
    found = []
    for match in _QUOTED.finditer(text):
        before = list(_WORD_BEFORE.finditer(text, max(0, match.start() - 60), match.start()))[-3:]
        head = next((w for w in reversed(before) if is_head(w[0].casefold())), None)
        if head is None or text[head.end() : match.start()].strip(" абвгдеёжзийклмнопрстуфхцчшщъыьэюя"):
            continue
        found.append(_quoted_name(text, head, match))
    return found


def _quoted_name(text: str, head: re.Match[str], quoted: re.Match[str]) -> Candidate:
    noun = lemma(head[0].casefold())
    outlet = noun in words(RU, "outlet_heads")
    between = text[head.end() : quoted.start()].strip()
    start, end = (head.start(), quoted.end()) if between and not outlet else quoted.span(1)
    kind = ActorKind.GROUP if noun in words(RU, "group_heads") else ActorKind.ORGANISATION
    rule = "actors.outlet" if outlet else "actors.head"
    why = f"in quotation marks after {noun}"
    # after its head word a quoted name stands in the nominative
    name = institution_name(text[start:end]) if between else text[start:end]
    return Candidate(start, end, kind, 0.92, rule, why, name=name)


def _head_chains(tokens: list[Word], people: frozenset[int]) -> list[Candidate]:
    """A head word and the genitives that follow it: `Управления дорог ...`, `правительства ...`."""
    found = []
    for index, word in enumerate(tokens):
        if len(word.folded) < 3 or not is_head(word.folded):
            continue
        first = _adjectives_before(tokens, index)
        last = _chain_end(tokens, index, people, opens=bool(_CAP.match(tokens[first].text)))
        capital = bool(_CAP.match(tokens[first].text)) and (
            first == 0 or is_joined(tokens[first]) or last > index
        )
        telling = lemma(word.folded) in words(RU, "state_nouns") and (
            any(_CAP.match(t.text) for t in tokens[index + 1 : last + 1])
            or demonym_of(tokens[first].folded, RU)
        )
        if (capital and (last > index or first < index)) or telling:
            head = lemma(word.folded)
            kind = ActorKind.GROUP if head in words(RU, "group_heads") else ActorKind.ORGANISATION
            text = " ".join(t.text for t in tokens[first : last + 1])
            found.append(
                Candidate(
                    tokens[first].start,
                    tokens[last].end,
                    kind,
                    0.86,
                    "actors.head",
                    f"head word: {head}",
                    name=institution_name(text),
                )
            )
    return found


def _chain_end(tokens: list[Word], index: int, people: frozenset[int], *, opens: bool) -> int:
    last = index
    for at in range(index + 1, min(index + 7, len(tokens))):
        word = tokens[at]
        if not is_joined(word) or word.start in people:
            break
        if (
            word.folded in ("по", "на", "при")
            and at + 1 < len(tokens)
            and at - last == 1
            and is_joined(tokens[at + 1])
        ):
            # `Штаб по ... на ...`: a preposition belongs to a name only when a capital opens it or ends it
            if not opens or (word.folded != "по" and not _CAP.match(tokens[at + 1].text)):
                break
            continue
        if tokens[at - 1].folded in ("по", "на", "при") and at - last == 2 and is_nominal(word.folded):
            last = at
            continue
        if not is_genitive(word.folded) or (
            last > index
            and _CAP.match(tokens[last].text)
            and not _CAP.match(word.text)
            and not is_adjective(tokens[last].folded)
        ):
            break
        last = at
    return last


def _adjectives_before(tokens: list[Word], index: int) -> int:
    first = index
    while first and is_joined(tokens[first]) and index - first < 3:
        before = tokens[first - 1]
        if not is_adjective(before.folded, 2) or not (
            _CAP.match(before.text) or demonym_of(before.folded, RU)
        ):
            break
        first -= 1
    return first


def _after_titles(tokens: list[Word]) -> list[Candidate]:
    """A rank or office and then capitalised words: names that the tagger takes for places or misses."""
    found = []
    for index, word in enumerate(tokens[:-1]):
        if len(word.folded) < 3 or not is_listed(word.folded, "titles"):
            continue
        first = index + 1
        if is_joined(tokens[first]) and is_genitive(tokens[first].folded) and tokens[first].text.islower():
            first += 1  # `мэр города ...`
        end = first
        while end < len(tokens) and end - first < 4 and is_joined(tokens[end]) and _may_be_name(tokens[end]):
            end += 1
        if end - first >= 2 and not any(demonym_of(t.folded, RU) for t in tokens[first:end]):
            candidate = _person(
                tokens, tokens[first].start, tokens[end - 1].end, 0.8, f"after the title {word.folded}"
            )
            found += [candidate] if candidate else []
    return found


def _may_be_name(word: Word) -> bool:
    return bool(_CAP.match(word.text) or is_particle(word.text)) and not is_listed(
        word.folded, "organisation_heads"
    )
