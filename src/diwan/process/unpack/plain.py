"""Plain text: the whole of it is the report; a short first line is also its title."""

import re

from diwan.core.errors import Unreadable
from diwan.core.reading import Report
from diwan.gather.raw import Raw
from diwan.process.unpack.naming import stem_of

_LONGEST_TITLE_CHARACTERS = 160
_FIRST_LINES = re.compile(r"\A([^\n]{3,160})\n\s*\S")


def tidy(text: str) -> str:
    """Line ends made alike, zero bytes and the white space around the whole removed. Nothing else is touched."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()


def title_of(text: str) -> str:
    first = _FIRST_LINES.match(text)
    line = first.group(1).strip() if first else ""
    return "" if line.endswith((".", "!", "؟", ":", "،", ",", "۔")) else line


def report_of_text(text: str, raw: Raw, *, report_id: str = "", title: str = "") -> Report:
    text = tidy(text)
    if not text:
        raise Unreadable("It is empty.")
    return Report(
        id=report_id or stem_of(raw.name),
        text=text,
        title=title or title_of(text),
        published=raw.published,
        outlet=raw.outlet,
        url=raw.url,
        source_credit=raw.source_credit,
    )
