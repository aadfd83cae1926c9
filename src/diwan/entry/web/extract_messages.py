"""Bring `locale/*/LC_MESSAGES/django.po` up to what code and templates say.

`python -m diwan.entry.web.extract_messages`. New messages come in untranslated, lost ones go; the contract test
fails until each is translated.
"""

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).parents[2]  # src/diwan
LOCALE = Path(__file__).parent / "locale"
TEMPLATES = Path(__file__).parent / "templates"
LANGUAGES = ("ar", "fa", "ru")
# Header lines that hold nothing, or a date that would change though nothing was said anew.
UNSAID = ('"POT-Creation', '"PO-Revision', '"Project-Id', '"Report-Msgid', '"Last-Trans', '"Language-Team')
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
# CLDR has six forms for Arabic, two for Persian, and three for Russian as gettext counts them.
PLURALS = {
    "ar": (
        6,
        "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5)",
    ),
    "fa": (2, "(n > 1)"),
    "ru": (3, "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)"),
}


def messages() -> Catalog:
    """Everything that is said anywhere, with the files it is said in (no line numbers: they only make noise)."""
    found = Catalog(charset="utf-8")
    for place, python in _sources():
        for _line, told, comments, context in extract(
            "python", io.BytesIO(python.encode()), keywords=KEYWORDS, comment_tags=("Translators:",)
        ):
            if told and (told if isinstance(told, str) else told[0]):
                found.add(told, locations=[(place, 0)], auto_comments=comments, context=context)
    return found


def _sources() -> Iterator[tuple[str, str]]:
    for template in sorted(TEMPLATES.rglob("*.*")):
        yield _place(template), templatize(template.read_text("utf-8"))
    for module in sorted([*(SOURCE / "entry" / "web").rglob("*.py"), *_edges_with_words()]):
        yield _place(module), module.read_text("utf-8")


def _edges_with_words() -> list[Path]:
    return [
        module for module in SOURCE.glob("*/*.py") if "django.utils.translation" in module.read_text("utf-8")
    ]


def _place(path: Path) -> str:
    return str(path.relative_to(SOURCE.parent))


def catalogue_of(language: str) -> Catalog:
    kept = LOCALE / language / "LC_MESSAGES" / "django.po"
    if kept.exists():
        with kept.open("rb") as lines:
            return read_po(lines, locale=language)
    return Catalog(locale=language, charset="utf-8")


def update() -> None:
    said = messages()
    for language in LANGUAGES:
        catalogue = catalogue_of(language)
        # Babel knows plurals of its own; CLDR's six forms for Arabic are wanted.
        vars(catalogue).update(zip(("_num_plurals", "_plural_expr"), PLURALS[language], strict=True))
        catalogue.update(said, no_fuzzy_matching=True, update_header_comment=False)
        catalogue.obsolete.clear()
        write(language, catalogue)


def write(language: str, catalogue: Catalog) -> None:
    kept = LOCALE / language / "LC_MESSAGES" / "django.po"
    kept.parent.mkdir(parents=True, exist_ok=True)
    catalogue.fuzzy = False
    catalogue.header_comment = (
        f"# Diwan's words: {language}. Brought up to date by diwan.entry.web.extract_messages."
    )
    out = io.BytesIO()
    write_po(out, catalogue, width=110, sort_output=True, include_lineno=False)
    told = out.getvalue().decode()
    lines = [line for line in told.splitlines() if not line.startswith(UNSAID)]
    kept.write_text("\n".join(lines).rstrip() + "\n", "utf-8")


if __name__ == "__main__":
    update()
