"""Words of the charter, its agreements, meetings and handovers."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from diwan.entry.web.catalogue.words import Table

ROLES: Table = {
    "desk": _("desk officer"),
    "officer": _("officer"),
    "watch_officer": _("watch officer"),
    "watch": _("watch officer"),
    "releaser": _("releaser"),
    "director": _("director"),
    "analyst": _("analyst"),
    "custodian": _("custodian of keys"),
    "reader": _("reader"),
    "administrator": _("administrator"),
}

MATTERS: Table = {
    "founding": pgettext_lazy("change of the charter", "Founding"),
    "amendment": pgettext_lazy("change of the charter", "Amendment"),
    "admission": pgettext_lazy("change of the charter", "Admission"),
    "suspension": pgettext_lazy("change of the charter", "Suspension"),
    "resumption": pgettext_lazy("change of the charter", "End of a suspension"),
    "withdrawal": pgettext_lazy("change of the charter", "Withdrawal"),
    "swap": pgettext_lazy("change of the charter", "Swap of terms"),
}

SIGNING_RULES: Table = {
    "unanimity": pgettext_lazy("rule", "every founder signs"),
    "two-thirds": pgettext_lazy("rule", "two thirds of the founders sign"),
    "majority": pgettext_lazy("rule", "more than half of the founders sign"),
    "own": pgettext_lazy("rule", "the member itself signs"),
}

PARTY_KINDS: Table = {
    "founder": pgettext_lazy("party", "founder"),
    "member": pgettext_lazy("party", "member"),
    "observer": pgettext_lazy("party", "observer"),
    "outside": pgettext_lazy("party", "outside party"),
}

ROOM_SEATS: Table = {
    "lead": pgettext_lazy("seat in a room", "leads it"),
    "members": pgettext_lazy("seat in a room", "member of it"),
    "guests": pgettext_lazy("seat in a room", "guest"),
}

# Fields of a charter's form, and the rows that hold them.
CHARTER_FIELDS: Table = {
    "member": _("Member"),
    "room": _("Room"),
    "function": _("Function"),
    "handover": _("Point"),
    "name": _("Name"),
    "task": _("Its task"),
    "retention": _("What is kept, in words: in all four languages, or not at all"),
    "erasure": _("How a person’s data are erased, in words: in all four languages, or not at all"),
    "id": _("Short name"),
    "kind": _("As"),
    "country": _("Country code, where it is a state"),
    "turn": _("Directs as number"),
    "seat": _("Lead"),
    "holder": _("Holder"),
    "deputy": _("Deputy"),
    "time_zone": _("Time zone"),
    "term_months": _("Months of a term"),
    "retention_days": _("Days that others keep what a member that left had released"),
    "audience": _("Who reads it"),
    "tlp": _("Passing on"),
    "log_origin": _("Where the members’ logs are published"),
    "witness_policy": _("Witness policy"),
    "rule-amendment": pgettext_lazy("change of the charter", "Amendment"),
    "rule-admission": pgettext_lazy("change of the charter", "Admission"),
    "rule-suspension": pgettext_lazy("change of the charter", "Suspension"),
    "rule-withdrawal": pgettext_lazy("change of the charter", "Withdrawal"),
}

# What is wrong with a field of a charter's form, and the mend.
CHARTER_FAULTS: Table = {
    "language": _("Write it in this language too: it is given in all four."),
    "long": _("This is too long. Make it shorter."),
    "id": _("Write a short name in small Latin letters, as “port-authority”."),
    "twice": _("This stands there twice. Change one of the two."),
    "choose": _("Choose one out of the list."),
    "no_founder": _("Make one member at least a founder: founders sign the charter."),
    "country": _("Write two capital letters of ISO 3166, as “IQ”, or leave it empty."),
    "turn": _("Write a whole number: 1 directs first. Empty: it never directs."),
    "turn_not_theirs": _("Founders and members direct in turn. Leave it empty, or make it a member."),
    "zone": _("Choose a time zone out of the list, as “Asia/Baghdad”."),
    "months": _("Write a whole number of months from 1 to 120."),
    "days": _("Write a whole number of days from 0 to 36525."),
    "no_lead": _("A room is led by somebody: choose who leads it."),
}

# By the names of the errors of a charter's form, of its changes and of its founding.
CHARTER_TROUBLES: Table = {
    "NothingChanges": _("This text says what the charter in force says. Change something in it first."),
    "OneMatterAtATime": _(
        "Admit and remove members by changes of their own; an amendment changes everything else."
    ),
    "SignedAlready": _("Your member has signed this text; a signature is not taken back."),
    "ProposedAlready": _("This very text is proposed already: sign it below."),
    "NoLongerOpen": _("Another change came into force first; propose this one anew."),
    "ChangedMeanwhile": _(
        "Another version came into force meanwhile. Look at the difference anew, then propose it."
    ),
    "TooManyForAForm": _(
        "The form holds 24 members, rooms, functions and points of a checklist each. Take some out."
    ),
    "CharterFileTooLarge": _("Choose a file of at most 512 KiB."),
    "CharterFileNoText": _("The file is not UTF-8 text. Save it as UTF-8 and choose it again."),
    "DraftChanged": _(
        "Another founder has laid a changed text meanwhile. Nothing was signed or laid; look at what differs now."
    ),
    "SameDraft": _("This says what the text that lies there says. Nothing was laid."),
    "NoFounder": _("The text does not name your member as a founder, so it has nothing to sign."),
}

AGREEMENT_STATES: Table = {
    "proposed": pgettext_lazy("an agreement", "waits for signatures"),
    "agreed": pgettext_lazy("an agreement", "agreed, its first day lies ahead"),
    "in_force": pgettext_lazy("an agreement", "in force"),
    "suspended": pgettext_lazy("an agreement", "suspended"),
    "ended": pgettext_lazy("an agreement", "ended"),
    "withdrawn": pgettext_lazy("an agreement", "not concluded"),
}

# What was done with an agreement, in its history.
AGREEMENT_STEPS: Table = {
    "signed": pgettext_lazy("done with an agreement", "signed it"),
    "suspended": pgettext_lazy("done with an agreement", "suspended it"),
    "resumed": pgettext_lazy("done with an agreement", "resumed it"),
    "ended": pgettext_lazy("done with an agreement", "ended it"),
}

AGREEMENT_ACTS: Table = {
    "suspended": pgettext_lazy("to do with an agreement", "Suspend it"),
    "resumed": pgettext_lazy("to do with an agreement", "Resume it"),
    "ended": pgettext_lazy("to do with an agreement", "End it"),
}

# By the English of `charter.agreements.Flaw`.
AGREEMENT_FLAWS: Table = {
    "It needs a title, in one language at least.": _("It needs a title, in one language at least."),
    "It needs a subject: what the parties agree on.": _("It needs a subject: what the parties agree on."),
    "Give its text, or say where the text lies.": _("Give its text, or say where the text lies."),
    "A party is no member or outside party of this centre.": _(
        "A party is no member or outside party of this centre."
    ),
    "Your own member is a party to what it enters.": _("Your own member is a party to what it enters."),
    "Choose another party at least.": _("Choose another party at least."),
    "Members sign; outside parties are named and sign nothing.": _(
        "Members sign; outside parties are named and sign nothing."
    ),
    "A member that left or is suspended cannot sign.": _("A member that left or is suspended cannot sign."),
    "Its last day comes before its first.": _("Its last day comes before its first."),
    "Write a day as year, month and day.": _("Write a day as year, month and day."),
    "Notice is given 0 to 8784 hours before; write a whole number.": _(
        "Notice is given 0 to 8784 hours before; write a whole number."
    ),
    "A title has 200 letters at most, a line 2000, the text 100000.": _(
        "A title has 200 letters at most, a line 2000, the text 100000."
    ),
}

# The standard checklist, `charter.handover.STANDARD`.
HANDOVER_ITEMS: Table = {
    "open": _("Open matters gone through together"),
    "agreements": _("Agreements and their channels of notice gone through"),
    "meetings": _("Meetings ahead and their order of the day gone through"),
    "functions": _("Functions and vacancies gone through"),
    "rooms": _("Rooms, their leads and guests gone through"),
    "log": _("Alarms and witnesses of the logs gone through"),
}

SIGNED_AS: Table = {
    "director": pgettext_lazy("signed", "as the director"),
    "stand-in": pgettext_lazy("signed", "as a stand-in"),
}

HANDOVER_TROUBLES: Table = {
    "NotYetOpen": _(
        "A handover is signed in the last fourteen days of a term, and afterwards until the next one."
    ),
    "SignedAlready": _("This handover is signed already."),
    "OtherText": _("This text has been replaced meanwhile; read the one that stands there now."),
}

MEETING_TROUBLES: Table = {
    "MeetingIncomplete": _(
        "A meeting has a title, a time that lies ahead within a year, and at most fifty points of 200 letters."
    ),
    "NoSuchRoomOfYours": _("Convene the whole centre, or a room in which your member sits."),
}

TABLES = {
    "role": ROLES,
    "matter": MATTERS,
    "signing_rule": SIGNING_RULES,
    "party": PARTY_KINDS,
    "seat": ROOM_SEATS,
    "charter_trouble": CHARTER_TROUBLES,
    "charter_field": CHARTER_FIELDS,
    "charter_fault": CHARTER_FAULTS,
    "agreement_state": AGREEMENT_STATES,
    "agreement_step": AGREEMENT_STEPS,
    "agreement_act": AGREEMENT_ACTS,
    "agreement_flaw": AGREEMENT_FLAWS,
    "handover_item": HANDOVER_ITEMS,
    "handover_trouble": HANDOVER_TROUBLES,
    "meeting_trouble": MEETING_TROUBLES,
    "signed_as": SIGNED_AS,
}
