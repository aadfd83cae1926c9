"""A charter as a form: what stands in its fields, and the same as a file would say it. Pure.

Fields are called by kind, place and part: `member-0-name_ru`, `room-1-seat-0` (the seat of the first member), so that the
form works without script and every fault can point at its field.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from diwan.charter.charter_file import MATTERS
from diwan.core.errors import BadInput
from diwan.core.languages import FOUR

LANGUAGES = tuple(language.value for language in FOUR)
SEATS = ("lead", "members", "guests")
ROWS = ("member", "room", "function", "handover")
MOST_ROWS = 24
_NAMES = tuple(f"name_{language}" for language in LANGUAGES)
WORDS = ("task", "retention", "erasure")  # in four languages, or not at all

Row = dict[str, str]


class TooManyForAForm(BadInput):
    """A form holds twenty-four members, rooms, functions and points of a checklist."""


@dataclass(frozen=True, slots=True)
class CharterForm:
    """`plain` holds the fields that stand there once, `rows` the others by kind."""

    plain: Row = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=lambda: {kind: [] for kind in ROWS})

    def with_row(self, kind: str, row: Row | None = None) -> "CharterForm":
        if len(self.rows[kind]) >= MOST_ROWS:
            raise TooManyForAForm
        return CharterForm(self.plain, self.rows | {kind: [*self.rows[kind], row or {}]})

    def without_empty(self) -> "CharterForm":
        """A row that was added and never begun is no mistake."""
        form: CharterForm = self
        for kind in ROWS:
            for place in reversed(range(len(self.rows[kind]))):
                row = self.rows[kind][place]
                if not any(row.get(key) for key in ("id", *_NAMES)):
                    form = form.without_row(kind, place)
        return form

    def without_row(self, kind: str, place: int) -> "CharterForm":
        """Whoever named a later member by its place names it by the new one."""
        rows = self.rows | {kind: [row for n, row in enumerate(self.rows[kind]) if n != place]}
        if kind == "member":
            rows |= {"room": [_moved_seats(row, place) for row in rows["room"]]}
            rows |= {"function": [_moved_holders(row, place) for row in rows["function"]]}
        return CharterForm(self.plain, rows)


def _moved_seats(row: Row, gone: int) -> Row:
    moved = {}
    for key, value in row.items():
        kind, _, place = key.rpartition("-")
        if kind != "seat":
            moved[key] = value
        elif int(place) != gone:
            moved[f"seat-{int(place) - (int(place) > gone)}"] = value
    return moved


def _moved_holders(row: Row, gone: int) -> Row:
    moved = dict(row)
    for key in ("holder", "deputy"):
        if row.get(key, "").isdecimal():
            place = int(row[key])
            moved[key] = "" if place == gone else str(place - (place > gone))
    return moved


def read_form(given: Mapping[str, str]) -> CharterForm:
    """Only what belongs to the form."""
    told = {key: value.replace("\0", "").replace("\r\n", "\n").strip() for key, value in given.items()}
    once = ("time_zone", "term_months", "second_factor", "log_origin", "witness_policy", "retention_days", "tlp", "audience",
            *_NAMES, *(f"rule-{matter}" for matter in MATTERS), *(f"{word}_{each}" for word in WORDS for each in LANGUAGES))  # fmt: skip
    plain = {key: told[key] for key in once if key in told}
    if given.get("witness_policy"):
        plain["witness_policy"] = given["witness_policy"].replace("\0", "").replace("\r\n", "\n")
    rows: dict[str, list[Row]] = {}
    for kind in ROWS:
        found = (_row(told, f"{kind}-{place}-") for place in range(MOST_ROWS))
        rows[kind] = [row for row in found if row is not None]
    return CharterForm(plain, rows)


def _row(told: Mapping[str, str], prefix: str) -> Row | None:
    row = {key.removeprefix(prefix): value for key, value in told.items() if key.startswith(prefix)}
    return row or None


def form_of(text: dict[str, Any]) -> CharterForm:
    """Of a charter's text as it is signed. Raises TooManyForAForm."""
    places = {each["id"]: place for place, each in enumerate([*text["founders"], *text["parties"]])}
    turns = {member: str(turn) for turn, member in enumerate(text["rotation"], 1)}
    label = text["default_label"]
    plain = _named("name", text["names"]) | {
        "time_zone": text["time_zone"],
        "term_months": str(text["term_months"]),
        "second_factor": "yes" if text["second_factor"] else "",
        "log_origin": text["log_origin"],
        "witness_policy": text["witness_policy"],
        "retention_days": str(text["retention_days"]),
        "audience": label.get("audience", ""),
        "tlp": label.get("tlp", ""),
    }
    for word in WORDS:
        plain |= _named(word, text[word])
    for matter in MATTERS:
        plain[f"rule-{matter}"] = text["rules"].get(matter, "")
    member_rows = [
        {"id": each["id"], "kind": each.get("kind", "founder"), "country": each.get("country", ""), "turn": turns.get(each["id"], "")}
        | _named("name", each["names"])
        for each in [*text["founders"], *text["parties"]]
    ]  # fmt: skip
    room_rows = [
        {"id": room["id"]}
        | _named("name", room["names"])
        | {f"seat-{places[who]}": seat for seat in SEATS for who in room.get(seat, ())}
        for room in text["rooms"]
    ]
    function_rows = [
        {"id": each["id"]}
        | _named("name", each["names"])
        | {key: str(places.get(each.get(key, ""), "")) for key in ("holder", "deputy")}
        for each in text["functions"]
    ]
    rows = {
        "member": member_rows,
        "room": room_rows,
        "function": function_rows,
        "handover": [_named("name", names) for names in text["checklist"]],
    }
    if any(len(each) > MOST_ROWS for each in rows.values()):
        raise TooManyForAForm
    return CharterForm(plain, rows)


