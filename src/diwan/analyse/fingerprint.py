"""What is compared of a report: places, days, ideas, names and numbers, each with a weight.

A function of one reading alone. Weights are shipped, never learned from other reports: a village says more than a
capital, a capital more than a country, because a country is in every second report.
"""

import datetime as dt
import math
from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from typing import TypeVar

from diwan.analyse import names
from diwan.analyse.days import days_of
from diwan.analyse.keys import event_keys
from diwan.analyse.skeletons import learn, skeletons
from diwan.analyse.wording import Wording, wording
from diwan.analyse.words import ClaimWords, words_of
from diwan.core.languages import Language
from diwan.core.pickling import quick_to_pickle
from diwan.core.reading import ActorKind, EventKind, Reading
from diwan.process import lexicon

_COUNTRY_WEIGHT = 0.25
_MOST_FOCUS = 3

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    id: str
    language: Language
    published_at: str  # sorts
    outlet_key: str
    credit_keys: frozenset[str]
    days: dict[dt.date, float]  # shares that sum to 1
    places: dict[int, float]
    focus: tuple[int, ...]  # the places it begins with, at most three
    countries: dict[str, float]
    ideas: dict[str, float]  # of length 1, so that a dot product is the cosine
    stems: dict[str, float]  # of length 1
    names: dict[str, float]
    numbers: frozenset[tuple[str, float]]
    kinds: dict[EventKind, float]
    kind_shares: dict[EventKind, float]  # of length 1
    claims: tuple[ClaimWords, ...]  # in the order of the reading's claims
    wording: Wording
    event_keys: frozenset[int]
    skeletons: dict[str, tuple[str, ...]]  # of the names of persons


quick_to_pickle(Wording, Fingerprint)

_REMEMBERED = 4096  # about 20 KB each
_remembered: dict[int, tuple[Reading, Fingerprint]] = {}


def fingerprint(reading: Reading) -> Fingerprint:
    """Made once for each reading object; hashing a whole reading would cost as much as making it."""
    known = _remembered.get(id(reading))
    if known is not None and known[0] is reading:
        return known[1]
    made = _made(reading)
    if len(_remembered) >= _REMEMBERED:
        _remembered.pop(next(iter(_remembered)))
    remember(reading, made)
    return made


def remember(reading: Reading, made: Fingerprint) -> None:
    """For whoever made it elsewhere, and keeps as many as there are: another process has compared nothing, but it
    has read the words."""
    _remembered[id(reading)] = (reading, made)
    learn(made.skeletons)


def _made(reading: Reading) -> Fingerprint:
    report = reading.report
    lead = lead_end(report.text)
    words = words_of(reading, lead)
    places = _places(reading, lead)
    focus, countries, days = _focus(places), _countries(reading), days_of(reading, lead)
    named = _names(reading)
    return Fingerprint(
        id=report.id,
        language=reading.language,
        published_at=report.published.isoformat() if report.published else "",
        outlet_key=names.key_of(report.outlet, ActorKind.ORGANISATION) if report.outlet else "",
        credit_keys=frozenset(names.key_of(c.outlet, ActorKind.ORGANISATION) for c in reading.credits),
        days=days,
        places=places,
        focus=focus,
        countries=countries,
        ideas=_of_length_one(words.ideas),
        stems=_of_length_one(words.stems),
        names=named,
        numbers=frozenset((q.unit, q.value) for q in reading.quantities if q.unit),
        kinds=words.kinds,
        kind_shares=_of_length_one(words.kinds),
        claims=words.claims,
        wording=wording(report.text),
        event_keys=event_keys(days=days, kinds=words.kinds, focus=focus, countries=countries, names=named),
        skeletons={m.name: skeletons(m.name) for m in reading.actors if m.kind is ActorKind.PERSON},
    )


def lead_end(text: str) -> int:
    """Where the first paragraph of real length ends; a dateline alone is no paragraph."""
    end = -1
    while (end := text.find("\n", end + 1)) >= 0:
        if end >= 80:
            return end
    return min(len(text), 600)


def place_weight(feature: str, population: int) -> float:
    if feature == "country":
        return _COUNTRY_WEIGHT
    if feature == "region":
        return 0.5
    return min(1.5, max(0.5, 1.9 - 0.2 * math.log10(max(population, 1_000))))


def _places(reading: Reading, lead_end: int) -> dict[int, float]:
    """Place -> weight, in proportion to how specific it is and how near the beginning it stands."""
    found: dict[int, float] = {}
    title = lexicon.normal(reading.report.title)
    for mention in reading.places:
        place = mention.place
        weight = place_weight(place.feature, place.population) * max(mention.confidence, 0.3)
        in_title = lexicon.normal(reading.report.text[mention.start : mention.end])[:5] in title
        weight *= 1.0 if mention.start <= lead_end or in_title else 0.6
        found[place.geonameid] = max(found.get(place.geonameid, 0.0), weight)
    return found


def _focus(places: dict[int, float]) -> tuple[int, ...]:
    """Most specific and nearest to the beginning first; a country only when there is nothing else."""
    towns = [place for place, weight in places.items() if weight > _COUNTRY_WEIGHT]
    return tuple(sorted(towns, key=lambda place: (-places[place], place))[:_MOST_FOCUS])


def _of_length_one(weights: dict[Key, float]) -> dict[Key, float]:
    length = math.sqrt(sum(w * w for w in weights.values()))
    return {key: w / length for key, w in weights.items()} if length else {}


def _countries(reading: Reading) -> dict[str, float]:
    counts = Counter(m.place.country for m in reading.places if m.place.country)
    total = sum(counts.values())
    return {country: n / total for country, n in counts.items()}


def _names(reading: Reading) -> dict[str, float]:
    """Who is named, by keys that are alike across scripts. States and outlets say little."""
    found: dict[str, float] = {}
    credited = {credit.key for credit in reading.credits}
    for mention in reading.actors:
        weight = 0.2 if mention.kind is ActorKind.STATE or mention.key in credited else 1.0
        for key, says in names.keys_of_mention(mention, reading.language).items():
            found[key] = max(found.get(key, 0.0), weight * says)
    return found
