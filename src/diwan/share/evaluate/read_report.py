"""One line of reports.jsonl -> a labelled report, or the fault in it."""

import datetime as dt
import json
import re
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, TypeVar

from diwan.core.languages import FOUR, Language
from diwan.core.reading import Stance
from diwan.share.evaluate.labels import (
    ANONYMOUS,
    ActorLabel,
    ClaimLabel,
    DateLabel,
    LabelledReport,
    Matter,
    PlaceLabel,
    Span,
)

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_SHOWN = 60  # characters of a quotation in a message
Made = TypeVar("Made")


class Fault(Exception):
    """What is wrong, and the mend, without a full stop."""


def read_report(
    line: bytes,
    folder: Path,
    *,
    actors: Collection[str] | None,
    events: Collection[str] | None,
    propositions: Collection[str] | None,
) -> LabelledReport:
    """A collection that is None has no file. Raises Fault."""
    report = _object(line)
    text = _string(report, "text", 'Write the report\'s text as "text"')
    known = _string(report, "id", 'Give it an "id" of its own')
    language = report.get("language")
    if language not in [spoken.value for spoken in FOUR]:
        raise Fault(f'the language is {_shown(language)}. Write "language": one of ar, fa, ru, en')
    labels = _Labels(text, actors, propositions)
    rejected = _list(report, "rejected") or []
    matters = [(_one_of(r, "of", [m.value for m in Matter]), r) for r in rejected]
    return LabelledReport(
        id=known,
        language=Language(language),
        text=text,
        is_whole=_one_of(report, "labels", ("all", "some"), "all") == "all",
        places=_each(report, "places", labels.place),
        actors=_each(report, "actors", labels.actor),
        dates=_each(report, "dates", labels.date),
        claims=_each(report, "claims", labels.claim),
        credits=_names(report, "credits"),
        syndication=_string(report, "syndication", "Write a word")
        if report.get("syndication") is not None
        else None,
        events=_events(report, events),
        rejected=tuple((Matter(m), labels.span(r, m)) for m, r in matters if m != Matter.CREDITS),
        rejected_credits=tuple(
            _string(r, "outlet", "Name the outlet") for m, r in matters if m == Matter.CREDITS
        ),
        page=_page(report, folder),
    )


def known_day(value: str) -> bool:
    """A day, month or year that there is, or two of them with a stroke between."""
    try:
        return bool(value) and all(_is_date(part) for part in value.split("/", 1))
    except ValueError:
        return False


def _is_date(value: str) -> bool:
    if not _DATE.fullmatch(value):
        return False
    dt.date.fromisoformat((value + "-01-01")[:10] if len(value) < len("2015-09") else (value + "-01")[:10])
    return True


class _Labels:
    """The labels of one report: each finds its place in the text."""

    def __init__(
        self, text: str, actors: Collection[str] | None, propositions: Collection[str] | None
    ) -> None:
        self.text = text
        self.actors = actors
        self.propositions = propositions

    def span(self, label: dict[str, Any], what: str) -> Span:
        quote = label.get("quote")
        if not isinstance(quote, str) or not quote:
            raise Fault(f'a label of {what} has no quote. Write the exact words of the text as "quote"')
        n = label.get("n", 1)
        if not isinstance(n, int) or isinstance(n, bool) or n < 1:
            raise Fault(f"{_shown(quote)} in {what}: n is {_shown(n)}. Write 1 for the first occurrence")
        start = -1
        for _ in range(n):
            start = self.text.find(quote, start + 1)
            if start < 0:
                times = f"{n} times" if n > 1 else "in the text"
                raise Fault(f"{_shown(quote)} in {what} does not stand {times}. Copy the words from the text")
        return start, start + len(quote)

    def place(self, label: dict[str, Any]) -> PlaceLabel:
        span = self.span(label, "places")
        number = label.get("geonameid")
        if not isinstance(number, int) or isinstance(number, bool):
            raise Fault(
                f"{_shown(label['quote'])} in places: geonameid is {_shown(number)}. Write a GeoNames number"
            )
        lat, lon = label.get("lat"), label.get("lon")
        if not (_is_between(lat, 90) and _is_between(lon, 180)):
            raise Fault(
                f"{_shown(label['quote'])} in places: lat, lon are no point. Write degrees, as 33.34 and 44.4"
            )
        return PlaceLabel(span, number, float(lat or 0), float(lon or 0))

    def actor(self, label: dict[str, Any]) -> ActorLabel:
        span = self.span(label, "actors")
        return ActorLabel(span, self._known(label, "actor", "actors", self.actors, "actors.json"))

    def date(self, label: dict[str, Any]) -> DateLabel:
        span = self.span(label, "dates")
        value = label.get("value")
        if not isinstance(value, str) or not known_day(value):
            asked = "Write an ISO 8601 day, month, year or start/end"
            raise Fault(f"{_shown(label['quote'])} in dates: the value is {_shown(value)}. {asked}")
        return DateLabel(span, value)

    def claim(self, label: dict[str, Any]) -> ClaimLabel:
        span = self.span(label, "claims")
        speaker = label.get("speaker")
        if speaker is not None and speaker != ANONYMOUS:
            speaker = self._known(label, "speaker", "claims", self.actors, "actors.json")
        proposition = label.get("proposition")
        if proposition is not None:
            proposition = self._known(label, "proposition", "claims", self.propositions, "propositions.json")
        return ClaimLabel(span, Stance(_one_of(label, "stance", list(Stance))), speaker, proposition)

    def _known(
        self, label: dict[str, Any], key: str, what: str, known: Collection[str] | None, file: str
    ) -> str:
        value = label.get(key)
        where = f"{_shown(label['quote'])} in {what}"
        if not isinstance(value, str):
            raise Fault(f"{where}: {key} is {_shown(value)}. Write an id of {file}")
        if known is None and file == "actors.json":
            raise Fault(
                f"{where}: {key} is {_shown(value)}, but there is no {file}. Put it beside reports.jsonl"
            )
        if known is not None and value not in known:
            raise Fault(f"{where}: {key} {_shown(value)} is not in {file}. Add it there, or mend the id")
        return value


