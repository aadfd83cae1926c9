"""Small pieces that many pages share: icons, links that keep the moment, stances, grades, bars."""

import json
from typing import Any
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from diwan.core.reading import Stance
from diwan.entry.web import assets, formats, machines, preferences, shown
from diwan.entry.web.catalogue import filing as filing_words
from diwan.entry.web.catalogue import interface as interface_words
from diwan.entry.web.catalogue import picture as picture_words
from diwan.share.views import EventCard, Grade, StanceCounts

register = template.Library()

STANCE_ORDER = (Stance.ASSERTS, Stance.CONFIRMS, Stance.DOUBTS, Stance.RETRACTS, Stance.DENIES)


@register.simple_tag
def icon(name: str) -> SafeString:
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>',
        assets.address("icons.svg"),
        name,
    )


ANSWER_OF_CHECK = {"good": "received", "waiting": "waiting", "trouble": "objects", "gone": "delivered"}


@register.filter
def check_class(answer: str) -> str:
    """A check's answer as the family of answers shows it."""
    return ANSWER_OF_CHECK[str(answer)]


@register.filter
def check_icon(answer: str) -> str:
    return f"answer-{ANSWER_OF_CHECK[str(answer)]}"


@register.simple_tag(takes_context=True)
def to(context: Context, name: str, *args: Any, **query: Any) -> str:
    """The address of a page, keeping the past moment that the officer looks at."""
    address = reverse(name, args=args)
    asked = {key: value for key, value in query.items() if value not in (None, "")}
    if as_of := context.get("as_of_text"):
        asked["as_of"] = as_of
    return f"{address}?{urlencode(asked, doseq=True)}" if asked else address


@register.simple_tag
def stance(value: Stance | str, count: int = 0) -> SafeString:
    """Mark and word."""
    key = str(value)
    many = (
        format_html(" <small>×{}</small>", formats.number(count, preferences.current())) if count > 1 else ""
    )
    return format_html(
        '<span class="stance {}">{} {}{}</span>', key, icon(f"stance-{key}"), picture_words.STANCES[key], many
    )


@register.simple_tag
def stance_columns(counts: StanceCounts) -> SafeString:
    """Five fixed columns, denies last; an empty one keeps its place."""
    cells = []
    for each in STANCE_ORDER:
        count = counts.of(each)
        if not count:
            cells.append(mark_safe("<span></span>"))
            continue
        word = picture_words.STANCES[each]
        cells.append(
            format_html(
                '<span class="stance {}" title="{}">{}<b>{}</b><span class="sr"> {}</span></span>',
                each.value,
                word,
                icon(f"stance-{each}"),
                formats.number(count, preferences.current()),
                word,
            )
        )
    return format_html('<span class="stances">{}</span>', mark_safe("".join(cells)))  # noqa: S308


@register.simple_tag
def origin_bars(card: EventCard) -> SafeString:
    bars = format_html_join("", '<i class="n{}"></i>', ((min(count, 12),) for count in card.origins))
    return format_html('<span class="origin-bars" aria-hidden="true">{}</span>', bars)


@register.simple_tag
def grade(value: Grade) -> SafeString:
    """A chip that opens into words."""
    if not value.code:
        return SafeString("")
    words = [
        str(table[key])
        for table, key in (
            (filing_words.RELIABILITY, value.reliability),
            (filing_words.CREDIBILITY, value.credibility),
        )
        if key in table
    ]
    return format_html(
        '<details class="grade"><summary translate="no">{}</summary><span>{}</span></details>',
        value.code,
        "; ".join(words),
    )


@register.simple_tag
def grade_chip(value: Grade) -> SafeString:
    if not value.code:
        return SafeString("")
    return format_html('<span class="grade-chip" translate="no">{}</span>', value.code)


@register.simple_tag
def handle(value: str) -> SafeString:
    return format_html('<code class="id" translate="no" dir="ltr">{}</code>', value)


@register.simple_tag
def machine(told: str) -> SafeString:
    """Browser and system; the whole of what the browser told of itself stands behind it."""
    return format_html(
        '<bdi dir="auto" translate="no" title="{}">{}</bdi>',
        shown.plain(told),
        shown.plain(machines.machine(told)),
    )


@register.simple_tag
def front_end() -> SafeString:
    """The built style and script."""
    return assets.tags()


@register.simple_tag
def script_words() -> SafeString:
    """What the scripts say, in the officer's language. `<` cannot end the block early."""
    told = json.dumps(
        {key: str(value) for key, value in interface_words.SCRIPT_WORDS.items()}, ensure_ascii=False
    )
    safe = told.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return mark_safe(f'<script type="application/json" id="diwan-words">{safe}</script>')  # noqa: S308


@register.filter
def headers_with_token(token: str) -> str:
    return json.dumps({"X-CSRFToken": str(token)})
