"""Words of notices and of their receipts."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from diwan.entry.web.catalogue.words import Table

# How an addressee stands to a notice. None of it is consent.
NOTICE_STANDINGS: Table = {
    "sent": pgettext_lazy("a notice", "sent"),
    "delivered": pgettext_lazy("a notice", "delivered"),
    "received": pgettext_lazy("a notice", "received"),
    "read": pgettext_lazy("a notice", "read"),
    "objects": pgettext_lazy("a notice", "objects"),
}

# What was done with it, in its history.
NOTICE_STEPS: Table = {
    "sent": pgettext_lazy("done with a notice", "sent it"),
    "delivered": pgettext_lazy("done with a notice", "it was delivered"),
    "received": pgettext_lazy("done with a notice", "received it"),
    "read": pgettext_lazy("done with a notice", "read it"),
    "objected": pgettext_lazy("done with a notice", "objected"),
    "commented": pgettext_lazy("done with a notice", "commented"),
    "objection_withdrawn": pgettext_lazy("done with a notice", "withdrew the objection"),
    "withdrawn": pgettext_lazy("done with a notice", "withdrew it"),
}

# By the English of `coordinate.notify.NoticeFlaw`, or the name of the trouble.
NOTICE_TROUBLES: Table = {
    "Choose at least one member, room or outside party that is told.": _(
        "Choose at least one member, room or outside party that is told."
    ),
    "Somebody who is told is no member that reads here, or no outside party of this centre.": _(
        "Somebody who is told is no member that reads here, or no outside party of this centre."
    ),
    "An outside party is told only under an agreement that names it.": _(
        "An outside party is told only under an agreement that names it."
    ),
    "Somebody who is told does not read this agreement. Tell them in a notice of their own.": _(
        "Somebody who is told does not read this agreement. Tell them in a notice of their own."
    ),
    "Your member is no party to this agreement.": _("Your member is no party to this agreement."),
    "Somebody chosen has this notice already. Nobody is told twice.": _(
        "Somebody chosen has this notice already. Nobody is told twice."
    ),
    "Say it in words: an objection and a comment need them.": _(
        "Say it in words: an objection and a comment need them."
    ),
    "There is no objection that could be withdrawn.": _("There is no objection that could be withdrawn."),
    "Choose a desk that your member keeps.": _("Choose a desk that your member keeps."),
    "Say how you know of it: by telephone, by letter, in a meeting.": _(
        "Say how you know of it: by telephone, by letter, in a meeting."
    ),
    "What is said has 4000 letters at most, how you know of it 200.": _(
        "What is said has 4000 letters at most, how you know of it 200."
    ),
    "NotInForce": _(
        "The agreement is suspended, ended or not yet in force: nothing is told under it. Tell members without it, or wait until it is resumed."
    ),
    "NoticeWithdrawn": _("The notice has been withdrawn; nothing more is said of it."),
    "ActivityIsOver": _("The activity is completed or cancelled; nothing is told of it any more."),
    "ClientReused": _("Something else was sent under this id before. Nothing was said; open the form anew."),
    "NothingChosen": _("Choose an answer first."),
    "FilesToItselfAlone": _("Your member has left or is suspended, and says nothing to others."),
}

TABLES = {
    "notice_standing": NOTICE_STANDINGS,
    "notice_step": NOTICE_STEPS,
    "notice_trouble": NOTICE_TROUBLES,
}
