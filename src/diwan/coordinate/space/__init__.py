"""Where, how high and when something is planned, and whether two such volumes meet. Pure.

An area is a point, a line or a ring on the WGS84 ellipsoid with a reach around it; its edges are geodesics. A volume
is an area × a height band × times. The check may call two volumes meeting that are up to 1 cm and 1 s apart; it must
never call two clear of one another that meet. Touching is meeting.
"""

from diwan.coordinate.space.area import Area, Point, Shape, circle, corridor, polygon
from diwan.coordinate.space.clearing import Shift, Way
from diwan.coordinate.space.faults import SENTENCES, NotAVolume
from diwan.coordinate.space.heights import Band, Reference, Unknown, band
from diwan.coordinate.space.meeting import Meeting, meetings, which_meet
from diwan.coordinate.space.notation import read_point, swapped
from diwan.coordinate.space.overlap import outline
from diwan.coordinate.space.volume import EXACT, Box, Uncertainty, Volume, box_of
from diwan.coordinate.space.windows import Repeat, Window, window

__all__ = [
    "EXACT",
    "SENTENCES",
    "Area",
    "Band",
    "Box",
    "Meeting",
    "NotAVolume",
    "Point",
    "Reference",
    "Repeat",
    "Shape",
    "Shift",
    "Uncertainty",
    "Unknown",
    "Volume",
    "Way",
    "Window",
    "band",
    "box_of",
    "circle",
    "corridor",
    "meetings",
    "outline",
    "polygon",
    "read_point",
    "swapped",
    "which_meet",
    "window",
]
