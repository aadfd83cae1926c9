"""Places, shifts and faults of what members plan, in words."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from diwan.coordinate.activity_form import AskFirst
from diwan.coordinate.space import NotAVolume, Point, Shift, Way
from diwan.entry.web.catalogue import activities as activities_words
from diwan.entry.web.templatetags.words import number

register = template.Library()


@register.filter
def point(at: Point) -> SafeString:
    """33.31280° N 44.36150° E: as charts have it, the same in every language, to be typed or read out."""
    north, east = "N" if at.latitude >= 0 else "S", "E" if at.longitude >= 0 else "W"
    told = f"{abs(at.latitude):.5f}° {north} {abs(at.longitude):.5f}° {east}"
    return format_html('<bdi class="point" translate="no" dir="ltr">{}</bdi>', told)


@register.filter
def drawn(edge: list[Point]) -> str:
    """For the map: longitude and latitude by turns."""
    return " ".join(f"{each.longitude:.5f} {each.latitude:.5f}" for each in edge)


@register.filter
def shift(found: Shift) -> str:
    """31 min later · 210 m higher"""
    if found.way in (Way.UP, Way.DOWN):
        words = {Way.UP: _("%(count)s m higher"), Way.DOWN: _("%(count)s m lower")}
        return words[found.way] % {"count": number(found.amount)}
    minutes = -(-found.amount // 60)
    words = {
        Way.LATER: pgettext("shift in time", "%(span)s later"),
        Way.EARLIER: pgettext("shift in time", "%(span)s earlier"),
    }
    return words[found.way] % {"span": _span(minutes)}


@register.filter
def surface(square_metres: float) -> str:
    if square_metres < 10_000:
        return _("%(count)s m²") % {"count": number(round(square_metres))}
    return _("%(count)s km²") % {"count": number(round(square_metres / 1e6, 2))}


@register.filter
def volume_fault(fault: NotAVolume) -> str:
    """The sentence of its key, with what was given."""
    return str(activities_words.VOLUME_FAULTS[fault.key]) % fault.values


@register.filter
def question(asked: AskFirst) -> str:
    return str(activities_words.ACTIVITY_QUESTIONS[asked.key]) % asked.values


def _span(minutes: int) -> str:
    days, left = divmod(minutes, 1440)
    hours, rest = divmod(left, 60)
    parts = []
    if days:
        parts.append(ngettext("%(count)s day", "%(count)s days", days) % {"count": number(days)})
    if hours:
        parts.append(_("%(count)s h") % {"count": number(hours)})
    if rest:
        parts.append(_("%(count)s min") % {"count": number(rest)})
    return " ".join(parts)
