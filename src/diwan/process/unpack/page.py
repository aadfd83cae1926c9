"""A web page: the article's text, and its title, time, outlet, language and address as the page itself gives them."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from diwan.core.errors import Unreadable
from diwan.core.languages import Language
from diwan.core.reading import Report
from diwan.gather.raw import Raw
from diwan.process.main_text import main_text, parse_page
from diwan.process.unpack.naming import stem_of
from diwan.process.unpack.plain import tidy
from diwan.process.unpack.times import machine_time

_TITLE_SEPARATOR = re.compile(r"\s+(?:[|·•»:—–-]|::)\s+")
_TITLES = ("og:title", "twitter:title", "dc.title")
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "publisher")
_DATES = (
    *(
        "article:published_time",
        "og:published_time",
        "datepublished",
        "date",
        "pubdate",
        "publishdate",
        "dc.date",
    ),
    *(
        "dc.date.issued",
        "dcterms.created",
        "dcterms.date",
        "parsely-pub-date",
        "sailthru.date",
        "article.published",
    ),
)
_ADDRESS_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:/|$|[^\d])")


def read_page(page: str, raw: Raw) -> Report:
    root = parse_page(page)
    if root is None:
        raise Unreadable("The page is empty.")
    meta = _meta(root)
    articles = list(_linked_data(root))
    headline = _title(root, meta, articles)
    outlet = raw.outlet or _first(meta, _OUTLETS) or _publisher(articles) or _outlet_in_title(root, headline)
    published = _published(root, meta, articles)
    url = raw.url or _address(root, meta)
    language = (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:2].lower()
    text = tidy(main_text(root, headline))
    if not text:
        raise Unreadable("The page has no article text (made by a script, or only links?).")
    return Report(
        id=stem_of(raw.name),
        text=text,
        title=headline,
        published=published or raw.published or _date_in_address(url),
        outlet=outlet,
        url=url,
        language=Language(language) if language in set(Language) else None,
        source_credit=raw.source_credit,
    )


def _meta(root: etree._Element) -> dict[str, str]:
    values: dict[str, str] = {}
    for node in root.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        content = (node.get("content") or "").strip()
        if name and content:
            values.setdefault(name, content)
    return values


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if name in meta), "")


def _linked_data(root: etree._Element) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD that has a headline or a publication date."""
    for node in root.iter("script"):
        if "ld+json" not in (node.get("type") or ""):
            continue
        try:
            stack = [json.loads(node.text or "")]
        except (ValueError, RecursionError):
            continue
        while stack:
            value = stack.pop(0)
            if isinstance(value, list):
                stack[:0] = value
            elif isinstance(value, dict):
                stack.extend(v for key, v in value.items() if key == "@graph" or isinstance(v, dict | list))
                if "headline" in value or "datePublished" in value:
                    yield value


def _text(node: etree._Element) -> str:
    return " ".join("".join(map(str, node.itertext())).split(" ")).strip()


def _title(root: etree._Element, meta: dict[str, str], articles: list[dict[str, Any]]) -> str:
    if title := _first(meta, _TITLES):
        return title
    for article in articles:
        if isinstance(headline := article.get("headline"), str) and headline.strip():
            return headline.strip()
    written = " ".join((root.findtext(".//title") or "").split())
    headings = [words for node in root.iter("h1", "h2") if (words := " ".join(_text(node).split()))]
    # The page's own title begins with the headline and ends with the outlet.
    matching = [heading for heading in headings if written.startswith(heading)]
    h1 = [words for node in root.iter("h1") if (words := " ".join(_text(node).split()))]
    return (matching or h1 or [_TITLE_SEPARATOR.split(written)[0]])[0]


def _outlet_in_title(root: etree._Element, headline: str) -> str:
    written = " ".join((root.findtext(".//title") or "").split())
    rest = written.removeprefix(headline) if headline else ""
    parts = [part for part in _TITLE_SEPARATOR.split(f" {rest} ") if part.strip()]
    return parts[-1].strip() if rest != written and parts else ""


def _publisher(articles: list[dict[str, Any]]) -> str:
    for article in articles:
        publisher = article.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if isinstance(name, str) and name.strip():
            return name.strip()
    return ""


def _published(
    root: etree._Element, meta: dict[str, str], articles: list[dict[str, Any]]
) -> dt.datetime | None:
    written = [meta[name] for name in _DATES if name in meta]
    written += [
        article["datePublished"] for article in articles if isinstance(article.get("datePublished"), str)
    ]
    written += [node.get("datetime") or "" for node in root.iter("time")]
    found = next(filter(None, map(machine_time, written)), None)
    return found or _byline_date(root)


_BYLINE_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}))?(?!\d)")


def _byline_date(root: etree._Element) -> dt.datetime | None:
    """A date in ISO form in a short line beside the headline."""
    for node in root.iter("small", "span", "div", "p", "td", "li"):
        words = (node.text or "").strip()
        if len(words) < 80 and (found := _BYLINE_DATE.search(words)):
            return machine_time(found.group(1) + (f"T{found.group(2)}" if found.group(2) else ""))
    return None


def _address(root: etree._Element, meta: dict[str, str]) -> str:
    for node in root.iter("link"):
        if (node.get("rel") or "").lower() == "canonical" and node.get("href"):
            return str(node.get("href")).strip()
    return meta.get("og:url", "")


def _date_in_address(url: str) -> dt.datetime | None:
    found = _ADDRESS_DATE.search(url)
    if not found:
        return None
    try:
        year, month, day = map(int, found.groups())
        return dt.datetime(year, month, day, tzinfo=dt.UTC)
    except ValueError:
        return None
