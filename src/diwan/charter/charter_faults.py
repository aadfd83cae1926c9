"""What is wrong with each field of a charter's form, before it is read as a file is. Pure."""

import re
from zoneinfo import available_timezones

from diwan.charter.charter_file import MATTERS, MOST_DAYS, MOST_TERM_MONTHS, OWN, PARTY_KINDS, RULES
from diwan.charter.charter_form import LANGUAGES, MOST_ROWS, SEATS, WORDS, CharterForm, Row
from diwan.charter.words import is_short_name
from diwan.core.labels import Tlp

KINDS = ("founder", *PARTY_KINDS)
LONGEST_NAME, LONGEST_WORDS, LONGEST_POLICY = 200, 4000, 20_000


def faults(form: CharterForm) -> dict[str, str]:
    """Field -> what is wrong with it, by the key of a sentence; empty when the form is a charter."""
    found: dict[str, str] = {}
    _plain_faults(form.plain, found)
    members = form.rows["member"]
    for place, row in enumerate(members):
        _member_faults(row, f"member-{place}-", found)
    _twice(members, "member", "id", found)
    _twice(members, "member", "turn", found)
    if not any(row.get("kind") == "founder" for row in members):
        found["member-0-kind"] = "no_founder"
    for place, row in enumerate(form.rows["room"]):
        _room_faults(row, f"room-{place}-", len(members), found)
    for place, row in enumerate(form.rows["function"]):
        prefix = f"function-{place}-"
        _named_faults(row, prefix, found)
        for key in ("holder", "deputy"):
            _one_of(row, key, ("", *map(str, range(len(members)))), prefix, found)
    for kind in ("room", "function"):
        _twice(form.rows[kind], kind, "id", found)
    for place, row in enumerate(form.rows["handover"]):
        _four(row, "name", f"handover-{place}-", found, longest=LONGEST_NAME)
    return found


def _plain_faults(plain: Row, found: dict[str, str]) -> None:
    _four(plain, "name", "", found, longest=LONGEST_NAME)
    for word in WORDS:
        _four(plain, word, "", found, is_optional=True)
    if plain.get("time_zone", "") not in available_timezones():
        found["time_zone"] = "zone"
    _whole(plain, "term_months", range(1, MOST_TERM_MONTHS + 1), "months", found)
    _whole(plain, "retention_days", range(MOST_DAYS + 1), "days", found)
    for matter in MATTERS:
        _one_of(
            plain,
            f"rule-{matter}",
            ("", *RULES, OWN) if matter == "withdrawal" else ("", *RULES),
            "",
            found,
        )
    _one_of(plain, "audience", ("", "own", "centre"), "", found)
    _one_of(plain, "tlp", ("", *(tlp.name for tlp in Tlp)), "", found)
    for key, longest in (("log_origin", LONGEST_NAME), ("witness_policy", LONGEST_POLICY)):
        if len(plain.get(key, "")) > longest:
            found[key] = "long"


def _member_faults(row: Row, prefix: str, found: dict[str, str]) -> None:
    _named_faults(row, prefix, found)
    _one_of(row, "kind", KINDS, prefix, found)
    if row.get("country") and not re.fullmatch("[A-Z]{2}", row["country"]):
        found[f"{prefix}country"] = "country"
    if turn := row.get("turn"):
        if not (turn.isdecimal() and 0 < int(turn) <= MOST_ROWS):
            found[f"{prefix}turn"] = "turn"
        elif row.get("kind") in ("observer", "outside"):
            found[f"{prefix}turn"] = "turn_not_theirs"


def _room_faults(row: Row, prefix: str, members: int, found: dict[str, str]) -> None:
    _named_faults(row, prefix, found)
    for place in range(members):
        _one_of(row, f"seat-{place}", ("", *SEATS), prefix, found)
    if not any(row.get(f"seat-{place}") == "lead" for place in range(members)):
        found[f"{prefix}seat-0"] = "no_lead"


def _named_faults(row: Row, prefix: str, found: dict[str, str]) -> None:
    if not is_short_name(row.get("id", "")):
        found[f"{prefix}id"] = "id"
    _four(row, "name", prefix, found, longest=LONGEST_NAME)


def _four(
    row: Row,
    word: str,
    prefix: str,
    found: dict[str, str],
    *,
    longest: int = LONGEST_WORDS,
    is_optional: bool = False,
) -> None:
    said = {f"{word}_{language}": row.get(f"{word}_{language}", "") for language in LANGUAGES}
    for key, value in said.items():
        if not value and (not is_optional or any(said.values())):
            found[prefix + key] = "language"
        elif len(value) > longest:
            found[prefix + key] = "long"


def _whole(row: Row, key: str, allowed: range, problem: str, found: dict[str, str]) -> None:
    value = row.get(key, "")
    if value and not (value.isdecimal() and len(value) < 7 and int(value) in allowed):
        found[key] = problem


def _one_of(row: Row, key: str, allowed: tuple[str, ...], prefix: str, found: dict[str, str]) -> None:
    if row.get(key, "") not in allowed:
        found[prefix + key] = "choose"


def _twice(rows: list[Row], kind: str, key: str, found: dict[str, str]) -> None:
    seen: set[str] = set()
    for place, row in enumerate(rows):
        value = row.get(key, "")
        value = str(int(value)) if key == "turn" and value.isdecimal() else value
        if value and value in seen:
            found.setdefault(f"{kind}-{place}-{key}", "twice")
        seen.add(value)
