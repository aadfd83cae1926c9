"""What differs between two versions of a charter, place by place. Pure."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from diwan.charter.words import CharterText

_BESIDE = "follows"  # says which version this one changes; of no matter to what it says
_EMPTY = CharterText(names={}, founders=(), time_zone="").as_json()


@dataclass(frozen=True, slots=True)
class Difference:
    """`place` is "rooms · dam · guests"; None before an addition and after a removal."""

    place: tuple[str, ...]
    before: str | None
    after: str | None


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    """In the order of the text. Lists of things with an id are compared by id, other lists as a whole."""
    return list(_between((), whole(before), whole(after)))


def same_words(before: dict[str, Any], after: dict[str, Any]) -> bool:
    return not differences(before, after)


def whole(text: dict[str, Any]) -> dict[str, Any]:
    """A text of an earlier version of Diwan lacks what it did not know of."""
    return {key: value for key, value in (_EMPTY | text).items() if key != _BESIDE}


def _between(place: tuple[str, ...], before: Any, after: Any) -> Iterator[Difference]:
    before, after = _by_id(before), _by_id(after)
    if isinstance(before, dict) or isinstance(after, dict):
        old, new = before or {}, after or {}
        if isinstance(old, dict) and isinstance(new, dict):
            for key in dict.fromkeys([*old, *new]):
                yield from _between((*place, str(key)), old.get(key), new.get(key))
            return
    if _said(before) != _said(after):
        yield Difference(place, _said(before), _said(after))


def _by_id(value: Any) -> Any:
    if isinstance(value, list) and value and all(isinstance(each, dict) and "id" in each for each in value):
        return {each["id"]: {key: held for key, held in each.items() if key != "id"} for each in value}
    return value


def _said(value: Any) -> str | None:
    if value is None or value in ("", [], {}):
        return None
    if isinstance(value, list):
        return ", ".join(_said(each) or "" for each in value)
    if isinstance(value, dict):
        return "; ".join(f"{key} {_said(held)}" for key, held in value.items())
    return str(value)


def as_toml(text: dict[str, Any]) -> str:
    """The text as a file that `read_charter` reads back to the same words, for who wants to change some of them."""
    every = whole(text)
    centre = {key: every[key] for key in _OF_CENTRE if every[key] not in ("", {}, [])}
    lines = ["[centre]", *_pairs(centre), ""]
    for kind, row in [("founder", each) for each in every["founders"]] + [
        (each["kind"], each) for each in every["parties"]
    ]:
        lines += [
            "[[member]]",
            *_pairs(
                {"id": row["id"], "kind": kind} | {k: v for k, v in row.items() if k not in ("id", "kind")}
            ),
            "",
        ]
    for name, key in (("room", "rooms"), ("function", "functions")):
        for row in every[key]:
            lines += [f"[[{name}]]", *_pairs(row), ""]
    for names in every["checklist"]:
        lines += ["[[handover]]", *_pairs({"names": names}), ""]
    data = {key: every[key] for key in ("retention_days", "retention", "erasure")}
    for name, table in (("rules", every["rules"]), ("label", every["default_label"]), ("data", data)):
        lines += [f"[{name}]", *_pairs({key: held for key, held in table.items() if held != {}}), ""]
    return "\n".join(lines)


_OF_CENTRE = (
    "names",
    "task",
    "time_zone",
    "rotation",
    "term_months",
    "second_factor",
    "log_origin",
    "witness_policy",
)


def _pairs(table: dict[str, Any]) -> list[str]:
    return [f"{key} = {_toml(held)}" for key, held in table.items() if held not in ("", None)]


def _toml(value: Any) -> str:
    """JSON's strings, numbers, lists and truth values are TOML's; only tables are written with another sign."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(held)}" for key, held in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)
