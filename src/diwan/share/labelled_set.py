"""What officers said of single values, as a labelled set that `diwan evaluate` measures on.

Must never hold a report, or an answer, that the viewer may not read. `docs/reference/labelled-sets.md` describes the files.
"""

import datetime as dt
import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from diwan import store
from diwan.analyse.judgements import FIELD, Judgement, ValueKind, Verdict
from diwan.analyse.own_places import is_own
from diwan.analyse.value_read import value_of
from diwan.core.languages import FOUR
from diwan.core.reading import Reading
from diwan.core.viewer import Viewer
from diwan.share import queries
from diwan.share.read import judgements, readings
from diwan.share.refs import Names
from diwan.share.views import LabelView

MOST_REPORTS = 500  # those judged last; each leaves a trace that it was opened
# A zip keeps when each file was written; the same answers must give the same bytes.
_WRITTEN = (1980, 1, 1, 0, 0, 0)
_ABOUT = """\
Values that officers confirmed, corrected or rejected, as a labelled set.

Measure the machine's reading on it:  diwan evaluate FOLDER
Each report carries under "label" who may read it and how far it may be passed on. That holds for this copy too.
"""


@dataclass(slots=True)
class _Set:
    lines: list[dict[str, Any]] = field(default_factory=list)
    actors: dict[str, dict[str, Any]] = field(default_factory=dict)


def labelled_set(viewer: Viewer) -> tuple[bytes, tuple[UUID, ...]]:
    """The set as a zip, and the reports whose text is in it. Empty of reports when nothing was judged."""
    made = _Set()
    with store.acting_as(viewer) as tx:
        rows = tx.rows(queries.JUDGED_REPORTS, {"most": MOST_REPORTS})
        ids = [str(row["report"]) for row in rows]
        read, said, names = readings(tx, ids), judgements(tx, ids), Names(tx)
        for row in rows:
            reading = read.get(str(row["report"]))
            if reading is not None and reading.language in FOUR:
                label = names.label(row["member"], row["audience"], row["tlp"])
                _add(made, reading, said[str(row["report"])], label)
    return _zipped(made), tuple(UUID(line["id"]) for line in made.lines)


def _add(made: _Set, reading: Reading, said: Iterable[Judgement], label: LabelView) -> None:
    last = {(j.value_kind, j.span_start, j.span_end): j for j in said}  # oldest first: the later decides
    lists: dict[str, list[Any]] = defaultdict(list)
    for (kind, start, end), judgement in sorted(last.items()):
        if judgement.verdict is Verdict.REJECTED:
            lists[FIELD[kind]] += []  # somebody looked: what is not labelled of this kind can be wrong
            lists["rejected"].append(_rejected(reading, judgement))
            continue
        value = judgement.value or value_of(reading, kind, (start, end))
        # Other programs do not know the centre's own gazetteer, and could not be measured by it.
        if value is not None and not is_own(value.get("place", {})):
            lists[FIELD[kind]].append(_label(made, reading, kind, judgement, value))
    if not lists:
        return
    report = reading.report
    made.lines.append(
        {
            "id": report.id,
            "language": reading.language.value,
            "title": report.title,
            "text": report.text,
            "published": report.published.astimezone(dt.UTC).isoformat() if report.published else None,
            "outlet": report.outlet,
            "outlet_country": report.outlet_country,
            "url": report.url,
            "labels": "some",
            "label": {
                "originator": label.author.id,
                "readers": [reader.id for reader in label.readers],
                "tlp": label.tlp.value,
            },
            **lists,
        }
    )


def _label(made: _Set, reading: Reading, kind: ValueKind, judgement: Judgement, value: dict[str, Any]) -> Any:
    where = _where(reading, judgement)
    match kind:
        case ValueKind.PLACE:
            place = value["place"]
            return where | {key: place[key] for key in ("geonameid", "lat", "lon")}
        case ValueKind.ACTOR:
            return where | {"actor": _actor(made, reading, value["key"], value["name"], value["kind"])}
        case ValueKind.DATE:
            return where | {"value": value["value"]}
        case ValueKind.CLAIM:
            speaker = value.get("speaker")
            if isinstance(speaker, dict):
                speaker = _actor(made, reading, speaker["key"], speaker["name"], speaker.get("kind"))
            return where | {"stance": value["stance"]} | ({"speaker": speaker} if speaker else {})
        case ValueKind.CREDIT:
            return value["outlet"]


def _actor(made: _Set, reading: Reading, key: str, name: str, kind: str | None) -> str:
    actor = made.actors.setdefault(key, {"names": {}})
    if kind:
        actor["kind"] = kind
    names = actor["names"].setdefault(reading.language.value, [])
    if name not in names:
        names.append(name)
    return key


def _rejected(reading: Reading, judgement: Judgement) -> dict[str, Any]:
    kind = judgement.value_kind
    if kind is not ValueKind.CREDIT:
        return {"of": FIELD[kind], **_where(reading, judgement)}
    value = value_of(reading, kind, (judgement.span_start, judgement.span_end))
    return {"of": FIELD[kind], "outlet": value["outlet"] if value else _where(reading, judgement)["quote"]}


def _where(reading: Reading, judgement: Judgement) -> dict[str, Any]:
    """The words, and which occurrence of them: the label stays readable and survives a change of how letters are counted."""
    text, start = reading.report.text, judgement.span_start
    quote = text[start : judgement.span_end]
    return {"quote": quote, "n": sum(1 for at in _occurrences(text, quote) if at <= start)}


def _occurrences(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _zipped(made: _Set) -> bytes:
    lines = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in made.lines)
    actors = json.dumps(made.actors, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in (("README.txt", _ABOUT), ("actors.json", actors), ("reports.jsonl", lines)):
            entry = zipfile.ZipInfo(name, _WRITTEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            file.writestr(entry, content)
    return packed.getvalue()
