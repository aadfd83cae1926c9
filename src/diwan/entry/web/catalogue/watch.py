"""Words of calls, the duty log and the register."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from diwan.entry.web.catalogue.words import Table

CALL_WAYS: Table = {
    "incoming": pgettext_lazy("a call", "they called us"),
    "outgoing": pgettext_lazy("a call", "we called them"),
}

# By the English of `coordinate.calls.CallFlaw`, or the name of the trouble.
CALL_TROUBLES: Table = {
    "Say who was on the line.": _("Say who was on the line."),
    "Write the words of the call.": _("Write the words of the call."),
    "A call that is noted has been made, within the last year: look at day and time.": _(
        "A call that is noted has been made, within the last year: look at day and time."
    ),
    "The other side is no party of this centre; leave the field empty and say in words who it was.": _(
        "The other side is no party of this centre; leave the field empty and say in words who it was."
    ),
    "Nothing in it is another than before.": _("Nothing in it is another than before."),
    "A name has 200 letters at most, the words 10000.": _("A name has 200 letters at most, the words 10000."),
    "LinkLeadsNowhere": _(
        "A link leads to no report, event, agreement or recommendation that you may read. Take it out."
    ),
    "TooManyLinks": _("At most fifty reports, agreements and recommendations are linked. Take some out."),
    "NoSuchReader": _("Choose members of this centre as readers."),
}

# By the English of `coordinate.duty.DutyFlaw`, or the name of the trouble.
DUTY_TROUBLES: Table = {
    "Write what happened.": _("Write what happened."),
    "What is noted has happened, within the last year: look at day and time.": _(
        "What is noted has happened, within the last year: look at day and time."
    ),
    "Choose a desk that your member keeps: its own, a function that it holds, a room that it sits in.": _(
        "Choose a desk that your member keeps: its own, a function that it holds, a room that it sits in."
    ),
    "An entry has 10000 letters at most.": _("An entry has 10000 letters at most."),
    "NoteTooLong": _("A note has ten thousand letters at most."),
    "OwnWatch": _(
        "Whoever hands a watch over does not take it: another officer of your member reads and signs."
    ),
    "WatchTaken": _(
        "This watch has been taken, or handed over anew meanwhile; look at the page as it is now."
    ),
    "LinkLeadsNowhere": _(
        "A link leads to no report, event, agreement or recommendation that you may read. Take it out."
    ),
    "TooManyLinks": _("At most fifty reports, agreements and recommendations are linked. Take some out."),
    "NoSuchReader": _("Choose members of this centre as readers."),
}

OBJECT_FORMS: Table = {
    "place": pgettext_lazy("in the register", "place"),
    "site": pgettext_lazy("in the register", "site"),
    "route": pgettext_lazy("in the register", "route"),
    "group": pgettext_lazy("in the register", "group"),
}

PROTECTIONS: Table = {
    "hospital": pgettext_lazy("protected", "hospital"),
    "school": pgettext_lazy("protected", "school"),
    "water_works": pgettext_lazy("protected", "water works"),
    "shelter": pgettext_lazy("protected", "shelter"),
    "camp": pgettext_lazy("protected", "camp"),
    "relief_site": pgettext_lazy("protected", "relief site"),
    "cultural_property": pgettext_lazy("protected", "cultural property"),
}

OBJECT_STATES: Table = {
    "open": pgettext_lazy("state of a place", "open"),
    "closed": pgettext_lazy("state of a place", "closed"),
    "damaged": pgettext_lazy("state of a place", "damaged"),
    "destroyed": pgettext_lazy("state of a place", "destroyed"),
    "flooded": pgettext_lazy("state of a place", "flooded"),
    "held": pgettext_lazy("state of a place", "held by"),
    "unknown": pgettext_lazy("state of a place", "not known"),
}

SITE_ACTS: Table = {
    "enter": _("to be entered"),
    "change": _("to be changed or confirmed for a further time"),
    "withdraw": _("to be taken out"),
}

COMPASS: Table = {
    "n": pgettext_lazy("of a place", "to the north"),
    "ne": pgettext_lazy("of a place", "to the north-east"),
    "e": pgettext_lazy("of a place", "to the east"),
    "se": pgettext_lazy("of a place", "to the south-east"),
    "s": pgettext_lazy("of a place", "to the south"),
    "sw": pgettext_lazy("of a place", "to the south-west"),
    "w": pgettext_lazy("of a place", "to the west"),
    "nw": pgettext_lazy("of a place", "to the north-west"),
}

# By the English of `coordinate.register_texts.ObjectFlaw`, or the name of the trouble.
REGISTER_TROUBLES: Table = {
    "It needs a name.": _("It needs a name."),
    "Say where it is: a place or site has a point or three corners and more, a route two points and more.": _(
        "Say where it is: a place or site has a point or three corners and more, a route two points and more."
    ),
    "A protected site has one point, which a second officer sees on the map.": _(
        "A protected site has one point, which a second officer sees on the map."
    ),
    "A protected site needs its address in words, to be compared with the point on the map.": _(
        "A protected site needs its address in words, to be compared with the point on the map."
    ),
    "Say until when it is confirmed: a day ahead, within a year.": _(
        "Say until when it is confirmed: a day ahead, within a year."
    ),
    "Say by whom it is held; for any other state leave that field empty.": _(
        "Say by whom it is held; for any other state leave that field empty."
    ),
    "A state that is told holds already: look at day and time.": _(
        "A state that is told holds already: look at day and time."
    ),
    "Say why it is taken out.": _("Say why it is taken out."),
    "Nothing in it is another than before.": _("Nothing in it is another than before."),
    "A name has 200 letters at most, an address 500, a text 10000, and an outline 500 points.": _(
        "A name has 200 letters at most, an address 500, a text 10000, and an outline 500 points."
    ),
    "PointInTheSea": _("This point lies in the sea. Look at it again; if it is right, say so."),
    "NotSeen": _("Say that you have seen the point on the map, and that it is where the address says."),
    "OwnProposal": _("Whoever proposes it does not confirm it: a second officer of your member does."),
    "ProposalEnded": _(
        "This proposal has been confirmed or declined, or what it speaks of has changed meanwhile."
    ),
    "NotProtected": _("This is no protected site; change it as any other object."),
    "IsWithdrawn": _("It has been taken out of the register meanwhile."),
    "TakesTwo": _("A protected site is changed by a proposal that a second officer confirms."),
    "FileUnreadable": _("This is no register in GeoJSON, CSV or KML, or it is too large."),
    "LinkLeadsNowhere": _(
        "A link leads to no report, event, agreement or recommendation that you may read. Take it out."
    ),
    "TooManyLinks": _("At most fifty reports, agreements and recommendations are linked. Take some out."),
    "NoSuchReader": _("Choose members of this centre as readers."),
}

TABLES = {
    "call_way": CALL_WAYS,
    "call_trouble": CALL_TROUBLES,
    "duty_trouble": DUTY_TROUBLES,
    "object_form": OBJECT_FORMS,
    "protection": PROTECTIONS,
    "object_state": OBJECT_STATES,
    "site_act": SITE_ACTS,
    "compass": COMPASS,
    "register_trouble": REGISTER_TROUBLES,
}
