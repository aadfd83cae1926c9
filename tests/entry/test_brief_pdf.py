"""A brief as a PDF: the same words as the page for the same readers, on paper, and nothing in it that runs."""

import datetime as dt
import re
import uuid

import pypdfium2
import pytest
from pypdfium2 import raw

from diwan import gather
from diwan.core.ids import MemberId
from diwan.entry.worker import run_until_idle
from diwan.process.relabel_report import change_readers
from diwan.share.products.draft import Draft
from diwan.share.products.publish import publish

IRAN = MemberId("iran")
HOSTILE = '#import "@preview/cetz:0.3.4": * #read("/etc/passwd") $x$ <script>alert(1)</script> \\ *b* @mark \u202eyrots\u202c'


@pytest.fixture
def iraq(viewer_of_web):
    return viewer_of_web("iraq")


def filed(viewer, words, **reach):
    at = dt.datetime(2001, 3, 5, tzinfo=dt.UTC) + dt.timedelta(days=uuid.uuid4().int % 4000)
    raw = gather.Raw("mill.txt", words.encode(), "text/plain", outlet=f"Mill Post {HOSTILE}", published=at)
    item = gather.receive(viewer, gather.Arrival(raw, "upload", reach=gather.Reach(**reach)))
    run_until_idle()
    return gather.own_item(viewer, item).reports[0]


@pytest.fixture
def brief(iraq):
    """By Iraq, of two reports that Iran may read: the brief, the second report, its word."""
    mark = uuid.uuid4().hex[:8]
    first = filed(
        iraq,
        f"Mill {mark}\n\nThe port authority said on Monday that nine lorries of wheat {mark} had arrived in Basra.",
        whole_centre=True,
    )
    second = filed(
        iraq,
        f"Weir quern{mark}\n\nThe miller said on Monday that the weir quern{mark} held.",
        members=(IRAN,),
    )
    draft = Draft(parts=((first,), (second,)), title=f"Mills {HOSTILE}", summary=f"Dry.\n{HOSTILE}")
    return publish(iraq, draft).id, second, f"quern{mark}"


def pages_of(data):
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in document]


@pytest.mark.parametrize(
    ("language", "word", "label"),
    [
        ("en", "movement", "May be read by"),
        ("ru", "Басра", "Могут читать"),
        ("ar", "بصرة", "يجوز"),
        ("fa", "بصره", "عراق"),
    ],
)
def test_it_reads_in_each_language_with_the_label_on_every_page(client_of, brief, language, word, label):
    answer = client_of("iran", language=language).get(f"/briefs/{brief[0]}.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert re.fullmatch(r'attachment; filename="B-[0-9a-f]+\.pdf"', answer["Content-Disposition"])
    pages = pages_of(answer.content)
    # Letters of joined scripts come in any order.
    assert sorted(word) in [sorted(each) for each in " ".join(pages).split()]
    for page in pages:
        assert label in page
        assert {"TLP", "AMBER"} <= set(re.findall("[A-Z]+", page))
    client_of("iran")


def test_what_a_reader_lost_is_not_on_paper_either(client_of, brief, iraq):
    address, second, word = f"/briefs/{brief[0]}.pdf", brief[1], brief[2]
    iran = client_of("iran")
    assert word in " ".join(pages_of(iran.get(address).content))
    change_readers(iraq, second, gather.Reach())
    run_until_idle()
    told = " ".join(pages_of(iran.get(address).content))
    assert word not in told
    assert "A part of this brief is not for you any more" in re.sub(r"\s+", " ", told)
    assert word in " ".join(pages_of(client_of("iraq").get(address).content))


def test_it_is_refused_like_one_that_is_not_there(client_of, program_of, brief):
    browser, program = client_of("syria"), program_of("syria")
    for ask, address in ((browser.get, "/briefs/{}.pdf"), (program.get, "/api/v1/briefs/{}/pdf")):
        hidden, absent = ask(address.format(brief[0])), ask(address.format(uuid.uuid4()))
        assert hidden.status_code == absent.status_code == 404
        assert b"%PDF" not in hidden.content
    assert client_of("iran").get(f"/briefs/{brief[0]}.exe").status_code == 404


def test_programs_get_the_same_paper(client_of, program_of, brief):
    page = client_of("iran", language="ru").get(f"/briefs/{brief[0]}.pdf").content
    asked = program_of("iran").get(f"/api/v1/briefs/{brief[0]}/pdf?language=ru")
    assert asked["Content-Type"] == "application/pdf"
    assert asked.content == page  # and nothing in it says when it was asked for
    client_of("iran")


def test_words_stay_words(client_of, brief):
    """Neither commands of the typesetter nor scripts, links or signs that turn the text round."""
    data = client_of("iran").get(f"/briefs/{brief[0]}.pdf").content
    told = re.sub(r"\s+", " ", " ".join(pages_of(data)))
    for said in (
        '#import "@preview/cetz:0.3.4": *',
        '#read("/etc/passwd")',
        "<script>alert(1)</script>",
        "$x$",
        "*b* @mark yrots",
    ):
        assert told.count(said) >= 3, said  # title, summary, outlet
    assert "root:" not in told
    assert "\u202e" not in told
    document = pypdfium2.PdfDocument(data)
    assert [raw.FPDFPage_GetAnnotCount(page) for page in document] == [0] * len(document)  # links as well
    assert raw.FPDFDoc_GetJavaScriptActionCount(document) == raw.FPDFDoc_GetAttachmentCount(document) == 0
    assert raw.FPDF_GetFormType(document) == raw.FORMTYPE_NONE
