"""Moments and days: written as the officer likes, ISO 8601 in `datetime` and on focus."""

import datetime as dt

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from diwan.entry.web import formats, preferences
from diwan.share.views import EventCard

register = template.Library()


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
    return _time(at.isoformat(timespec="minutes"), formats.moment(at, preferences.current(), year=False))


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
    value = at.astimezone(preferences.current().zone).date() if isinstance(at, dt.datetime) else at
    return _time(value.isoformat(), formats.day(value, preferences.current(), weekday=False))


@register.filter
def day_short(at: dt.datetime | dt.date) -> SafeString:
    """Sat 5 Nov"""
    value = at.astimezone(preferences.current().zone).date() if isinstance(at, dt.datetime) else at
    return _time(value.isoformat(), formats.day(value, preferences.current(), year=False))


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
    value = at.astimezone(preferences.current().zone).date()
    return _time(value.isoformat(), formats.day(value, preferences.current(), year=False, weekday=False))


@register.filter
def day_text(at: dt.datetime) -> str:
    """Sat 5 Nov, where a <time> already stands beside it; without the weekday where it is a long word."""
    chosen = preferences.current()
    has_short_weekdays = chosen.language in ("en", "ru")
    return formats.day(at.astimezone(chosen.zone).date(), chosen, year=False, weekday=has_short_weekdays)


@register.filter
def moment_brief(at: dt.datetime) -> SafeString:
    """5 Nov 16:40"""
    return _time(at.isoformat(timespec="minutes"), formats.moment_numeric(at, preferences.current()))


@register.simple_tag
def other_day(card: EventCard) -> SafeString:
    """The day of the happening, where it is not the day of the latest change."""
    changed = card.changed_at.astimezone(preferences.current().zone).date().isoformat()
    if not card.date or card.date == changed:
        return SafeString("")
    return format_html(" · {}", _time(card.date, _iso_short(card.date)))


def _iso_short(value: str) -> str:
    try:
        return formats.day(dt.date.fromisoformat(value), preferences.current(), year=False, weekday=False)
    except ValueError:
        return _iso(value.partition("/")[0])
