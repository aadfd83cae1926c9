"""How the truth table is drawn: a line for a thing or a deed, a column for each viewer."""

from diwan import store
from diwan.charter.preside import NotTheDirector
from diwan.coordinate.recommendations import SaidAlready
from diwan.coordinate.tasks import TaskClosed
from diwan.core.errors import NotAllowed, NotVisible
from diwan.core.ids import MemberId

VIEWERS = ("iraq", "iran", "russia", "syria", "united-states", "nobody")
ROW = "SELECT count(*) FROM diwan.record WHERE id = %s"
WORDS = "SELECT count(*) FROM diwan.record WHERE id = %s AND envelope IS NOT NULL"
EVIDENCE = "SELECT count(*) FROM diwan.evidence WHERE record = %s"


def seen(answer):
    return {0: "–", "refused": "refused"}.get(answer, "reads")


def reading(ask, name, query, *arguments):
    """A line of who reads at least one row of it."""
    return row(name, *(seen(ask(who, query, arguments)) for who in VIEWERS))


REFUSALS = (NotAllowed, NotVisible, NotTheDirector, SaidAlready, TaskClosed, store.SignInEnded)


def tried(who, act):
    try:
        act(store.service_viewer(MemberId(who)))
    except REFUSALS:
        return "refused"
    return "may"


def doing(name, act):
    """A line of who may do it. The author last: what it does may end the thing."""
    cells = {who: tried(who, act) for who in reversed(VIEWERS)}
    return row(name, *(cells[who] for who in VIEWERS))


def row(first, *cells):
    return f"{first:<42}" + "".join(f"{cell:<15}" for cell in cells)
