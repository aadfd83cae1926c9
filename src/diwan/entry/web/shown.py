"""Foreign text made safe to show: escaped, isolated, and with the signs that would turn it around made visible."""

import re

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from diwan.core.languages import Language
from diwan.share.views import Names, Words

# Embeddings, overrides and isolates. LRM, RLM and ZWNJ stay: writers of Arabic and Persian need them.
TURNING = {
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
}
_TURNING = re.compile("[" + "".join(TURNING) + "]")
# Control characters that no text needs; HTML forbids some of them.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def visible(text: str) -> SafeString:
    """Escaped; a sign that turns the direction stands as a small mark and turns nothing."""

    def mark(match: re.Match[str]) -> str:
        return format_html(
            '<span class="hidden-sign" title="{}" translate="no">{}</span>',
            _("a hidden sign that would turn the text around"),
            TURNING[match[0]],
        )

    escaped = _CONTROL.sub("\ufffd", str(escape(text)))
    return mark_safe(_TURNING.sub(mark, escaped))  # noqa: S308 - escaped in the line above


def plain(text: str) -> str:
    """For attributes and titles of windows, where no mark can stand: the turning signs are left out."""
    return _CONTROL.sub("\ufffd", _TURNING.sub("", text))


def foreign(text: str, language: Language | str = "") -> SafeString:
    """Somebody else's words in their own direction, kept from turning what stands beside them."""
    tag = "" if language in ("", Language.UNDETERMINED) else format_html(' lang="{}"', str(language))
    return format_html('<bdi dir="auto"{}>{}</bdi>', tag, visible(text))


def said(words: Words) -> SafeString:
    if not words.marks:
        return foreign(words.text, words.language)
    pieces, at = [], 0
    for start, end in words.marks:
        pieces.append(visible(words.text[at:start]))
        pieces.append(format_html("<mark>{}</mark>", visible(words.text[start:end])))
        at = end
    pieces.append(visible(words.text[at:]))
    inside = mark_safe("".join(pieces))  # noqa: S308 - each piece is escaped
    return format_html('<bdi dir="auto">{}</bdi>', inside)


def best(names: Names, language: str) -> tuple[str, str]:
    """(name, its language): the officer's language, else Latin script before the others."""
    for tag in (language, "en", "ru", "ar", "fa", ""):
        if names.get(tag):
            return names[tag], tag
    return next(((name, tag) for tag, name in names.items() if name), ("", ""))


def named(names: Names, language: str) -> SafeString:
    name, tag = best(names, language)
    return foreign(name, tag) if name else SafeString("")
