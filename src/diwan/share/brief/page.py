"""A brief as one page that needs nothing else: no script, no address, every word escaped."""

from collections.abc import Iterable
from html import escape
from itertools import groupby

from diwan.core.languages import Language
from diwan.share.brief.blocks import Block, Role

# The page runs nothing and loads nothing, whatever a report holds.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
:root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--quiet:#5b6570;--line:#d8dee4;--mark:#a15c00}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--paper:#14181d;--quiet:#9aa5b1;--line:#30363d;--mark:#e3a04f}}
body{margin:0 auto;max-width:46rem;padding:1.5rem 1rem 4rem;background:var(--paper);color:var(--ink);
font:1rem/1.6 system-ui,"Noto Sans","Noto Naskh Arabic","Vazirmatn",sans-serif}
h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .25rem;border-block-start:1px solid var(--line);padding-block-start:1rem}
h3{font-size:1rem;margin:1.5rem 0 .25rem;border-block-start:1px solid var(--line);padding-block-start:1rem}
.lead,.fact,.who{color:var(--quiet)}.fact{margin:.4rem 0;font-size:.92rem}.headline{margin:.1rem 0 .5rem}
ul{margin:.3rem 0;padding-inline-start:1.2rem}li{margin:.3rem 0}.contested{border-inline-start:3px solid var(--mark);padding-inline-start:.6rem}
q{quotes:"“" "”"}:lang(ru) q,:lang(ar) q,:lang(fa) q{quotes:"«" "»"}bdi{unicode-bidi:isolate}
"""


def page(blocks: Iterable[Block], language: Language) -> str:
    made = list(blocks)
    title = escape(made[0].text) if made else ""
    body = "\n".join(_grouped(made))
    return (
        f'<!doctype html>\n<html lang="{language}" dir="{_direction(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _direction(language: Language) -> str:
    return "rtl" if language.is_right_to_left else "ltr"


def _grouped(blocks: Iterable[Block]) -> Iterable[str]:
    for is_list, run in groupby(blocks, key=lambda b: b.role in (Role.CLAIM, Role.ITEM)):
        written = [_block(block) for block in run]
        yield "<ul>\n" + "\n".join(written) + "\n</ul>" if is_list else "\n".join(written)


def _block(block: Block) -> str:
    words, mark = escape(block.text), ' class="contested"' if block.is_contested else ""
    match block.role:
        case Role.HEADLINE:
            return f'<p class="headline">{_quote(block)} <span class="who">— <bdi>{words}</bdi></span></p>'
        case Role.CLAIM:
            return f'<li{mark}>{_quote(block)} <span class="who">{words}</span></li>'
        case Role.ITEM:
            return f"<li><bdi>{words}</bdi>: {_quote(block, 'span')}</li>"
        case role:
            tag, name = _PLAIN[role]
            return f"<{tag}{name}>{words}</{tag}>"


_PLAIN = {
    Role.TITLE: ("h1", ""),
    Role.LEAD: ("p", ' class="lead"'),
    Role.SECTION: ("h2", ""),
    Role.EVENT: ("h3", ""),
    Role.FACT: ("p", ' class="fact"'),
}


def _quote(block: Block, tag: str = "q") -> str:
    language = block.quote_language
    known = f' lang="{language}"' if language is not Language.UNDETERMINED else ""
    return f'<{tag} dir="auto"{known}>{escape(block.quote)}</{tag}>'
