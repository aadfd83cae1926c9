"""English people and organisations: runs of capitalised words, told apart by what they hold and what stands beside."""

import re
from functools import lru_cache

from diwan.core.languages import Language
from diwan.core.reading import ActorKind
from diwan.process.actors.candidate import Candidate
from diwan.process.actors.known import demonym_of
from diwan.process.actors.lexicon import name_words, words
from diwan.process.actors.words import Word

EN = Language.EN
_PARTICLE = re.compile(r"(?:al|el|ad|ar|as|ash|at|an|az|ez|ed|er|es|et|ul|ol|d|o|mc)[-'’][A-Z]")
_LINKS = frozenset(
    [
        "of",
        "for",
        "the",
        "and",
        "on",
        "bin",
        "ibn",
        "bint",
        "abu",
        "umm",
        "van",
        "von",
        "de",
        "der",
        "den",
        "da",
        "di",
        "du",
        "la",
        "le",
        "al",
        "el",
        "ul",
        "ben",
        "ag",
        "ould",
    ]
)
_NAME_LINKS = frozenset(
    [
        "bin",
        "ibn",
        "bint",
        "abu",
        "umm",
        "van",
        "von",
        "del",
        "dos",
        "das",
        "della",
        "de",
        "der",
        "den",
        "da",
        "di",
        "du",
        "la",
        "le",
        "al",
        "el",
        "ul",
        "ben",
        "ag",
        "ould",
    ]
)
_CAP = re.compile(r"[A-ZÀ-ÞĀ-ŽŠŽ]")


@lru_cache(maxsize=32768)
def is_capitalised(word: str) -> bool:
    return bool(_CAP.match(word) or _PARTICLE.match(word))


def _run_end(tokens: list[Word], first: int) -> int:
    """Index after the last word of the capitalised run that begins at `first`."""
    last = first
    index = first + 1
    seen_head = tokens[first].folded in words(EN, "organisation_heads")
    while (
        index < len(tokens) and tokens[index].gap in (" ", "\u00a0", "-", ". ", " & ") and index - first < 12
    ):
        word = tokens[index]
        if word.gap == ". " and len(tokens[index - 1].text) > 1:
            break  # an initial may stand before a full stop, a word ends a sentence
        if is_capitalised(word.text):
            last = index
            seen_head = seen_head or word.folded in words(EN, "organisation_heads")
        elif not (word.folded in _NAME_LINKS or (seen_head and word.folded in _LINKS)):
            break
        index += 1
    return last + 1


def runs(tokens: list[Word]) -> list[tuple[int, int]]:
    """(first, end) of every capitalised run, leading titles and sentence openers taken off, at `and` in two."""
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(tokens):
        if not is_capitalised(tokens[index].text):
            index += 1
            continue
        end = _run_end(tokens, index)
        found += _parts(tokens, index, end)
        index = end
    return found


def _parts(tokens: list[Word], first: int, end: int) -> list[tuple[int, int]]:
    for cut in range(first + 1, end - 1):
        if tokens[cut].folded == "and" and _two_names(tokens, cut, end):
            return [*_parts(tokens, first, cut), *_parts(tokens, cut + 1, end)]
    while first < end and _is_opener(tokens, first, end):
        first += 1
    first = _behind_office(tokens, first, end)
    while end > first and tokens[end - 1].folded in words(EN, "calendar"):
        end -= 1
    return [(first, end)] if first < end else []


_OFFICES = frozenset(
    [
        "minister", "president", "premier", "spokesman", "spokeswoman", "spokesperson", "governor", "mayor", "secretary", "ambassador", "chairman",
        "chairwoman", "chairperson", "commissioner", "director", "commander", "coordinator", "senator", "chancellor", "envoy", "prosecutor", "superintendent",
    ]
)  # fmt: skip


def _behind_office(tokens: list[Word], first: int, end: int) -> int:
    """`Health Minister X Y`, `Regional Spokesperson X`: the name begins behind the office, unless a body's name holds it."""
    office = next((i for i in range(end - 2, first, -1) if tokens[i].folded in _OFFICES), None)
    heads = words(EN, "organisation_heads") | words(EN, "group_heads")
    if (
        office is None
        or any(t.folded in heads for t in tokens[office + 1 : end])
        or tokens[office + 1].folded in _LINKS
    ):
        return first
    return office + 1


