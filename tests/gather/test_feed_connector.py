import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.core.errors import FetchFailed, Refused, Unreadable
from diwan.gather.addresses import Guard, openings
from diwan.gather.connectors import CONNECTORS, Caught, Look, NewCursor
from diwan.gather.connectors.feed_entries import split_feed
from diwan.gather.fetch import Fetcher
from diwan.gather.raw import Problem
from gather.web_server import body, redirect, status

HERE = Fetcher(Guard(openings("127.0.0.1/32")))

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>أخبار الوادي</title><link>http://valley.example/</link><language>ar</language>
<item><title>ارتفاع منسوب النهر</title><link>http://valley.example/2</link><guid>v-2</guid>
<description>ارتفع منسوب النهر&nbsp;متراً.</description><pubDate>Tue, 04 May 2021 10:00:00 +0300</pubDate>
<source url="http://north.example/rss">وكالة الشمال</source></item>
<item><title>بدء الإجلاء</title><link>http://valley.example/1</link><guid>v-1</guid>
<description>بدأ الإجلاء.</description><pubDate>Mon, 03 May 2021 10:00:00 +0300</pubDate></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Речной вестник</title>
<entry><id>tag:river,1</id><title>Мост закрыт</title><published>2021-05-03T07:00:00Z</published>
<updated>{updated}</updated><link href="http://river.example/1"/><content>{words}</content></entry></feed>"""


def look(address="", **given):
    return list(CONNECTORS["feed"].look(Look(address, fetcher=HERE, **given)))


def caught(found):
    return [thing for thing in found if isinstance(thing, Caught)]


def test_each_entry_is_an_item_oldest_first_with_what_the_feed_says_of_it(site):
    site.pages["/rss"] = body(RSS.encode(), "application/rss+xml", ETag='"e1"')
    found = look(site.address("/rss"))
    first, second = caught(found)
    assert (first.raw.name, second.raw.name) == ("بدء الإجلاء", "ارتفاع منسوب النهر")
    assert second.raw.outlet == "أخبار الوادي"
    assert second.raw.source_credit == "وكالة الشمال"
    assert second.raw.published.isoformat() == "2021-05-04T07:00:00+00:00"
    assert second.raw.url == "http://valley.example/2"
    assert found[-1] == NewCursor({"etag": '"e1"', "last_modified": ""})


def test_the_evidence_of_an_entry_is_a_feed_of_that_entry_alone(site):
    site.pages["/rss"] = body(RSS.encode())
    evidence = caught(look(site.address("/rss")))[1].raw.data.decode()
    assert "أخبار الوادي" in evidence
    assert "ارتفع منسوب النهر\N{NO-BREAK SPACE}متراً" in evidence
    assert "بدأ الإجلاء" not in evidence


def test_an_entry_that_was_taken_is_not_taken_again(site):
    site.pages["/rss"] = body(RSS.encode())
    seen = {thing.key for thing in caught(look(site.address("/rss")))[:1]}
    assert [thing.raw.name for thing in caught(look(site.address("/rss"), seen=seen))] == [
        "ارتفاع منسوب النهر"
    ]


def test_an_unchanged_feed_brings_nothing(site):
    site.pages["/rss"] = status(304)
    assert look(site.address("/rss"), cursor={"etag": '"e1"'}) == []
    assert site.asked[0][1]["if-none-match"] == '"e1"'


def test_an_atom_entry_is_new_again_when_its_feed_says_it_was_updated():
    def keys(updated, words):
        return [entry.key for entry in split_feed(ATOM.format(updated=updated, words=words).encode())]

    first = keys("2021-05-03T07:00:00Z", "Мост закрыт.")
    assert keys("2021-05-03T07:00:00Z", "Мост  закрыт.") == first
    assert keys("2021-05-03T09:00:00Z", "Мост открыт.") != first


def test_the_full_page_is_kept_when_asked_for_and_the_entry_when_it_fails(site):
    feed = RSS.replace("http://valley.example/1", site.address("/page")).replace(
        "http://valley.example/2", "http://169.254.169.254/meta"
    )
    site.pages["/rss"] = body(feed.encode())
    site.pages["/page"] = body("<p>بدأ الإجلاء صباحاً</p>".encode())
    found = look(site.address("/rss"), options={"full_page": True})
    page, entry = caught(found)
    assert page.raw.data == "<p>بدأ الإجلاء صباحاً</p>".encode()
    assert (page.raw.outlet, page.raw.url) == ("أخبار الوادي", site.address("/page"))
    assert b"<rss" in entry.raw.data
    (problem,) = [thing for thing in found if isinstance(thing, Problem)]
    assert problem.name == "http://169.254.169.254/meta"
    assert problem.is_note


def test_a_page_with_a_feeds_address_says_what_to_do(site):
    site.pages["/"] = body(b"<!doctype html><html><body>Hello</body></html>")
    with pytest.raises(Unreadable, match="add it as a page"):
        look(site.address("/"))


@pytest.mark.parametrize("data", [b"", b"not xml", b"\0\1\2", b"<opml/>"])
def test_what_is_no_feed_is_said(data):
    with pytest.raises(Unreadable, match="no RSS or Atom feed"):
        split_feed(data)


def test_a_feed_made_of_entities_within_entities_stays_small():
    bomb = '<!DOCTYPE r [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9)
    )
    feed = (
        bomb + "]><rss><channel><title>t</title><item><guid>1</guid><title>&j;</title></item></channel></rss>"
    )
    (entry,) = split_feed(feed.encode())
    assert len(entry.data) < 1000
    assert "haha" not in entry.title


def test_a_feed_cannot_read_a_file_of_this_machine(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    feed = f'<!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">]><rss><channel><item><title>&x;</title></item></channel></rss>'
    (entry,) = split_feed(feed.encode())
    assert b"the secret" not in entry.data


def test_a_feed_with_a_date_that_does_not_exist_is_read_without_it():
    feed = "<rss><channel><item><guid>1</guid><pubDate>Fri, 31 Feb 9999 25:61:00 GMT</pubDate></item></channel></rss>"
    assert len(split_feed(feed.encode())) == 1


def test_a_feed_of_the_rdf_kind_is_read():
    feed = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        "<channel><title>c</title></channel><item rdf:about='a'><title>one</title></item><item rdf:about='b'>"
        "<title>two</title></item></rdf:RDF>"
    )
    assert [entry.title for entry in split_feed(feed.encode())] == ["one", "two"]


def test_a_feed_in_windows_1251_is_read_by_its_own_word():
    feed = '<?xml version="1.0" encoding="windows-1251"?><rss><channel><item><title>Паводок</title></item></channel></rss>'
    assert split_feed(feed.encode("cp1251"))[0].title == "Паводок"


def test_a_feed_that_turns_into_the_own_network_is_refused(site):
    site.pages["/rss"] = redirect("http://169.254.169.254/")
    with pytest.raises(Refused):
        look(site.address("/rss"))


def test_a_feed_that_fails_says_so(site):
    site.pages["/rss"] = status(500)
    with pytest.raises(FetchFailed, match="500"):
        look(site.address("/rss"))


def test_a_web_page_is_an_item_each_time_it_changes(site):
    page = CONNECTORS["page"]
    site.pages["/"] = body(b"<p>one</p>", ETag='"1"')
    first, cursor = page.look(Look(site.address(), fetcher=HERE))
    assert first.raw.data == b"<p>one</p>"
    assert cursor.values["etag"] == '"1"'
    (again,) = page.look(Look(site.address(), fetcher=HERE, seen={first.key}))
    assert isinstance(again, NewCursor)


@given(st.binary(max_size=300), st.integers(0, len(RSS)), st.integers(0, 60))
def test_a_feed_of_any_bytes_is_split_or_named_unreadable(noise, at, cut):
    for data in (noise, RSS.encode()[:at] + noise + RSS.encode()[at + cut :]):
        with contextlib.suppress(Unreadable):
            for entry in split_feed(data):
                assert entry.key
                assert entry.data
