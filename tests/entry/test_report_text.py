"""Underlines never change, hide or move a letter."""

import datetime as dt
import html
import re
import uuid

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diwan.core.languages import Language
from diwan.entry.web.report_text import PART_CHARACTERS, shown_text
from diwan.share.views import (
    LabelView,
    MemberRef,
    ReportRow,
    ReportView,
    SpanKind,
    SpanView,
    WhyView,
    Words,
)

AUTHOR = MemberRef("one", {"en": "One"})


def view_of(text, spans=()):
    row = ReportRow(
        id=uuid.UUID(int=1),
        title=Words("t"),
        outlet="",
        published=None,
        filed_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC),
        language=Language.EN,
        label=LabelView(AUTHOR, (AUTHOR,)),
    )
    made = tuple(
        SpanView(f"{kind.value}-{start}-{end}", kind, start, end, WhyView("r")) for kind, start, end in spans
    )
    return ReportView(row, text, spans=tuple(sorted(made, key=lambda s: (s.start, -s.end))))


def letters(shown):
    return html.unescape(re.sub(r"<[^>]+>", "", shown.html))


spans_anywhere = st.lists(
    st.tuples(st.sampled_from(SpanKind), st.integers(0, 59), st.integers(1, 20)).map(
        lambda t: (t[0], t[1], min(t[1] + t[2], 60))
    ),
    max_size=8,
)


# The first draw may meet a busy machine; how long it takes is no matter here.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet="ab <&دйو", min_size=60, max_size=60), spans_anywhere)
def test_whatever_crosses_whatever_the_letters_stay(text, spans):
    shown = shown_text(view_of(text, spans), lambda span: f"/why/{span}")
    assert letters(shown) == (text if text.strip() else "")
    ids = re.findall(r' id="([^"]+)"', shown.html)
    assert len(ids) == len(set(ids))


def test_a_name_inside_a_statement_lies_inside_it():
    text = "Karim said the road is open."
    shown = shown_text(view_of(text, [(SpanKind.CLAIM, 0, 28), (SpanKind.ACTOR, 0, 5)]), str)
    assert re.search(r'class="value claim".*class="value actor".*</span> said .*</span>', shown.html)


def test_a_very_long_text_comes_in_parts_and_none_is_lost():
    text = "\n".join("word " * 2000 for _ in range(30))
    parts, part = [], 1
    while part:
        shown = shown_text(view_of(text), str, part)
        parts.append(letters(shown))
        assert len(parts[-1]) <= PART_CHARACTERS
        part = shown.next_part
    assert "".join(parts) == text.replace("\n", "")
