"""Compile `locale/*/LC_MESSAGES/django.po` for gettext: `python -m diwan.entry.web.compile_messages`.

Needs Babel alone, so it also runs while a wheel is built.
"""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).parent / "locale"


def compile_all(folder: Path = LOCALE) -> list[Path]:
    """The files written; a fuzzy message is left out, so that nobody reads a guess."""
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as lines:
            catalogue = read_po(lines, locale=source.parts[-3])
        target = source.with_suffix(".mo")
        # Written beside and moved: a process that starts meanwhile never reads half a file.
        fresh = target.with_suffix(".mo.new")
        with fresh.open("wb") as out:
            write_mo(out, catalogue)
        fresh.replace(target)
        written.append(target)
    return written


if __name__ == "__main__":
    compile_all()
