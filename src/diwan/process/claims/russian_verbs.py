"""The forms of a regular Russian verb that can attribute: past, present, gerunds, participles, impersonal."""

from collections.abc import Iterator

_PAST = ("л", "ла", "ло", "ли")
_ADJECTIVE = ("ий", "его", "ему", "им", "ем", "ая", "ей", "ую", "ее", "ие", "их", "ими")
_HUSHING = "жшчщ"
# `сообщается, что`; of other verbs the passive rather tells what happens to a thing.
_IMPERSONAL = frozenset(
    [
        "сообщать",
        "заявлять",
        "отмечать",
        "уточнять",
        "подчёркивать",
        "пояснять",
        "утверждать",
        "указывать",
        "добавлять",
        "говорить",
    ]
)


def russian_forms(infinitive: str, *, is_lasting: bool) -> Iterator[str]:
    """Of `сообщить`: сообщил, сообщив, сообщивший; of a lasting `сообщать` сообщает, сообщая, сообщающий, сообщается too."""
    own = infinitive.endswith("ся")
    verb = infinitive.removesuffix("ся")
    stem = verb.removesuffix("ть")
    for ending in _PAST:
        yield _own(stem + ending) if own else stem + ending
    yield stem + ("вшись" if own else "в")
    yield from (stem + "вш" + ending + "ся" * own for ending in _ADJECTIVE)
    if is_lasting:
        yield from _present(verb, own=own)


def _present(verb: str, *, own: bool) -> Iterator[str]:
    one, many, gerund = _endings(verb)
    if own:
        yield from (one + "ся", many + "ся")
    else:
        yield from (one, many)
        if verb in _IMPERSONAL:
            yield one + "ся"
    yield gerund + "сь" if own else gerund
    yield from (many.removesuffix("т") + "щ" + ending + "ся" * own for ending in _ADJECTIVE)


def _endings(verb: str) -> tuple[str, str, str]:
    """`сообщает`, `сообщают`, `сообщая`."""
    if verb.endswith(("давать", "знавать", "ставать")):
        return verb[:-4] + "ёт", verb[:-4] + "ют", verb[:-2] + "я"
    if verb.endswith("овать"):
        return verb[:-5] + "ует", verb[:-5] + "уют", verb[:-5] + "уя"
    if verb.endswith("ить"):
        stem = verb[:-3]
        soft = "а" if stem[-1] in _HUSHING else "я"
        return stem + "ит", stem + soft + "т", stem + soft
    return verb[:-2] + "ет", verb[:-2] + "ют", verb[:-2] + "я"


def _own(past: str) -> str:
    return past + ("ся" if past.endswith("л") else "сь")
