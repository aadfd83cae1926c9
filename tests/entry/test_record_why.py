"""The page "who may read it, and why": in four languages, and as absent to whom the record is hidden."""

import re
import uuid

import pytest

from diwan import gather
from diwan.entry.worker import run_until_idle

WORDS = b"The ferryman of Qasr Bahrun said on Monday that the ferry would rest for two days."


@pytest.fixture
def filed(web, viewer_of_web):
    item = gather.receive(
        viewer_of_web("iraq"),
        gather.Arrival(gather.Raw("ferry.txt", WORDS), "upload", gather.Reach(("iran",))),
    )
    run_until_idle()
    return gather.own_item(viewer_of_web("iraq"), item).reports[0]


def rows(answer):
    cells = re.findall(
        r'<tr><th scope="row">(.*?)</th><td>(.*?)</td><td>(.*?)</td></tr>', answer.content.decode()
    )
    return {re.sub("<[^>]+>", "", who): (may, re.sub("<[^>]+>", "", why)) for who, may, why in cells}


def shown_body(answer):
    """The page without what differs in every answer."""
    token = r'name="csrfmiddlewaretoken" value="[^"]*"'
    return re.sub(token, "", answer.content.decode()).replace(answer.wsgi_request.path, "")


def test_the_author_is_told_of_everybody_and_a_reader_of_itself(client_of, filed):
    author = rows(client_of("iraq").get(f"/records/{filed}/why"))
    assert author["Iraq"] == ("yes", "filed it")
    assert author["Iran"] == ("yes", "was named when it was filed")
    assert author["Syria"] == ("no", "was not chosen by its author")
    reader = client_of("iran").get(f"/records/{filed}/why")
    assert rows(reader) == {"Iran": ("yes", "was named when it was filed")}
    assert "is told to" in reader.content.decode()


def test_to_whom_it_is_hidden_it_is_as_absent(client_of, filed, nobody):
    absent = uuid.uuid4()
    outsider = client_of("syria")
    hidden, nothing = (outsider.get(f"/records/{id_}/why") for id_ in (filed, absent))
    assert hidden.status_code == nothing.status_code == 404
    assert shown_body(hidden) == shown_body(nothing)
    assert nobody.get(f"/records/{filed}/why").headers["Location"].startswith("/sign-in")


@pytest.mark.parametrize("language", ["ar", "fa", "ru"])
def test_the_reasons_are_told_in_the_officers_language(client_of, filed, language):
    told = client_of("iraq", language=language).get(f"/records/{filed}/why").content.decode()
    assert "was not chosen" not in told
    assert f'lang="{language}"' in told


def test_report_and_record_lead_there(client_of, filed):
    browser = client_of("iraq")
    for address in (f"/reports/{filed}", f"/records/{filed}"):
        assert f"/records/{filed}/why" in browser.get(address).content.decode()
