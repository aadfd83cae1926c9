"""Text -> place mentions: find what may be a place, look around it, weigh it."""

from collections.abc import Sequence

from diwan.core.languages import Language
from diwan.core.reading import PlaceMention, Report, Sentence
from diwan.process.places.find import find
from diwan.process.places.gazetteer import gazetteer
from diwan.process.places.heard import ASKED, countries_of, heard, spoken_of
from diwan.process.places.mention import mentions_of
from diwan.process.places.surroundings import Setting, Surroundings
from diwan.process.places.text_words import words_of
from diwan.process.places.weigh import weigh

VERSION = "gazetteer/2"


def read_places(
    report: Report, language: Language, sentences: Sequence[Sentence] = ()
) -> tuple[PlaceMention, ...]:
    """Every place that the text names, in order; nothing for a text in no language that Diwan reads."""
    del sentences  # capitals and punctuation say enough
    if language is Language.UNDETERMINED:
        return ()
    words, places = words_of(report.text), gazetteer()
    matches = find(report.text, words, language.value, places)
    adjectives = spoken_of(words, language)
    setting = Setting(report.text, words, language.value)
    around = Surroundings(setting, matches)
    judged = weigh(matches, around, report.outlet_country, adjectives)
    if language in ASKED:
        countries = adjectives | countries_of(judged) | {report.outlet_country} - {""}
        if more := heard(words, matches, judged, countries, language, places):
            judged = weigh(more, Surroundings(setting, more, around), report.outlet_country, adjectives)
    return mentions_of(judged)
