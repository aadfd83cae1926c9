"""What is never the article, and how much the rest weighs: structure and declared purpose, no layout of any site."""

import re

from lxml import etree

_NEVER_TEXT = frozenset(
    {
        *(
            "script",
            "style",
            "noscript",
            "template",
            "svg",
            "math",
            "iframe",
            "object",
            "embed",
            "canvas",
            "video",
        ),
        *("audio", "button", "select", "input", "textarea", "map", "picture", "img", "head", "link", "meta"),
    }
)
_SELDOM_ARTICLE = frozenset({"nav", "footer", "aside", "form", "label", "dialog", "menu"})
# What a block's class, id or role says it is for. Whole tokens: `share` and `social-share`, never `shareholders`.
_PURPOSE = re.compile(
    r"(?:^|[\s_-])(?:comments?|disqus|share|sharing|socials?|related|recommend(?:ed|ations?)?|sidebar|navigation|nav|"
    r"navbar|menu|breadcrumbs?|cookies?|consent|gdpr|newsletter|subscribe|subscription|promo|adverts?|"
    r"advertisement|ads?|sponsored|banner|popup|modal|tags?|byline|author|authors|meta|dateline|timestamp|pubdate|"
    r"mostread|popular|trending|most|widget|toolbar|tools?|pagination|pager|copyright|footer|masthead|login|signup|"
    r"paywall|print|printonly|skip|toc|outbrain|taboola|teaser|teasers|latest|ticker|complementary|contentinfo|"
    r"search|gallery|galleries|slideshow|carousel|lightbox|marquee|breaking|rail|deals|privacy|advertising|advert|"
    r"screen-reader-text|sr-only|visually-hidden|info)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?؟…:;؛]['\"”’»)\]]*$|[.!?؟…]['\"”’»)\]]*\s")
CLOCK_OR_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{1,2}:\d{2}|[|·•]")
_LARGEST_DROPPED_SHARE = 0.4  # of the weight that a block may hold and still be dropped for its class

Element = etree._Element  # noqa: SLF001 -- lxml's only name for its element type


def _purpose(node: Element) -> str:
    return _CAMEL.sub("-", f"{node.get('class', '')} {node.get('id', '')} {node.get('role', '')}")


def _is_never_article(node: Element) -> bool:
    if node.tag in _SELDOM_ARTICLE or "hidden" in node.attrib or node.get("aria-hidden") == "true":
        return True
    if node.tag in ("small", "time") and _is_dated_byline(node):
        return True
    if node.tag in ("html", "body", "article", "main") or node.get("itemprop") == "articleBody":
        return False
    style = node.get("style")
    return bool((style and _HIDDEN.search(style)) or _PURPOSE.search(_purpose(node)))


def _is_dated_byline(node: Element) -> bool:
    """«Staff writer, 2016-04-10» in small print; small print that holds a sentence stays."""
    words = "".join(map(str, node.itertext())).strip()
    return len(words) < 80 and bool(CLOCK_OR_DATE.search(words))


def drop_what_is_never_article(body: Element) -> None:
    """A block with a telling class stays when it holds much of the page: `<div class="has-sidebar">`, a page that is
    one large form."""
    for node in list(body.iter(*_NEVER_TEXT)):
        _drop(node)
    weights = weigh(body)
    most = _LARGEST_DROPPED_SHARE * weights.get(body, 0.0)
    for node in list(body.iter(etree.Element)):
        if node is not body and weights.get(node, 0.0) <= most and _is_never_article(node):
            _drop(node)


def _drop(node: Element) -> None:
    """Removes the node but not the words after it."""
    parent = node.getparent()
    if parent is None:
        return
    tail = node.tail or ""
    before = node.getprevious()
    if before is not None:
        before.tail = f"{before.tail or ''} {tail}" if tail else before.tail
    elif tail:
        parent.text = f"{parent.text or ''} {tail}"
    node.tail = None
    parent.remove(node)


def weigh(body: Element) -> dict[Element, float]:
    """Letters outside links below each block; a stretch of text that holds a sentence counts four times."""
    weights: dict[Element, float] = {}

    def add(node: Element | None, words: str | None) -> None:
        if not words or not (words := words.strip()):
            return
        weight = float(len(words)) * (4 if len(words) > 40 and SENTENCE_END.search(words) else 1)
        while node is not None:
            if node.tag == "a":
                return
            weights[node] = weights.get(node, 0.0) + weight
            node = node.getparent() if node is not body else None

    for node in body.iter(etree.Element):
        add(node, node.text)
        if node is not body:
            add(node.getparent(), node.tail)
    return weights
