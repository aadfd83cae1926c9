"""Moments and days: written as the officer likes, ISO 8601 in `datetime` and on focus.

The short forms leave the year out where nobody could take it for another: near the present moment.
"""

import datetime as dt

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from diwan.core.clock import springs
from diwan.entry.web import formats, preferences
from diwan.share.views import EventCard

register = template.Library()
_NEAR = dt.timedelta(days=300)  # less than a year, so that a day and a month stand for one day


def _has_year(day: dt.date) -> bool:
    return abs(springs.now().date() - day) > _NEAR


def _here(at: dt.datetime) -> dt.date:
    return at.astimezone(preferences.current().zone).date()


def _time(iso: str, written: str) -> SafeString:
    return format_html('<time datetime="{}" title="{}">{}</time>', iso, iso, written)


@register.filter
def moment(at: dt.datetime | None) -> SafeString:
    """Sat 5 Nov 2016, 16:40"""
    if at is None:
        return SafeString("")
    return _time(at.isoformat(timespec="minutes"), formats.moment(at, preferences.current()))


@register.filter
def moment_short(at: dt.datetime | None) -> SafeString:
    """Sat 5 Nov, 16:40"""
    if at is None:
        return SafeString("")
    return _time(
        at.isoformat(timespec="minutes"), formats.moment(at, preferences.current(), year=_has_year(_here(at)))
    )


@register.filter
def typed(at: dt.datetime | None) -> str:
    """As a field for day and time holds it, in the officer's zone."""
    return at.astimezone(preferences.current().zone).strftime("%Y-%m-%dT%H:%M") if at else ""


@register.filter
def zone(at: dt.datetime) -> SafeString:
    return format_html(
        '<bdi class="quiet" translate="no" dir="ltr" title="{}">{}</bdi>',
        preferences.current().zone_name,
        formats.offset(at, preferences.current()),
    )


@register.filter
def clock(at: dt.datetime) -> SafeString:
    return _time(at.isoformat(timespec="minutes"), formats.time(at, preferences.current()))


@register.filter
def day(at: dt.datetime | dt.date) -> SafeString:
    """5 Nov 2016"""
    value = _here(at) if isinstance(at, dt.datetime) else at
    return _time(value.isoformat(), formats.day(value, preferences.current(), weekday=False))


@register.filter
def day_short(at: dt.datetime | dt.date) -> SafeString:
    """Sat 5 Nov"""
    value = _here(at) if isinstance(at, dt.datetime) else at
    return _time(value.isoformat(), formats.day(value, preferences.current(), year=_has_year(value)))


@register.filter
def iso_day(value: str) -> SafeString:
    """An ISO 8601 day, month, year or range as words; what is none of these is shown as it is."""
    first, slash, last = value.partition("/")
    written = [_iso(part) for part in ((first, last) if slash else (first,))]
    return _time(value, " – ".join(written))


def _iso(value: str) -> str:
    chosen = preferences.current()
    try:
        if len(value) == 4:
            return formats.digits(value, chosen)
        if len(value) == 7:
            return formats.month(dt.date.fromisoformat(f"{value}-01"), chosen)
        return formats.day(dt.date.fromisoformat(value[:10]), chosen)
    except (ValueError, OverflowError):
        return value


@register.filter
def day_of_month(at: dt.datetime) -> SafeString:
    """26 December"""
    value = _here(at)
    written = formats.day(value, preferences.current(), year=_has_year(value), weekday=False)
    return _time(value.isoformat(), written)


@register.filter
def day_text(at: dt.datetime) -> str:
    """Sat 5 Nov, where a <time> already stands beside it; without the weekday where it or the year takes its room."""
    chosen, value = preferences.current(), _here(at)
    has_weekday = chosen.language in ("en", "ru") and not _has_year(value)
    return formats.day(value, chosen, year=_has_year(value), weekday=has_weekday)


@register.filter
def moment_brief(at: dt.datetime) -> SafeString:
    """5 Nov 16:40"""
    return _time(at.isoformat(timespec="minutes"), formats.moment_numeric(at, preferences.current()))


@register.simple_tag
def other_day(card: EventCard) -> SafeString:
    """The day of the happening, where it is not the day of the latest change."""
    changed = _here(card.changed_at).isoformat()
    if not card.date or card.date == changed:
        return SafeString("")
    return format_html(" · {}", _time(card.date, _iso_short(card.date)))


def _iso_short(value: str) -> str:
    try:
        day = dt.date.fromisoformat(value)
        return formats.day(day, preferences.current(), year=_has_year(day), weekday=False)
    except ValueError:
        return _iso(value.partition("/")[0])