def _two_names(tokens: list[Word], cut: int, end: int) -> bool:
    """`Ministry of Water and Power` is one body, `Ministry of Water and the Red Cross` are two."""
    heads = words(EN, "organisation_heads") | words(EN, "group_heads")
    after = tokens[cut + 1].folded == "the" or any(t.folded in heads for t in tokens[cut + 1 : end])
    return after or any(t.folded in words(EN, "calendar") for t in tokens[cut + 1 : end])


def _is_opener(tokens: list[Word], first: int, end: int) -> bool:
    folded = tokens[first].folded.removesuffix("'s")
    opens = first == 0 or tokens[first].gap != " " or folded in ("the", "a", "an")
    if (opens and folded in words(EN, "common_openers")) or folded in words(EN, "calendar"):
        return True
    return folded in words(EN, "titles") and end - first > 1


def read_names(text: str, tokens: list[Word]) -> list[Candidate]:
    """Organisations by their head word, people by title, given name or what is said beside the name."""
    found: list[Candidate] = []
    for first, end in runs(tokens):
        candidate = (
            _organisation(tokens, first, end)
            or _spoken_for(tokens, first, end)
            or _person(text, tokens, first, end)
        )
        if candidate:
            found.append(candidate)
    return found + _lower_institutions(tokens)


def _span_end(tokens: list[Word], end: int) -> int:
    last = tokens[end - 1]
    return last.end - (2 if last.folded.endswith("'s") else 0)


def _organisation(tokens: list[Word], first: int, end: int) -> Candidate | None:
    folded = [t.folded.removesuffix("'s") for t in tokens[first:end]]
    groups, heads = words(EN, "group_heads"), words(EN, "organisation_heads")
    head = next((w for w in reversed(folded) if w in groups or w in heads), None)
    if end - first >= 2 and folded[-1] in words(EN, "suffixes_outlet"):
        why = "ends as the names of outlets do"
        return Candidate(
            tokens[first].start, _span_end(tokens, end), ActorKind.ORGANISATION, 0.9, "actors.outlet", why
        )
    if named := _named_as(tokens, first, end):
        return named
    if head is None or end - first < 2 or folded[-1] in words(EN, "geographic_heads"):
        return None
    last_head = max(i for i, w in enumerate(folded) if w == head)
    if last_head == 0 and (end - first < 3 or folded[1] not in _LINKS):
        return None  # `Press Tuesday`: a head alone names nobody
    kind = ActorKind.GROUP if head in groups else ActorKind.ORGANISATION
    return Candidate(
        tokens[first].start,
        _span_end(tokens, end),
        kind,
        0.85,
        "actors.head",
        f"head word: {head}",
        facts=(("head", head),),
    )


_TOLD_AS = {
    **dict.fromkeys(
        [
            "firm",
            "company",
            "operator",
            "charity",
            "newspaper",
            "agency",
            "bank",
            "airline",
            "carrier",
            "contractor",
            "manufacturer",
            "consortium",
            "retailer",
            "website",
            "broadcaster",
            "publisher",
            "supplier",
            "utility",
            "insurer",
            "miner",
            "shipper",
            "nonprofit",
            "watchdog",
            "federation",
            "party",
            "union",
        ],
        ActorKind.ORGANISATION,
    ),
    **dict.fromkeys(
        ["militia", "movement", "faction", "guerrillas", "rebels", "insurgents"], ActorKind.GROUP
    ),
}


_SPEAKS_FOR = frozenset(
    [
        "lawyer", "lawyers", "spokesman", "spokeswoman", "spokesperson", "spokespeople", "attorney", "attorneys", "representative", "representatives",
        "executive", "executives", "counsel", "negotiators", "negotiator", "lobbyists",
    ]
)  # fmt: skip


def _spoken_for(tokens: list[Word], first: int, end: int) -> Candidate | None:
    """`lawyers for X y X`, `a spokeswoman for X`: who has such people is a body; no title stands in the name."""
    if first < 2 or tokens[first].gap != " " or tokens[first].folded in words(EN, "titles"):
        return None
    before = first - 2 if tokens[first - 1].folded != "the" else first - 3
    if before < 0 or tokens[before + 1].folded != "for" or tokens[before].folded not in _SPEAKS_FOR:
        return None
    if tokens[first].folded in name_words("latin"):
        return None
    return Candidate(
        tokens[first].start,
        _span_end(tokens, end),
        ActorKind.ORGANISATION,
        0.7,
        "actors.head",
        f"behind {tokens[before].text} for",
    )


