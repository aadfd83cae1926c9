"""Words of reports, where they come from, what becomes of them, and who may read them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from diwan.entry.web.catalogue.words import Table

WAYS: Table = {
    "feed": _("feed"),
    "page": _("web page"),
    "folder": _("watched folder"),
    "upload": _("upload"),
    "paste": _("pasted"),
    "form": _("form"),
    "mailbox": _("mail"),
    "mail": _("mail"),
    "api": _("program"),
    "sample": _("sample"),
}

RELIABILITY: Table = {
    "A": _("reliable source"),
    "B": _("usually reliable source"),
    "C": _("fairly reliable source"),
    "D": _("not usually reliable source"),
    "E": _("unreliable source"),
    "F": _("reliability cannot be judged"),
}

CREDIBILITY: Table = {
    "1": _("confirmed by others"),
    "2": _("probably true"),
    "3": _("possibly true"),
    "4": _("doubtful"),
    "5": _("improbable"),
    "6": _("truth cannot be judged"),
}

PASSING_ON: Table = {
    "TLP:RED": _("Not to be passed on."),
    "TLP:AMBER+STRICT": _("May be passed on inside the reader’s own organisation only."),
    "TLP:AMBER": _("May be passed on to whom the reader trusts to need it."),
    "TLP:GREEN": _("May be passed on within the community, not made public."),
    "TLP:CLEAR": _("May be made public."),
}

REQUEST_STATES: Table = {
    "open": pgettext_lazy("a request", "waits for an answer"),
    "granted": pgettext_lazy("a request", "given"),
    "partly": pgettext_lazy("a request", "given in part"),
    "refused": pgettext_lazy("a request", "answered no"),
    "lapsed": pgettext_lazy("a request", "the report was recalled"),
}

# The whole label as one sentence: who reads it, and what they may do with it.
LABELS: Table = {
    "": _("Only %(members)s may read this."),
    "TLP:RED": _("%(members)s may read this; nobody may pass it on."),
    "TLP:AMBER+STRICT": _("%(members)s may read this and pass it on inside their own organisation only."),
    "TLP:AMBER": _("%(members)s may read this and pass it on to whom they trust to need it."),
    "TLP:GREEN": _("%(members)s may read this and pass it on within the community, but not make it public."),
    "TLP:CLEAR": _("%(members)s may read this and make it public."),
}

PROBLEMS: Table = {
    "bidi_override": _("The text contains signs that turn its direction around; they are shown, not obeyed."),
    "replacement_characters": _("Some bytes could not be read as letters; they stand as replacement signs."),
    "cut": _("The text is very long: values were read in its first part only. The whole text is kept."),
}

ITEM_STATES: Table = {
    "waiting": _("waiting to be read"),
    "read": _("read"),
    "set_aside": _("set aside"),
}

SCOPES: Table = {
    "read": _("reading"),
    "file": _("filing reports"),
    "judge": _("answering the machine"),
    "ask": _("asking originators, and answering who asks"),
    "decide": _("recommending, asking others, answering them, announcing activities"),
    "sources": _("looking after sources"),
}

# How a member came to read a record, or what keeps it out.
READING_REASONS: Table = {
    "author": _("filed it"),
    "named": _("was named when it was filed"),
    "room": _("has a seat in the room for which it was filed:"),
    "whole_centre": _("belongs to the centre, for the whole of which it was filed"),
    "released": _("was added by its author later"),
    "outside": _("is an outside party: notified, and reads nothing"),
    "left": _("has left the centre and is filed nothing any more"),
    "suspended": _("is suspended and is filed nothing meanwhile"),
    "joined_later": _("joined the centre after it was filed"),
    "narrowed": _("was a reader until its author narrowed it"),
    "held": _("was chosen or not: it has not left its author yet"),
    "not_chosen": _("was not chosen by its author"),
}

SOURCE_KINDS: Table = {
    "feed": _("RSS or Atom feed"),
    "page": _("Web page"),
    "folder": _("Watched folder"),
    "mailbox": _("Mail file (EML, mbox)"),
    "mail": _("Mail file (EML, mbox)"),
    "upload": _("Upload"),
    "form": _("Form"),
    "paste": _("Pasted text"),
}

BRIEF_TROUBLES: Table = {
    "BriefIncomplete": _("A brief has a title, its days in their order, and at least one part."),
    "ChangedSinceLooked": _(
        "What would be published has changed since you looked: a report was narrowed, recalled or read anew. Look again."
    ),
    "NotTheDirector": _(
        "Only officers of the director’s member publish for the centre, while its term lasts."
    ),
    "TooManyParts": _(
        "A brief holds at most sixty parts and five hundred reports; publish this one and begin another."
    ),
}

TABLES = {
    "way": WAYS,
    "reliability": RELIABILITY,
    "credibility": CREDIBILITY,
    "passing_on": PASSING_ON,
    "request_state": REQUEST_STATES,
    "problem": PROBLEMS,
    "item_state": ITEM_STATES,
    "scope": SCOPES,
    "reading": READING_REASONS,
    "source_kind": SOURCE_KINDS,
    "brief_trouble": BRIEF_TROUBLES,
}
