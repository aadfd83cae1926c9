"""What was read, as `diwan brief --format json` prints it: what is measured is what everybody gets."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diwan.core.errors import BadInput
from diwan.core.languages import Language
from diwan.share.brief import Brief, render
from diwan.share.evaluate.labels import Span


@dataclass(frozen=True, slots=True)
class ReadValue:
    """A value with all that is printed of it; which keys it has follows from its list."""

    span: Span
    said: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ReadReport:
    language: str = ""
    text: str = ""
    credits: tuple[str, ...] = ()
    places: tuple[ReadValue, ...] = ()
    actors: tuple[ReadValue, ...] = ()
    dates: tuple[ReadValue, ...] = ()
    claims: tuple[ReadValue, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadEvent:
    reports: frozenset[str]
    title: str
    date: str | None
    geonameid: int | None
    place: str
    origins: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Situation:
    reports: Mapping[str, ReadReport]
    names: Mapping[str, tuple[str, ...]]  # actor -> all its names
    syndication: tuple[tuple[str, ...], ...]
    events: tuple[ReadEvent, ...]

    def report(self, known_as: str) -> ReadReport:
        return self.reports.get(known_as, ReadReport())


def situation_of(brief: Brief) -> Situation:
    return _situation(json.loads(render(brief, "json", Language.EN)))


def read_situation(path: Path) -> Situation:
    """One that was printed before, by this program or by another. Raises BadInput."""
    try:
        return _situation(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror or error}.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(
            f"{path} is no situation. Make one with: diwan brief INPUT --format json --output {path.name}"
        ) from error


def _situation(printed: Mapping[str, Any]) -> Situation:
    return Situation(
        reports={report["id"]: _report(report) for report in printed["reports"]},
        names={a["id"]: tuple(n for of in a["names"].values() for n in of) for a in printed["actors"]},
        syndication=tuple(tuple(group) for group in printed["syndication"]),
        events=tuple(_event(event) for event in printed["events"]),
    )


def _report(report: Mapping[str, Any]) -> ReadReport:
    def values(key: str) -> tuple[ReadValue, ...]:
        return tuple(ReadValue((v["start"], v["end"]), v) for v in report.get(key, ()))

    return ReadReport(
        language=report["language"],
        text=report.get("text", ""),
        credits=tuple(report.get("credits") or ()),
        places=values("places"),
        actors=values("actors"),
        dates=values("dates"),
        claims=values("claims"),
    )


def _event(event: Mapping[str, Any]) -> ReadEvent:
    place = event.get("place") or {}
    return ReadEvent(
        reports=frozenset(event["reports"]),
        title=event.get("title") or "",
        date=event.get("date"),
        geonameid=place.get("geonameid"),
        place=place.get("name", ""),
        origins=tuple(tuple(reports) for _, reports in event.get("origins", ())),
    )
