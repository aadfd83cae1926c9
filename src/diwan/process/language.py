"""Language by script and by the small words that every sentence has: no model, no training.

Arabic script is shared by many languages: Persian is told by its own letters (پ چ ژ گ, Persian kaf and yeh) and
function words, Arabic by ة, final ى, the article and its function words; Urdu, Pashto, Kurdish and Uyghur letters
make it undetermined. Cyrillic is Russian unless letters speak for another language. Latin is English only when
English function words say so.
"""

import re

from diwan.core.languages import Language
from diwan.core.reading import Paragraph, Report

VERSION = "script/1"


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


# Long texts repeat themselves: the first characters of a paragraph decide.
_ENOUGH_CHARACTERS = 800
_ENOUGH_OF_A_PARAGRAPH = 400
_FEWEST_LETTERS = 3

_ARABIC_SCRIPT = re.compile(
    r"[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+"
)
_CYRILLIC_SCRIPT = re.compile(r"[\u0400-\u052f]+")
_LATIN_SCRIPT = re.compile(r"[A-Za-z\u00c0-\u024f]+")

_PERSIAN_LETTERS = re.compile(r"[پچژگکی\u200c]")
_ARABIC_LETTERS = re.compile(r"[ةيكىأإ]")
_OTHER_ARABIC_SCRIPT = re.compile(r"[ٹڈڑںےھټډړږښګڼېۍێۆڵڕۇۋۈ]")
_PERSIAN_WORDS = _words(
    "و در به از که این را با است برای آن تا بود شد شده کرد کرده گفت گفته هم نیز بر یک خود هر اما یا "
    "روز سال میان پس پیش شود شدند کردند دارد دارند باید اند ها های نیست هست خواهد بین اگر ما وی او"
)
_ARABIC_WORDS = _words(
    "في من على إلى الى عن أن ان إن التي الذي هذا هذه ذلك كان كانت قال قالت مع بعد قبل لم لا ما أو "
    "بين خلال حيث وقد قد كما غير كل ثم لن عند منذ حتى بأن وأن وفي ومن وعلى هو هي يوم عام ليس سوف"
)
_OTHER_CYRILLIC = re.compile(r"[іїєґўјљњћђџѓќѕәғқңөұүһӣӯҳҷҥ]")
_RUSSIAN_LETTERS = re.compile(r"[ыэё]")
_RUSSIAN_WORDS = _words(
    "и в не на что с по это как к из он от о для за так же но его до все или бы был была были их при "
    "во со после между также который которые которая будет около под об"
)
_BULGARIAN_WORDS = _words("се са ще който която които като беше съм бяха със във към през след няма обаче")
_BULGARIAN_VOWEL = re.compile(r"ъ[лртнмгдкщс]")
_ENGLISH_WORDS = _words(
    "the of and to in a is was for that on said with by at from it as an be were has have had are "
    "not this which after its his her he she they their will would but who been or no more between "
    "told we you there than into about over out what when where how all new can could our if so do"
)
_OTHER_LATIN_WORDS = _words(
    "der die das und nicht mit von ist den auf le la les des et est dans une que pour sur avec el "
    "los las del una por con para il di che non per sono della ve bir bu için ile de da olarak w nie "
    "się na że jest do i het een van niet och att som til ikke yang dan dengan ini untuk os um uma "
    "não"
)
# The script, the small words, and those of the neighbour that is written alike.
_SCRIPT_AND_WORDS = {
    Language.AR: (_ARABIC_SCRIPT, _ARABIC_WORDS, _PERSIAN_WORDS),
    Language.FA: (_ARABIC_SCRIPT, _PERSIAN_WORDS, _ARABIC_WORDS),
    Language.RU: (_CYRILLIC_SCRIPT, _RUSSIAN_WORDS, _BULGARIAN_WORDS),
    Language.EN: (_LATIN_SCRIPT, _ENGLISH_WORDS, _OTHER_LATIN_WORDS),
}
_WORD = re.compile(r"[^\W\d_]+")
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


def _count(pattern: re.Pattern[str], text: str) -> int:
    return len(pattern.findall(text))


def _words_in(text: str) -> list[str]:
    """The runs of letters, in no order. Most stand between spaces: only the others need the slow expression."""
    parts = text.split()
    rest = " ".join([part for part in parts if not part.isalpha()])
    return [part for part in parts if part.isalpha()] + _WORD.findall(rest)


