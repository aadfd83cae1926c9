"""RSS 2.0, RSS 1.0 and Atom documents: each item is a report. Fetching is gather's work; this reads bytes."""

import re
from dataclasses import replace

from lxml import etree

from diwan.core.errors import Unreadable
from diwan.core.reading import Report
from diwan.gather.raw import Raw
from diwan.process.limits import MOST_REPORTS_IN_ONE_INPUT
from diwan.process.main_text import text_of_fragment
from diwan.process.unpack.naming import Ids, stem_of
from diwan.process.unpack.times import machine_time
from diwan.process.unpack.unpacked import Unpacked

_ENTITIES = re.compile(r"<!\s*ENTITY", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_BODIES = ("encoded", "content", "description", "summary", "subtitle")
_DATES = ("pubDate", "published", "date", "updated", "issued", "modified")


def unpack_feed(text: str, raw: Raw) -> Unpacked:
    if _ENTITIES.search(text[:20_000]):
        raise Unreadable("The feed declares XML entities (an XML bomb?); nothing of it was read.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    root = etree.fromstring(_XML_DECLARATION.sub("", text).encode(), parser)
    if root is None:
        raise Unreadable("The feed's XML is damaged.")
    outlet = raw.outlet or _feed_title(root)
    ids = Ids(stem_of(raw.name))
    reports = []
    for number, item in enumerate(root.iter("{*}item", "{*}entry"), start=1):
        if number > MOST_REPORTS_IN_ONE_INPUT:
            break
        if report := _report(item, replace(raw, outlet=outlet), ids, number):
            reports.append(report)
    if not reports:
        raise Unreadable("The feed has no item with text.")
    return Unpacked(tuple(reports))


def _children(item: etree._Element, name: str) -> list[etree._Element]:
    return [child for child in item if isinstance(child.tag, str) and etree.QName(child).localname == name]


def _words(item: etree._Element, *names: str) -> str:
    for name in names:
        for child in _children(item, name):
            if words := "".join(map(str, child.itertext())).strip():
                return words
    return ""


def _feed_title(root: etree._Element) -> str:
    channels = _children(root, "channel")
    return text_of_fragment(_words(channels[0] if channels else root, "title"))


def _body(item: etree._Element) -> str:
    for name in _BODIES:
        for child in _children(item, name):
            if child.get("type") == "xhtml":
                words = etree.tostring(child, encoding="unicode")
            else:
                words = "".join(map(str, child.itertext()))
            if text := text_of_fragment(words):
                return text
    return ""


def _link(item: etree._Element) -> str:
    for child in _children(item, "link"):
        if child.get("rel", "alternate") == "alternate":
            return (child.get("href") or child.text or "").strip()
    return ""


def _source(item: etree._Element) -> str:
    """RSS `<source>` names the publisher in its text, Atom's holds a title."""
    for source in _children(item, "source"):
        return _words(source, "title") or (source.text or "").strip()
    return ""


def _report(item: etree._Element, raw: Raw, ids: Ids, number: int) -> Report | None:
    title, body = text_of_fragment(_words(item, "title")), _body(item)
    if not title and not body:
        return None
    return Report(
        id=ids.take(number=number),
        text=body or title,
        title=title,
        published=machine_time(_words(item, *_DATES)) or raw.published,
        outlet=raw.outlet,
        url=_link(item) or raw.url,
        source_credit=_source(item) or raw.source_credit,
    )
