"""Every word on every page passes gettext, and every message is translated into every language.

The pages are walked with a made-up language in which each message stands in ⟦ ⟧. What is left outside, and is
no data (marked by bdi, time, code, kbd or translate="no"), was forgotten.
"""

import io
import json
import re

import lxml.html
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from diwan.charter.charter_form import form_of
from diwan.charter.sample import TEXT
from unfounded import fields_of, founder, link_for, unfounded, unfounded_template

__all__ = ["founder", "link_for", "unfounded", "unfounded_template"]

DATA = "//bdi | //time | //code | //kbd | //style | //script | //template | //*[@translate='no']"
ATTRIBUTES = ("title", "aria-label", "placeholder", "alt")
# Alike in every language: the Admiralty code's letters, and each language's name for itself.
ALIKE = {*"ABCDEF", "English", "العربية", "فارسی", "Русский"}
LETTERS = re.compile(r"[^\W\d_]+")


def unwrapped(text: str) -> list[str]:
    """The words outside ⟦ ⟧, innermost messages first."""
    before = None
    while before != text:
        before, text = text, re.sub(r"⟦[^⟦⟧]*⟧", " ", text)
    return [word for word in LETTERS.findall(text) if word not in ALIKE]


@pytest.fixture
def made_up_language(tmp_path):
    import django

    django.setup()
    from django.test import override_settings

    from diwan.entry.web.extract_messages import messages

    catalogue = Catalog(locale="en", charset="utf-8")
    for message in messages():
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            told = tuple(f"⟦{each}⟧" for each in ids)
            catalogue.add(message.id, told if len(told) > 1 else told[0], context=message.context)
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    out = io.BytesIO()
    write_mo(out, catalogue)
    (folder / "django.mo").write_bytes(out.getvalue())
    with override_settings(LOCALE_PATHS=[tmp_path]):
        yield
    from django.utils.translation import trans_real

    trans_real._translations = {}


def forgotten(page: str) -> list[str]:
    tree = lxml.html.fromstring(page)
    found = []
    for element in tree.iter():
        if (
            isinstance(element.tag, str)
            and element.get("translate") != "no"
            and element.tag not in {"bdi", "time"}
        ):
            for name in ATTRIBUTES:
                found += [f"{name}: {word}" for word in unwrapped(element.get(name, "")) if element.get(name)]
    for template in tree.xpath("//template"):
        inside = "".join(lxml.html.tostring(child, encoding="unicode") for child in template)
        found += forgotten(f"<div>{inside}</div>") if inside else []
    for element in tree.xpath(DATA):
        parent, tail = element.getparent(), element.tail or ""
        if parent is None:
            continue
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        parent.remove(element)
    for title in tree.xpath("//head"):
        title.drop_tree()
    return found + unwrapped(tree.text_content())


def addresses(browser) -> list[str]:
    """The pages with something on each of them, and some with nothing."""
    fixed = [
        "/", "/?country=IQ&kind=aid&stance=denied&days=30&text=bridge&new=yes&done=no", "/?box=40,30,48,37",
        "/?from=2015-11-01&to=2015-11-09", "/?text=nothingofthekind", "/?as_of=2015-11-08T12:00", "/reports",
        "/reports?language=fa&q=%D8%A8", "/search?q=bridge", "/search?q=nothingofthekind", "/sources", "/sources/add",
        "/briefs", "/briefs/draft", "/judgements", "/places", "/sources/record", "/set-aside", "/file", "/file/files", "/file/sentence?audience=members&members=iran", "/centre", "/centre/charter", "/centre/charter/amend", "/centre/agreements", "/centre/agreements/new", "/centre/terms", "/centre/meetings", "/recommendations", "/recommendations/new", "/tasks", "/tasks/new", "/notices", "/calls", "/calls/new", "/incidents", "/incidents/new", "/incidents/count", "/register", "/register/new", "/register/import", "/duty", "/duty/new", "/duty/watch/own", "/due", "/log",
        "/keys", "/tokens", "/nothing-here",
    ]  # fmt: skip
    feed, reports = browser.get("/").content.decode(), browser.get("/reports").content.decode()
    events = re.findall(r'href="(/events/[0-9a-f-]{36})"', feed)[:6]
    some = list(dict.fromkeys(re.findall(r'href="(/reports/[0-9a-f-]{36})"', reports)))[:8]
    sources = re.findall(r'href="(/sources/[0-9a-f-]{36})"', browser.get("/sources").content.decode())[:2]
    agreements = re.findall(
        r'href="(/centre/agreements/[0-9a-f-]{36})"', browser.get("/centre/agreements").content.decode()
    )[:3]
    agreements += re.findall(
        r'href="(/centre/handovers/[0-9TZ]+)"', browser.get("/centre/terms").content.decode()
    )[:2]
    agreements += re.findall(r'href="(/briefs/[0-9a-f-]{36})"', browser.get("/briefs").content.decode())[:3]
    browser.post("/briefs/draft/add", {"event": events[0].rpartition("/")[2]})
    browser.post("/briefs/draft", {"title": "\N{EM DASH}", "act": "save"})
    agreements.append("/briefs/draft/look")
    agreements += re.findall(
        r'href="(/recommendations/[0-9a-f-]{36})"', browser.get("/recommendations").content.decode()
    )[:3]
    agreements += re.findall(r'href="(/tasks/[0-9a-f-]{36})"', browser.get("/tasks").content.decode())[:2]
    agreements += re.findall(r'href="(/register/[0-9a-f-]{36})"', browser.get("/register").content.decode())[
        :2
    ]
    agreements += re.findall(r'href="(/notices/[0-9a-f-]{36})"', browser.get("/notices").content.decode())[:2]
    agreements += re.findall(r'href="(/calls/[0-9a-f-]{36})"', browser.get("/calls").content.decode())[:2]
    why = [
        w for page in some for w in re.findall(r'data-why-src="([^"]+)"', browser.get(page).content.decode())
    ]
    filed = browser.post("/file", {"text": "The ferry was late on Friday.", "audience": "own"}).headers[
        "Location"
    ]
    return [
        *fixed,
        *agreements,
        filed,
        *events,
        *some,
        *sources,
        *(f"{source}/edit" for source in sources),
        *why[:40],
    ]


