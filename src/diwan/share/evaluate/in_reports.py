"""Pure: what was read inside one report against its labels."""

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping

from diwan.core.reading import Stance
from diwan.share.evaluate.labels import ANONYMOUS, ClaimLabel, LabelledReport, LabelledSet, Matter, PlaceLabel
from diwan.share.evaluate.situation import ReadReport, ReadValue, Situation
from diwan.share.evaluate.spans import meet
from diwan.share.evaluate.tally import Tally

# 100 miles, the distance within which the literature on place names counts a place as found ("accuracy at 161 km").
NEAR_KM = 161.0
_EARTH_KM = 12742.0  # mean diameter
_WORD = re.compile(r"\w+")

IsSpeaker = Callable[[LabelledReport, ClaimLabel, ReadValue], bool]


def folded(name: str) -> str:
    return " ".join(_WORD.findall(name.casefold()))


def language(report: LabelledReport, read: ReadReport, tally: Tally) -> None:
    if not report.is_whole:
        return  # nobody confirmed in which language it is written
    is_right = read.language == report.language
    tally.ask("language", is_right=is_right)
    if not is_right:
        tally.miss(
            "language wrong",
            report,
            (0, 60),
            labelled=report.language.value,
            read=read.language or "not read",
        )


def places(report: LabelledReport, read: ReadReport, tally: Tally) -> None:
    if report.places is None:
        return
    met = meet(report, Matter.PLACES, report.places, read.places)
    near = 0
    for label, value in met.pairs:
        is_same = str(value.said.get("geonameid")) == str(label.geonameid)
        is_near = is_same or _kilometres(label, value) <= NEAR_KM
        near += is_near
        tally.ask("place_exact_id", is_right=is_same)
        if not is_same:
            kind = "places: another of the same name nearby" if is_near else "places: put elsewhere"
            labelled, got = f"geonameid {label.geonameid}", _place(value)
            tally.miss(kind, report, label.span, labelled=labelled, read=got, why=_why(value))
    found = len(met.pairs) + len(met.beyond)
    for figure, right in (("place_mentions", len(met.pairs)), ("places", near)):
        tally.count(figure, right=right, found=found, labelled=len(report.places))
    for label in met.missed:
        tally.miss("places missed", report, label.span, labelled=f"geonameid {label.geonameid}")
    for value in met.beyond:
        tally.miss("places that are none", report, value.span, read=_place(value), why=_why(value))


def actors(
    report: LabelledReport, read: ReadReport, tally: Tally, names: Mapping[str, tuple[str, ...]]
) -> None:
    if report.actors is None:
        return
    met = meet(report, Matter.ACTORS, report.actors, read.actors)
    found = len(met.pairs) + len(met.beyond)
    tally.count("actor_mentions", right=len(met.pairs), found=found, labelled=len(report.actors))
    if (
        report.is_whole
    ):  # of values confirmed one by one nobody said which are the same actor across languages
        tally.linked += [(label.actor, value.said["actor"]) for label, value in met.pairs]
        tally.linked += [(label.actor, None) for label in met.missed]
    for label in met.missed:
        tally.miss("actors missed", report, label.span, labelled=", ".join(names.get(label.actor, ())[:2]))
    for value in met.beyond:
        read_as = str(value.said.get("kind", ""))
        tally.miss("actors that are none", report, value.span, read=read_as, why=_why(value))


def dates(report: LabelledReport, read: ReadReport, tally: Tally) -> None:
    if report.dates is None:
        return
    met = meet(report, Matter.DATES, report.dates, read.dates)
    wrong = [(label, value) for label, value in met.pairs if label.value != value.said.get("value")]
    found = len(met.pairs) + len(met.beyond)
    for figure, right in (("date_mentions", len(met.pairs)), ("dates", len(met.pairs) - len(wrong))):
        tally.count(figure, right=right, found=found, labelled=len(report.dates))
    for label, value in wrong:
        got = str(value.said.get("value"))
        tally.miss("dates: another day", report, label.span, labelled=label.value, read=got, why=_why(value))
    for label in met.missed:
        tally.miss("dates missed", report, label.span, labelled=label.value)
    for value in met.beyond:
        got = str(value.said.get("value"))
        tally.miss("dates that are none", report, value.span, read=got, why=_why(value))


