"""Rules on the name that was matched: an ordinary word, a first name, a part of an organisation's name."""

from diwan.process.places.beside import NOTHING, Verdict, before, is_country, without_proclitic
from diwan.process.places.layout import Flag
from diwan.process.places.match import Match
from diwan.process.places.surroundings import RULED_OUT, TOUCHING, Setting, Surroundings, closes

_TOLD = 2.5  # what the word before must give for a first name to be the town of that name
_MOST_WORDS_BACK = 4
_GENITIVES = (
    "ых",
    "их",
    "ого",
    "его",
    "ои",
    "еи",
    "ии",
    "ов",
    "ев",
    "ы",
    "и",
    "а",
    "я",
    "дел",
)  # й is folded to и
_PAST = ("ла", "ли", "ло")


def inside(around: Surroundings, match: Match) -> Verdict:  # noqa: PLR0911  (one rule a line)
    """The name itself: an ordinary word, a first name, a capital that only opens the sentence."""
    setting, first = around.setting, match.first
    lists, whole = setting.lists, setting.words.keys[first]
    key, is_one_word = whole[len(match.prefix) :], first == match.last
    if not is_one_word and not is_country(match):
        return _several_words(setting, match)
    if is_one_word and (key in lists.common or whole in lists.common):
        return -4.5, ("ordinary word", key)
    if is_country(match):
        return NOTHING
    if setting.cased and key in setting.lower:
        return -5.0, ("ordinary word", key)
    if key in lists.first_name or whole in lists.first_name:
        return NOTHING if before(around, match)[0] >= _TOLD else (-3.0, ("first name", key))
    if setting.cased:
        opens = first == 0 or closes(setting.words.gaps[first])
        return (0.2 if opens else 1.2), None
    # No capital to go by: a prefix of one letter or a missing article makes chance likelier still.
    weak = Flag.NO_ARTICLE <= match.entries[0].flag < Flag.BONES and setting.language == "ar"
    prefix = 0.8 if match.prefix and first not in around.beside else 0.0
    return -0.8 - prefix - (1.5 if weak else 0.0), None


def _several_words(setting: Setting, match: Match) -> Verdict:
    keys = setting.words.keys[match.first : match.last + 1]
    if all(key in setting.lists.common for key in keys):
        return -4.5, ("ordinary words", match.key)
    return (1.0 if setting.cased else 0.5), None


def organisation(around: Surroundings, match: Match) -> Verdict:
    """A place inside the name of an organisation is no place."""
    setting = around.setting
    if setting.quoted and any(start < match.start and match.end < end for start, end in setting.quoted):
        return RULED_OUT, ("inside quotation marks", "")
    words, heads = setting.words, setting.lists.organisation_before
    for n in range(match.first - 1, max(-1, match.first - 1 - _MOST_WORDS_BACK), -1):
        if words.gaps[n + 1] not in TOUCHING:
            break
        key = words.keys[n]
        if key in heads or without_proclitic(key, setting.language, 5) in heads:
            return RULED_OUT, ("organisation", key)
        if not _continues_a_name(setting, n):
            break
    return NOTHING


def _continues_a_name(setting: Setting, n: int) -> bool:
    """May this word stand between an organisation's first word and the place in its name?"""
    key, language = setting.words.keys[n], setting.language
    if key in setting.lists.before_place or key in setting.lists.breaks:
        return False
    if language == "en":
        return setting.words.capitals[n] or key in ("of", "for", "the", "and")
    if language == "ar":
        return not key.startswith("ال")  # a noun with the article takes no place as its genitive
    if language == "ru":
        return setting.words.capitals[n] or (key.endswith(_GENITIVES) and not key.endswith(_PAST))
    return True
