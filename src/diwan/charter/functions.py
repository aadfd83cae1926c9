"""Functions of the centre: the charter says which member holds one, the member says whom it names for it."""

import datetime as dt
from dataclasses import dataclass

from diwan.charter.enlarge import whole_centre
from diwan.charter.queries import text_at
from diwan.charter.words import Names
from diwan.core.clock import springs
from diwan.core.errors import BadInput, NotAllowed, NotVisible
from diwan.core.ids import MemberId
from diwan.core.viewer import Viewer
from diwan.ledger import append
from diwan.store import Transaction, acting_as

LONGEST_NAME = 200


class NameTooLong(BadInput):
    """A name or post has two hundred letters at most."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One member's part in a function: whom it names. "" and None mean that nobody is there."""

    member: MemberId | None
    holder: str = ""
    deputy: str = ""
    since: dt.datetime | None = None

    @property
    def is_vacant(self) -> bool:
        return self.member is None or not self.holder


@dataclass(frozen=True, slots=True)
class Function:
    id: str
    names: Names
    holder: Seat
    deputy: Seat  # of another member, where the charter names one; the holder's own deputy stands in its seat


def functions(tx: Transaction, at: dt.datetime | None = None) -> list[Function]:
    """In the order of the charter that was in force at `at`, with whom each member had named by then."""
    moment = at or springs.now()
    named = {
        (row["function"], row["member"]): Seat(row["member"], row["holder"], row["deputy"], row["since"])
        for row in tx.rows(
            "SELECT DISTINCT ON (function, member) function, member, holder, deputy, since FROM diwan.function_holding"
            " WHERE since <= %s ORDER BY function, member, since DESC, record",
            [moment],
        )
    }

    def seat(function: str, member: str) -> Seat:
        return named.get((function, member), Seat(MemberId(member) if member else None))

    return [
        Function(
            each["id"],
            each["names"],
            seat(each["id"], each.get("holder", "")),
            seat(each["id"], each.get("deputy", "")),
        )
        for each in text_at(tx, moment).get("functions", ())
    ]


def fill_function(viewer: Viewer, function: str, *, holder: str, deputy: str) -> None:
    """Both anew; "" leaves the seat vacant. Raises NotVisible for no such function, NotAllowed for another's."""
    given = [" ".join(name.replace("\0", "").split()) for name in (holder, deputy)]
    if any(len(name) > LONGEST_NAME for name in given):
        raise NameTooLong
    with acting_as(viewer, write=True) as tx:
        known = next((each for each in functions(tx) if each.id == function), None)
        if known is None:
            raise NotVisible
        if viewer.member not in (known.holder.member, known.deputy.member):
            raise NotAllowed
        body = {"function": function, "holder": given[0], "deputy": given[1]}
        append(tx, "function.filled", body, label=whole_centre(tx))
