"""Words of the interface itself."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from diwan.entry.web.catalogue.picture import STANCES
from diwan.entry.web.catalogue.words import Table

CALENDARS: Table = {
    "gregorian": _("Gregorian"),
    "jalali": _("Jalali (solar Hijri)"),
    "hijri": _("Hijri (lunar)"),
    "relative": _("told from the day of publication"),
}

# The English of `map.…` and its like is fixed by frontend/CONTRACT.md, "Words".
SCRIPT_WORDS: Table = {
    "map.label": _("Map of events. The same events stand in the list."),
    "map.box": _("Draw a box"),
    "map.box.clear": _("Remove the box"),
    "map.box.hint": _("Drag a box on the map; Esc ends."),
    "map.table": _("As a table"),
    "map.activities": _("Activities"),
    "draw.label": _("Map to set points on. The field above takes the same points by hand."),
    "draw.set": _("Set points on the map"),
    "draw.back": _("Take the last one back"),
    "draw.another": _("Begin another area"),
    "map.map": _("As a map"),
    "map.nearer": _("Nearer"),
    "map.farther": _("Farther"),
    "map.all": _("Show all"),
    "map.note.plain": _("Lines imply no recognition. © Natural Earth"),
    "map.note": _("Number in a mark: independent origins. Lines imply no recognition. © Natural Earth"),
    "map.event": _("Event"),
    "map.place": _("Place"),
    "map.origins": _("Origins"),
    "map.contested": _("contested"),
    "map.spread": _("{n} events here"),
    "map.empty": _("No event with a place in this span."),
    "timeline.label": _("Reports over time"),
    "timeline.hint": _("Drag to narrow the feed."),
    "timeline.start": _("First day shown"),
    "timeline.end": _("Last day shown"),
    "timeline.denied": _("those with a denial"),
    "timeline.clear": _("Whole time"),
    "origins.label": _("Where it comes from"),
    "origins.fold": _("Fold copies"),
    "origins.unfold": _("Show copies"),
    "origins.quotes": pgettext_lazy("one outlet quotes another", "quotes"),
    "origins.copies": _("Dashed: copies, with the share of words taken over."),
    "stances.label": _("Stances over time"),
    **{f"stance.{key}": word for key, word in STANCES.items()},
    "upload.waiting": pgettext_lazy("a file in the list", "waiting"),
    "upload.sending": _("{percent} sent"),
    "upload.kept": pgettext_lazy("a file in the list", "kept"),
    "upload.aside": pgettext_lazy("a file in the list", "kept, set aside"),
    "upload.failed": pgettext_lazy("a file in the list", "not sent"),
    "upload.retry": _("Try again"),
    "upload.done": _("{done} of {all} sent"),
    "undo.left": _("{seconds} s"),
    "failed.request": _("Not answered. What you see is as before; try again."),
    "failed.offline": _("Offline since {time}. What you see may be old."),
    "failed.online": _("Connected again."),
    "moved.to": "{title}",
    "theme.light": pgettext_lazy("theme", "Light"),
    "theme.dark": pgettext_lazy("theme", "Dark"),
    "theme.auto": pgettext_lazy("theme", "As the machine says"),
    "keys.off": _("Keys are off"),
    "keys.on": _("Keys are on"),
}

TABLES = {
    "calendar": CALENDARS,
}