def _named_as(tokens: list[Word], first: int, end: int) -> Candidate | None:
    """`the mining firm X Y`, `the operator, X Y,`: the noun before the name says that it is no person's."""
    told = tokens[first - 1] if first and tokens[first].gap in (" ", ", ") else None
    kind = _TOLD_AS.get(told.text) if told else None
    if told is None or kind is None or end - first < 2 or tokens[first].folded in words(EN, "titles"):
        return None
    if tokens[first].gap == ", " and (first < 2 or tokens[first - 2].folded not in ("the", "its", "their")):
        return None
    return Candidate(
        tokens[first].start, _span_end(tokens, end), kind, 0.8, "actors.head", f"behind the word {told.text}"
    )


def _evidence(text: str, tokens: list[Word], first: int, end: int) -> tuple[float, str] | None:
    """How sure it is that a run names a person, and why."""
    before = tokens[first - 1].folded if first and tokens[first].gap.strip() in ("", ".") else ""
    after = text[tokens[end - 1].end : tokens[end - 1].end + 2]
    follower = tokens[end].folded if end < len(tokens) else ""
    if before in words(EN, "titles"):
        return 0.9, f"title before the name: {before}"
    if tokens[first].folded in name_words("latin") and end - first >= 2:
        return 0.8, "its first word is a given name"
    if any(_PARTICLE.match(t.text) for t in tokens[first + 1 : end]) or tokens[first].folded in (
        "abu",
        "umm",
    ):
        return 0.75, "a name with an article or a kunya"
    if follower in words(EN, "speech_verbs") or before in words(EN, "speech_verbs"):
        return 0.7, "a verb of saying beside the name"
    if after == ", " and follower in ("who", "whose", "the", "a", "an", "speaking", *words(EN, "titles")):
        return 0.7, "an apposition after the name"
    return None


def _person(text: str, tokens: list[Word], first: int, end: int) -> Candidate | None:
    folded = [t.folded.removesuffix("'s") for t in tokens[first:end]]
    if (
        not 2 <= end - first <= 5
        or folded[-1] in words(EN, "geographic_heads")
        or any(demonym_of(w, EN) for w in folded)
        or any(w in words(EN, "calendar") for w in folded)
        or "of" in folded
    ):
        return None
    evidence = _evidence(text, tokens, first, end)
    score, why = evidence or (0.45, "two capitalised words that are no listed place")
    if evidence is None and "\n" in text[max(0, tokens[first].start - 2) : tokens[first].start]:
        return None  # a heading or a caption
    return Candidate(tokens[first].start, _span_end(tokens, end), ActorKind.PERSON, score, "actors.name", why)


def _lower_institutions(tokens: list[Word]) -> list[Candidate]:
    """`the Iraqi government`, `Malian army`: the adjective of a state and a common noun."""
    found = []
    nouns = words(EN, "lower_institutions")
    for index, word in enumerate(tokens[1:], 1):
        if word.text in nouns and not _qualifies(tokens, index):
            first = index - 1
            while (
                first and tokens[first].text.islower() and index - first < 3 and tokens[first + 1].gap == " "
            ):
                first -= 1
            if demonym_of(tokens[first].folded, EN) and tokens[first + 1].gap == " ":
                found.append(_institution(tokens[first].start, word.end, word.text))
            elif _of_state(tokens, index):
                found.append(_institution(word.start, _span_end(tokens, index + 3), word.text))
    return found


def _qualifies(tokens: list[Word], index: int) -> bool:
    """`Russian military advisers`: the noun says what kind of advisers and names nobody."""
    if tokens[index].text not in ("military", "intelligence", "authorities", "judiciary"):
        return False
    follower = tokens[index + 1] if index + 1 < len(tokens) else None
    return (
        follower is not None and not follower.gap.strip() and follower.folded not in words(EN, "speech_verbs")
    )


def _of_state(tokens: list[Word], index: int) -> bool:
    return (
        index + 2 < len(tokens)
        and tokens[index + 1].folded == "of"
        and is_capitalised(tokens[index + 2].text)
        and tokens[index + 2].gap == " "
    )


def _institution(start: int, end: int, noun: str) -> Candidate:
    return Candidate(start, end, ActorKind.ORGANISATION, 0.86, "actors.institution", f"a state's {noun}")
