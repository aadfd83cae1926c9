"""The sample's register, invented along the lines of its reports: a bridge that two members tell differently of, a road, a
ferry. What is protected takes two persons; the sample signs for nobody, so none stands there."""

import datetime as dt

from diwan.charter.sample import IRAN, IRAQ, SYRIA
from diwan.coordinate.register import NewState, one, register, tell_state
from diwan.coordinate.register_words import ObjectForm, ObjectState, ObjectText
from diwan.core.clock import springs
from diwan.gather import Reach
from diwan.store import acting_as, service_viewer


def keep_register() -> None:
    """Each is entered once, also when a founding that was broken off comes by again."""
    everybody = Reach(whole_centre=True)
    bridge = ObjectText(ObjectForm.PLACE, "جسر سامراء", ((34.1983, 43.8674),), "مدخل المدينة من الغرب")
    made = register(service_viewer(IRAQ), bridge, everybody, client="sample-bridge")
    with acting_as(service_viewer(IRAQ)) as tx:
        is_told = bool(one(tx, made).states)
    if not is_told:
        source = "دائرة الطرق"
        tell_state(
            service_viewer(IRAQ), made, NewState(ObjectState.CLOSED, _days_ago(2), according_to=source)
        )
        tell_state(
            service_viewer(IRAN), made, NewState(ObjectState.OPEN, _days_ago(1), text="برای آمبولانس‌ها")
        )
    road = ObjectText(
        ObjectForm.ROUTE,
        "طريق تدمر – حمص",
        ((34.56, 38.27), (34.65, 37.6), (34.73, 36.72)),
        details="معبّد، مساران",
    )
    register(service_viewer(SYRIA), road, everybody, client="sample-road")
    ferry = ObjectText(ObjectForm.PLACE, "عبّارة القرنة", ((31.01, 47.43),))
    register(service_viewer(IRAQ), ferry, Reach(), client="sample-ferry")


def _days_ago(days: int) -> dt.datetime:
    return (springs.now() - dt.timedelta(days=days)).replace(minute=0, second=0, microsecond=0)
