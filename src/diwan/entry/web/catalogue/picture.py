"""Words of what the picture shows: events, stances, actors, places, values and what was made of them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from diwan.entry.web.catalogue.words import Table

KINDS: Table = {
    "agreement": pgettext_lazy("kind of event", "Agreement"),
    "meeting": pgettext_lazy("kind of event", "Meeting"),
    "statement": pgettext_lazy("kind of event", "Statement"),
    "notice": pgettext_lazy("kind of event", "Notice"),
    "deployment": pgettext_lazy("kind of event", "Deployment"),
    "movement": pgettext_lazy("kind of event", "Movement"),
    "clash": pgettext_lazy("kind of event", "Clash"),
    "attack": pgettext_lazy("kind of event", "Attack"),
    "accident": pgettext_lazy("kind of event", "Accident"),
    "aid": pgettext_lazy("kind of event", "Aid"),
    "displacement": pgettext_lazy("kind of event", "Displacement"),
    "protest": pgettext_lazy("kind of event", "Protest"),
    "election": pgettext_lazy("kind of event", "Election"),
    "court": pgettext_lazy("kind of event", "Court"),
    "disaster": pgettext_lazy("kind of event", "Disaster"),
    "incident": pgettext_lazy("kind of event", "Incident"),
}

STANCES: Table = {
    "asserts": pgettext_lazy("stance", "asserts"),
    "confirms": pgettext_lazy("stance", "confirms"),
    "doubts": pgettext_lazy("stance", "doubts"),
    "retracts": pgettext_lazy("stance", "retracts"),
    "denies": pgettext_lazy("stance", "denies"),
}

STANCE_FILTERS: Table = {
    "": _("any stance"),
    "contested": _("contested"),
    "denied": _("denied by someone"),
    "retracted": _("retracted by someone"),
    "doubted": _("doubted by someone"),
}

ACTOR_KINDS: Table = {
    "person": _("person"),
    "organisation": _("organisation"),
    "group": _("group"),
    "state": _("state"),
}

SPAN_QUESTIONS: Table = {
    "place": _("Why this place?"),
    "actor": _("Why this name?"),
    "date": _("Why this date?"),
    "claim": _("Why this stance?"),
    "credit": _("Why this origin?"),
    "quantity": _("Why this number?"),
}

VALUE_KINDS: Table = {
    "place": pgettext_lazy("kind of value", "Place"),
    "actor": pgettext_lazy("kind of value", "Name"),
    "date": pgettext_lazy("kind of value", "Date"),
    "claim": pgettext_lazy("kind of value", "Statement"),
    "credit": pgettext_lazy("kind of value", "Origin"),
}

FATES: Table = {
    "confirmed": pgettext_lazy("of a statement", "later confirmed"),
    "disputed": pgettext_lazy("of a statement", "confirmed and denied"),
    "denied": pgettext_lazy("of a statement", "later denied"),
    "retracted": pgettext_lazy("of a statement", "taken back"),
    "open": pgettext_lazy("of a statement", "not answered"),
}

PLACE_KINDS: Table = {
    "camp": pgettext_lazy("kind of place", "camp"),
    "bridge": pgettext_lazy("kind of place", "bridge"),
    "crossing": pgettext_lazy("kind of place", "crossing"),
    "village": pgettext_lazy("kind of place", "village"),
    "airfield": pgettext_lazy("kind of place", "airfield"),
    "dam": pgettext_lazy("kind of place", "dam"),
    "other": pgettext_lazy("kind of place", "another place"),
}

PLACE_FLAWS: Table = {
    "NO_NAME": _("It needs a name in at least one language."),
    "SHORT": _("A name has three letters at least: a shorter one would be found everywhere."),
    "LONG": _("A name has 120 letters at most, a note 500, and there are 30 other spellings at most."),
    "COUNTRY": _("The country is two capital letters, as IQ."),
    "POINT": _("The point is degrees north and east, as 33.34 and 44.40."),
}

RELATIONS: Table = {
    "copy": _("copy of"),
    "excerpt": _("excerpt from"),
    "quotation": _("shares a quotation with"),
    "same_event": _("same event as"),
}

VERDICTS: Table = {
    "confirmed": _("confirmed"),
    "corrected": _("corrected"),
    "rejected": _("rejected"),
}

CHECKS: Table = {
    "signature": _("Signature of its author"),
    "chain": _("Place in its author’s chain"),
    "inclusion": _("Held by the published log"),
    "witnesses": _("Countersigned by witnesses"),
}

CHECK_ANSWERS: Table = {
    "good": pgettext_lazy("a check", "holds"),
    "waiting": pgettext_lazy("a check", "pending"),
    "trouble": pgettext_lazy("a check", "does not hold"),
    "gone": pgettext_lazy("a check", "recalled: only its leaf is left"),
}

UNITS: Table = {
    "killed": pgettext_lazy("unit", "killed"),
    "wounded": pgettext_lazy("unit", "wounded"),
    "missing": pgettext_lazy("unit", "missing"),
    "arrested": pgettext_lazy("unit", "arrested"),
    "families": pgettext_lazy("unit", "families"),
    "displaced": pgettext_lazy("unit", "displaced"),
    "people": pgettext_lazy("unit", "people"),
    "soldiers": pgettext_lazy("unit", "soldiers"),
    "lorries": pgettext_lazy("unit", "lorries"),
    "vehicles": pgettext_lazy("unit", "vehicles"),
    "aircraft": pgettext_lazy("unit", "aircraft"),
    "ships": pgettext_lazy("unit", "ships"),
    "villages": pgettext_lazy("unit", "villages"),
    "houses": pgettext_lazy("unit", "houses"),
    "tonnes": pgettext_lazy("unit", "tonnes"),
    "kilometres": pgettext_lazy("unit", "kilometres"),
    "metres": pgettext_lazy("unit", "metres"),
    "hectares": pgettext_lazy("unit", "hectares"),
    "percent": pgettext_lazy("unit", "per cent"),
    "": pgettext_lazy("unit", "without a unit"),
}

TABLES = {
    "kind": KINDS,
    "stance": STANCES,
    "stance_filter": STANCE_FILTERS,
    "actor": ACTOR_KINDS,
    "question": SPAN_QUESTIONS,
    "value_kind": VALUE_KINDS,
    "fate": FATES,
    "place_kind": PLACE_KINDS,
    "place_flaw": PLACE_FLAWS,
    "relation": RELATIONS,
    "verdict": VERDICTS,
    "unit": UNITS,
    "check": CHECKS,
    "check_answer": CHECK_ANSWERS,
}
