"""The article out of a page: its paragraphs as a reader would read them, without what stands around them.

By structure, in four steps: (1) drop what is never the article (scripts, navigation, asides, forms, what is hidden,
and blocks whose class or role names their purpose); (2) weigh every remaining block by its words outside links;
(3) walk down from the body while one child holds most of that weight: where it stops is the article; (4) write its
blocks as paragraphs, leaving out lists of links, bylines before the first sentence and furniture after the last.
Characters are never touched: the Persian half-space U+200C comes out as it went in.
"""

import re
from collections.abc import Iterator

from lxml import etree, html

from diwan.process.unpack.furniture import (
    CLOCK_OR_DATE,
    SENTENCE_END,
    Element,
    drop_what_is_never_article,
    weigh,
)

VERSION = "structure/1"

_BLOCKS = frozenset(
    {
        *(
            "address",
            "article",
            "blockquote",
            "body",
            "center",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
            "fieldset",
        ),
        *(
            "figcaption",
            "figure",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hgroup",
            "hr",
            "html",
            "li",
            "main",
        ),
        *("ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    }
)
_EMPTY_LINE = re.compile(r"\n\s*\n")
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
# Share, print and copyright lines, when nothing but their first words tells.
_FURNITURE = re.compile(
    r"^(?:share (?:this|on|via)|print this|©|\(c\) ?\d|copyright|all rights reserved|поделиться|распечатать|"
    r"все права защищены|شارك|مشاركة|طباعة|جميع الحقوق|كل الحقوق|هم‌رسانی|اشتراک‌گذاری|چاپ خبر|همهٔ حقوق|تمام حقوق|کلیه حقوق)",
    re.IGNORECASE,
)
_SMALLEST_SHARE = 0.7  # of the weight that a child must hold to be walked into
_FEWEST_WEIGHT = 1000.0  # some 250 letters of sentences: below this a marked article is a teaser
_LINKED_SHARE = 0.5  # of a block's letters inside links: above this it is a list of links
_SHORTEST_REPEATED_CHARACTERS = 40
_DEEPEST = 200


def parse_page(page: str) -> Element | None:
    """None when nothing in it is markup. Never fetches anything."""
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True, no_network=True
    )
    data = page.replace("\0", "").encode("utf-8", "replace")
    if not data.strip():
        return None
    try:
        return html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def main_text(root: Element, title: str = "") -> str:
    """Paragraphs joined by an empty line; empty when there is no article. Changes `root`."""
    body = next(root.iter("body"), root)
    drop_what_is_never_article(body)
    container = _container(body)
    paragraphs = list(_paragraphs(container))
    return "\n\n".join(_trimmed(paragraphs, title))


def text_of_fragment(fragment: str) -> str:
    """The text of a piece of HTML, as feeds carry it; plain text comes out as it is."""
    if "<" not in fragment and "&" not in fragment:
        return _SPACES.sub(" ", fragment).strip()
    root = parse_page(f"<body>{fragment}</body>")
    if root is None:
        return ""
    for node in list(root.iter("script", "style", "noscript", "template", "iframe", "object")):
        node.drop_tree()  # type: ignore[attr-defined]
    return "\n\n".join(text for text, _ in _paragraphs(next(root.iter("body"), root)))


def _marked_article(body: Element, weights: dict[Element, float]) -> Element:
    """The one element that the page itself marks as the article; the body when none or several are."""
    for path in (".//*[@itemprop='articleBody']", ".//article", ".//main"):
        marked = [node for node in body.iterfind(path) if weights.get(node, 0.0) >= _FEWEST_WEIGHT]
        if len(marked) == 1:
            return marked[0]
    return body


def _container(body: Element) -> Element:
    """Walks down while one child holds most of the weight."""
    weights = weigh(body)
    node = _marked_article(body, weights)
    for _ in range(_DEEPEST):
        heaviest = max(node, key=lambda child: weights.get(child, 0.0), default=None)
        if heaviest is None or heaviest.tag not in _BLOCKS or heaviest.tag in ("p", "li", "blockquote"):
            break
        if weights.get(heaviest, 0.0) < _SMALLEST_SHARE * weights.get(node, 0.0):
            break
        node = heaviest
    return node


# --- writing it


class _Run:
    """A stretch of inline text between two block borders, and how much of it stands inside links."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._linked = 0
        self.rules_before = 0

    def take(self, words: str | None, *, is_linked: bool) -> None:
        if words:
            self._pieces.append(_SPACES.sub(" ", words))
            self._linked += len(words.strip()) if is_linked else 0

    def break_line(self) -> None:
        self._pieces.append("\n")

    def written(self) -> list[tuple[str, bool]]:
        """(paragraph, whether a rule stands before it); two line breaks part paragraphs. Begins a new run."""
        joined = "".join(self._pieces)
        is_list_of_links = self._linked > _LINKED_SHARE * max(1, len(joined.strip()))
        self._pieces.clear()
        self._linked = 0
        if is_list_of_links or not joined.strip():
            return []
        pieces = (
            "\n".join(filter(None, (line.strip() for line in piece.split("\n"))))
            for piece in _EMPTY_LINE.split(joined)
        )
        return [(piece, bool(self.rules_before)) for piece in pieces if piece]


def _paragraphs(container: Element) -> Iterator[tuple[str, bool]]:
    run = _Run()
    links_open = 0
    for event, node in etree.iterwalk(container, events=("start", "end")):
        if node.tag in _BLOCKS:
            yield from run.written()
        if event == "start":
            links_open += node.tag == "a"
            run.rules_before += node.tag == "hr"
            if node.tag == "br":
                run.break_line()
            run.take(node.text, is_linked=links_open > 0)
            continue
        links_open -= node.tag == "a"
        if node is not container:
            run.take(node.tail, is_linked=links_open > 0)
    yield from run.written()


def _is_furniture(text: str) -> bool:
    return len(text) < 120 and bool(_FURNITURE.match(text))


def _trimmed(paragraphs: list[tuple[str, bool]], title: str) -> list[str]:
    """Without the headline, bylines before the first sentence, and share lines."""
    kept = [(text, ruled) for text, ruled in paragraphs if not _is_furniture(text)]
    while kept:
        text = kept[0][0]
        is_headline = bool(title) and _plain(text) == _plain(title)
        is_byline = len(text) < 80 and not SENTENCE_END.search(text) and bool(CLOCK_OR_DATE.search(text))
        if not (is_headline or is_byline):
            break
        kept.pop(0)
    while kept and kept[-1][1] and len(kept[-1][0]) < 60 and not SENTENCE_END.search(kept[-1][0]):
        kept.pop()
    return _told_once([text for text, _ in kept if not (title and _plain(text) == _plain(title))])


def _told_once(paragraphs: list[str]) -> list[str]:
    """Galleries repeat their captions: a long paragraph that comes back word for word is left out."""
    seen: set[str] = set()
    out = []
    for text in paragraphs:
        if len(text) < _SHORTEST_REPEATED_CHARACTERS or text not in seen:
            out.append(text)
        seen.add(text)
    return out


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
