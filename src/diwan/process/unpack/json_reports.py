"""JSON Lines, a JSON array of reports, or an object that holds them under `reports`."""

import json
from collections.abc import Iterator
from typing import Any

from diwan.core.errors import Unreadable
from diwan.core.languages import Language
from diwan.core.reading import Report
from diwan.gather.raw import Problem, Raw
from diwan.process.limits import MOST_REPORTS_IN_ONE_INPUT
from diwan.process.unpack.naming import Ids, stem_of
from diwan.process.unpack.times import machine_time
from diwan.process.unpack.unpacked import Unpacked

_NO_TEXT = "It has no `text`: give the report's words as a string under that name."


def unpack_json(text: str, raw: Raw) -> Unpacked:
    """One bad line never spoils the others; it is named by its number."""
    ids = Ids(stem_of(raw.name))
    reports: list[Report] = []
    problems: list[Problem] = []
    for number, (place, value) in enumerate(_values(text), start=1):
        name = f"{raw.name}, {place}" if place else raw.name
        if number > MOST_REPORTS_IN_ONE_INPUT:
            problems.append(
                Problem(name, "More reports than are read of one file; split it.", "unpack.too_many")
            )
            break
        if isinstance(value, str):
            problems.append(Problem(name, value, "unpack.json_line"))
        elif not isinstance(value.get("text"), str) or not value["text"].strip():
            problems.append(Problem(name, _NO_TEXT, "unpack.json_no_text"))
        else:
            reports.append(_report(value, raw, ids, number if place else 0))
            problems.extend(_notes(value, name))
    if not reports and not problems:
        raise Unreadable("It holds no report.")
    return Unpacked(tuple(reports), tuple(problems))


def _values(text: str) -> Iterator[tuple[str, "dict[str, Any] | str"]]:
    """(place inside the file, object or the reason why there is none)."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        yield from _lines(text)
        return
    if isinstance(whole, dict) and isinstance(whole.get("reports"), list):
        whole = whole["reports"]
    if isinstance(whole, dict):
        yield "", whole
    elif isinstance(whole, list):
        for number, value in enumerate(whole, start=1):
            yield f"item {number}", value if isinstance(value, dict) else "It is no object with a `text`."


def _lines(text: str) -> Iterator[tuple[str, "dict[str, Any] | str"]]:
    for number, line in enumerate(text.split("\n"), start=1):  # not splitlines: U+2028 may stand in a string
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield (
                f"line {number}",
                f"It is not JSON: {error if isinstance(error, ValueError) else 'nested too deep'}.",
            )
            continue
        yield f"line {number}", value if isinstance(value, dict) else "It is no object with a `text`."


def _word(value: dict[str, Any], name: str) -> str:
    found = value.get(name)
    return _sound(found).strip() if isinstance(found, str) else ""


def _sound(text: str) -> str:
    """Half of a surrogate pair cannot be written as UTF-8; the mark for it has the same length."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _report(value: dict[str, Any], raw: Raw, ids: Ids, number: int) -> Report:
    given_id = value.get("id")
    wanted = str(given_id) if isinstance(given_id, str | int) and not isinstance(given_id, bool) else ""
    language = _word(value, "language")
    return Report(
        id=ids.take(wanted, number),
        text=_sound(value["text"]),
        title=_word(value, "title"),
        published=machine_time(_word(value, "published")) or raw.published,
        outlet=_word(value, "outlet") or raw.outlet,
        outlet_country=_word(value, "outlet_country"),
        url=_word(value, "url") or raw.url,
        language=Language(language) if language in set(Language) else None,
        source_credit=_word(value, "source_credit") or raw.source_credit,
    )


def _notes(value: dict[str, Any], name: str) -> Iterator[Problem]:
    published = value.get("published")
    if published and machine_time(published if isinstance(published, str) else "") is None:
        reason = "Its `published` is no time that can be used (ISO 8601, like 2015-09-26T16:20:00+00:00)."
        yield Problem(name, reason, "unpack.published", is_note=True)
