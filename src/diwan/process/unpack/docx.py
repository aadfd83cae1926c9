"""DOCX: the text of `word/document.xml`, read under limits because a small archive can hold a huge document."""

import io
import re
import zipfile
import zlib

from lxml import etree

from diwan.core.errors import TooLarge, Unreadable
from diwan.core.reading import Report
from diwan.gather.raw import Raw
from diwan.process import limits
from diwan.process.unpack.naming import stem_of
from diwan.process.unpack.plain import tidy, title_of
from diwan.process.unpack.times import machine_time

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHUNK_BYTES = 64 * 1024
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)|<\0!\0[DE]\0", re.IGNORECASE)


def read_docx(raw: Raw) -> Report:
    try:
        with zipfile.ZipFile(io.BytesIO(raw.data)) as archive:
            names = set(archive.namelist())
            if len(names) > limits.MOST_ARCHIVE_ENTRIES:
                raise TooLarge(f"The document has more than {limits.MOST_ARCHIVE_ENTRIES} parts.")
            if "word/document.xml" not in names:
                raise Unreadable("It is a zip archive, not a Word document. Unpack it and send the files.")
            body = _inflate(archive, "word/document.xml")
            facts = _inflate(archive, "docProps/core.xml") if "docProps/core.xml" in names else b""
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise Unreadable(f"The Word document is damaged or locked ({error}).") from error
    text = tidy("\n\n".join(filter(None, map(_paragraph, _parse(body).iter(f"{_WORD}p")))))
    if not text:
        raise Unreadable("The Word document has no text.")
    title, modified = _facts(facts)
    return Report(
        id=stem_of(raw.name),
        text=text,
        title=title or title_of(text),
        published=raw.published or machine_time(modified),
        outlet=raw.outlet,
        url=raw.url,
        source_credit=raw.source_credit,
    )


def _inflate(archive: zipfile.ZipFile, name: str) -> bytes:
    """Counts the bytes that really come out: the sizes an archive declares may lie."""
    packed = max(1, archive.getinfo(name).compress_size)
    out = bytearray()
    with archive.open(name) as part:
        while chunk := part.read(_CHUNK_BYTES):
            out += chunk
            is_bomb = len(out) > limits.INFLATION_FREE_BYTES and len(out) > packed * limits.MOST_INFLATION
            if is_bomb or len(out) > limits.MOST_INFLATED_BYTES:
                raise TooLarge(
                    "The document unpacks to far more than it should (a zip bomb?); nothing of it was read."
                )
    return bytes(out)


def _parse(data: bytes) -> etree._Element:
    if _DOCTYPE.search(data, 0, 4096):
        raise Unreadable("Its XML declares entities, which no Word document needs (an XML bomb?).")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"The Word document's XML is damaged ({error.msg}).") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("Its XML declares entities, which no Word document needs (an XML bomb?).")
    return root


def _paragraph(paragraph: etree._Element) -> str:
    pieces = []
    for node in paragraph.iter(
        f"{_WORD}t", f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr", f"{_WORD}noBreakHyphen"
    ):
        kind = str(node.tag).removeprefix(_WORD)
        pieces.append({"t": node.text or "", "tab": "\t", "noBreakHyphen": "-"}.get(kind, "\n"))
    return "".join(pieces).strip()


def _facts(core: bytes) -> tuple[str, str]:
    if not core:
        return "", ""
    try:
        root = _parse(core)
    except Unreadable:
        return "", ""
    values = {etree.QName(node).localname: node.text or "" for node in root.iter("{*}title", "{*}created")}
    return values.get("title", "").strip(), values.get("created", "")
