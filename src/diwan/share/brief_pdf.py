"""A published brief as a PDF: the blocks of the text, with the label on every page, set by Typst.

What members and reports said goes in as data beside a template that is ours, so that no word of it is a command. Nothing is
fetched: the template names no file and no package, and only the fonts that come with Diwan are there.
"""

import json
import re
import unicodedata
from functools import lru_cache
from importlib.resources import as_file, files
from typing import Any

import typst
from django.utils import translation

from diwan.core.errors import DiwanError
from diwan.core.languages import Language
from diwan.share.brief.blocks import Block, Role
from diwan.share.brief_told import blocks_of, label_line, title_of
from diwan.share.products.views import BriefView

# Signs that would turn round what stands beside them, and control characters that no text needs.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Each by itself: in a line from right to left it would be read from its end.
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d UTC)?")
_NUMBERED = re.compile(r"(\d+\. ?|)(.*)", re.DOTALL)
_LEFT, _RIGHT, _END = "\u2066", "\u2067", "\u2069"  # isolates: what is inside turns nothing outside
_EPOCH = 0  # the file says nothing of when it was made: who asks twice gets the same bytes


class FontsMissing(DiwanError):
    """The fonts of documents are not built; run `make setup`, or install a released wheel."""


def brief_pdf(view: BriefView, language: Language) -> bytes:
    with translation.override(language.value):
        told = json.dumps(_told(view, language), ensure_ascii=False)
    template = (files("diwan.share") / "data" / "brief.typ").read_bytes()
    made = typst.compile(
        template, font_paths=_fonts(), ignore_system_fonts=True, sys_inputs={"brief": told}, timestamp=_EPOCH
    )
    assert isinstance(made, bytes)
    return made


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    with as_file(files("diwan.share") / "data" / "fonts") as folder:
        if not any(folder.glob("*.ttf")):
            raise FontsMissing
        return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])


def _told(view: BriefView, language: Language) -> dict[str, Any]:
    """The head is drawn by itself, so of the blocks only what follows it."""
    head, rest = blocks_of(view, language)
    return {
        "language": language.value,
        "is_right": language.is_right_to_left,
        "title": _foreign(title_of(view.row)),
        "plain_title": _line(title_of(view.row)),
        "handle": _foreign(view.row.handle),
        "label": _line(label_line(view.row, language)),
        "head": [_DATE.sub(rf"{_LEFT}\g<0>{_END}", _line(line)) for line in head],
        "summary": [_foreign(line) for line in view.summary.splitlines() if line.strip()],
        "blocks": [_block(block) for block in rest],
    }


def _block(block: Block) -> dict[str, Any]:
    """The number of a source stands where its line begins, whatever way the source is written."""
    found = _NUMBERED.match(block.text) if block.role is Role.ITEM else None
    number, said = found.groups() if found else ("", block.text)
    return {
        "role": block.role.value,
        "text": _line(block.text),
        "number": number,
        "said": _foreign(said),
        "quote": _foreign(block.quote, block.quote_language),
        "is_contested": block.is_contested,
    }


def _foreign(text: str, language: Language = Language.UNDETERMINED) -> dict[str, Any]:
    line = _line(text)
    is_right = language.is_right_to_left
    if language is Language.UNDETERMINED:
        strong = (unicodedata.bidirectional(sign) for sign in line)
        is_right = next((kind != "L" for kind in strong if kind in ("L", "R", "AL")), False)
    isolated = f"{_RIGHT if is_right else _LEFT}{line}{_END}"
    return {"text": isolated, "language": language.value, "is_right": is_right}


def _line(text: str) -> str:
    return " ".join(_CONTROL.sub("\ufffd", _TURNING.sub("", text)).split())