def _known(words: list[str], known: frozenset[str]) -> int:
    return len([word for word in words if word in known])


def _letters(runs: re.Pattern[str], text: str) -> int:
    return sum(map(len, runs.findall(text)))


def _arabic_script_language(text: str, letters: int) -> Language:
    words = _words_in(text)
    persian = _count(_PERSIAN_LETTERS, text) + 3 * _known(words, _PERSIAN_WORDS)
    with_article = len([word for word in words if word.startswith("ال")])
    arabic = _count(_ARABIC_LETTERS, text) + with_article + 3 * _known(words, _ARABIC_WORDS)
    if persian == arabic or _count(_OTHER_ARABIC_SCRIPT, text) * 20 > letters:
        return Language.UNDETERMINED
    return Language.FA if persian > arabic else Language.AR


def _cyrillic_language(text: str, letters: int) -> Language:
    text = text.lower()
    if _count(_OTHER_CYRILLIC, text) * 50 > letters:
        return Language.UNDETERMINED
    words = _words_in(text)
    bulgarian = _known(words, _BULGARIAN_WORDS) + _count(_BULGARIAN_VOWEL, text)
    russian = _count(_RUSSIAN_LETTERS, text) + _known(words, _RUSSIAN_WORDS)
    return Language.UNDETERMINED if bulgarian > russian else Language.RU


def _latin_language(text: str) -> Language:
    words = _words_in(text.lower())
    is_english = _known(words, _ENGLISH_WORDS) > _known(words, _OTHER_LATIN_WORDS)
    return Language.EN if is_english else Language.UNDETERMINED


def language_of(text: str) -> Language:
    """The language of one stretch of text; `und` when nothing decides."""
    text = text[:_ENOUGH_CHARACTERS]
    arabic = cyrillic = 0
    if not text.isascii():
        arabic, cyrillic = _letters(_ARABIC_SCRIPT, text), _letters(_CYRILLIC_SCRIPT, text)
    latin = _letters(_LATIN_SCRIPT, text)
    letters = max(arabic, cyrillic, latin)
    if letters < _FEWEST_LETTERS:
        return Language.UNDETERMINED
    if letters == arabic:
        return _arabic_script_language(text, letters)
    if letters == cyrillic:
        return _cyrillic_language(text, letters)
    return _latin_language(text)


def read_language(report: Report) -> tuple[Language, tuple[Paragraph, ...]]:
    """The report's language and that of each paragraph; a short undecided paragraph takes the report's."""
    whole = language_of(f"{report.text[:_ENOUGH_CHARACTERS]}\n{report.title}")
    paragraphs = []
    for match in _PARAGRAPH.finditer(report.text):
        start, end = match.span()
        paragraphs.append(Paragraph(start, end, _paragraph_language(match.group(), whole)))
    return whole, tuple(paragraphs)


def _paragraph_language(text: str, whole: Language) -> Language:
    """Too short to be foreign, or in the report's script with its small words: the report's language."""
    start = text[:_ENOUGH_OF_A_PARAGRAPH]
    if whole is not Language.UNDETERMINED and _reads_like(start, whole):
        return whole
    own = language_of(start)
    if own is not Language.UNDETERMINED or whole is Language.UNDETERMINED:
        return own
    return whole if len(text) < 60 else own


def _reads_like(text: str, language: Language) -> bool:
    """Cheap: most paragraphs are in the report's language, and two small words of it settle that."""
    script, known, others = _SCRIPT_AND_WORDS[language]
    words = _words_in(text.lower())
    fitting = _known(words, known)
    if fitting < 2 or fitting <= 2 * _known(words, others):
        return False
    # Known words in ASCII are English: the letters of all words are Latin.
    letters = sum(map(len, words)) if text.isascii() else _letters(script, text)
    return letters * 2 > len(text)


def count_small_words(text: str) -> int:
    """Function words of the language that has the most of them here: the measure of a right charset."""
    words = _words_in(text.lower())
    return max(
        _known(words, known) for known in (_ARABIC_WORDS, _PERSIAN_WORDS, _RUSSIAN_WORDS, _ENGLISH_WORDS)
    )
