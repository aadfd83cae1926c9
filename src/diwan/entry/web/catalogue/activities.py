"""Words of activities, their places and times, and of what meets."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from diwan.entry.web.catalogue.words import Table

ACTIVITY_KINDS: Table = {
    "flight": pgettext_lazy("kind of activity", "flight"),
    "convoy": pgettext_lazy("kind of activity", "convoy"),
    "patrol": pgettext_lazy("kind of activity", "patrol"),
    "relief": pgettext_lazy("kind of activity", "relief delivery"),
    "evacuation": pgettext_lazy("kind of activity", "evacuation"),
    "exercise": pgettext_lazy("kind of activity", "exercise"),
    "works": pgettext_lazy("kind of activity", "works"),
    "operation": pgettext_lazy("kind of activity", "operation"),
}

ACTIVITY_STATES: Table = {
    "planned": pgettext_lazy("state of an activity", "planned"),
    "notified": pgettext_lazy("state of an activity", "notified"),
    "active": pgettext_lazy("state of an activity", "under way"),
    "delayed": pgettext_lazy("state of an activity", "delayed"),
    "completed": pgettext_lazy("state of an activity", "completed"),
    "cancelled": pgettext_lazy("state of an activity", "cancelled"),
}

# What its author did with an activity, in its history.
ACTIVITY_STEPS: Table = {
    "announced": pgettext_lazy("done with an activity", "announced it"),
    "changed": pgettext_lazy("done with an activity", "changed it"),
    "planned": pgettext_lazy("done with an activity", "set it back to planned"),
    "notified": pgettext_lazy("done with an activity", "gave notice of it"),
    "active": pgettext_lazy("done with an activity", "began it"),
    "delayed": pgettext_lazy("done with an activity", "delayed it"),
    "completed": pgettext_lazy("done with an activity", "completed it"),
    "cancelled": pgettext_lazy("done with an activity", "cancelled it"),
}

# What a change changed.
ACTIVITY_PARTS: Table = {
    "kind": pgettext_lazy("part of an activity", "its kind"),
    "name": pgettext_lazy("part of an activity", "its name"),
    "details": pgettext_lazy("part of an activity", "its details"),
    "contact": pgettext_lazy("part of an activity", "its contact"),
    "host": pgettext_lazy("part of an activity", "its host"),
    "consent": pgettext_lazy("part of an activity", "the host’s consent"),
    "conditions": pgettext_lazy("part of an activity", "the conditions"),
    "area": pgettext_lazy("part of an activity", "the place"),
    "height": pgettext_lazy("part of an activity", "the heights"),
    "time": pgettext_lazy("part of an activity", "the time"),
    "envelope": pgettext_lazy("part of an activity", "who sees place and time"),
}

CONSENTS: Table = {
    "not_needed": pgettext_lazy("consent of a host", "not needed"),
    "asked": pgettext_lazy("consent of a host", "asked, no answer yet"),
    "given": pgettext_lazy("consent of a host", "given"),
    "with_conditions": pgettext_lazy("consent of a host", "given with conditions"),
    "refused": pgettext_lazy("consent of a host", "refused"),
    "withdrawn": pgettext_lazy("consent of a host", "withdrawn"),
}

SHAPES: Table = {
    "circle": pgettext_lazy("shape", "circle"),
    "corridor": pgettext_lazy("shape", "corridor along a line"),
    "polygon": pgettext_lazy("shape", "polygon"),
}

HEIGHT_REFERENCES: Table = {
    "agl": pgettext_lazy("heights", "above the ground"),
    "amsl": pgettext_lazy("heights", "above mean sea level"),
    "w84": pgettext_lazy("heights", "above the WGS84 ellipsoid"),
}

WEEKDAYS: Table = {
    "0": _("Monday"),
    "1": _("Tuesday"),
    "2": _("Wednesday"),
    "3": _("Thursday"),
    "4": _("Friday"),
    "5": _("Saturday"),
    "6": _("Sunday"),
}

# What was not known when heights were compared.
HEIGHTS_UNKNOWN: Table = {
    "ground": _("how high the ground is there was not said, so any height was taken"),
    "sea": _("the sea level above the ellipsoid was taken in its whole range"),
}

# By the English of `coordinate.activity_checks.ActivityFlaw`, or the name of the trouble.
ACTIVITY_TROUBLES: Table = {
    "Its name is missing: say in a few words what it is.": _(
        "Its name is missing: say in a few words what it is."
    ),
    "Its contact is missing: say how to reach whoever can change it.": _(
        "Its contact is missing: say how to reach whoever can change it."
    ),
    "Host and consent go together: name the host, or say that no consent is needed.": _(
        "Host and consent go together: name the host, or say that no consent is needed."
    ),
    "The conditions of the consent are missing: write them down.": _(
        "The conditions of the consent are missing: write them down."
    ),
    "The host is no party of this centre; choose one that is.": _(
        "The host is no party of this centre; choose one that is."
    ),
    "A name, a contact and a client id have 200, 200 and 64 letters at most, other texts 4000.": _(
        "A name, a contact and a client id have 200, 200 and 64 letters at most, other texts 4000."
    ),
    "A text holds a character that no text holds; take it out.": _(
        "A text holds a character that no text holds; take it out."
    ),
    "ActivityIsOver": _("The activity is completed or cancelled; announce another."),
    "ChangedMeanwhile": _(
        "It was changed after you read it. Read it as it stands now, then say your change again."
    ),
    "ClientReused": _(
        "This form was sent before with something else in it. Open the form anew, and send it once."
    ),
    "NothingChosen": _("Choose a state first."),
    "NoSuchReader": _("Choose members of this centre as readers."),
    "FilesToItselfAlone": _("Your member has left or is suspended, and says nothing to others."),
}

# What is possible and seldom meant.
ACTIVITY_QUESTIONS: Table = {
    "swapped": _(
        "%(latitude)s, %(longitude)s lies far from everything in your picture, and would lie amid it the other way round. Are latitude and longitude swapped?"
    ),
    "past": _("All of this is over already. Is the time right?"),
}

# By the keys of `coordinate.space.SENTENCES`, in the same words.
VOLUME_FAULTS: Table = {
    "not_a_number": _("“%(value)s” is not a number; give metres or degrees with digits."),
    "latitude": _("A latitude of %(value)s° does not exist; latitudes go from −90 to 90, and stand first."),
    "longitude": _(
        "A longitude of %(value)s° does not exist; longitudes go from −180 to 180, and stand second."
    ),
    "swapped": _(
        "%(latitude)s, %(longitude)s looks as if latitude and longitude were swapped; say which you mean."
    ),
    "notation": _(
        "“%(value)s” is no point; give it as 33.3128 44.3615, 33°18′46″N 44°21′41″E, 38S MB 4060 8613 or 38N 440600 3686130."
    ),
    "one_centre": _("A circle has one centre; %(count)s points were given."),
    "few_corners": _("A polygon needs three different corners; %(count)s were given."),
    "few_points": _("A corridor needs two different points; %(count)s were given."),
    "many_points": _("%(count)s points are too many; give at most %(most)s, or split the area."),
    "crosses_itself": _(
        "The polygon crosses or touches itself near %(latitude)s, %(longitude)s; give its corners in order along the edge."
    ),
    "no_surface": _("The polygon has no surface; its corners lie on one line."),
    "too_wide": _(
        "Points %(value)s km apart are too far for one area; %(most)s km from the first is the limit. Split the area."
    ),
    "radius": _("A radius of %(value)s m cannot be; give more than 0 and at most %(most)s m."),
    "width": _("A width of %(value)s m cannot be; give more than 0 and at most %(most)s m."),
    "no_height": _(
        "The upper height, %(upper)s m, is not above the lower, %(lower)s m; give a band that has a height."
    ),
    "height": _("A height of %(value)s m cannot be; give −1000 to 100000 m."),
    "ground": _("The ground's highest point, %(upper)s m, is below its lowest, %(lower)s m; swap them."),
    "ground_without_need": _("The ground's height is asked for heights above ground only; leave it out."),
    "ends_before_start": _(
        "The window ends at %(end)s, not after its start at %(start)s; correct one of them."
    ),
    "long_window": _(
        "The window lasts %(days)s days; the limit is %(most)s. Give the hours of each day and repeat them, or several windows."
    ),
    "no_time": _("“%(value)s” is no day and time; give one such as 2026-05-01T08:00."),
    "zone": _("“%(value)s” is no time zone; give one such as Asia/Baghdad or UTC."),
    "year": _("%(value)s is out of reach; give a time from %(earliest)s to %(latest)s."),
    "long_repeat": _("The repetition ends %(days)s days after it starts; the limit is %(most)s."),
    "repeat_overlaps": _("A window of %(hours)s hours cannot be repeated every day; give at most 24."),
    "no_days": _(
        "Not one of the chosen days lies between the start and the end of the repetition; choose another day or end."
    ),
    "many_volumes": _("%(count)s volumes are too many for one activity; give at most %(most)s."),
    "large_file": _("The file is larger than %(most)s MB; simplify it, or split it."),
    "not_geojson": _(
        "The file is no GeoJSON of points, lines or polygons; save it as GeoJSON, coordinates in degrees."
    ),
    "mixed_shapes": _("The file mixes points, lines and polygons; give one kind of area at a time."),
    "no_volume": _("An activity needs a place and a time; give at least one volume."),
}

TABLES = {
    "activity_kind": ACTIVITY_KINDS,
    "activity_state": ACTIVITY_STATES,
    "activity_step": ACTIVITY_STEPS,
    "activity_part": ACTIVITY_PARTS,
    "activity_trouble": ACTIVITY_TROUBLES,
    "consent": CONSENTS,
    "shape": SHAPES,
    "height_reference": HEIGHT_REFERENCES,
    "height_unknown": HEIGHTS_UNKNOWN,
    "weekday": WEEKDAYS,
}