def _object(line: bytes) -> dict[str, Any]:
    try:
        report = json.loads(line.decode())
    except UnicodeDecodeError as error:
        raise Fault(f"byte {error.start + 1} is no UTF-8. Save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        raise Fault(f"no JSON at character {error.colno} ({error.msg}). Write one object a line") from error
    except RecursionError as error:
        raise Fault("nested too deep. Write one object a line") from error
    if not isinstance(report, dict):
        raise Fault("not an object. Write one report a line")
    return report


def _string(report: dict[str, Any], key: str, mend: str) -> str:
    value = report.get(key)
    if not isinstance(value, str) or not value.strip():
        raise Fault(f"{key} is {_shown(value)}. {mend}")
    return value


def _list(report: dict[str, Any], key: str) -> list[dict[str, Any]] | None:
    value = report.get(key)
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(label, dict) for label in value):
        raise Fault(f"{key} is no list of labels. Write [] where there are none, or leave {key} out")
    return value


def _each(
    report: dict[str, Any], key: str, make: Callable[[dict[str, Any]], Made]
) -> tuple[Made, ...] | None:
    labels = _list(report, key)
    return None if labels is None else tuple(make(label) for label in labels)


def _names(report: dict[str, Any], key: str) -> tuple[str, ...] | None:
    value = report.get(key)
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise Fault(f"{key} is no list of names. Write [] where there are none, or leave {key} out")
    return tuple(value)


def _events(report: dict[str, Any], known: Collection[str] | None) -> tuple[str, ...] | None:
    named = _names(report, "events")
    for event in named or ():
        if known is None:
            raise Fault(f"the event {_shown(event)} is told of nowhere. Put events.json beside reports.jsonl")
        if event not in known:
            raise Fault(f"the event {_shown(event)} is not in events.json. Add it there, or mend the id")
    return named


def _page(report: dict[str, Any], folder: Path) -> Path | None:
    if report.get("html") is None:
        return None
    page = folder / _string(report, "html", "Name the file of the web page")
    if not page.resolve().is_relative_to(folder.resolve()) or not page.is_file():
        raise Fault(
            f"the page {_shown(report['html'])} is not in the folder. Put it there, or leave html out"
        )
    return page


def _one_of(label: dict[str, Any], key: str, words: Collection[str], default: str | None = None) -> str:
    value = label.get(key, default)
    if value not in words:
        raise Fault(f"{key} is {_shown(value)}. Write one of {', '.join(words)}")
    return str(value)


def _is_between(value: Any, most: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and -most <= value <= most


def _shown(value: Any) -> str:
    if value is None:
        return "missing"
    said = json.dumps(value, ensure_ascii=False)
    return said if len(said) <= _SHOWN else said[:_SHOWN] + "…"
