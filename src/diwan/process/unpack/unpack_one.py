"""One input -> its reports and what could not be read. Never raises for bad input: the reason is a problem."""

import re
from collections.abc import Iterator

from diwan.core.errors import BadInput, TooLarge, Unreadable
from diwan.core.reading import Report
from diwan.gather.raw import Problem, Raw
from diwan.process import limits
from diwan.process.decode import Decoded, declared_charset, decode
from diwan.process.unpack.sniff import Form, binary_form, mail_form, text_form
from diwan.process.unpack.unpacked import Unpacked

_OVERRIDES = re.compile("[\u202d\u202e]")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def unpack(raw: Raw) -> Unpacked:
    """Reports of one input. Ids are unique within it; a file's report takes the file's stem."""
    try:
        return _unpack(raw)
    except BadInput as error:
        return Unpacked((), (Problem(raw.name, error.detail, f"unpack.{type(error).__name__}"),))
    except MemoryError:
        return Unpacked(
            (), (Problem(raw.name, "Reading it takes more memory than is allowed.", "unpack.memory"),)
        )
    except RecursionError:
        return Unpacked((), (Problem(raw.name, "It is nested too deep to be read.", "unpack.deep"),))


def form_of(raw: Raw) -> Form:
    """Raises Unreadable for what is known and not read."""
    if form := binary_form(raw.data) or mail_form(raw.data):
        return form
    return text_form(_decoded(raw).text, raw.media_type)


def _unpack(raw: Raw) -> Unpacked:
    if not raw.data.strip(b" \t\r\n\0\xef\xbb\xbf\xfe\xff"):
        raise Unreadable("It is empty.")
    if len(raw.data) > limits.LARGEST_INPUT_BYTES:
        size, most = len(raw.data) >> 20, limits.LARGEST_INPUT_BYTES >> 20
        raise TooLarge(f"It has {size} MiB; at most {most} MiB are read at once. Split it.")
    form = binary_form(raw.data) or mail_form(raw.data)
    found = _binary(raw, form) if form else _text(raw)
    return found.with_notes(*(note for report in found.reports for note in _notes(report, raw.name)))


def _binary(raw: Raw, form: Form) -> Unpacked:
    if form is Form.PDF:
        from diwan.process.unpack.pdf import read_pdf  # noqa: PLC0415 -- heavy parts load when first needed

        return Unpacked((read_pdf(raw),))
    if form is Form.DOCX:
        from diwan.process.unpack.docx import read_docx  # noqa: PLC0415

        return Unpacked((read_docx(raw),))
    from diwan.process.unpack.mail import unpack_mail, unpack_mailbox  # noqa: PLC0415

    return unpack_mailbox(raw, unpack) if form is Form.MAILBOX else unpack_mail(raw, unpack)


def _decoded(raw: Raw) -> Decoded:
    declared = _CHARSET.search(raw.media_type)
    return decode(raw.data, declared.group(1) if declared else declared_charset(raw.data))


def _text(raw: Raw) -> Unpacked:
    decoded = _decoded(raw)
    found = _by_form(decoded.text, raw)
    if not decoded.broken_characters:
        return found
    reason = (
        f"{decoded.broken_characters} characters were broken in what arrived and stand as \ufffd "
        f"(read as {decoded.encoding})."
    )
    return found.with_notes(Problem(raw.name, reason, "unpack.broken_characters", is_note=True))


def _by_form(text: str, raw: Raw) -> Unpacked:
    form = text_form(text, raw.media_type)
    if form is Form.JSON and (found := _json(text, raw)):
        return found
    if form is Form.FEED:
        from diwan.process.unpack.feed import unpack_feed  # noqa: PLC0415

        return unpack_feed(text, raw)
    if form is Form.PAGE:
        from diwan.process.unpack.page import read_page  # noqa: PLC0415

        return Unpacked((read_page(text, raw),))
    from diwan.process.unpack.plain import report_of_text  # noqa: PLC0415

    return Unpacked((report_of_text(text, raw),))


def _json(text: str, raw: Raw) -> Unpacked | None:
    """None when it only begins like JSON: «[Update] The bridge is open.»"""
    from diwan.process.unpack.json_reports import unpack_json  # noqa: PLC0415

    found = unpack_json(text, raw)
    is_named_json = "json" in raw.media_type or raw.name.lower().endswith((".json", ".jsonl", ".ndjson"))
    only_bad_lines = not found.reports and all(p.rule == "unpack.json_line" for p in found.problems)
    return None if only_bad_lines and not is_named_json else found


def _notes(report: Report, name: str) -> Iterator[Problem]:
    if _OVERRIDES.search(report.text) or _OVERRIDES.search(report.title):
        reason = "It holds direction overrides (U+202D, U+202E), which can make text look other than it is; kept as sent."
        yield Problem(name, reason, "unpack.direction_override", is_note=True)
    if len(report.text) > limits.LONGEST_ANNOTATED_CHARACTERS:
        reason = (
            f"It has {len(report.text):,} characters; all are kept and searchable, "
            f"values are read in the first {limits.LONGEST_ANNOTATED_CHARACTERS:,}."
        )
        yield Problem(name, reason, "unpack.long", is_note=True)
