"""What to call a place in an officer's language."""

from functools import lru_cache

from diwan.core.languages import Language
from diwan.process.places.gazetteer import gazetteer


@lru_cache(maxsize=8192)
def place_name(geonameid: int, language: Language | str) -> str:
    """The place's name in that language, else in English; empty for an unknown id.

    A Persian name stands in for a missing Arabic one and the other way round.
    """
    names = gazetteer().names(geonameid)
    order = {"ar": ("ar", "fa"), "fa": ("fa", "ar"), "ru": ("ru",)}.get(str(language), ("en",))
    return next((names[one] for one in (*order, "en") if one in names), "")