def test_every_page_says_everything_through_gettext(client_of, made_up_language):
    browser = client_of("iraq")
    left = {}
    for address in addresses(browser):
        page = browser.get(address).content.decode()
        assert page.strip(), address
        if words := forgotten(page):
            left[address] = words[:12]
    assert not left, json.dumps(left, ensure_ascii=False)


def test_the_door_says_everything_through_gettext(nobody, made_up_language):
    assert forgotten(nobody.get("/sign-in").content.decode()) == []
    assert forgotten(nobody.post("/sign-in", {"login": "x", "password": "y"}).content.decode()) == []


def test_the_founding_says_everything_through_gettext(founder, made_up_language):
    iraq = founder("iraq")
    pages = [
        iraq.get("/founding"),
        iraq.get("/founding/draft"),
        iraq.post("/founding/draft", {"do": "look", "name_en": "x"}),
    ]
    fields = fields_of(form_of(TEXT.as_json()))
    pages.append(iraq.post("/founding/draft", fields | {"do": "look"}))
    pages.append(iraq.post("/founding/draft", fields | {"do": "add-handover"}))
    assert iraq.post("/founding/draft", fields | {"do": "lay", "in_place_of": ""}).status_code == 302
    pages += [iraq.get("/founding"), iraq.post("/file"), iraq.post("/founding/sign", {"sha256": "x"})]
    assert [forgotten(page.content.decode()) for page in pages] == [[] for _ in pages]


def test_a_change_of_the_charter_is_shown_through_gettext(client_of, made_up_language):
    iraq = client_of("iraq")
    wrong = iraq.post("/centre/charter/amend", {"do": "look"})
    looked = iraq.post(
        "/centre/charter/propose", {"matter": "suspension", "member": "iran", "reason": "x", "do": "look"}
    )
    for page in (wrong, looked):
        assert forgotten(page.content.decode()) == []


def test_the_scripts_say_everything_through_gettext(client_of, made_up_language):
    tree = lxml.html.fromstring(client_of("iraq").get("/").content.decode())
    words = json.loads(tree.get_element_by_id("diwan-words").text)
    assert [key for key, told in words.items() if unwrapped(told.replace("{title}", ""))] == []
    axis = json.loads(tree.get_element_by_id("situation-timeline").text)
    told = [axis["caption"], axis["now"]["label"], *(lane["label"] for lane in axis["lanes"])]
    told += [mark["summary"] for mark in json.loads(tree.get_element_by_id("situation-map").text)["marks"]]
    assert [each for each in told if unwrapped(each)] == []


@pytest.mark.parametrize("language", ["ar", "fa", "ru"])
def test_every_message_is_translated_in_all_its_forms(language):
    from diwan.entry.web.extract_messages import PLURALS, catalogue_of, messages

    kept = catalogue_of(language)
    missing, wrong = [], []
    for message in messages():
        if not message.id:
            continue
        found = kept.get(message.id, message.context)
        forms = () if found is None else found.string if isinstance(found.string, tuple) else (found.string,)
        wanted = PLURALS[language][0] if isinstance(message.id, tuple) else 1
        if found is None or found.fuzzy or len(forms) != wanted or not all(forms):
            missing.append(message.id)
            continue
        holes = set(re.findall(r"%\(\w+\)s|\{\w+\}", " ".join(message.id if wanted > 1 else [message.id])))
        holes_of = [set(re.findall(r"%\(\w+\)s|\{\w+\}", form)) for form in forms]
        wrong += [(message.id, extra) for each in holes_of if (extra := each - holes)]
        if lost := holes - set(re.findall(r"%\(\w+\)s|\{\w+\}", forms[-1])):
            wrong.append((message.id, lost))
    assert missing == []
    assert wrong == []
