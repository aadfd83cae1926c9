"""The sample's duty log, invented along the lines of its reports."""

import datetime as dt

from diwan.charter.sample import IRAQ, RUSSIA
from diwan.coordinate.duty import NewEntry, note_entry
from diwan.core.clock import springs
from diwan.gather import Reach
from diwan.store import service_viewer


def keep_log() -> None:
    """Each entry is noted once, also when a founding that was broken off comes by again. Watches are persons' alone: the
    sample signs none."""
    iraq, everybody = service_viewer(IRAQ), Reach(whole_centre=True)
    night = NewEntry(
        _hours_ago(9), "انقطع خط الهاتف مع مكتب الطرق من الثالثة حتى الرابعة.", "function:duty-desk"
    )
    note_entry(iraq, night, everybody, client="sample-line-down")
    morning = NewEntry(_hours_ago(4), "طُلب من مكتب الترجمة إعادة قراءة بيان الشرطة.", "room:baghdad")
    note_entry(iraq, morning, Reach(), client="sample-read-again")
    maps = NewEntry(
        _hours_ago(6), "Исправлено написание четырёх пограничных переходов на общей карте.", "function:maps"
    )
    note_entry(service_viewer(RUSSIA), maps, everybody, client="sample-crossings")


def _hours_ago(hours: int) -> dt.datetime:
    """To the minute."""
    return (springs.now() - dt.timedelta(hours=hours)).replace(second=0, microsecond=0)
