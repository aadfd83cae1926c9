"""A charter as its founders write it down: one TOML file, read with the place of every mistake. Pure."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from diwan.charter.words import CharterText, Founder, FunctionText, Names, Party, RoomText, is_short_name
from diwan.core.errors import BadInput
from diwan.core.ids import MemberId, RoomId
from diwan.core.labels import Tlp
from diwan.core.languages import FOUR

RULES = ("unanimity", "two-thirds", "majority")
MATTERS = ("amendment", "admission", "suspension", "withdrawal")
OWN = "own"  # a member leaves by its own signature
ROLES = ("reader", "analyst", "releaser", "administrator", "custodian")
PARTY_KINDS = ("member", "observer", "outside")
MOST_TERM_MONTHS = 120
MOST_DAYS = 36_525
_LANGUAGES = tuple(language.value for language in FOUR)


class CharterUnreadable(BadInput):
    """The charter cannot be read as it is written."""


@dataclass(frozen=True, slots=True)
class FirstOfficer:
    """Not part of what is signed: no other member learns who they are."""

    member: MemberId
    sign_in: str
    names: Names
    language: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drafted:
    text: CharterText
    officers: tuple[FirstOfficer, ...]


def read_charter(toml: str) -> Drafted:
    """Raises CharterUnreadable, which names the place and how to mend it."""
    try:
        told = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise CharterUnreadable(str(error)) from error
    return read_told(told)


def read_told(told: dict[str, Any]) -> Drafted:
    """As `read_charter`, of what was taken apart already: a form, a table."""
    return _Reader(told).read()


def checked_party(id_: str, kind: str, names: Names, country: str) -> Party:
    """Of one that is to be admitted. Raises CharterUnreadable."""
    row = {"id": id_, "kind": kind, "names": names, "country": country}
    party, is_kind, _ = _Reader({}).member(row)
    if is_kind == "founder":
        raise CharterUnreadable("kind: nobody founds a centre that stands already.")
    return party


class _Reader:
    """Takes the file apart; what is left over at the end was misspelled."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.told = told
        self.known: set[str] = set()

    def read(self) -> Drafted:
        _refuse_unknown(
            self.told,
            {"centre", "member", "room", "function", "handover", "rules", "label", "data"},
            "the file",
        )
        members = [self.member(row) for row in _tables(self.told, "member")]
        _refuse_twice("member", [p.id for p, _, _ in members])
        founders = tuple(Founder(p.id, p.names, p.country) for p, kind, _ in members if kind == "founder")
        parties = tuple(p for p, kind, _ in members if kind != "founder")
        if not founders:
            raise CharterUnreadable('No [[member]] has kind = "founder".')
        self.known = {p.id for p, _, _ in members}
        text = CharterText(
            founders=founders,
            parties=parties,
            **self._centre(
                {p.id for p in parties if p.kind == "member"} | {f.id for f in founders}, founders
            ),
            rooms=tuple(self._room(row) for row in _tables(self.told, "room")),
            functions=tuple(self._function(row) for row in _tables(self.told, "function")),
            checklist=tuple(
                _handover_item(row, number) for number, row in enumerate(_tables(self.told, "handover"), 1)
            ),
            rules=self._rules(),
            default_label=self._label(),
            **self._data(),
        )
        _refuse_twice("room", [room.id for room in text.rooms])
        _refuse_twice("function", [function.id for function in text.functions])
        return Drafted(text, tuple(officer for _, _, officers in members for officer in officers))

    def _centre(self, may_direct: set[MemberId], founders: tuple[Founder, ...]) -> dict[str, Any]:
        centre = _table(self.told, "centre")
        where = "[centre]"
        _refuse_unknown(
            centre,
            {"names", "task", "time_zone", "rotation", "first_director", "term_months", "log_origin", "witness_policy",
             "second_factor"},
            where,
        )  # fmt: skip
        rotation = [MemberId(each) for each in _strings(centre, "rotation", where)] or [
            f.id for f in founders
        ]
        for each in rotation:
            if each not in may_direct:
                raise CharterUnreadable(f"{where} rotation: {each} is not a founder or member.")
        _refuse_twice("rotation", rotation)
        first = _string(centre, "first_director", where) or rotation[0]
        if first not in rotation:
            raise CharterUnreadable(f"{where} first_director: {first} is not in the rotation.")
        begin = rotation.index(MemberId(first))
        return {
            "names": _names(centre, "names", where),
            "task": _names(centre, "task", where, optional=True),
            "time_zone": _time_zone(_string(centre, "time_zone", where) or "UTC"),
            "rotation": tuple(rotation[begin:] + rotation[:begin]),
            "term_months": _number(centre, "term_months", where, 3, range(1, MOST_TERM_MONTHS + 1)),
            "log_origin": _string(centre, "log_origin", where),
            "witness_policy": _string(centre, "witness_policy", where),
            "second_factor": _yes_or_no(centre, "second_factor", where),
        }

    def member(self, row: dict[str, Any]) -> tuple[Party, str, list[FirstOfficer]]:
        id_ = MemberId(_slug(row, "[[member]]"))
        where = f"member {id_}"
        _refuse_unknown(row, {"id", "kind", "names", "country", "officer"}, where)
        kind = _one_of(row, "kind", ("founder", *PARTY_KINDS), where)
        country = _string(row, "country", where)
        if country and not re.fullmatch("[A-Z]{2}", country):
            raise CharterUnreadable(f'{where}: country is two capital letters of ISO 3166, as "IQ".')
        officers = [_officer(id_, officer) for officer in _tables(row, "officer")]
        _refuse_twice(f"{where}: sign_in", [officer.sign_in for officer in officers])
        if officers and kind == "outside":
            raise CharterUnreadable(f"{where}: an outside party reads nothing and has no officer here.")
        return Party(id_, kind, _names(row, "names", where), country), kind, officers

    def _room(self, row: dict[str, Any]) -> RoomText:
        id_ = RoomId(_slug(row, "[[room]]"))
        where = f"room {id_}"
        _refuse_unknown(row, {"id", "names", "lead", "members", "guests"}, where)
        seats = {name: self._those(row, name, where) for name in ("lead", "members", "guests")}
        _refuse_twice(where, [each for seat in seats.values() for each in seat])
        if not seats["lead"]:
            raise CharterUnreadable(f"{where}: lead names the member that leads it.")
        return RoomText(id_, _names(row, "names", where), **seats)

    def _function(self, row: dict[str, Any]) -> FunctionText:
        id_ = _slug(row, "[[function]]")
        where = f"function {id_}"
        _refuse_unknown(row, {"id", "names", "holder", "deputy"}, where)
        held = {name: _string(row, name, where) for name in ("holder", "deputy")}
        for name, member in held.items():
            if member and member not in self.known:
                raise CharterUnreadable(f"{where}: {name} {member} is no [[member]] of this file.")
        return FunctionText(id_, _names(row, "names", where), **held)

    def _those(self, row: dict[str, Any], key: str, where: str) -> tuple[MemberId, ...]:
        named = tuple(MemberId(each) for each in _strings(row, key, where))
        for member in named:
            if member not in self.known:
                raise CharterUnreadable(f"{where}: {key} {member} is no [[member]] of this file.")
        return named

    def _rules(self) -> dict[str, str]:
        rules = _table(self.told, "rules")
        _refuse_unknown(rules, set(MATTERS), "[rules]")
        return {
            matter: _one_of(rules, matter, (*RULES, OWN) if matter == "withdrawal" else RULES, "[rules]")
            for matter in MATTERS
            if matter in rules
        }

    def _label(self) -> dict[str, str]:
        label = _table(self.told, "label")
        _refuse_unknown(label, {"audience", "tlp"}, "[label]")
        found = {}
        if "audience" in label:
            found["audience"] = _one_of(label, "audience", ("own", "centre"), "[label]")
        if "tlp" in label:
            found["tlp"] = _one_of(label, "tlp", tuple(tlp.name for tlp in Tlp), "[label]")
        return found

    def _data(self) -> dict[str, Any]:
        data = _table(self.told, "data")
        _refuse_unknown(data, {"retention_days", "retention", "erasure"}, "[data]")
        return {
            "retention_days": _number(data, "retention_days", "[data]", 0, range(MOST_DAYS + 1)),
            "retention": _names(data, "retention", "[data]", optional=True),
            "erasure": _names(data, "erasure", "[data]", optional=True),
        }


