"""Small sentences made of several facts, where a template alone would be hard to read."""

import uuid
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diwan.core.ids import handle
from diwan.entry.web import shown
from diwan.entry.web.catalogue import filing as filing_words
from diwan.entry.web.catalogue import picture as picture_words
from diwan.entry.web.catalogue import reasons as reasons_words
from diwan.entry.web.templatetags.parts import handle as handle_code
from diwan.entry.web.templatetags.parts import icon
from diwan.entry.web.templatetags.words import members, number, said, speaker, word
from diwan.share.views import EventCard, Grade, QuantityLine, QuantityValue, SpeakerView, WhyView, Words

register = template.Library()

UNSHOWN = frozenset({"points", "start"})  # for programs


def _counted(sentence: str, **counts: int) -> SafeString:
    """`sentence` is translated and may hold <b>; the numbers are ours."""
    return mark_safe(sentence % {name: number(count) for name, count in counts.items()})  # noqa: S308


@register.simple_tag
def label_said(label: Any) -> SafeString:
    """Iraq and Iran may read this; nobody may pass it on."""
    sentence = filing_words.LABELS["" if label.is_author_alone else label.tlp.value]
    return mark_safe(str(sentence) % {"members": members(label.readers)})  # noqa: S308 - names are escaped


@register.simple_tag
def origins_of(card: EventCard) -> SafeString:
    """6 origins of 14 reports"""
    origins = ngettext("%(origins)s origin", "%(origins)s origins", len(card.origins))
    of_reports = ngettext("of %(reports)s report", "of %(reports)s reports", card.report_count)
    return format_html(
        "{} {}",
        _counted(origins, origins=len(card.origins)),
        _counted(of_reports, reports=card.report_count),
    )


@register.simple_tag
def origins_interval(card: EventCard) -> str:
    certain, possible = card.origins_interval
    if not possible or certain == possible:
        return ""
    return _("%(certain)s certain, %(possible)s at most") % {
        "certain": number(certain),
        "possible": number(possible),
    }


@register.simple_tag
def stance_of(stance: str, who: SpeakerView) -> SafeString:
    """asserts: Harvest Relief Committee"""
    return format_html(
        '<span class="stance {}">{} {}{} <span>{}</span></span>',
        stance,
        icon(f"stance-{stance}"),
        picture_words.STANCES[stance],
        ":",
        speaker(who),
    )


@register.simple_tag
def number_words(line: QuantityLine) -> SafeString:
    """300 · about 650 · 1,100 families"""
    once = dict.fromkeys(_as_told(value) for value in line.values)  # who said which stands in the event
    values = format_html_join(" · ", "{}", ((value,) for value in once))
    return format_html("{} <span>{}</span>", values, word("unit", line.unit)) if line.unit else values


def _as_told(value: QuantityValue) -> SafeString | str:
    """Bare digits in the officer's numerals; other words ("about 650") as they were said."""
    bare = value.words.text.replace(",", "").replace(".", "")
    return number(value.value) if bare.isdecimal() else said(value.words)


@register.simple_tag
def as_told(value: QuantityValue) -> SafeString | str:
    return _as_told(value)


@register.simple_tag
def grade_words(value: Grade) -> str:
    words = [
        str(table[key])
        for table, key in (
            (filing_words.RELIABILITY, value.reliability),
            (filing_words.CREDIBILITY, value.credibility),
        )
        if key in table
    ]
    return "; ".join(words)


@register.simple_tag
def rule_words(why: WhyView) -> SafeString:
    """The rule in words where it has some, its facts, and the stage that made the value."""
    family = why.rule.split(".")[0]
    known = reasons_words.RULES.get(why.rule) or reasons_words.RULES.get(family)
    told = (
        str(known)
        if known
        else format_html('<bdi translate="no" lang="en">{}</bdi>', why.sentence or why.rule)
    )
    facts = format_html_join(
        "",
        " · <span>{}</span>: {}",
        ((_fact(key), _fact_value(value)) for key, value in why.facts if value and key not in UNSHOWN),
    )
    stage = format_html(' <bdi class="quiet mono" translate="no" dir="ltr">{}</bdi>', why.stage or why.rule)
    return format_html("{}{} ·{}", told, facts, stage)


def _fact(key: str) -> str | SafeString:
    known = reasons_words.FACTS.get(key)
    return str(known) if known else format_html('<bdi translate="no">{}</bdi>', key)


def _fact_value(value: str) -> str | SafeString:
    """A few values are words of ours; the others stand in the report."""
    known = reasons_words.FACT_VALUES.get(value)
    return str(known) if known else format_html("<bdi>{}</bdi>", shown.visible(value))


@register.simple_tag
def source_state(source: Any) -> SafeString:
    if source.is_paused:
        return format_html('<span class="tag plain">{}</span>', _("paused"))
    if source.failure:
        return format_html('<span class="tag trouble">▲ {}</span>', word("reason", source.failure.reason))
    if source.kind in ("feed", "page", "folder", "mailbox") and source.last_fetch is None:
        return format_html('<span class="tag waiting">○ {}</span>', _("not fetched yet"))
    return format_html('<span class="tag confirms">{}</span>', _("in order"))


@register.simple_tag
def every(seconds: int | None) -> str:
    if seconds is None:
        return _("only by hand")
    for unit, factor in (("hours", 3600), ("minutes", 60)):
        if seconds >= factor and seconds % factor == 0:
            count = seconds // factor
            if unit == "hours":
                told = ngettext("every %(count)s hour", "every %(count)s hours", count)
            else:
                told = ngettext("every %(count)s minute", "every %(count)s minutes", count)
            return told % {"count": number(count)}
    return ngettext("every %(count)s second", "every %(count)s seconds", seconds) % {"count": number(seconds)}


@register.simple_tag
def report_handle(value: uuid.UUID) -> SafeString:
    return handle_code(handle("R", value))


@register.simple_tag
def report_called(title: Words | str, value: uuid.UUID) -> SafeString:
    """Its title, or its handle where it has none: never a link without words."""
    if (title.text if isinstance(title, Words) else title).strip():
        return said(title) if isinstance(title, Words) else shown.foreign(title)
    return format_html("{} {}", _("Report"), report_handle(value))


@register.simple_tag
def record_handle(value: uuid.UUID) -> SafeString:
    return format_html('<code class="id quiet" translate="no" dir="ltr">{}</code>', value.hex[:4])
