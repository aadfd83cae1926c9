"""EML and mbox: the message's text, and each attachment that can be read as a report of its own."""

import email
import re
from collections.abc import Callable
from dataclasses import replace
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from diwan.core.errors import Unreadable
from diwan.gather.raw import Problem, Raw
from diwan.process import limits
from diwan.process.decode import declared_charset, decode
from diwan.process.unpack.naming import stem_of
from diwan.process.unpack.plain import report_of_text
from diwan.process.unpack.times import machine_time
from diwan.process.unpack.unpacked import Unpacked, joined

_MESSAGE_START = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\n]*\n")
_ESCAPED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)

Unpack = Callable[[Raw], Unpacked]


def unpack_mailbox(raw: Raw, unpack: Unpack) -> Unpacked:
    starts = list(_MESSAGE_START.finditer(raw.data))
    ends = [start.start() for start in starts[1:]] + [len(raw.data)]
    stem, parts = stem_of(raw.name), []
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1):
        data = _ESCAPED_FROM.sub(rb"\1", raw.data[start.end() : end])
        inner = replace(raw, name=f"{stem}-{number}.eml", data=data, media_type="message/rfc822")
        part = unpack(inner)
        parts.append(
            Unpacked(
                part.reports, tuple(replace(p, name=f"{raw.name}, message {number}") for p in part.problems)
            )
        )
    return joined(parts)


def unpack_mail(raw: Raw, unpack: Unpack, depth: int = 1) -> Unpacked:
    message = email.message_from_bytes(raw.data)
    subject = _header(message, "Subject")
    sender, address = parseaddr(_header(message, "From"))
    dated = replace(
        raw,
        published=machine_time(_header(message, "Date")) or raw.published,
        outlet=raw.outlet or sender or address,
    )
    body, attachments = _parts(message)
    parts = [_body(body, dated, subject, unpack)] if body is not None else []
    for number, attachment in enumerate(attachments[: limits.MOST_ATTACHMENTS], start=1):
        parts.append(_attachment(attachment, dated, number, unpack, depth))
    found = joined(parts)
    if not found.reports and not found.problems:
        raise Unreadable("The message has no text.")
    if found.reports:  # an unread picture beside a readable message does not set the message aside
        return Unpacked(found.reports, tuple(replace(p, is_note=True) for p in found.problems))
    return found


def _header(message: Message, name: str) -> str:
    written = message.get(name, "")
    try:
        return str(make_header(decode_header(str(written)))).replace("\n", " ").replace("\r", "").strip()
    except (ValueError, LookupError):
        return str(written).strip()


def _parts(message: Message) -> tuple[Message | None, list[Message]]:
    """The part to read (plain text before HTML) and the attachments."""
    plain: Message | None = None
    page: Message | None = None
    attachments: list[Message] = []
    stack = [message]
    while stack:
        part = stack.pop(0)
        kind = part.get_content_type()
        if kind == "message/rfc822" or part.get_filename() or part.get_content_disposition() == "attachment":
            attachments.append(part)
        elif part.is_multipart():
            stack[:0] = [inner for inner in part.get_payload() if isinstance(inner, Message)]
        elif kind == "text/plain" and plain is None and _bytes(part).strip():
            plain = part
        elif kind == "text/html" and page is None:
            page = part
    return plain or page, attachments


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _body(part: Message, raw: Raw, subject: str, unpack: Unpack) -> Unpacked:
    data = _bytes(part)
    if part.get_content_type() == "text/html":
        found = unpack(replace(raw, data=data, media_type=_declared_type(part)))
        return Unpacked(
            tuple(
                replace(r, title=subject or r.title, outlet=raw.outlet, published=raw.published)
                for r in found.reports
            ),
            found.problems,
        )
    decoded = decode(data, part.get_content_charset() or declared_charset(data))
    if not decoded.text.strip():
        return Unpacked()
    report = report_of_text(decoded.text, raw, title=subject)
    return Unpacked((report,), tuple(_broken(raw, decoded.broken_characters)))


def _broken(raw: Raw, count: int) -> list[Problem]:
    if not count:
        return []
    reason = f"{count} characters were broken in what arrived and stand as \ufffd."
    return [Problem(raw.name, reason, "unpack.broken_characters", is_note=True)]


def _declared_type(part: Message) -> str:
    charset = part.get_content_charset()
    return f"{part.get_content_type()}; charset={charset}" if charset else part.get_content_type()


def _attachment(part: Message, raw: Raw, number: int, unpack: Unpack, depth: int) -> Unpacked:
    name = part.get_filename() or f"attachment {number}"
    inner = replace(raw, name=f"{stem_of(raw.name)}-{stem_of(name)}", media_type=_declared_type(part))
    if part.get_content_type() != "message/rfc822":
        found = unpack(replace(inner, data=_bytes(part)))
    elif depth >= limits.DEEPEST_MAIL:
        return Unpacked(
            (), (Problem(f"{raw.name}, {name}", "It is a message too deep inside others.", "unpack.deep"),)
        )
    else:
        messages = [m for m in part.get_payload() if isinstance(m, Message)]
        found = joined([unpack_mail(replace(inner, data=m.as_bytes()), unpack, depth + 1) for m in messages])
    return Unpacked(found.reports, tuple(replace(p, name=f"{raw.name}, {name}") for p in found.problems))
