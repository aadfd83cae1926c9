"""Cuts a feed into documents of one entry each, so that every item has evidence of its own.

Each document keeps what the feed says of itself (title, language, address) and exactly one entry,
written anew as UTF-8. Feeds are hostile input: no entity is expanded and nothing is loaded.
"""

import copy
import datetime as dt
import hashlib
import html.entities
import io
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import feedparser
from lxml import etree

from diwan.core.errors import Unreadable

MOST_ENTRIES = 2000  # of one feed at one look; a feed of news carries tens
_NAMED_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_KEPT = frozenset({"amp", "lt", "gt", "quot", "apos"})


@dataclass(frozen=True, slots=True)
class Entry:
    data: bytes
    key: str
    title: str = ""
    link: str = ""
    outlet: str = ""
    source_credit: str = ""
    published: dt.datetime | None = None


def split_feed(data: bytes, media_type: str = "") -> list[Entry]:
    """The entries in the feed's own order. Raises Unreadable when this is no feed."""
    root = _root(data, media_type)
    items = [item for item in root.iter("{*}item", "{*}entry") if _local(item.getparent()) in _PARENTS]
    if len(items) > MOST_ENTRIES:
        raise Unreadable(f"The feed has {len(items)} entries; at most {MOST_ENTRIES} are read at once.")
    parents = [item.getparent() for item in items]
    for item, parent in zip(items, parents, strict=True):
        parent.remove(item)
    entries: dict[str, Entry] = {}
    for item, parent in zip(items, parents, strict=True):
        alone = copy.deepcopy(item)
        parent.append(alone)
        entry = _read(etree.tostring(root, encoding="utf-8", xml_declaration=True))
        parent.remove(alone)
        entries.setdefault(entry.key, entry)
    return list(entries.values())


_PARENTS = frozenset({"channel", "feed", "RDF"})


def _root(data: bytes, media_type: str) -> Any:
    charset = re.search(r"charset=\"?([\w.:-]+)", media_type)
    declared = re.match(rb"\s*<\?xml[^>]*encoding", data)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        # What the document says of itself wins; the server's word counts when it is silent.
        encoding=charset[1] if charset and not declared else None,
    )
    try:
        root = etree.fromstring(_NAMED_ENTITY.sub(_as_number, data), parser)
    except (etree.XMLSyntaxError, LookupError, ValueError) as error:
        raise Unreadable(f"This is no RSS or Atom feed ({error}).") from error
    if root is None or _local(root) not in {"rss", "feed", "RDF"}:
        is_page = b"<html" in data[:2000].lower()
        raise Unreadable(
            "This is no RSS or Atom feed" + ("; it is a web page: add it as a page." if is_page else ".")
        )
    return root


def _as_number(match: re.Match[bytes]) -> bytes:
    """`&nbsp;` is not XML and common in feeds; a parser would drop it and join two words."""
    name = match[1].decode()
    code = None if name in _KEPT else html.entities.name2codepoint.get(name)
    return match[0] if code is None else b"&#%d;" % code


def _local(element: Any) -> str:
    return etree.QName(element).localname if element is not None and isinstance(element.tag, str) else ""


def _read(data: bytes) -> Entry:
    # A stream, never bytes or text: feedparser would try those as a file name or an address.
    parsed = feedparser.parse(
        io.BytesIO(data),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
    )
    entry: Mapping[str, Any] = parsed.entries[0] if parsed.entries else {}
    credit = entry.get("source") or {}
    return Entry(
        data=data,
        key=_key(entry, data),
        title=str(entry.get("title", "")).strip(),
        link=_web_link(entry),
        outlet=str(parsed.feed.get("title", "")).strip(),
        source_credit=str(credit.get("title") or "").strip(),
        published=_published(entry),
    )


def _web_link(entry: Mapping[str, Any]) -> str:
    link = str(entry.get("link", "")).strip()
    return link if link.startswith(("http://", "https://")) else ""


def _key(entry: Mapping[str, Any], data: bytes) -> str:
    """The entry's id, else its address, else its content. An entry that Atom marks as updated is new again."""
    named = str(entry.get("id") or entry.get("link") or "").strip()
    if not named:
        return "sha256:" + hashlib.sha256(data).hexdigest()
    # Asked by `in`: feedparser answers `get` with another field's value.
    updated = str(entry["updated"]) if "updated" in entry else ""
    updated = "" if updated == entry.get("published") else updated
    key = f"{named} {updated}".strip()
    return key if len(key) <= 500 else "sha256:" + hashlib.sha256(key.encode()).hexdigest()


def _published(entry: Mapping[str, Any]) -> dt.datetime | None:
    moment: time.struct_time | None = entry.get("published_parsed")
    if moment is None and "updated_parsed" in entry:
        moment = entry["updated_parsed"]
    try:
        return dt.datetime(*moment[:6], tzinfo=dt.UTC) if moment else None
    except (ValueError, TypeError):
        return None  # 31 February, year 0
