"""Bytes -> text. What is declared is a hint; what the bytes can be, decides.

Order: byte order mark; UTF-16 by its pattern of high bytes; valid UTF-8; slightly broken UTF-8; the declared charset;
then the legacy charset of the four languages under which the text has the most words of a language.
"""

import codecs
import re
from dataclasses import dataclass

from diwan.core.errors import Unreadable
from diwan.process.language import count_small_words

# Windows, DOS, KOI8 and ISO charsets of the four languages; Latin last, because it can decode anything.
_CANDIDATES = ("cp1251", "cp1256", "koi8_r", "cp866", "iso8859_5", "iso8859_6", "mac_cyrillic", "cp1252")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE_BYTES = 20_000
_DECLARED = re.compile(
    rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]+)""",
    re.IGNORECASE,
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# Word processors of the four languages never wrote these; they appear when the charset is wrong.
_MOJIBAKE = re.compile(
    r"[\x80-\x9f]|(?<=[а-яё])[А-ЯЁ](?=[а-яё])|[╔-╬░-▓ЂЃѓЉЊЌЋЏђљњќћџЎўЈҐ]|[A-Za-z][а-яё\u0620-\u06ff]|[а-яё\u0620-\u06ff][A-Za-z]"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str
    broken_characters: int = 0  # replaced by U+FFFD


def declared_charset(data: bytes) -> str:
    """What a page or an XML document says of itself in its first bytes."""
    found = _DECLARED.search(data, 0, 4096)
    return (found.group(1) or found.group(2)).decode("ascii") if found else ""


def decode(data: bytes, declared: str = "") -> Decoded:
    """The text of `data`. Raises Unreadable when the bytes are no text at all."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], encoding)
    if encoding := _utf_16(data):
        return _replacing(data, encoding)
    try:
        return _text(Decoded(data.decode("utf-8"), "utf-8"))
    except UnicodeDecodeError:
        pass
    if b"\0" in data[:_SAMPLE_BYTES]:
        raise Unreadable("It is binary data, not text, whatever its name says.")
    if broken := _broken_utf_8(data):
        return _text(broken)
    return _text(_legacy(data, declared))


def _text(decoded: Decoded) -> Decoded:
    """Refuses what decodes but is no text: more than one control character in fifty."""
    sample = decoded.text[:_SAMPLE_BYTES]
    if len(_CONTROLS.findall(sample)) * 50 > len(sample) or "\0" in sample:
        raise Unreadable("It is binary data, not text, whatever its name says.")
    return decoded


def _replacing(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return _text(Decoded(text, encoding, text.count("\ufffd")))


def _utf_16(data: bytes) -> str:
    """UTF-16 without a mark: every second byte comes from a handful of high bytes (00, 04, 06, 20)."""
    sample = data[: _SAMPLE_BYTES & ~1]
    if len(sample) < 8:
        return ""
    for high, encoding in ((sample[1::2], "utf-16-le"), (sample[0::2], "utf-16-be")):
        letters = sum(map(high.count, b"\x00\x04\x06"))
        signs = sum(map(high.count, b"\x20\xfb\xfe"))
        if letters > signs and letters + signs > 0.97 * len(high):
            return encoding
    return ""


def _broken_utf_8(data: bytes) -> Decoded | None:
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = len(text) - broken - sum(1 for byte in data if byte < 0x80)
    return Decoded(text, "utf-8", broken) if broken * 8 <= whole else None


def _legacy(data: bytes, declared: str) -> Decoded:
    sample = data[:_SAMPLE_BYTES]
    names = [name for name in (_known(declared), *_CANDIDATES) if name]
    ranked = sorted(
        ((_plausibility(sample, name), -place, name) for place, name in enumerate(names)),
        reverse=True,
    )
    best = ranked[0][2]
    text = data.decode(best, errors="replace")
    return Decoded(text, best, text.count("\ufffd"))


def _known(declared: str) -> str:
    try:
        name = codecs.lookup(declared).name if declared else ""
    except LookupError:
        return ""
    return "" if name.startswith("utf") or not _is_text_codec(name) else name


def _is_text_codec(name: str) -> bool:
    try:
        return isinstance(b"".decode(name), str)
    except (LookupError, ValueError, AttributeError):
        return False


def _plausibility(sample: bytes, encoding: str) -> float:
    """Small words of the four languages for each word, less what only a wrong charset gives."""
    text = sample.decode(encoding, errors="replace")
    words = max(1, len(text.split()))
    wrong = text.count("\ufffd") + len(_MOJIBAKE.findall(text))
    return (count_small_words(text) - 2 * wrong) / words
