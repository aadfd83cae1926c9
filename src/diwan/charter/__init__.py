"""The centre, its members, officers, rooms, terms and agreements, as its charter states them.

Must never give the director, or anybody, wider reading than the own member's.
"""

from diwan.charter.change_key import (
    RecoveryKeyWrong,
    replace_lost_key,
    replace_stolen_key,
    revoke_key,
    rotate_key,
)
from diwan.charter.enlarge import (
    admit_member,
    appoint_officer,
    list_outside_party,
    open_log,
    open_room,
    whole_centre,
)
from diwan.charter.found_centre import found_centre
from diwan.charter.queries import centre, director, keys_of, members, officers, places, rooms, term_of
from diwan.charter.rules import Term, term_at
from diwan.charter.sample import found_sample_centre
from diwan.charter.words import Centre, CharterText, Founder, Member, Names, Officer, Room, RoomPlace

__all__ = [
    "Centre",
    "CharterText",
    "Founder",
    "Member",
    "Names",
    "Officer",
    "RecoveryKeyWrong",
    "Room",
    "RoomPlace",
    "Term",
    "admit_member",
    "appoint_officer",
    "centre",
    "director",
    "found_centre",
    "found_sample_centre",
    "keys_of",
    "list_outside_party",
    "members",
    "officers",
    "open_log",
    "open_room",
    "places",
    "replace_lost_key",
    "replace_stolen_key",
    "revoke_key",
    "rooms",
    "rotate_key",
    "term_at",
    "term_of",
    "whole_centre",
]
