"""A charter's form on a page: its buttons, its faults, and the text that it means."""

from typing import Any
from zoneinfo import available_timezones

from django.http import QueryDict

from diwan.charter.charter_faults import KINDS, faults
from diwan.charter.charter_file import MATTERS, OWN, RULES, read_charter, read_told
from diwan.charter.charter_form import LANGUAGES, MOST_ROWS, ROWS, SEATS, CharterForm, as_told, read_form
from diwan.charter.words import CharterText
from diwan.core.errors import BadInput
from diwan.core.labels import Tlp

LARGEST_FILE_BYTES = 512 * 1024
ZONES = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))


class CharterFileTooLarge(BadInput):
    """No file came, or one of more than 512 KiB."""


class CharterFileNoText(BadInput):
    """The file is not UTF-8 text."""


def text_of_file(given: Any) -> CharterText:
    """Of an uploaded TOML file. Raises CharterFileTooLarge, CharterFileNoText, CharterUnreadable."""
    if given is None or given.size is None or given.size > LARGEST_FILE_BYTES:
        raise CharterFileTooLarge
    try:
        return read_charter(given.read().decode()).text
    except UnicodeDecodeError as error:
        raise CharterFileNoText from error


def pressed(given: QueryDict) -> tuple[str, CharterForm]:
    """What the button wants, and the form as it stands after it: a row added or taken away is done here already."""
    fields = {key: value for key, value in given.items() if isinstance(value, str)}
    form, wanted = read_form(fields), given.get("do", "")
    action, _, rest = wanted.partition("-")
    kind, _, place = rest.partition("-")
    if action == "add" and kind in ROWS:
        return "add", form.with_row(kind)
    if action == "drop" and kind in ROWS and place.isdecimal() and len(place) < 3:
        return "drop", form.without_row(kind, int(place))
    return (wanted if wanted in {"look", "lay"} else "look"), form.without_empty()


def text_of(form: CharterForm) -> tuple[CharterText | None, dict[str, str]]:
    """The text, or what is wrong with which field. Raises CharterUnreadable for what only the whole shows."""
    wrong = faults(form)
    return (None, wrong) if wrong else (read_told(as_told(form)).text, {})


def form_facts(form: CharterForm, wrong: dict[str, str] | None = None) -> dict[str, Any]:
    """For `parts/charter_fields.html`."""
    return {
        "plain": form.plain,
        "rows": {
            kind: [(f"{kind}-{place}-", str(place), row) for place, row in enumerate(form.rows[kind])]
            for kind in ROWS
        },
        "is_full": {kind: len(form.rows[kind]) >= MOST_ROWS for kind in ROWS},
        "faults": wrong or {},
        "fault_lines": [_line(key, fault) for key, fault in (wrong or {}).items()],
        "seats": [(f"seat-{place}", _called(row), row) for place, row in enumerate(form.rows["member"])],
        "holders": [(str(place), _called(row)) for place, row in enumerate(form.rows["member"])],
        "kinds": KINDS,
        "seat_words": SEATS,
        "zones": ZONES,
        "rules": [
            (f"rule-{matter}", matter, (*RULES, OWN) if matter == "withdrawal" else RULES)
            for matter in MATTERS
        ],
        "tlps": [(tlp.name, tlp.value) for tlp in Tlp],
    }


def _line(key: str, fault: str) -> dict[str, Any]:
    """Where a fault stands, in parts that have words: `member-1-name_ru` is the second member's name in Russian."""
    kind, _, rest = key.partition("-")
    place, _, part = rest.partition("-")
    if kind not in ROWS:
        kind, place, part = "", "", key
    word, _, language = part.rpartition("_")
    is_named = language in LANGUAGES
    return {
        "key": key,
        "fault": fault,
        "kind": kind,
        "number": int(place) + 1 if place else None,
        "part": "seat" if part.startswith("seat-") else word if is_named else part,
        "language": language if is_named else "",
    }


def _called(row: dict[str, str]) -> dict[str, str]:
    """A member by the names that are written so far, or by its short name."""
    names = {language: row[f"name_{language}"] for language in LANGUAGES if row.get(f"name_{language}")}
    return names or {"": row.get("id", "") or "?"}