def _handover_item(row: dict[str, Any], number: int) -> Names:
    where = f"point {number} of [[handover]]"
    _refuse_unknown(row, {"names"}, where)
    return _names(row, "names", where)


def _officer(member: MemberId, row: dict[str, Any]) -> FirstOfficer:
    sign_in = _string(row, "sign_in", f"member {member}, officer")
    where = f"officer {sign_in or '?'} of {member}"
    if not re.fullmatch(r"[a-z][a-z0-9._-]*", sign_in):
        raise CharterUnreadable(f"{where}: sign_in is a short name in small Latin letters.")
    _refuse_unknown(row, {"sign_in", "names", "language", "roles"}, where)
    roles = tuple(_strings(row, "roles", where)) or ROLES
    for role in roles:
        if role not in ROLES:
            raise CharterUnreadable(f"{where}: no role is called {role}. There are: {', '.join(ROLES)}.")
    language = _one_of(row, "language", _LANGUAGES, where) if "language" in row else "en"
    return FirstOfficer(member, sign_in, _names(row, "names", where), language, roles)


def _table(told: dict[str, Any], key: str) -> dict[str, Any]:
    found = told.get(key, {})
    if not isinstance(found, dict):
        raise CharterUnreadable(f"{key} is written as [{key}].")
    return found


