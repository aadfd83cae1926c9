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

# Long texts repeat themselves: the first characters of a paragraph decide.
_ENOUGH_CHARACTERS = 1200
_FEWEST_LETTERS = 3

_ARABIC_SCRIPT = re.compile(
    r"[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"
)
_CYRILLIC_SCRIPT = re.compile(r"[\u0400-\u052f]")
_LATIN_SCRIPT = re.compile(r"[A-Za-z\u00c0-\u024f]")

_PERSIAN_LETTERS = re.compile(r"[پچژگکی]|ه‌|می‌|‌ها")
_ARABIC_LETTERS = re.compile(r"[ةيكى]|\bال\w\w|[أإ]")
_OTHER_ARABIC_SCRIPT = re.compile(r"[ٹڈڑںےھټډړږښګڼېۍێۆڵڕۇۋۈ]")
_PERSIAN_WORDS = re.compile(
    r"(?<!\w)(?:و|در|به|از|که|این|را|با|است|برای|آن|تا|بود|شد|شده|کرد|کرده|گفت|گفته|هم|نیز|بر|یک|خود|هر|اما|یا|"
    r"روز|سال|میان|پس|پیش|شود|شدند|کردند|دارد|دارند|باید|اند|ها|های|نیست|هست|خواهد|بین|اگر|ما|وی|او)(?!\w)"
)
_ARABIC_WORDS = re.compile(
    r"(?<!\w)(?:في|من|على|إلى|الى|عن|أن|ان|إن|التي|الذي|هذا|هذه|ذلك|كان|كانت|قال|قالت|مع|بعد|قبل|لم|لا|ما|أو|بين|"
    r"خلال|حيث|وقد|قد|كما|غير|كل|ثم|لن|عند|منذ|حتى|بأن|وأن|وفي|ومن|وعلى|هو|هي|يوم|عام|ليس|سوف)(?!\w)"
)
_OTHER_CYRILLIC = re.compile(r"[іїєґўјљњћђџѓќѕәғқңөұүһӣӯҳҷҥ]", re.IGNORECASE)
_RUSSIAN_LETTERS = re.compile(r"[ыэё]", re.IGNORECASE)
_RUSSIAN_WORDS = re.compile(
    r"(?<!\w)(?:и|в|не|на|что|с|по|это|как|к|из|он|от|о|для|за|так|же|но|его|до|все|или|бы|был|была|были|их|при|во|"
    r"со|после|между|также|который|которые|которая|будет|около|под|об)(?!\w)",
    re.IGNORECASE,
)
_BULGARIAN_WORDS = re.compile(
    r"(?<!\w)(?:се|са|ще|който|която|които|като|беше|съм|бяха|със|във|към|през|след|няма|обаче)(?!\w)|ъ[лртнмгдкщс]",
    re.IGNORECASE,
)
_ENGLISH_WORDS = re.compile(
    r"(?<!\w)(?:the|of|and|to|in|a|is|was|for|that|on|said|with|by|at|from|it|as|an|be|were|has|have|had|are|not|"
    r"this|which|after|its|his|her|he|she|they|their|will|would|but|who|been|or|no|more|between|told|we|you|"
    r"there|than|into|about|over|out|what|when|where|how|all|new|can|could|our|if|so|do)(?!\w)",
    re.IGNORECASE,
)
_OTHER_LATIN_WORDS = re.compile(
    r"(?<!\w)(?:der|die|das|und|nicht|mit|von|ist|den|auf|le|la|les|des|et|est|dans|une|que|pour|sur|avec|el|los|las|"
    r"del|una|por|con|para|il|di|che|non|per|sono|della|ve|bir|bu|için|ile|de|da|olarak|w|nie|się|na|że|jest|do|i|"
    r"het|een|van|niet|och|att|som|til|ikke|yang|dan|dengan|ini|untuk|os|um|uma|não)(?!\w)",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


def _count(pattern: re.Pattern[str], text: str) -> int:
    return len(pattern.findall(text))


def _arabic_script_language(text: str, letters: int) -> Language:
    other = _count(_OTHER_ARABIC_SCRIPT, text)
    persian = _count(_PERSIAN_LETTERS, text) + 3 * _count(_PERSIAN_WORDS, text)
    arabic = _count(_ARABIC_LETTERS, text) + 3 * _count(_ARABIC_WORDS, text)
    if other * 20 > letters:
        return Language.UNDETERMINED
    if persian == arabic:
        return Language.UNDETERMINED
    return Language.FA if persian > arabic else Language.AR


def _cyrillic_language(text: str, letters: int) -> Language:
    if _count(_OTHER_CYRILLIC, text) * 50 > letters:
        return Language.UNDETERMINED
    russian = _count(_RUSSIAN_LETTERS, text) + _count(_RUSSIAN_WORDS, text)
    return Language.UNDETERMINED if _count(_BULGARIAN_WORDS, text) > russian else Language.RU


def _latin_language(text: str) -> Language:
    english = _count(_ENGLISH_WORDS, text)
    return Language.EN if english > _count(_OTHER_LATIN_WORDS, text) else Language.UNDETERMINED


def language_of(text: str) -> Language:
    """The language of one stretch of text; `und` when nothing decides."""
    text = text[:_ENOUGH_CHARACTERS]
    arabic, cyrillic = _count(_ARABIC_SCRIPT, text), _count(_CYRILLIC_SCRIPT, text)
    latin = _count(_LATIN_SCRIPT, text)
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
        paragraphs.append(Paragraph(start, end, _paragraph_language(match.group(), whole, end - start)))
    return whole, tuple(paragraphs)


def _paragraph_language(text: str, whole: Language, length: int) -> Language:
    own = language_of(text)
    if own is not Language.UNDETERMINED or whole is Language.UNDETERMINED:
        return own
    # "und" is meant for foreign paragraphs; a caption or a number has too little to be foreign.
    return whole if length < 60 or _same_script(text, whole) else own


def _same_script(text: str, language: Language) -> bool:
    pattern = {Language.RU: _CYRILLIC_SCRIPT, Language.EN: _LATIN_SCRIPT}.get(language, _ARABIC_SCRIPT)
    return _count(pattern, text[:_ENOUGH_CHARACTERS]) * 2 > min(len(text), _ENOUGH_CHARACTERS) * 1.4


def count_small_words(text: str) -> int:
    """Function words of the language that has the most of them here: the measure of a right charset."""
    return max(
        _count(words, text) for words in (_ARABIC_WORDS, _PERSIAN_WORDS, _RUSSIAN_WORDS, _ENGLISH_WORDS)
    )
