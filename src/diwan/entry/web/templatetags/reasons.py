"""Why reports stand together, in the officer's language: the machine says it in English, in sentences of few shapes."""

import re
from collections.abc import Callable
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from diwan.entry.web import formats, preferences, shown
from diwan.entry.web.catalogue import reasons as reasons_words

register = template.Library()

_UUID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
_PAIR = re.compile(
    r"(?P<one>R-\w+) and (?P<other>R-\w+): they agree (?P<what>.+?)(?: \((?P<score>[\d.]+)\))?"
)
_TAKES = re.compile(r"(?P<one>R-\w+) takes its text from (?P<other>R-\w+): (?P<share>\d+)% .+")
_CREDITS = re.compile(r"(?P<reports>R-\w+(?:, R-\w+)*) credit (?P<outlet>.+)")


@register.simple_tag
def reason(text: str) -> SafeString:
    """A sentence of no known shape stands as it is, marked as English."""
    short = _UUID.sub(lambda match: f"R-{match[0][:4]}", text)
    for shape, say in _SHAPES:
        if found := shape.fullmatch(short):
            return say(found)
    return format_html('<bdi translate="no" lang="en" dir="auto">{}</bdi>', shown.visible(short))


def _pair(found: re.Match[str]) -> SafeString:
    told = found["what"].removeprefix("in ")
    words = [
        str(reasons_words.AGREEMENTS[word]) for word in told.split(", ") if word in reasons_words.AGREEMENTS
    ]
    chosen = preferences.current()
    said = (
        _("%(one)s and %(other)s agree in %(what)s")
        if words
        else _("%(one)s and %(other)s agree a little in everything")
    )
    sentence = _filled(
        said, one=_id(found["one"]), other=_id(found["other"]), what=formats.joined(words, chosen)
    )
    if not found["score"]:
        return sentence
    return format_html(
        '{} <span class="quiet">({})</span>', sentence, formats.percent(float(found["score"]), chosen)
    )


def _takes(found: re.Match[str]) -> SafeString:
    share = formats.percent(int(found["share"]) / 100, preferences.current())
    said = _("%(one)s takes its text from %(other)s: %(share)s of the shorter text stands in the other")
    return _filled(said, one=_id(found["one"]), other=_id(found["other"]), share=share)


def _credits(found: re.Match[str]) -> SafeString:
    reports = formats.joined(found["reports"].split(", "), preferences.current())
    outlet = format_html("<bdi>{}</bdi>", shown.visible(found["outlet"]))
    return _filled(_("%(reports)s name %(outlet)s as their origin"), reports=reports, outlet=outlet)


def _filled(sentence: str, **parts: Any) -> SafeString:
    return format_html(re.sub(r"%\((\w+)\)s", r"{\1}", sentence), **parts)


def _id(text: str) -> SafeString:
    return format_html('<bdi translate="no" dir="ltr">{}</bdi>', text)


_SHAPES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], SafeString]], ...] = (
    (_PAIR, _pair),
    (_TAKES, _takes),
    (_CREDITS, _credits),
)
