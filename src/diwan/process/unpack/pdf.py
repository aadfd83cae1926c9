"""PDF: the text layer, with lines put back together into paragraphs. A scan has none and is set aside."""

import datetime as dt
import re
import unicodedata

from diwan.core.errors import Unreadable
from diwan.core.reading import Report
from diwan.gather.raw import Raw
from diwan.process import limits
from diwan.process.unpack.naming import stem_of
from diwan.process.unpack.plain import tidy, title_of

_CREATED = re.compile(r"D:(\d{4})(\d{2})(\d{2})(\d{2})?(\d{2})?")
_PRESENTATION_FORMS = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufeff]+")
_ENDS_A_PARAGRAPH = re.compile(r"[.!?؟:»”\"]\s*$")
_SOFT_BREAK = re.compile(r"(?<=[a-zа-яё])(?:[-\u00ad\ufffe\x02])\n(?=[a-zа-яё])")


def read_pdf(raw: Raw) -> Report:
    import pypdfium2  # noqa: PLC0415 -- loads a large shared library

    try:
        document = pypdfium2.PdfDocument(raw.data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        reason = (
            "The PDF is locked with a password." if locked else "The PDF is damaged and cannot be opened."
        )
        raise Unreadable(reason) from error
    try:
        pages = [_page_text(document, number) for number in range(min(len(document), limits.MOST_PDF_PAGES))]
        facts = document.get_metadata_dict()
    finally:
        document.close()
    text = tidy("\n\n".join(filter(None, map(_paragraphs, pages))))
    if not text:
        raise Unreadable("The PDF has no text layer (a scan?). Send it with recognised text.")
    return Report(
        id=stem_of(raw.name),
        text=text,
        title=facts.get("Title", "").strip() or title_of(text),
        published=raw.published or _created(facts.get("CreationDate", "")),
        outlet=raw.outlet,
        url=raw.url,
        source_credit=raw.source_credit,
    )


def _page_text(document: "pypdfium2.PdfDocument", number: int) -> str:  # type: ignore[name-defined]  # noqa: F821
    page = document[number]
    layer = page.get_textpage()
    try:
        return str(layer.get_text_range(errors="replace")).replace("\r\n", "\n").replace("\r", "\n")
    finally:
        layer.close()
        page.close()


def _paragraphs(page: str) -> str:
    """A short line that ends a sentence, or a blank one, ends a paragraph; other line ends are only the page's."""
    page = _PRESENTATION_FORMS.sub(lambda run: unicodedata.normalize("NFKC", run.group()), page)
    page = _SOFT_BREAK.sub("", page)
    lines = [line.strip() for line in page.split("\n")]
    widest = max(map(len, lines), default=0)
    out: list[str] = []
    for line in lines:
        out.append(line)
        is_short = len(line) < 0.75 * widest
        out.append("\n\n" if not line or (is_short and _ENDS_A_PARAGRAPH.search(line)) else " ")
    return re.sub(r"[ \n]*\n\n[ \n]*", "\n\n", "".join(out)).strip()


def _created(written: str) -> dt.datetime | None:
    found = _CREATED.match(written)
    if not found:
        return None
    try:
        year, month, day, hour, minute = (int(part or 0) for part in found.groups())
        return dt.datetime(year, month, day, hour, minute, tzinfo=dt.UTC)
    except ValueError:
        return None
