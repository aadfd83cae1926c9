"""Give a founder a seat before there is a charter. For the operator's command; it reads nothing of what founders say."""

import json

from diwan.charter.enlarge import appoint_officer, open_first_log
from diwan.charter.found_centre import FoundedAlready
from diwan.charter.officers import SIGN_IN, SignInTaken
from diwan.charter.queries import keys_of, officers
from diwan.charter.words import is_short_name
from diwan.core.clock import springs
from diwan.core.errors import BadInput
from diwan.core.ids import MemberId, OfficerId
from diwan.core.languages import FOUR
from diwan.ledger import KeyStore
from diwan.store import acting_as, as_worker, service_viewer

EVERY_ROLE = ("analyst", "releaser", "administrator", "custodian")


class SeatTaken(BadInput):
    """This founder has its first officer already, who invites the others on the pages."""


def seat_founder(
    keys: KeyStore, member: MemberId, *, sign_in: str, name: str, language: str, known_as: str = ""
) -> OfficerId:
    """Its keys, its log and its first officer, who is invited next. Given again for the same officer it changes nothing.
    Raises FoundedAlready, SeatTaken, SignInTaken, BadInput."""
    if not is_short_name(member):
        raise BadInput(f'{member}: a short name in small Latin letters, as "port-authority".')
    if not SIGN_IN.fullmatch(sign_in):
        raise SignInTaken(f"({sign_in})")
    with as_worker() as tx:
        if tx.value("SELECT EXISTS (SELECT FROM diwan.centre)"):
            raise FoundedAlready("Members are admitted by a change of the charter.")
        tx.run(
            "INSERT INTO diwan.founder_seat (member, names, seated_at) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            [
                member,
                json.dumps({each.value: known_as or member for each in FOUR}, ensure_ascii=False),
                springs.now(),
            ],
        )
    with acting_as(service_viewer(member), write=True) as tx:
        if not keys_of(tx, member):
            open_first_log(tx, keys, "")
        own = officers(tx)
        if known := next((each for each in own if each.sign_in == sign_in), None):
            return known.id
        if own:
            raise SeatTaken(f"({member})")
        names = {each.value: name for each in FOUR}
        return appoint_officer(tx, names, language=language, roles=EVERY_ROLE, sign_in=sign_in)
