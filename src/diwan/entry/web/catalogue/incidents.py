"""Words of incidents, and of what the sides say of them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from diwan.entry.web.catalogue.words import Table

INCIDENT_KINDS: Table = {
    "near_miss": pgettext_lazy("kind of incident", "near miss"),
    "breach": pgettext_lazy("kind of incident", "breach of what was agreed"),
    "damage": pgettext_lazy("kind of incident", "damage to what is protected"),
    "other": pgettext_lazy("kind of incident", "something else"),
}

INCIDENT_STANDS: Table = {
    "happened": pgettext_lazy("what a side says of an incident", "it happened"),
    "otherwise": pgettext_lazy("what a side says of an incident", "it happened otherwise"),
    "denied": pgettext_lazy("what a side says of an incident", "it did not happen"),
    "unknown": pgettext_lazy("what a side says of an incident", "we know nothing of it"),
}

INCIDENT_STANDINGS: Table = {
    "one_sided": pgettext_lazy("of an incident", "not told by all sides"),
    "agreed": pgettext_lazy("of an incident", "told by all sides"),
    "disputed": pgettext_lazy("of an incident", "disputed"),
    "withdrawn": pgettext_lazy("of an incident", "withdrawn"),
}

# By the English of `coordinate.incidents.IncidentFlaw`, or the name of the trouble.
INCIDENT_TROUBLES: Table = {
    "Say in a few words what it is.": _("Say in a few words what it is."),
    "Write what happened, as your side knows it.": _("Write what happened, as your side knows it."),
    "An incident has happened: look at day and time.": _("An incident has happened: look at day and time."),
    "Say where it was.": _("Say where it was."),
    "Choose those involved among the other members of this centre.": _(
        "Choose those involved among the other members of this centre."
    ),
    "Nothing in it is another than before.": _("Nothing in it is another than before."),
    "Write the reply.": _("Write the reply."),
    "Say why it is withdrawn.": _("Say why it is withdrawn."),
    "A title has 200 letters at most, a place 500, the words 20000.": _(
        "A title has 200 letters at most, a place 500, the words 20000."
    ),
    "IncidentWithdrawn": _("Whoever reported it has withdrawn it; replies are still taken."),
    "TooManyToCount": _("More than 5000 incidents lie in this span of time; choose a shorter one."),
    "SpanUnclear": _("The span of time ends after it begins."),
    "NoSuchSide": _("Choose members of this centre to count with."),
    "LinkLeadsNowhere": _(
        "A link leads to no report, event, agreement or recommendation that you may read. Take it out."
    ),
    "TooManyLinks": _("At most fifty reports, agreements and recommendations are linked. Take some out."),
    "NoSuchReader": _("Choose members of this centre as readers."),
    "FilesToItselfAlone": _("Your member has left or is suspended, and says nothing to others."),
}

TABLES = {
    "incident_kind": INCIDENT_KINDS,
    "incident_stand": INCIDENT_STANDS,
    "incident_standing": INCIDENT_STANDINGS,
    "incident_trouble": INCIDENT_TROUBLES,
}
