"""A brief as plain text for a terminal or a printer, folded at 100 columns."""

import textwrap
from collections.abc import Iterable

from diwan.core.languages import Language
from diwan.share.brief.blocks import Block, Role

_COLUMNS = 100
# FIRST STRONG ISOLATE … POP DIRECTIONAL ISOLATE: a quotation keeps its own direction inside a line of the other.
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_OVERRIDES = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))


def text(blocks: Iterable[Block], language: Language) -> str:
    lines: list[str] = []
    number = 0
    for block in blocks:
        match block.role:
            case Role.TITLE:
                lines += [block.text, "=" * len(block.text)]
            case Role.LEAD:
                lines += _folded(block.text)
            case Role.SECTION:
                lines += ["", block.text, "-" * len(block.text)]
            case Role.EVENT:
                number += 1
                lines += ["", *_folded(block.text, first=f"{number}. ", rest="   ")]
            case Role.HEADLINE:
                lines += _folded(f"{_quote(block, language)} — {_plain(block.text)}", "   ")
            case Role.CLAIM:
                lines += _folded(f"{_quote(block, language)} {_plain(block.text)}", "   • ", "     ")
            case Role.FACT:
                lines += _folded(block.text, "   ")
            case Role.ITEM:
                lines += _folded(f"{_plain(block.text)}: {_quote(block, language, marks=False)}", "• ", "  ")
    return "\n".join(lines) + "\n"


def _folded(line: str, first: str = "", rest: str | None = None) -> list[str]:
    indent = first if rest is None else rest
    return textwrap.wrap(
        _plain(line) if _ISOLATE not in line else line,
        _COLUMNS,
        initial_indent=first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]


def _plain(line: str) -> str:
    """One line without marks that would turn round what stands beside it."""
    return " ".join(line.translate(_OVERRIDES).split())


def _quote(block: Block, language: Language, *, marks: bool = True) -> str:
    quoted = _plain(block.quote)
    if marks:
        quoted = f"“{quoted}”" if language is Language.EN else f"«{quoted}»"
    turns = block.quote_language.is_right_to_left != language.is_right_to_left
    return f"{_ISOLATE}{quoted}{_END_ISOLATE}" if turns else quoted
