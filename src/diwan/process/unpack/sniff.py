"""What an input is, told by its bytes; its name and declared type only break ties."""

import re
from enum import StrEnum

from diwan.core.errors import Unreadable


class Form(StrEnum):
    TEXT = "text"
    PAGE = "page"
    MAIL = "mail"
    MAILBOX = "mailbox"
    PDF = "pdf"
    DOCX = "docx"
    JSON = "json"
    FEED = "feed"


# First bytes -> what it is and what can be done. Binary formats that people send and Diwan does not read.
_KNOWN_BINARIES: tuple[tuple[bytes, str], ...] = (
    (
        b"\xd0\xcf\x11\xe0",
        "It is an old Office document (.doc, .xls). Save it as .docx or PDF and send that.",
    ),
    (b"{\\rtf", "It is a rich text document (.rtf). Save it as .docx or PDF and send that."),
    (b"\x89PNG", "It is a picture. Diwan reads no text out of pictures."),
    (b"\xff\xd8\xff", "It is a picture. Diwan reads no text out of pictures."),
    (b"GIF8", "It is a picture. Diwan reads no text out of pictures."),
    (b"II*\0", "It is a picture. Diwan reads no text out of pictures."),
    (b"MM\0*", "It is a picture. Diwan reads no text out of pictures."),
    (b"\x1f\x8b", "It is a compressed archive. Unpack it and send the files."),
    (b"7z\xbc\xaf", "It is a compressed archive. Unpack it and send the files."),
    (b"Rar!", "It is a compressed archive. Unpack it and send the files."),
    (b"BZh", "It is a compressed archive. Unpack it and send the files."),
    (b"\xfd7zXZ", "It is a compressed archive. Unpack it and send the files."),
    (b"\x7fELF", "It is a program, not a report."),
    (b"MZ\x90", "It is a program, not a report."),
    (b"SQLite format 3\0", "It is a database, not a report."),
)
_MAIL_HEADER = re.compile(
    rb"^(from|to|cc|date|received|message-id|mime-version|subject|return-path|delivered-to|reply-to|content-type|"
    rb"x-[a-z-]+|dkim-signature|sender|list-[a-z]+):",
    re.IGNORECASE | re.MULTILINE,
)
_MAIL_PROOF = {b"from", b"date", b"received", b"message-id", b"mime-version", b"return-path"}
_FEED_ROOT = re.compile(r"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")
_PAGE_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|article|main|section|div|p|h1|script|link|table)\b",
    re.IGNORECASE,
)
_PROLOGUE = re.compile(r"\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>\s*)*", re.DOTALL)


def binary_form(data: bytes) -> Form | None:
    """PDF, DOCX or None for what may be text. Raises Unreadable for binaries that are known and not read."""
    if b"%PDF-" in data[:1024]:
        return Form.PDF
    if data.startswith(b"PK\x03\x04"):
        return Form.DOCX
    for first_bytes, reason in _KNOWN_BINARIES:
        if data.startswith(first_bytes):
            raise Unreadable(reason)
    return None


def mail_form(data: bytes) -> Form | None:
    """Mail is told before decoding: each part declares a charset of its own."""
    head = data[:16_384].lstrip(b"\xef\xbb\xbf\r\n ")
    is_mailbox = head.startswith(b"From ")
    block = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    if is_mailbox:
        block = block.partition(b"\n")[2]
    if not _MAIL_HEADER.match(block):
        return None
    names = {name.lower() for name in _MAIL_HEADER.findall(block)}
    if len(names) < 2 or not names & _MAIL_PROOF:
        return None
    return Form.MAILBOX if is_mailbox else Form.MAIL


def text_form(text: str, media_type: str) -> Form:
    """The form of decoded text."""
    head = text[:20_000].lstrip("\ufeff \t\r\n")
    if head.startswith(("{", "[")):
        return Form.JSON
    if head.startswith("<"):
        rest = head[prologue.end() :] if (prologue := _PROLOGUE.match(head)) else head
        if _FEED_ROOT.match(rest):
            return Form.FEED
        if _PAGE_TAG.search(head):
            return Form.PAGE
        if head.startswith(("<?xml", "<!DOCTYPE", "<!ENTITY")):
            raise Unreadable("It is XML, but neither a feed nor a page.")
    return Form.PAGE if "html" in media_type and _PAGE_TAG.search(text[:200_000]) else Form.TEXT
