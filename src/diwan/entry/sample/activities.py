"""The sample's activities, invented along the lines of its reports, for tomorrow: a convoy that meets an inspection of the
bridge it crosses, told by name; and a survey flight that meets a flight of which Iraq sees place and time alone."""

import datetime as dt
from contextlib import suppress
from zoneinfo import ZoneInfo

from diwan.charter.sample import IRAN, IRAQ, RUSSIA, SYRIA
from diwan.coordinate.activity_words import ActivityKind, Announcement, Consent
from diwan.coordinate.announce import CENTRE, OWN_MEMBER, ClientReused, announce
from diwan.coordinate.space import Area, Band, Reference, Volume, band, circle, corridor, window
from diwan.core.clock import springs
from diwan.core.ids import MemberId
from diwan.gather import Reach
from diwan.store import service_viewer

ZONE = "Asia/Baghdad"
LOW, HIGH = band(0, 30, Reference.GROUND, (60, 200)), band(2700, 3600, Reference.SEA)


def plan() -> None:
    """Each thing is said once, also when a founding that was broken off comes by again."""
    bridge, road = (34.1965, 43.8720), ((34.1965, 43.8925), (34.1965, 43.8720), (34.1400, 42.3780))
    works = Announcement(
        ActivityKind.WORKS,
        "فحص جسر سامراء",
        (_volume(circle(bridge, 250), LOW, 8, 14),),
        "مكتب المناوبة، تحويلة 12",
        "رافعة على الجسر، وممر واحد مفتوح.",
    )
    convoy = Announcement(
        ActivityKind.CONVOY,
        "کاروان آرد به حدیثه",
        (_volume(corridor(road, 200), LOW, 9, 12),),
        "میز شب، داخلی ۳۱",
        "دوازده کامیون، هفت ساعت راه.",
    )
    survey = Announcement(
        ActivityKind.FLIGHT,
        "مسح جوي للأراضي المغمورة",
        (_volume(circle((35.2, 44.6), 20_000), HIGH, 10, 12),),
        "مكتب المناوبة، تحويلة 12",
    )
    flight = Announcement(
        ActivityKind.FLIGHT,
        "Рейс с гуманитарным грузом из Хамадана",
        (_volume(corridor(((34.87, 48.55), (35.34, 40.14)), 20_000), HIGH, 11, 13),),
        "дежурный по полётам, 204",
        "Один борт, восемнадцать тонн.",
        host=IRAN,
        consent=Consent.ASKED,
    )
    patrol = Announcement(
        ActivityKind.PATROL,
        "دورية على طريق تدمر",
        (_volume(corridor(((34.56, 38.27), (34.73, 36.72)), 500), LOW, 6, 18),),
        "غرفة دمشق",
    )
    _say(IRAQ, works, CENTRE, None, "sample-bridge-works")
    _say(IRAN, convoy, CENTRE, None, "sample-flour-convoy")
    _say(IRAQ, survey, OWN_MEMBER, CENTRE, "sample-survey-flight")
    _say(RUSSIA, flight, Reach((IRAN, SYRIA)), CENTRE, "sample-relief-flight")
    _say(SYRIA, patrol, OWN_MEMBER, None, "sample-patrol")


def _say(member: MemberId, said: Announcement, details: Reach, envelope: Reach | None, client: str) -> None:
    with suppress(ClientReused):  # said by a founding that was broken off on another day
        announce(service_viewer(member), said, details=details, envelope=envelope, client=client)


def _volume(area: Area, heights: Band, first_hour: int, last_hour: int) -> Volume:
    """Tomorrow, by the clocks of Baghdad."""
    tomorrow = springs.now().astimezone(ZoneInfo(ZONE)).date() + dt.timedelta(days=1)
    begins, ends = (dt.datetime.combine(tomorrow, dt.time(hour)) for hour in (first_hour, last_hour))
    return Volume(area, heights, window(begins, ends, ZONE))
