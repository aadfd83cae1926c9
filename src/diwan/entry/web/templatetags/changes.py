"""What would be another in the picture, in the officer's language."""

import re
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from diwan.core.picture import Changed
from diwan.entry.web.templatetags.moments import iso_day
from diwan.entry.web.templatetags.words import number, place_and_country
from diwan.share.review_views import ChangeView

register = template.Library()


_COUNTED = {
    Changed.CONTESTED: gettext_lazy("contested propositions: %(after)s instead of %(before)s"),
    Changed.ORIGINS: gettext_lazy("independent origins at most: %(after)s instead of %(before)s"),
    Changed.CERTAIN: gettext_lazy("independent origins for certain: %(after)s instead of %(before)s"),
}


@register.simple_tag
def change_words(change: ChangeView) -> SafeString:
    match change.what:
        case Changed.PLACE:
            return _of_place(change)
        case Changed.DATE:
            return _of_date(change)
        case Changed.UNNAMED:
            count = int(change.after)
            told = ngettext(
                "%(count)s statement would be nobody’s", "%(count)s statements would be nobody’s", count
            )
            return _filled(told, count=number(count))
    return _filled(
        str(_COUNTED[change.what]), after=number(int(change.after)), before=number(int(change.before))
    )


def _of_date(change: ChangeView) -> SafeString:
    if not change.after or not change.before:
        return _filled(_("the event would have no day"))
    sentence = _("the event would be of %(after)s instead of %(before)s")
    return _filled(sentence, after=iso_day(change.after), before=iso_day(change.before))


def _of_place(change: ChangeView) -> SafeString:
    before = place_and_country(change.place_before) if change.place_before else ""
    if change.place_after is None:
        return _filled(_("the event would have no place instead of %(before)s"), before=before)
    sentence = _("the event would be in %(after)s instead of %(before)s")
    return _filled(sentence, after=place_and_country(change.place_after), before=before)


def _filled(sentence: str, **parts: Any) -> SafeString:
    return format_html(re.sub(r"%\((\w+)\)s", r"{\1}", sentence), **parts)
