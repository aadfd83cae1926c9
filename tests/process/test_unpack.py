import io
import json
import zipfile

import pypdfium2
import pytest

from diwan.core.languages import Language
from diwan.gather.raw import Raw
from diwan.process import unpack, unpack_guarded
from diwan.process.limits import LARGEST_INPUT_BYTES, LONGEST_ANNOTATED_CHARACTERS

STORY = "The harbour of Lagos was closed.\n\nIt will open again on Friday, the port said."
BODY = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
DOCUMENT = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def _docx(document: str, **others: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
        for name, data in others.items():
            archive.writestr(name, data)
    return held.getvalue()


def _empty_pdf() -> bytes:
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200).close()
    held = io.BytesIO()
    document.save(held)
    document.close()
    return held.getvalue()


def _pdf(line: str) -> bytes:
    """A one-page PDF written by hand: the smallest that has a text layer."""
    stream = f"BT /F1 12 Tf 20 100 Td ({line}) Tj ET".encode("latin-1")
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out = b"%PDF-1.4\n"
    for number, part in enumerate(parts, start=1):
        out += b"%d 0 obj%s endobj\n" % (number, part)
    return out + b"trailer<</Root 1 0 R>>\n%%EOF"


def _reasons(raw: Raw) -> list[str]:
    found = unpack(raw)
    assert not found.reports
    return [problem.reason for problem in found.problems]


def test_a_text_file_is_one_report_named_after_it():
    (report,) = unpack(Raw("in/lagos.txt", STORY.replace("\n", "\r\n").encode())).reports
    assert (report.id, report.text) == ("lagos", STORY)


@pytest.mark.parametrize("data", [b"", b" \r\n ", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_set_aside(data):
    assert _reasons(Raw("a.txt", data)) == ["It is empty."]


def test_an_input_over_the_limit_is_refused_with_the_limit():
    (reason,) = _reasons(Raw("big.txt", b"a" * (LARGEST_INPUT_BYTES + 1)))
    assert "at most 64 MiB" in reason


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (bytes(range(256)) * 9, "binary"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "picture"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 50, ".docx"),
        (b"\x1f\x8b" + b"\0" * 50, "archive"),
        (b"MZ\x90\0\3", "program"),
    ],
)
def test_binary_named_as_text_is_set_aside_with_what_it_is(data, word):
    (reason,) = _reasons(Raw("report.txt", data))
    assert word in reason


def test_a_report_of_two_million_words_is_kept_whole_and_the_limit_is_said():
    found = unpack(Raw("long.txt", b"word " * 2_000_000))
    assert len(found.reports[0].text) == 2_000_000 * 5 - 1
    (note,) = found.problems
    assert note.is_note
    assert f"{LONGEST_ANNOTATED_CHARACTERS:,}" in note.reason


def test_direction_overrides_are_kept_and_reported():
    text = "The file is called \u202egnp.exe\u202c, the port said."
    found = unpack(Raw("a.txt", text.encode()))
    assert found.reports[0].text == text
    assert found.problems[0].is_note
    assert "U+202E" in found.problems[0].reason


def test_one_bad_line_of_json_lines_is_named_and_spoils_no_other():
    lines = [
        json.dumps(
            {"id": "x1", "text": " As given.\r\n", "published": "2019-03-21T10:00:00Z", "language": "en"}
        ),
        "{broken",
        "",
        json.dumps({"title": "no text"}),
        json.dumps({"id": "x1", "text": "Same id", "published": "9999-12-31"}),
    ]
    found = unpack(Raw("m.jsonl", "\n".join(lines).encode()))
    assert [report.id for report in found.reports] == ["x1", "x1-2"]
    assert found.reports[0].text == " As given.\r\n"
    assert found.reports[0].language is Language.EN
    assert found.reports[1].published is None
    assert [problem.name for problem in found.problems] == [
        "m.jsonl, line 2",
        "m.jsonl, line 4",
        "m.jsonl, line 5",
    ]
    assert [problem.is_note for problem in found.problems] == [False, False, True]


def test_a_json_array_and_an_object_of_reports_are_read():
    reports = [{"text": "One."}, {"text": "Two."}]
    for value in (reports, {"schema": "x", "reports": reports}):
        found = unpack(Raw("a.json", json.dumps(value).encode()))
        assert [(r.id, r.text) for r in found.reports] == [("a-1", "One."), ("a-2", "Two.")]


def test_half_a_surrogate_pair_and_deep_nesting_do_no_harm():
    found = unpack(Raw("a.jsonl", b'{"text": "bad \\ud800 half"}'))
    assert found.reports[0].text == "bad \ufffd half"
    assert not unpack(Raw("b.json", b"[" * 200_000)).reports


def test_text_that_only_begins_like_json_is_text():
    assert unpack(Raw("a.txt", b"[Update] The harbour is open.")).reports[0].text.startswith("[Update]")


def test_a_word_document_gives_its_paragraphs():
    body = BODY.format("Первый.") + BODY.format("Второй &amp; третий.")
    (report,) = unpack(Raw("a.bin", _docx(DOCUMENT.format(body)))).reports
    assert report.text == "Первый.\n\nВторой & третий."


def test_a_zip_bomb_inside_a_word_document_is_refused():
    (reason,) = _reasons(Raw("a.docx", _docx(DOCUMENT.format(BODY.format("a" * 70_000_000)))))
    assert "zip bomb" in reason


