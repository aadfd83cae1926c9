"""A report's text with its values underlined: nested where one lies in another, cut where they cross.

Spans count code points of the text. No value may change, hide or move a letter of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from diwan.core.languages import Language
from diwan.entry.web import shown
from diwan.share.views import ParagraphView, ReportView, SpanKind, SpanView, Verdict

PART_CHARACTERS = 60_000  # of a very long text as much is shown at a time
JUDGED = {Verdict.CONFIRMED: "confirm", Verdict.CORRECTED: "correct", Verdict.REJECTED: "reject"}


@dataclass(frozen=True, slots=True)
class Note:
    """A statement in the margin, beside its words."""

    id: str
    span: SpanView

    @property
    def stance(self) -> str:
        return str(self.span.stance)


@dataclass(frozen=True, slots=True)
class ShownText:
    html: SafeString
    direction: str
    notes: tuple[Note, ...]
    next_part: int | None


@dataclass(frozen=True, slots=True)
class _Piece:
    """The part of a span that lies in the stretch being written."""

    start: int
    end: int
    span: SpanView


def shown_text(view: ReportView, why_address: Callable[[str], str], part: int = 1) -> ShownText:
    paragraphs = view.paragraphs or split(view.text)
    chosen, more = _part(paragraphs, part)
    lower = chosen[0].start if chosen else 0
    upper = chosen[-1].end if chosen else 0
    spans = [span for span in view.spans if lower <= span.start < upper]
    writer = _Writer(view.text, why_address)
    html = mark_safe("".join(_paragraph(writer, each, spans, view.row.language) for each in chosen))  # noqa: S308
    return ShownText(
        html=html,
        direction="rtl" if view.row.language.is_right_to_left else "ltr",
        notes=tuple(Note(f"v-{s.id}", s) for s in spans if s.kind is SpanKind.CLAIM and s.stance),
        next_part=part + 1 if more else None,
    )


def split(text: str) -> tuple[ParagraphView, ...]:
    """Paragraphs of a text that has not been read yet."""
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(ParagraphView(at, at + len(line), Language.UNDETERMINED))
        at += len(line) + 1
    return tuple(found)


def _part(paragraphs: Sequence[ParagraphView], part: int) -> tuple[list[ParagraphView], bool]:
    """Whole paragraphs; one that alone is longer than a part is cut."""
    pieces = [
        ParagraphView(start, min(start + PART_CHARACTERS, each.end), each.language)
        for each in paragraphs
        for start in range(each.start, max(each.end, each.start + 1), PART_CHARACTERS)
    ]
    parts: list[list[ParagraphView]] = [[]]
    length = 0
    for piece in pieces:
        if parts[-1] and length + piece.end - piece.start > PART_CHARACTERS:
            parts.append([])
            length = 0
        parts[-1].append(piece)
        length += piece.end - piece.start
    index = min(max(part, 1), len(parts)) - 1
    return parts[index], index + 1 < len(parts)


def _paragraph(
    writer: "_Writer", paragraph: ParagraphView, spans: Sequence[SpanView], language: Language
) -> SafeString:
    pieces = [
        _Piece(max(span.start, paragraph.start), min(span.end, paragraph.end), span)
        for span in spans
        if span.start < paragraph.end and span.end > paragraph.start
    ]
    other = paragraph.language not in (language, Language.UNDETERMINED)
    attributes = (
        format_html(' lang="{}" dir="auto"', paragraph.language.value) if other else mark_safe(' dir="auto"')
    )
    return format_html("<p{}>{}</p>", attributes, writer.write(paragraph.start, paragraph.end, pieces))


class _Writer:
    """Writes stretches of one text; remembers which spans have begun, so that ids stay unique."""

    def __init__(self, text: str, why_address: Callable[[str], str]) -> None:
        self.text = text
        self.why_address = why_address
        self.begun: set[str] = set()

    def write(self, start: int, end: int, pieces: list[_Piece]) -> SafeString:
        written: list[str] = []
        at = start
        left = sorted(pieces, key=_outermost_first)
        while left:
            outer = left.pop(0)
            inside: list[_Piece] = []
            after: list[_Piece] = []
            for piece in left:
                if piece.start >= outer.end:
                    after.append(piece)
                    continue
                inside.append(_Piece(piece.start, min(piece.end, outer.end), piece.span))
                if piece.end > outer.end:  # it crosses the border: the rest goes on behind it
                    after.append(_Piece(outer.end, piece.end, piece.span))
            written.append(shown.visible(self.text[at : outer.start]))
            written.append(self._value(outer, inside))
            at = outer.end
            left = sorted(after, key=_outermost_first)
        written.append(shown.visible(self.text[at:end]))
        return mark_safe("".join(written))  # noqa: S308 - every piece is escaped

    def _value(self, piece: _Piece, inside: list[_Piece]) -> SafeString:
        span = piece.span
        content = self.write(piece.start, piece.end, inside)
        if span.id in self.begun:
            return format_html('<span class="{}">{}</span>', _classes(span), content)
        self.begun.add(span.id)
        # A statement holds other values: a group, because nothing inside a button can be reached.
        role = "group" if span.kind is SpanKind.CLAIM else "button"
        attributes = format_html_join(
            "",
            ' {}="{}"',
            (
                ("class", _classes(span)),
                ("id", f"v-{span.id}"),
                ("tabindex", "0"),
                ("role", role),
                ("data-why-src", self.why_address(span.id)),
            ),
        )
        return format_html("<span{}>{}</span>", attributes, content)


def _outermost_first(piece: _Piece) -> tuple[int, int, bool, str]:
    return piece.start, -piece.end, piece.span.kind is not SpanKind.CLAIM, piece.span.id


def _classes(span: SpanView) -> str:
    names = ["value", span.kind.value]
    if span.stance:
        names.append(span.stance.value)
    if span.judgement:
        names.append(f"judged-{JUDGED[span.judgement.verdict]}")
    return " ".join(names)
