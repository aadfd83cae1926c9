"""A labelled set from its folder. A fault names the file, the line and the mend; nothing is guessed or skipped."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from diwan.core.errors import BadInput
from diwan.core.reading import ActorKind
from diwan.share.evaluate.labels import EventLabel, LabelledReport, LabelledSet
from diwan.share.evaluate.read_report import Fault, known_day, read_report

_MOST_TOLD = 20  # faults; who mends these sees the next ones


def read_labelled_set(folder: Path) -> LabelledSet:
    """Raises BadInput with every fault on a line of its own."""
    if not folder.is_dir():
        wrong = "is a file, not a folder" if folder.exists() else "does not exist"
        raise BadInput(f"{folder} {wrong}. Name the folder that holds reports.jsonl.")
    reports = folder / "reports.jsonl"
    if not reports.is_file():
        raise BadInput(
            f"{folder} holds no reports.jsonl. Name the folder of a labelled set, one report a line."
        )
    faults: list[str] = []
    actors = _actors(folder / "actors.json", faults)
    events = _events(folder / "events.json", faults)
    propositions = _object(folder / "propositions.json", faults)
    read: dict[str, LabelledReport] = {}
    for number, line in _lines(reports):
        try:
            report = read_report(line, folder, actors=actors, events=events, propositions=propositions)
        except Fault as fault:
            faults.append(f"{reports.name}, line {number}: {fault}.")
            continue
        if report.id in read:
            mend = "Give each report its own"
            faults.append(
                f'{reports.name}, line {number}: the id "{report.id}" stands on an earlier line too. {mend}.'
            )
        read[report.id] = report
    if not read and not faults:
        faults.append(f"{reports.name} is empty. Write one report a line.")
    if faults:
        more = len(faults) - _MOST_TOLD
        told = [*faults[:_MOST_TOLD], *([f"… and {more} more"] if more > 0 else [])]
        raise BadInput(f"The labelled set {folder} cannot be used:\n  " + "\n  ".join(told))
    return LabelledSet(tuple(read.values()), actors or {}, events or {}, folder)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(_bytes(path).split(b"\n"), 1):
        if line.strip():
            yield number, line


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror or error}.") from error


def _object(path: Path, faults: list[str]) -> dict[str, Any] | None:
    """None when there is no such file: a set may do without."""
    if not path.exists():
        return None
    try:
        value = json.loads(_bytes(path).decode())
    except UnicodeDecodeError as error:
        faults.append(f"{path.name}: byte {error.start + 1} is no UTF-8. Save the file as UTF-8.")
        return {}
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        faults.append(
            f"{path.name}, line {line}: no JSON ({getattr(error, 'msg', 'nested too deep')}). Mend the line."
        )
        return {}
    if not isinstance(value, dict):
        faults.append(f'{path.name}: not an object. Write {{"id": {{…}}}}.')
        return {}
    return value


def _actors(path: Path, faults: list[str]) -> dict[str, tuple[str, ...]] | None:
    found = _object(path, faults)
    if found is None:
        return None
    actors: dict[str, tuple[str, ...]] = {}
    for key, actor in found.items():
        names = actor.get("names") if isinstance(actor, dict) else None
        if not isinstance(names, dict) or not all(
            isinstance(of, list) and all(isinstance(name, str) for name in of) for of in names.values()
        ):
            faults.append(f'{path.name}, "{key}": no names. Write {{"kind": …, "names": {{"en": ["…"]}}}}.')
            names = {}
        elif "kind" in actor and actor["kind"] not in list(ActorKind):
            faults.append(f'{path.name}, "{key}": unknown kind. Use one of {", ".join(ActorKind)}.')
        actors[key] = tuple(name for of in names.values() for name in of)
    return actors


def _events(path: Path, faults: list[str]) -> dict[str, EventLabel] | None:
    found = _object(path, faults)
    if found is None:
        return None
    events: dict[str, EventLabel] = {}
    for key, told in found.items():
        event = told if isinstance(told, dict) else {}
        date, place = event.get("date"), event.get("geonameid")
        if not (isinstance(date, str) and known_day(date)):
            faults.append(f'{path.name}, "{key}": date is no ISO 8601 day. Write "date": "2015-09-26".')
        if not isinstance(place, int):
            faults.append(f'{path.name}, "{key}": geonameid is no number. Write "geonameid": 98182.')
        events[key] = EventLabel(str(date), place if isinstance(place, int) else 0)
    return events
