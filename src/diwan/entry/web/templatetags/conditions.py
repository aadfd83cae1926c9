"""The sentence of conditions above the feed, and the selects above the lists: each choice is an address."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import template
from django.http import QueryDict
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diwan.core.languages import FOUR
from diwan.entry.web import formats, preferences
from diwan.entry.web.catalogue import picture as picture_words
from diwan.entry.web.templatetags.words import country, joined, number
from diwan.share.views import Choice, ReportsView, SituationView, StanceFilter

register = template.Library()

SPANS_DAYS = (1, 3, 7, 14, 30, 90, 365)


class _Question:
    """The present question as an address, with one condition changed."""

    def __init__(self, asked: QueryDict) -> None:
        self.asked = asked.copy()
        for name in ("cursor", "event"):
            self.asked.pop(name, None)

    def address(self, **changed: Any) -> str:
        asked = self.asked.copy()
        for name, values in changed.items():
            asked.setlist(name.rstrip("_"), values)
            if not values:
                asked.pop(name.rstrip("_"), None)
        told = asked.urlencode()
        return reverse("situation") + (f"?{told}" if told else "")

    def toggled(self, name: str, value: str) -> str:
        chosen = self.asked.getlist(name)
        return self.address(
            **{name: [one for one in chosen if one != value] if value in chosen else [*chosen, value]}
        )


@register.simple_tag(takes_context=True)
def situation_sentence(context: Context, view: SituationView, *, out_of_band: bool = False) -> SafeString:
    question = _Question(context["request"].GET)
    facts = {"view": view, "sentence": _sentence(question, view), "out_of_band": out_of_band}
    return render_to_string("parts/situation_sentence.html", facts, context["request"])


def _sentence(question: _Question, view: SituationView) -> dict[str, Any]:
    asked = view.filter
    kinds = [kind.value for kind in asked.kinds]
    kind_words = joined([format_html("{}", str(picture_words.KINDS[kind]).lower()) for kind in kinds])
    country_words = joined([country(code) for code in asked.countries])
    return {
        "kinds": kind_words or _("every kind of event"),
        "kind_choices": _choices(
            question, "kind", kinds, view.kinds, lambda value: str(picture_words.KINDS[value])
        ),
        "countries": country_words or _("every country"),
        "country_choices": _choices(
            question,
            "country",
            list(asked.countries),
            view.countries,
            country,
        ),
        "span": format_html("<bdi>{}</bdi>", _span_words(view))
        if asked.since or asked.until
        else _("the whole time"),
        "span_choices": _span_choices(question),
        "stance": picture_words.STANCE_FILTERS[asked.stance.value],
        "stance_choices": [
            {
                "label": picture_words.STANCE_FILTERS[each.value],
                "address": question.address(stance=[each.value] if each.value else []),
                "is_on": each is asked.stance,
            }
            for each in StanceFilter
        ],
        "text": asked.text,
        "without_text": question.address(text=[]),
        "without_box": question.address(box=[]) if asked.box else "",
        "only_new": asked.only_new,
        "new_address": question.address(new=[] if asked.only_new else ["yes"]),
        "hide_done": asked.hide_done,
        "done_address": question.address(done=[] if asked.hide_done else ["no"]),
        "kept": [
            (name, value) for name, values in question.asked.lists() if name != "text" for value in values
        ],
    }


def _choices(
    question: _Question, name: str, on: list[str], offered: Iterable[Choice], words: Any
) -> list[dict[str, Any]]:
    every = {"label": _("all"), "address": question.address(**{name: []}), "is_on": not on}
    known = {choice.value: choice.count for choice in offered if choice.value}
    values = [*known, *(value for value in on if value not in known)]
    rows = [
        {
            "label": words(value),
            "address": question.toggled(name, value),
            "is_on": value in on,
            "count": known.get(value, 0),
        }
        for value in values
    ]
    return [every, *rows]


def _span_words(view: SituationView) -> str:
    asked, chosen = view.filter, preferences.current()
    last = asked.until - dt.timedelta(days=1) if asked.until else None

    def written(day: dt.date) -> str:
        return formats.day(day, chosen, year=False, weekday=False)

    if asked.since and last:
        return f"{written(asked.since)} – {written(last)}"
    if asked.since:
        return _("%(day)s on") % {"day": written(asked.since)}
    return _("the beginning to %(day)s") % {"day": written(last)} if last else ""


def _span_choices(question: _Question) -> list[dict[str, Any]]:
    days = question.asked.get("days", "")
    whole = {
        "label": _("the whole time"),
        "address": question.address(days=[], from_=[], to=[]),
        "is_on": not days and "from" not in question.asked,
    }
    rows = [
        {
            "label": ngettext("the last day", "the last %(count)s days", count) % {"count": number(count)},
            "address": question.address(days=[str(count)], from_=[], to=[]),
            "is_on": days == str(count),
        }
        for count in SPANS_DAYS
    ]
    return [whole, *rows]


@register.simple_tag
def report_selects(view: ReportsView) -> list[dict[str, Any]]:
    """Language, country, outlet, stance: what the viewer's own reports have, with how many."""
    asked, chosen = view.filter, preferences.current()
    languages = {language.value for language in FOUR}
    return [
        _select(
            "language",
            _("Language"),
            _("every language"),
            [choice for choice in view.languages if choice.value in languages],
            [language.value for language in asked.languages],
            lambda value: formats.language_name(value, chosen),
        ),
        _select(
            "country",
            _("Country"),
            _("every country"),
            view.countries,
            list(asked.countries),
            lambda value: formats.country(value, chosen),
        ),
        _select("outlet", _("Outlet"), _("every outlet"), view.outlets, [asked.outlet], str),
        _select(
            "stance",
            _("Stance"),
            _("any stance"),
            view.stances,
            [asked.stance.value] if asked.stance else [],
            lambda value: str(picture_words.STANCES.get(value, value)),
        ),
    ]


def _select(  # noqa: PLR0917 - one call a line reads as a table
    name: str, label: str, every: str, offered: Iterable[Choice], on: list[str], words: Any
) -> dict[str, Any]:
    known = [choice for choice in offered if choice.value]
    lost = [Choice(value, 0) for value in on if value and value not in {choice.value for choice in known}]
    return {
        "name": name,
        "label": label,
        "any": every,
        "is_data": name != "stance",
        "choices": [
            {
                "value": choice.value,
                "label": words(choice.value),
                "count": choice.count,
                "is_on": choice.value in on,
            }
            for choice in [*known, *lost]
        ],
    }
