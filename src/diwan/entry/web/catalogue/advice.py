"""Words of recommendations, tasks and requests, and of what is due."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from diwan.entry.web.catalogue.words import Table

# How an addressee of a recommendation stands to it.
ANSWERS: Table = {
    "accepts": pgettext_lazy("answer to a recommendation", "accepts"),
    "reserves": pgettext_lazy("answer to a recommendation", "accepts with a reservation"),
    "declines": pgettext_lazy("answer to a recommendation", "declines"),
    "waiting": pgettext_lazy("answer to a recommendation", "no answer yet"),
    "asked": pgettext_lazy("answer to a recommendation", "has asked a question"),
    "silent": pgettext_lazy("answer to a recommendation", "no answer by the deadline"),
    "dropped": pgettext_lazy("answer to a recommendation", "none needed: it was withdrawn"),
}

# What was done with a recommendation, in its history.
ADVICE_STEPS: Table = {
    "made": pgettext_lazy("done with a recommendation", "recommended it"),
    "amended": pgettext_lazy("done with a recommendation", "amended it"),
    "joined": pgettext_lazy("done with a recommendation", "recommends it as well"),
    "accepts": pgettext_lazy("done with a recommendation", "accepted"),
    "reserves": pgettext_lazy("done with a recommendation", "accepted with a reservation"),
    "declines": pgettext_lazy("done with a recommendation", "declined"),
    "asks": pgettext_lazy("done with a recommendation", "asked a question"),
    "clarified": pgettext_lazy("done with a recommendation", "answered a question"),
    "followed": pgettext_lazy("done with a recommendation", "told what came of it"),
    "withdrawn": pgettext_lazy("done with a recommendation", "withdrew it"),
}

TASK_FORMS: Table = {
    "information": _("Request for information"),
    "task": _("Task"),
}

# How a member that is asked stands to a request.
TASK_ANSWERS: Table = {
    "waiting": pgettext_lazy("answer to a request", "no answer yet"),
    "accepted": pgettext_lazy("answer to a request", "taken on"),
    "handed_on": pgettext_lazy("answer to a request", "handed on"),
    "done": pgettext_lazy("answer to a request", "done"),
    "dropped": pgettext_lazy("answer to a request", "given up"),
    "declined": pgettext_lazy("answer to a request", "declined"),
    "let_go": pgettext_lazy("answer to a request", "closed before it was done"),
}

# What was done with a request, in its history.
TASK_STEPS: Table = {
    "opened": pgettext_lazy("done with a request", "asked for it"),
    "accepted": pgettext_lazy("done with a request", "took it on"),
    "handed_on": pgettext_lazy("done with a request", "handed it on"),
    "done": pgettext_lazy("done with a request", "did it"),
    "dropped": pgettext_lazy("done with a request", "gave it up"),
    "declined": pgettext_lazy("done with a request", "declined it"),
    "closed": pgettext_lazy("done with a request", "closed it"),
}

# Why something stands among what is due from the own member.
DUE: Table = {
    "recommendation": _("A recommendation asks you to decide"),
    "question": _("A question about what you recommend"),
    "asked": _("You are asked for this, and have not answered"),
    "undertaken": _("You have taken this on"),
    "to_close": _("Everybody has answered what you asked: close it, or ask anew"),
    "agreement": _("An agreement waits for your signature"),
    "charter": _("A change of the charter waits for your signature"),
    "release": _("Somebody asks you to let others read it"),
    "notice": _("A notice waits for your receipt"),
    "objection": _("Somebody objects to what you gave notice of"),
    "conflict": _("What you plan meets something: clear it, or speak with them"),
    "incident": _("An incident involves you: tell your version"),
    "watch": _("A watch was handed over: read it and take it"),
    "site_proposed": _("A protected site waits for a second officer"),
    "site_expires": _("A protected site is to be confirmed again"),
}

# By the English of `coordinate.tasks.Flaw`, or the name of the trouble.
TASK_TROUBLES: Table = {
    "It needs a title.": _("It needs a title."),
    "Say what is asked.": _("Say what is asked."),
    "Choose at least one member that is asked.": _("Choose at least one member that is asked."),
    "Somebody who is asked is no member that reads here.": _(
        "Somebody who is asked is no member that reads here."
    ),
    "The time by which it is due lies ahead, within a year.": _(
        "The time by which it is due lies ahead, within a year."
    ),
    "Say in words what came of it.": _("Say in words what came of it."),
    "Say which member, person or function it is handed on to.": _(
        "Say which member, person or function it is handed on to."
    ),
    "It is handed on to a member that reads it, and not to the one that asks.": _(
        "It is handed on to a member that reads it, and not to the one that asks."
    ),
    "A title has 200 letters at most, a text 20000, an answer 4000, a name 200.": _(
        "A title has 200 letters at most, a text 20000, an answer 4000, a name 200."
    ),
    "TaskClosed": _("Whoever asked has closed it; nothing is due any more."),
    "NothingChosen": _("Choose an answer first."),
    "LinkLeadsNowhere": _(
        "A link leads to no report, event, agreement or recommendation that you may read. Take it out."
    ),
    "TooManyLinks": _("At most fifty reports, agreements and recommendations are linked. Take some out."),
    "NoSuchReader": _("Choose members of this centre as readers."),
    "FilesToItselfAlone": _("Your member has left or is suspended, and says nothing to others."),
}

LINKS: Table = {
    "report": pgettext_lazy("what is linked", "report"),
    "agreement": pgettext_lazy("what is linked", "agreement"),
    "recommendation": pgettext_lazy("what is linked", "recommendation"),
}

# By the English of `coordinate.recommendations.Flaw`, or the name of the trouble.
ADVICE_TROUBLES: Table = {
    "It needs a title.": _("It needs a title."),
    "Say what is recommended.": _("Say what is recommended."),
    "Choose at least one other member that is to answer.": _(
        "Choose at least one other member that is to answer."
    ),
    "Somebody who is to answer is no member that reads here.": _(
        "Somebody who is to answer is no member that reads here."
    ),
    "The time by which they answer lies ahead, within a year.": _(
        "The time by which they answer lies ahead, within a year."
    ),
    "Say it in words: a reservation and a question need them.": _(
        "Say it in words: a reservation and a question need them."
    ),
    "A title has 200 letters at most, a text 20000, an answer 4000.": _(
        "A title has 200 letters at most, a text 20000, an answer 4000."
    ),
    "TextChanged": _("It has been amended meanwhile. Read the version that stands here now, then answer."),
    "DeadlinePassed": _("The time for answers has passed. Whoever recommends it can set a new one."),
    "IsWithdrawn": _("It has been withdrawn meanwhile."),
    "SaidAlready": _("This has been said already."),
    "NothingChosen": _("Choose an answer first."),
    "LinkLeadsNowhere": _(
        "A link leads to no report, event, agreement or recommendation that you may read. Take it out."
    ),
    "TooManyLinks": _("At most fifty reports, agreements and recommendations are linked. Take some out."),
    "NoSuchReader": _("Choose members of this centre as readers."),
    "FilesToItselfAlone": _("Your member has left or is suspended, and says nothing to others."),
}

TABLES = {
    "answer": ANSWERS,
    "task_form": TASK_FORMS,
    "task_answer": TASK_ANSWERS,
    "task_step": TASK_STEPS,
    "task_trouble": TASK_TROUBLES,
    "due": DUE,
    "advice_step": ADVICE_STEPS,
    "advice_trouble": ADVICE_TROUBLES,
    "link": LINKS,
}
