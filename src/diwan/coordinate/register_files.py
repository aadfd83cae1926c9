"""The register as files: GeoJSON, CSV, KML, out and in. Pure. Every one that goes out says what a missing entry does not mean."""

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from defusedxml.ElementTree import fromstring

from diwan.coordinate.register_texts import read_points
from diwan.coordinate.register_words import Object, ObjectForm, ObjectText, Outline, Points, ProtectedAs
from diwan.coordinate.saying import plain_cell
from diwan.core.errors import BadInput

NOTICE = {
    "en": "A missing entry takes away no protection: what the law protects is protected whether it stands here or not.",
    "ar": "غياب القيد لا يُسقط أي حماية: ما يحميه القانون محميّ سواء ورد هنا أم لم يرد.",
    "fa": "نبودن یک مورد هیچ حمایتی را از میان نمی‌برد: آنچه قانون از آن حمایت می‌کند، چه اینجا باشد چه نباشد، حمایت‌شده است.",
    "ru": "Отсутствие записи не лишает защиты: то, что защищено правом, защищено независимо от того, значится ли оно здесь.",
}
FORMS = {
    "geojson": "application/geo+json",
    "csv": "text/csv",
    "kml": "application/vnd.google-earth.kml+xml",
}
COLUMNS = (
    *("id", "member", "form", "category", "name", "address", "details", "points", "expires_at"),
    *("states", "notice"),
)
MOST_ROWS, MOST_BYTES = 500, 4_000_000
KML = "http://www.opengis.net/kml/2.2"
_POINTS = re.compile(r"[-\d.\se]+")
_GEOMETRIES = {Outline.POINT: "Point", Outline.LINE: "LineString", Outline.RING: "Polygon"}


class FileUnreadable(BadInput):
    """This is no register in GeoJSON, CSV or KML, or it is too large."""


@dataclass(frozen=True, slots=True)
class Row:
    """`fault`: why this one cannot be read; then there is no text."""

    number: int
    name: str
    text: ObjectText | None
    fault: BadInput | None = None


def written(form: str, found: Sequence[Object]) -> bytes:
    return {"geojson": _geojson, "csv": _csv, "kml": _kml}[form](found).encode()


def read_file(form: str, data: bytes) -> list[Row]:
    """Raises FileUnreadable. A row that cannot be read is told with its fault."""
    if len(data) > MOST_BYTES or form not in FORMS:
        raise FileUnreadable
    try:
        text = data.decode("utf-8-sig")
        rows = {"geojson": _rows_of_geojson, "csv": _rows_of_csv, "kml": _rows_of_kml}[form](text)
        told = [row for row in rows if row.get("name") or row.get("points") or not row.get("notice")]
    except Exception as error:
        raise FileUnreadable from error
    if not told or len(told) > MOST_ROWS:
        raise FileUnreadable(f"It holds {len(told)} entries; from 1 to {MOST_ROWS} can be taken at once.")
    return [_row(number, row) for number, row in enumerate(told, 1)]


def _row(number: int, row: dict[str, Any]) -> Row:
    name = str(row.get("name") or "")[:200]
    try:
        points = row["points"] if isinstance(row["points"], tuple) else read_points(str(row["points"] or ""))
        category = ProtectedAs(str(row.get("category") or "").strip())
        form = ObjectForm(str(row.get("form") or ("site" if category else "place")).strip())
        expires = str(row.get("expires_at") or "").strip()
        at = datetime.fromisoformat(expires) if expires else None
        text = ObjectText(
            form=form,
            name=name,
            points=points,
            address=str(row.get("address") or ""),
            details=str(row.get("details") or ""),
            category=category,
            expires_at=at.replace(tzinfo=at.tzinfo or UTC) if at else None,
        )
    except BadInput as fault:
        return Row(number, name, None, fault)
    except (ValueError, KeyError, TypeError, OverflowError):
        return Row(number, name, None, FileUnreadable())
    return Row(number, name, text)


def _facts(found: Object) -> dict[str, Any]:
    now = found.now
    states = [
        {
            "state": each.state.value,
            "held_by": each.held_by,
            "since": each.since.astimezone(UTC).isoformat(),
            "member": each.member,
            "according_to": each.according_to,
        }
        for each in found.states_now
    ]
    return {
        "id": str(found.id),
        "member": found.member,
        "form": now.form.value,
        "category": now.category.value,
        "name": now.name,
        "address": now.address,
        "details": now.details,
        "expires_at": now.expires_at.astimezone(UTC).isoformat() if now.expires_at else "",
        "states": states,
    }


