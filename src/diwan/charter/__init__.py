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
from diwan.charter.officers import (
    LastAdministrator,
    MemberRule,
    NoSuchRole,
    Right,
    Role,
    SignInTaken,
    appoint,
    change_officer,
    checked_roles,
    dismiss_officer,
    invite,
    my_rights,
    rule_of,
    set_rule,
)
from diwan.charter.queries import (
    centre,
    director,
    is_director,
    keys_of,
    members,
    officers,
    places,
    rooms,
    term_of,
    terms,
    text_in_force,
)
from diwan.charter.rules import Term, term_at
from diwan.charter.sample import found_sample_centre
from diwan.charter.words import Centre, CharterText, Founder, Member, Names, Officer, Room, RoomPlace

__all__ = [
    "Centre",
    "CharterText",
    "Founder",
    "LastAdministrator",
    "Member",
    "MemberRule",
    "Names",
    "NoSuchRole",
    "Officer",
    "RecoveryKeyWrong",
    "Right",
    "Role",
    "Room",
    "RoomPlace",
    "SignInTaken",
    "Term",
    "admit_member",
    "appoint",
    "appoint_officer",
    "centre",
    "change_officer",
    "checked_roles",
    "director",
    "dismiss_officer",
    "found_centre",
    "found_sample_centre",
    "invite",
    "is_director",
    "keys_of",
    "list_outside_party",
    "members",
    "my_rights",
    "officers",
    "open_log",
    "open_room",
    "places",
    "replace_lost_key",
    "replace_stolen_key",
    "revoke_key",
    "rooms",
    "rotate_key",
    "rule_of",
    "set_rule",
    "term_at",
    "term_of",
    "terms",
    "text_in_force",
    "whole_centre",
]
