"""Names, foreign words, numbers, and the words of `catalogue`."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from diwan.entry.web import catalogue, formats, preferences, shown
from diwan.share.views import LabelView, MemberRef, Names, PlaceView, SpeakerView, Words

register = template.Library()


@register.simple_tag
def word(table: str, key: Any) -> str:
    """A key of a view in words; one that has none is shown as it is, marked as data."""
    known = catalogue.TABLES[table].get(str(key)) or catalogue.TABLES[table].get(str(key).partition(".")[0])
    return format_html('<bdi translate="no">{}</bdi>', key) if known is None else str(known)


@register.filter
def said(words: Words | None) -> SafeString:
    return shown.said(words) if words else SafeString("")


@register.filter
def foreign(text: str) -> SafeString:
    return shown.foreign(str(text))


@register.filter
def plain(value: Words | Names | str | None) -> str:
    """For attributes: no markup, no signs that turn the direction."""
    if value is None:
        return ""
    if isinstance(value, Words):
        return shown.plain(value.text)
    if isinstance(value, str):
        return shown.plain(value)
    return shown.plain(shown.best(value, preferences.current().language)[0])


@register.filter
def name(names: Names | None) -> SafeString:
    return shown.named(names or {}, preferences.current().language)


@register.filter
def in_language(names: Names | None, language: str) -> str:
    """For a field in which the name in that language is written."""
    return (names or {}).get(language, "")


@register.filter
def member(ref: MemberRef | None) -> SafeString:
    return name(ref.names) if ref else SafeString("")


def joined(names: list[SafeString]) -> SafeString:
    """The word that joins is CLDR's, in the officer's language already."""
    told = mark_safe(formats.joined(names, preferences.current()))  # noqa: S308 - each name is escaped
    return format_html('<span translate="no">{}</span>', told) if told else SafeString("")


@register.filter
def members(refs: Iterable[MemberRef]) -> SafeString:
    """Iraq, Iran and Russia, as the language joins a list; each name isolated."""
    return joined([member(ref) for ref in refs])


@register.filter
def readers(label: LabelView) -> SafeString:
    return members(label.readers)


@register.filter
def place(view: PlaceView | None) -> SafeString:
    return name(view.names) if view else SafeString("")


@register.filter
def place_and_country(view: PlaceView) -> SafeString:
    if view.feature == "country":
        return place(view)
    return format_html("{}{} {}", place(view), _(","), country(view.country))


@register.filter
def country(code: str) -> SafeString:
    return shown.foreign(formats.country(code, preferences.current()), preferences.current().language)


@register.filter
def language_name(code: Any) -> SafeString:
    written = formats.language_name(str(code), preferences.current())
    return SafeString(_("language not recognised")) if str(code) == "und" else shown.foreign(written)


@register.filter
def speaker(view: SpeakerView | None) -> SafeString:
    if view is None:
        return SafeString("")
    if view.is_anonymous or not any(view.names.values()):
        who = said(view.described_as) if view.described_as else ""
        return (
            format_html("{}{} {}", who, _(","), _("unnamed")) if who else SafeString(_("an unnamed source"))
        )
    return name(view.names)


@register.filter
def speaker_plain(view: SpeakerView) -> str:
    if view.is_anonymous or not any(view.names.values()):
        return _("an unnamed source")
    return plain(view.names)


@register.filter
def number(value: float | None) -> str:
    return "" if value is None else formats.number(value, preferences.current())


@register.filter
def percent(share: float) -> str:
    return formats.percent(share, preferences.current())


@register.filter
def size(count: int) -> SafeString:
    written, unit = formats.size(count, preferences.current())
    return format_html('<bdi translate="no">{} {}</bdi>', written, unit)


@register.filter
def hash_words(value: str) -> SafeString:
    """9f4c 1b07 … 77a0, with the whole of it for whoever asks."""
    short = f"{value[:4]} {value[4:8]} … {value[-4:]}" if len(value) > 16 else value
    return format_html('<code class="hash" translate="no" dir="ltr" title="{}">{}</code>', value, short)
