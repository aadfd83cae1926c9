"""Where a report says that it happened: each place with what the words around it say for it.

A desk's own town in the dateline, the town that people came from and the ministry's city are named as often as the
place itself; a state is a party more often than a place. Small words tell them apart in each language.
"""

import re
from collections import defaultdict

from diwan.core.reading import PlaceMention, Reading
from diwan.process import lexicon

_COUNTRY, _REGION, _GREAT_CITY, _TOWN = 0.3, 0.5, 0.9, 1.0
_GREAT = 1_000_000
_BEHIND_LEAD = 0.4
_IN_TITLE = 0.8
_DATELINE = 0.4
_LEFT, _PASSED, _BESIDE, _SAID_THERE, _NO_WORD = 0.25, 0.4, 0.5, 0.4, 0.7
_ARRIVED = 1.3
_WITH_THE_DAY = 1.25
_AGAIN = 0.5  # what each further mention adds, half as much every time
_WINDOW = 30  # characters before a name
_LONGEST_DATELINE = 45

_I = re.IGNORECASE
# What stands directly before a name, strongest first; the first that fits decides.
_BEFORE = (
    (_LEFT, re.compile(
        r"(?:\b(?:from|left|leaving|quit|departed)(?:\s+(?:the\s+)?(?:\w+\s+)?(?:city|town|port|capital|village)\s+of)?|\b(?:из|от|покинул\w*)(?:\s+города)?"
        r"|\b(?:من|غادر\w*)(?:\s+(?:مدينة|بلدة))?|\b(?:از|مبدأ)(?:\s+(?:شهر|بندر))?)\s+\W?$", _I)),
    (_PASSED, re.compile(
        r"(?:\b(?:via|through|by\s+way\s+of|toward|towards|bound\s+for|heading\s+(?:for|to)|headed\s+(?:for|to)|on\s+the\s+(?:way|road)\s+to)"
        r"|\b(?:через|в\s+направлении|к)|\b(?:عبر|باتجاه|نحو|طريق|الطريق\s+إلى)|\b(?:به\s+سوی|به\s+سمت|به\s+مقصد|از\s+راه|از\s+طریق|مسیر|جاد\w+))\s+\W?$", _I)),
    (_BESIDE, re.compile(
        r"(?:\b(?:north|south|east|west)\w*\s+of|\b(?:kilomet\w+|km|miles)\s+from|\b\w*(?:нее|жнее)|\bот"
        r"|\b(?:كيلومتر\w*|كم)\s+(?:عن|من)|\b(?:کیلومتری))\s+\W?$", _I)),
    (_ARRIVED, re.compile(
        r"(?:\b(?:reach\w*|arriv\w*\s+(?:in|at)|entered|pulled\s+into|got\s+to)|\b(?:прибы\w+|дош\w+|добрал\w+|вош\w+|въеха\w+|достиг\w+)\s*(?:в|до)?"
        r"|\b[وف]?(?:وصل\w*|بلغ\w*|دخل\w*)(?:\s+إلى)?|\b(?:وارد))\s+(?:\w+\s+)?\W?$", _I)),
    (1.0, re.compile(
        r"(?:\b(?:in|at|near|off|outside|over|around|of|across|inside|beside)(?:\s+the)?(?:\s+\w+){0,2}|\b(?:в|во|на|близ|у|под|около|возле|над|вблизи|неподалёку\s+от|неподалеку\s+от)(?:\s+\w+){0,2}"
        r"|\b[وب]?(?:في|قرب|قبالة|بالقرب\s+من|فوق|داخل|بمدينة|ببلدة|ميناء|مدينة|بلدة|قرية|ضواحي|محيط)(?:\s+\w+)?"
        r"|\b(?:در|نزدیک|نزدیکی|حوالی|فراز|شهر|بندر|روستای|اطراف|حومه\w*)(?:\s+\w+)?)\s+\W?$|(?:^|\W)[وف]?ب$", _I)),
)  # fmt: skip
_ENDS_DATELINE = re.compile(r"[^\n]{0,60}?(?:[-–—]\s|/[^/\n]+/|:\s)")


def places_told(
    reading: Reading, lead_end: int, happened_on: frozenset[str] = frozenset()
) -> dict[int, float]:
    """Place -> how much speaks for it; `happened_on`: the values of the days on which it happened."""
    title = lexicon.normal(reading.report.title)
    with_day = _sentences_with(reading, happened_on)
    said: dict[int, list[float]] = defaultdict(list)
    for mention in reading.places:
        weight = _specific(mention) * _by_words(mention, reading)
        if not mention.start <= lead_end:
            weight *= _BEHIND_LEAD
        if any(start <= mention.start < end for start, end in with_day):
            weight *= _WITH_THE_DAY
        said[mention.place.geonameid].append(weight)
        name = lexicon.normal(reading.report.text[mention.start : mention.end])
        if mention.place.feature == "city" and len(said[mention.place.geonameid]) == 1 and name[:5] in title:
            said[mention.place.geonameid].append(_IN_TITLE)
    return {place: _added_up(weights) for place, weights in said.items()}


def _added_up(weights: list[float]) -> float:
    return sum(w * _AGAIN**n for n, w in enumerate(sorted(weights, reverse=True)))


def _specific(mention: PlaceMention) -> float:
    if mention.place.feature == "country":
        return _COUNTRY
    if mention.place.feature == "region":
        return _REGION
    return _GREAT_CITY if mention.place.population >= _GREAT else _TOWN


def _by_words(mention: PlaceMention, reading: Reading) -> float:
    text = reading.report.text
    if mention.place.feature == "city" and _is_dateline(mention, text):
        return _DATELINE
    before = text[max(0, mention.start - _WINDOW) : mention.start]
    weight = next((weight for weight, words in _BEFORE if words.search(before)), _NO_WORD)
    return min(weight, _SAID_THERE) if _is_of_saying(mention, reading) else weight


def _is_dateline(mention: PlaceMention, text: str) -> bool:
    begins = text[: mention.start].rpartition("\n")[2]
    return (
        mention.start <= _LONGEST_DATELINE
        and (not begins.strip() or begins.isupper())
        and _ENDS_DATELINE.match(text, mention.end) is not None
    )


def _is_of_saying(mention: PlaceMention, reading: Reading) -> bool:
    """Somebody said so there: between the word of saying and what is said."""
    return any(
        min(claim.cue_start, claim.end) <= mention.start < max(claim.start, claim.cue_end)
        and not claim.start <= mention.start < claim.end
        for claim in reading.claims
        if claim.cue_start >= 0
    )


def _sentences_with(reading: Reading, days: frozenset[str]) -> list[tuple[int, int]]:
    starts = [d.start for d in reading.dates if d.value in days]
    return [(s.start, s.end) for s in reading.sentences if any(s.start <= start < s.end for start in starts)]
