"""Text -> place mentions: find what may be a place, look around it, weigh it."""

from collections.abc import Sequence

from diwan.core.languages import Language
from diwan.core.reading import PlaceMention, Report, Sentence
from diwan.process.places.find import find, words_of
from diwan.process.places.gazetteer import gazetteer
from diwan.process.places.surroundings import Surroundings
from diwan.process.places.weigh import weigh

VERSION = "gazetteer/1"


def read_places(
    report: Report, language: Language, sentences: Sequence[Sentence] = ()
) -> tuple[PlaceMention, ...]:
    """Every place that the text names, in order; nothing for a text in no language that Diwan reads."""
    del sentences  # capitals and punctuation say enough
    if language is Language.UNDETERMINED:
        return ()
    words = words_of(report.text)
    matches = find(report.text, words, language.value, gazetteer())
    around = Surroundings(report.text, words, matches, language.value)
    return tuple(weigh(matches, around, report.outlet_country))