def _geojson(found: Sequence[Object]) -> str:
    """RFC 7946; `notice` is a foreign member of the collection and stands in every feature as well."""
    features = []
    for each in found:
        spots = [[lon, lat] for lat, lon in each.now.points]
        outline = each.now.outline
        coordinates: Any = spots
        if outline is Outline.POINT:
            coordinates = spots[0]
        elif outline is Outline.RING:
            coordinates = [[*spots, spots[0]]]
        geometry = (
            None if outline is Outline.NONE else {"type": _GEOMETRIES[outline], "coordinates": coordinates}
        )
        facts = _facts(each) | {"notice": NOTICE["en"]}
        features.append({"type": "Feature", "id": str(each.id), "geometry": geometry, "properties": facts})
    whole = {"type": "FeatureCollection", "notice": NOTICE, "features": features}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _csv(found: Sequence[Object]) -> str:
    """The notice stands in every row, and in one of its own where there is none."""
    told = io.StringIO()
    writer = csv.DictWriter(told, fieldnames=COLUMNS)
    writer.writeheader()
    notice = " ".join(NOTICE.values())
    for each in found:
        facts = _facts(each)
        states = "; ".join(" ".join(filter(None, state.values())) for state in facts["states"])
        points = "\n".join(f"{lat} {lon}" for lat, lon in each.now.points)
        row = facts | {"states": states, "points": points, "notice": notice}
        writer.writerow({name: _inert(str(value)) for name, value in row.items()})
    if not found:
        writer.writerow({"notice": notice})
    return told.getvalue()


def _inert(value: str) -> str:
    """No spreadsheet takes it for a formula. A point south or west stays a number."""
    return value if _POINTS.fullmatch(value) else plain_cell(value)


def _kml(found: Sequence[Object]) -> str:
    root = Element("kml", xmlns=KML)
    document = SubElement(root, "Document")
    SubElement(document, "name").text = "Register"
    SubElement(document, "description").text = "\n".join(NOTICE.values())
    for each in found:
        mark, facts = SubElement(document, "Placemark", id=f"r{each.id}"), _facts(each)
        SubElement(mark, "name").text = _xml(each.now.name)
        SubElement(mark, "description").text = _xml(f"{each.now.details}\n\n{NOTICE['en']}".strip())
        data = SubElement(mark, "ExtendedData")
        for name in ("member", "form", "category", "address", "details", "expires_at"):
            SubElement(SubElement(data, "Data", name=name), "value").text = _xml(str(facts[name]))
        _kml_geometry(mark, each)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _kml_geometry(mark: Element, found: Object) -> None:
    outline, points = found.now.outline, list(found.now.points)
    if outline is Outline.NONE:
        return
    holder = SubElement(mark, _GEOMETRIES[outline])
    if outline is Outline.RING:
        points.append(points[0])
        holder = SubElement(SubElement(holder, "outerBoundaryIs"), "LinearRing")
    SubElement(holder, "coordinates").text = " ".join(f"{lon},{lat}" for lat, lon in points)


def _xml(text: str) -> str:
    """Without what XML cannot hold."""
    return "".join(
        letter for letter in text if letter in "\t\n\r" or " " <= letter <= "\ud7ff" or letter >= "\ue000"
    )


def _rows_of_geojson(text: str) -> list[dict[str, Any]]:
    whole = json.loads(text)
    features = whole["features"] if whole["type"] == "FeatureCollection" else [whole]
    rows = []
    for each in features:
        geometry, spots = each.get("geometry"), list[Any]()
        if geometry:
            given = geometry["coordinates"]
            spots = _spots(geometry["type"], given)
        points: Points = tuple((float(spot[1]), float(spot[0])) for spot in spots)
        rows.append(dict(each.get("properties") or {}) | {"points": points, "notice": ""})
    return rows


def _spots(kind: str, given: Any) -> list[Any]:
    """Of the three geometries that we write; another is no row of a register."""
    if kind == "Point":
        return [given]
    if kind == "LineString":
        return list(given)
    if kind == "Polygon":
        return list(given[0][:-1])
    raise FileUnreadable


def _rows_of_csv(text: str) -> list[dict[str, Any]]:
    return [
        {name: (value or "").removeprefix("'") for name, value in row.items() if name}
        for row in csv.DictReader(io.StringIO(text), strict=True)
    ]


def _rows_of_kml(text: str) -> list[dict[str, Any]]:
    rows = []
    for mark in fromstring(text).iter(f"{{{KML}}}Placemark"):
        row: dict[str, Any] = {
            data.get("name", ""): data.findtext(f"{{{KML}}}value", "") for data in mark.iter(f"{{{KML}}}Data")
        }
        spots = [
            tuple(map(float, spot.split(",")[:2]))
            for spot in (mark.findtext(f".//{{{KML}}}coordinates") or "").split()
        ]
        if mark.find(f"{{{KML}}}Polygon") is not None:
            spots = spots[:-1]
        row |= {"name": mark.findtext(f"{{{KML}}}name", ""), "points": tuple((s[1], s[0]) for s in spots)}
        row.setdefault("details", mark.findtext(f"{{{KML}}}description", ""))
        rows.append(row)
    return rows