def _tables(told: dict[str, Any], key: str) -> list[dict[str, Any]]:
    found = told.get(key, [])
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise CharterUnreadable(f"{key} is written as [[{key}]], once for each.")
    return found


def _refuse_unknown(row: dict[str, Any], known: set[str], where: str) -> None:
    if unknown := sorted(row.keys() - known):
        raise CharterUnreadable(
            f"{where}: {unknown[0]} means nothing here. Known: {', '.join(sorted(known))}."
        )


def _refuse_twice(what: str, named: Iterable[str]) -> None:
    seen: set[str] = set()
    for each in named:
        if each in seen:
            raise CharterUnreadable(f"{what}: {each} stands there twice.")
        seen.add(each)


def _slug(row: dict[str, Any], where: str) -> str:
    found = _string(row, "id", where)
    if not is_short_name(found):
        raise CharterUnreadable(f'{where}: id is a short name in small Latin letters, as "port-authority".')
    return found


def _string(row: dict[str, Any], key: str, where: str) -> str:
    found = row.get(key, "")
    if not isinstance(found, str):
        raise CharterUnreadable(f"{where}: {key} is a text in quotation marks.")
    return found.strip() if key != "witness_policy" else found


def _strings(row: dict[str, Any], key: str, where: str) -> list[str]:
    found = row.get(key, [])
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise CharterUnreadable(f'{where}: {key} is a list of texts, as ["one", "two"].')
    return found


def _number(row: dict[str, Any], key: str, where: str, default: int, allowed: range) -> int:
    found = row.get(key, default)
    if not isinstance(found, int) or isinstance(found, bool) or found not in allowed:
        raise CharterUnreadable(f"{where}: {key} is a number from {allowed[0]} to {allowed[-1]}.")
    return found


def _yes_or_no(row: dict[str, Any], key: str, where: str) -> bool:
    found = row.get(key, False)
    if not isinstance(found, bool):
        raise CharterUnreadable(f"{where}: {key} is true or false.")
    return found


def _one_of(row: dict[str, Any], key: str, allowed: tuple[str, ...], where: str) -> str:
    found = row.get(key)
    if found not in allowed:
        raise CharterUnreadable(f"{where}: {key} is one of: {', '.join(allowed)}.")
    return str(found)


def _names(row: dict[str, Any], key: str, where: str, *, optional: bool = False) -> Names:
    found = row.get(key, {})
    if optional and not found:
        return {}
    if not isinstance(found, dict) or not all(isinstance(name, str) for name in found.values()):
        raise CharterUnreadable(f"{where}: {key} is a table of languages and texts.")
    if missing := [language for language in _LANGUAGES if not found.get(language, "").strip()]:
        raise CharterUnreadable(
            f"{where}: {key} lacks {', '.join(missing)}; a name is given in four languages."
        )
    _refuse_unknown(found, set(_LANGUAGES), f"{where}: {key}")
    return {language: found[language].strip() for language in _LANGUAGES}


def _time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError) as error:
        raise CharterUnreadable(f'[centre] time_zone: {name} is no zone, as "Asia/Baghdad" is.') from error
    return name