def claims(
    report: LabelledReport,
    read: ReadReport,
    tally: Tally,
    is_speaker: IsSpeaker,
    name_of: Callable[[str], str],
) -> None:
    """`name_of`: a name to show for an actor, labelled or read."""
    if report.claims is None:
        return
    met = meet(report, Matter.CLAIMS, report.claims, read.claims)
    right = 0
    for label, value in met.pairs:
        says = value.said.get("stance")
        is_stance = says == label.stance
        knows = label.speaker is None or is_speaker(report, label, value)
        right += is_stance and knows
        tally.ask("claim_stance", is_right=is_stance)
        if label.stance is not Stance.ASSERTS:
            tally.ask("claim_stance_unless_asserts", is_right=is_stance)
        if label.speaker is not None:
            tally.ask("claim_speaker", is_right=knows)
        if not is_stance:
            kind, stance = "claims: another stance", label.stance.value
            tally.miss(kind, report, label.span, labelled=stance, read=str(says), why=_why(value))
        if not knows:
            kind, who = "claims: another speaker", name_of(str(label.speaker))
            got = name_of(str(value.said.get("speaker")))
            tally.miss(kind, report, label.span, labelled=who, read=got, why=_why(value))
    found = len(met.pairs) + len(met.beyond)
    for figure, count in (("claim_spans", len(met.pairs)), ("claims", right)):
        tally.count(figure, right=count, found=found, labelled=len(report.claims))
    # In the order of the text's labels: groups of claims are compared by their place in this list.
    of_label = dict(met.pairs)
    tally.claims += [(label, of_label.get(label)) for label in report.claims]
    for label in met.missed:
        tally.miss(
            "claims missed", report, label.span, labelled=f"{name_of(label.speaker or '?')} {label.stance}"
        )
    for value in met.beyond:
        got = f"{name_of(str(value.said.get('speaker')))} {value.said.get('stance')}"
        tally.miss("claims that are none", report, value.span, read=got, why=_why(value))


def credits_(report: LabelledReport, read: ReadReport, tally: Tally, outlets: Mapping[str, str]) -> None:
    """`outlets`: folded name -> actor, so that an outlet counts under each of its names."""
    if report.credits is None:
        return
    labelled, said, refused = (
        {outlets.get(folded(name), folded(name)): name for name in names}
        for names in (report.credits, read.credits, report.rejected_credits)
    )
    counted = set(said) if report.is_whole else set(said) & (set(labelled) | set(refused))
    right = labelled.keys() & counted
    tally.count("credits", right=len(right), found=len(counted), labelled=len(labelled))
    for key in sorted(labelled.keys() - right):
        tally.miss("credits missed", report, (0, 0), labelled=labelled[key])
    for key in sorted(counted - labelled.keys()):
        tally.miss("credits that are none", report, (0, 0), read=said[key])


def same_words(one: str, other: str) -> float:
    """Words in common, each as often as it occurs, over words together: 1 alike."""
    first, second = (Counter(_WORD.findall(text.casefold())) for text in (one, other))
    together = first.total() + second.total()
    return 2 * (first & second).total() / together if together else 1.0


def speaker_test(labels: LabelledSet, situation: Situation, stands_for: Mapping[str, str]) -> IsSpeaker:
    def is_speaker(report: LabelledReport, label: ClaimLabel, value: ReadValue) -> bool:
        read = value.said.get("speaker")
        if read is None or ANONYMOUS in (label.speaker, read):
            return read == label.speaker
        if report.is_whole:
            return stands_for.get(read) == label.speaker
        # Labels drawn one by one are too few to learn from mentions who is who: the names decide.
        meant = {folded(name) for name in labels.actors.get(label.speaker or "", ())}
        return not meant.isdisjoint(folded(name) for name in situation.names.get(read, ()))

    return is_speaker


def _kilometres(label: PlaceLabel, value: ReadValue) -> float:
    """Along the great circle, by the haversine formula; endless where the value lies nowhere."""
    if value.said.get("lat") is None or value.said.get("lon") is None:
        return math.inf
    north, east = math.radians(label.lat), math.radians(label.lon)
    other_north, other_east = math.radians(value.said["lat"]), math.radians(value.said["lon"])
    half = (
        math.sin((other_north - north) / 2) ** 2
        + math.cos(north) * math.cos(other_north) * math.sin((other_east - east) / 2) ** 2
    )
    return _EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def _place(value: ReadValue) -> str:
    return f"{value.said.get('name', '')} ({value.said.get('country', '')}), geonameid {value.said.get('geonameid')}"


def _why(value: ReadValue) -> str:
    return str(value.said.get("why", ""))
