"""A brief in one of its three forms."""

from collections.abc import Callable

from diwan.core.languages import Language
from diwan.share.brief.blocks import blocks
from diwan.share.brief.made import Brief
from diwan.share.brief.page import page
from diwan.share.brief.situation_json import situation_json
from diwan.share.brief.text import text

FORMATS: dict[str, Callable[[Brief, Language], str]] = {
    "text": lambda brief, language: text(blocks(brief, language), language),
    "json": lambda brief, _language: situation_json(brief),
    "html": lambda brief, language: page(blocks(brief, language), language),
}


def render(brief: Brief, form: str, language: Language) -> str:
    return FORMATS[form](brief, language)
