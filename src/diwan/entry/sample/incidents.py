"""The sample's incident, invented along the lines of its reports: two flights that came near each other, as each side tells it."""

import datetime as dt

from diwan.charter.sample import IRAQ, RUSSIA
from diwan.coordinate.incident_words import Account, IncidentKind, IncidentStand
from diwan.coordinate.incidents import incident, reply, report_incident, tell_version
from diwan.core.clock import springs
from diwan.gather import Reach
from diwan.store import acting_as, service_viewer


def met_in_the_air() -> None:
    """Each thing is said once, also when a founding that was broken off comes by again."""
    at = (springs.now() - dt.timedelta(days=1)).replace(minute=20, second=0, microsecond=0)
    ours, theirs = service_viewer(RUSSIA), service_viewer(IRAQ)
    made = report_incident(
        ours,
        "Опасное сближение над Самаррой",
        Account(
            IncidentKind.NEAR_MISS,
            at,
            "К северу от моста в Самарре",
            "Борт с грузом разошёлся с самолётом съёмки примерно в шестистах метрах. О съёмке нас не предупредили.",
            point=(34.25, 43.86),
        ),
        [IRAQ],
        Reach(whole_centre=True),
        client="sample-near-miss",
    )
    with acting_as(theirs) as tx:
        has_told = incident(tx, made).version_of(IRAQ) is not None
    if not has_told:
        tell_version(
            theirs,
            made,
            Account(
                IncidentKind.NEAR_MISS,
                at + dt.timedelta(minutes=6),
                "شمال جسر سامراء",
                "كانت طائرة المسح على الارتفاع المعلن، والمسافة كيلومتران على الأقل. أُعلن المسح للمركز في اليوم السابق.",
                IncidentStand.OTHERWISE,
                (34.26, 43.87),
            ),
        )
    reply(ours, made, "Просим запись радара за эти десять минут.", client="sample-radar")