def _named(word: str, names: Mapping[str, str]) -> Row:
    return {f"{word}_{language}": names.get(language, "") for language in LANGUAGES}


def as_told(form: CharterForm) -> dict[str, Any]:
    """What `charter_file` reads; of a form without faults."""
    plain, members = form.plain, form.rows["member"]
    ids = [row.get("id", "") for row in members]
    turns = sorted((int(row["turn"]), row["id"]) for row in members if row.get("turn"))
    told: dict[str, Any] = {
        "centre": {
            "names": _names(plain, "name"),
            "task": _names(plain, "task"),
            "time_zone": plain.get("time_zone", ""),
            "term_months": int(plain.get("term_months", "") or 3),
            "rotation": [id_ for _, id_ in turns],
            "second_factor": plain.get("second_factor") == "yes",
            "log_origin": plain.get("log_origin", ""),
            "witness_policy": plain.get("witness_policy", ""),
        },
        "member": [
            {key: row.get(key, "") for key in ("id", "kind", "country")} | {"names": _names(row, "name")}
            for row in members
        ],
        "room": [
            {"id": row.get("id", ""), "names": _names(row, "name")}
            | {seat: [ids[n] for n in range(len(ids)) if row.get(f"seat-{n}") == seat] for seat in SEATS}
            for row in form.rows["room"]
        ],
        "function": [
            {"id": row.get("id", ""), "names": _names(row, "name")}
            | {key: ids[int(row[key])] for key in ("holder", "deputy") if row.get(key)}
            for row in form.rows["function"]
        ],
        "handover": [{"names": _names(row, "name")} for row in form.rows["handover"]],
        "rules": {m: plain[f"rule-{m}"] for m in MATTERS if plain.get(f"rule-{m}")},
        "label": {key: plain[key] for key in ("audience", "tlp") if plain.get(key)},
        "data": {
            "retention_days": int(plain.get("retention_days", "") or 0),
            "retention": _names(plain, "retention"),
            "erasure": _names(plain, "erasure"),
        },
    }
    return told


def _names(row: Mapping[str, str], word: str) -> dict[str, str]:
    found = {language: row.get(f"{word}_{language}", "") for language in LANGUAGES}
    return found if any(found.values()) else {}