def test_entities_inside_a_word_document_are_refused():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + DOCUMENT.format(BODY.format("&b;"))
    (reason,) = _reasons(Raw("a.docx", _docx(bomb)))
    assert "XML bomb" in reason


def test_another_zip_archive_and_a_damaged_one_are_set_aside():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.txt", "x")
    assert "Unpack it" in _reasons(Raw("a.docx", held.getvalue()))[0]
    assert "damaged" in _reasons(Raw("a.docx", b"PK\x03\x04" + b"rubbish" * 9))[0]


def test_a_pdf_gives_its_text_and_one_without_text_says_scan():
    (report,) = unpack(Raw("a.pdf", _pdf("The harbour is open."))).reports
    assert report.text == "The harbour is open."
    assert "scan" in _reasons(Raw("b.pdf", _empty_pdf()))[0]
    assert "damaged" in _reasons(Raw("c.pdf", b"%PDF-1.7\nrubbish"))[0]


def test_an_xml_bomb_is_refused_whatever_its_name():
    bomb = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><item>&b;</item></rss>'
    for name in ("a.xml", "a.txt", "a.rss"):
        assert "XML bomb" in _reasons(Raw(name, bomb))[0]


def test_a_feed_gives_its_items_and_the_publisher_that_it_names():
    feed = """<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel><title>Агрегатор</title>
      <item><title>Порт открыт</title><description>&lt;p&gt;Порт открыт, сообщили моряки.&lt;/p&gt;</description>
      <link>https://a.example/1</link><pubDate>Thu, 21 Mar 2019 10:00:00 GMT</pubDate>
      <source url="https://b.example">Лоция</source></item><item><title>Второе</title></item></channel></rss>"""
    first, second = unpack(Raw("feed.xml", feed.encode("cp1251"))).reports
    assert (first.title, first.text) == ("Порт открыт", "Порт открыт, сообщили моряки.")
    assert (first.outlet, first.source_credit, first.url) == ("Агрегатор", "Лоция", "https://a.example/1")
    assert str(first.published) == "2019-03-21 10:00:00+00:00"
    assert second.id == "feed-2"


def test_a_message_gives_its_text_and_its_attachments():
    mail = (
        b"From: =?utf-8?b?0J/QvtGA0YI=?= <p@example.org>\r\nSubject: Harbour\r\nDate: Thu, 21 Mar 2019 10:00:00 +0100\r\n"
        b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
        b"Content-Type: text/plain; charset=koi8-r\r\n\r\n"
        + "Порт не закрыт.".encode("koi8_r")
        + b"\r\n--x\r\n"
        b"Content-Type: text/plain\r\nContent-Disposition: attachment; filename=note.txt\r\n\r\nA note.\r\n--x\r\n"
        b"Content-Type: image/png\r\nContent-Disposition: attachment; filename=a.png\r\n\r\n\x89PNG....\r\n--x--\r\n"
    )
    found = unpack(Raw("m.eml", mail))
    assert [(r.id, r.title, r.text, r.outlet) for r in found.reports] == [
        ("m", "Harbour", "Порт не закрыт.", "Порт"),
        ("m-note", "", "A note.", "Порт"),
    ]
    assert [(p.name, p.is_note) for p in found.problems] == [("m.eml, a.png", True)]


def test_a_mailbox_gives_each_message():
    one = "From: a@example.org\nDate: Thu, 21 Mar 2019 10:00:00 +0000\nSubject: {}\n\nText of {}.\n>From here on.\n\n"
    box = "".join("From a@example.org Thu Mar 21\n" + one.format(n, n) for n in ("one", "two"))
    found = unpack(Raw("box", box.encode()))
    assert [(r.id, r.title) for r in found.reports] == [("box-1", "one"), ("box-2", "two")]
    assert "\nFrom here on." in found.reports[0].text


def test_a_page_tells_its_title_time_outlet_language_and_address():
    page = """<!doctype html><html lang="fa"><head><title>بندر باز شد | لنگر</title>
      <meta property="og:site_name" content="لنگر"><link rel="canonical" href="https://langar.example/1">
      <script type="application/ld+json">{"@graph":[{"headline":"بندر باز شد","datePublished":"2019-03-21"}]}</script>
      </head><body><h1>بندر باز شد</h1><p>بندر بوشهر پس از دو روز باز شد و کشتی‌ها رفتند.</p></body></html>"""
    (report,) = unpack(Raw("a.html", page.encode())).reports
    assert (report.title, report.outlet, report.url) == ("بندر باز شد", "لنگر", "https://langar.example/1")
    assert report.language is Language.FA
    assert str(report.published) == "2019-03-21 00:00:00+00:00"
    assert report.text == "بندر بوشهر پس از دو روز باز شد و کشتی‌ها رفتند."


def test_a_page_with_no_article_is_set_aside():
    assert "no article text" in _reasons(Raw("a.html", b"<html><body><script>x()</script></body></html>"))[0]


def test_a_guarded_child_reads_what_the_parent_would():
    for raw in (
        Raw("a.docx", _docx(DOCUMENT.format(BODY.format("Один.")))),
        Raw("a.pdf", _pdf("The harbour.")),
    ):
        assert unpack_guarded(raw) == unpack(raw)
    assert unpack_guarded(Raw("a.txt", b"")) == unpack(Raw("a.txt", b""))
