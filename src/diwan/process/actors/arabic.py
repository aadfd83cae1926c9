"""Arabic people and organisations by head words, titles, verbs of saying and known name words."""

from functools import lru_cache

from diwan.core.languages import Language
from diwan.core.reading import ActorKind
from diwan.process.actors.candidate import Candidate
from diwan.process.actors.known import demonym_of
from diwan.process.actors.lexicon import name_words, words
from diwan.process.actors.phrases import without_arabic_prefix
from diwan.process.actors.words import Word, is_joined

AR = Language.AR
_KUNYA = frozenset(
    [
        "ابو",
        "ابا",
        "ابی",
        "ام",
        "بن",
        "ابن",
        "عبد",
        "ال",
        "ولد",
        "بنت",
        "ذو",
        "ود",
        "بو",
        "آل",
        "بنی",
        "اولاد",
        "ایت",
    ]
)
_LONGEST_NAME = 4
# Where a name or an institution's name ends at the latest, beside the common words.
_STOPS = frozenset(
    [
        "ان",
        "انه",
        "انها",
        "قد",
        "الذی",
        "التی",
        "الذین",
        "حیث",
        "کما",
        "و",
        "او",
        "ثم",
        "بان",
        "بانه",
        "وفق",
        "بحسب",
        "وقال",
        "واکد",
        "واضاف",
        "قایلا",
        "مضیفا",
        "فی",
        "من",
        "الی",
        "علی",
        "عن",
        "مع",
    ]
)


def is_function_word(word: Word) -> bool:
    if word.text == "علي":
        return False  # the name; the preposition is written على and folds alike
    return word.folded in _STOPS or word.folded in words(AR, "function_words")


def is_stop(word: Word) -> bool:
    return is_function_word(word) or word.folded in words(AR, "not_names") or word.text.endswith(("ً", "اً"))


def is_speech_verb(word: Word) -> bool:
    return _is_speech_verb(word.folded)


@lru_cache(maxsize=65536)
def _is_speech_verb(folded: str) -> bool:
    verbs = words(AR, "speech_verbs")
    return folded in verbs or (folded[:1] in "وف" and folded[1:] in verbs)


@lru_cache(maxsize=65536)
def is_nisba(folded: str) -> bool:
    """الموصلي, الكركوكي: an article and the ending of belonging; no adjective of a state."""
    return len(folded) > 4 and folded.startswith("ال") and folded.endswith("ی") and not demonym_of(folded, AR)


def _is_name_word(word: Word) -> bool:
    return _is_listed_in_names(word.folded) and not is_stop(word)


@lru_cache(maxsize=65536)
def _is_listed_in_names(folded: str) -> bool:
    known = name_words("arabic")
    if not (folded in known or folded in _KUNYA or folded.removeprefix("ال") in known):
        return False
    return not _is_speech_verb(folded) and not demonym_of(folded, AR)


def read_names(_text: str, tokens: list[Word]) -> list[Candidate]:
    return _organisations(tokens) + _people(tokens)


# --- organisations


def _head(word: Word) -> tuple[int, str, ActorKind] | None:
    """(letters before it, head word, kind) when the word is a head, whatever is attached to it."""
    return _head_in(word.folded)


@lru_cache(maxsize=65536)
def _head_in(folded: str) -> tuple[int, str, ActorKind] | None:
    for taken, form in without_arabic_prefix(folded):
        bare = form.removeprefix("ال")
        for listed, kind in (
            ("group_heads", ActorKind.GROUP),
            ("organisation_heads", ActorKind.ORGANISATION),
        ):
            if bare in words(AR, listed):
                return taken, form, kind
    return None


def _organisations(tokens: list[Word]) -> list[Candidate]:
    found: list[Candidate] = []
    for index, word in enumerate(tokens):
        head = _head(word)
        if head is None:
            found += _short_ministry(tokens, index)
            continue
        taken, form, kind = head
        last = (
            _complement_after_article(tokens, index) if form.startswith("ال") else _complement(tokens, index)
        )
        if last > index:
            sentence = f"head word: {form}"
            found.append(
                Candidate(
                    word.start + taken,
                    tokens[last].end,
                    kind,
                    0.85,
                    "actors.head",
                    sentence,
                    facts=(("head", form),),
                )
            )
    return found


_FIELDS = frozenset(
    [
        "الخارجیه",
        "الداخلیه",
        "الدفاع",
        "الصحه",
        "المالیه",
        "العدل",
        "الزراعه",
        "التعلیم",
        "النقل",
        "الطاقه",
        "النفط",
        "الری",
        "التجاره",
        "الاقتصاد",
        "الاعلام",
        "البییه",
    ]
)


def _short_ministry(tokens: list[Word], index: int) -> list[Candidate]:
    """`الخارجية` and the adjective of a state: its ministry, the head word left out."""
    if index + 1 >= len(tokens) or not is_joined(tokens[index + 1]):
        return []
    if (
        index
        and is_joined(tokens[index])
        and (_head(tokens[index - 1]) or tokens[index - 1].folded.endswith("یر"))
    ):
        return []  # the ministry or its minister stands before it
    adjective = tokens[index + 1]
    for taken, form in without_arabic_prefix(tokens[index].folded):
        if form in _FIELDS and adjective.folded.startswith("ال") and demonym_of(adjective.folded, AR):
            word = tokens[index]
            field = word.text[-len(form) :] if taken else word.text
            return [
                Candidate(
                    word.start + taken,
                    adjective.end,
                    ActorKind.ORGANISATION,
                    0.88,
                    "actors.head",
                    "a state's ministry",
                    name=f"وزارة {field} {adjective.text}",
                    facts=(("head", "وزارة"),),
                )
            ]
    return []


def _may_follow(word: Word, generic: frozenset[str]) -> bool:
    plain = is_function_word(word) or is_speech_verb(word) or word.text.endswith(("ً", "اً"))
    return is_joined(word) and not plain and word.folded not in generic and word.folded + "ه" not in generic


def _complement(tokens: list[Word], index: int) -> int:
    """Last word of `head + nouns of the construct + the definite noun and what agrees with it`.

    The construct ends with its first definite word; adjectives after it carry the article too. Without any
    article (جبهة + a proper name) one or two words are taken.
    """
    generic = words(AR, "generic_after_head")
    last, at = index, index + 1
    while at < len(tokens) and at - index <= 3 and _may_follow(tokens[at], generic):
        if tokens[at].folded.startswith("ال"):
            end = _agreeing(tokens, at)
            return index if end == at == index + 1 and _head(tokens[at]) else end
        if at - index > 1 and (_is_verb_like(tokens[at]) or at - index > 2):
            break
        last = at
        at += 1
    return last


def _agreeing(tokens: list[Word], at: int) -> int:
    last = at
    while (
        last + 1 < len(tokens) and last - at < 3 and is_joined(tokens[last + 1]) and _agrees(tokens[last + 1])
    ):
        last += 1
    return last


def _agrees(word: Word) -> bool:
    folded = word.folded
    if is_function_word(word) or folded in words(AR, "titles_direct"):
        return False
    if folded.startswith("لل") and len(folded) > 4:
        return True
    return (
        folded.startswith("ال")
        and (folded.endswith(("ه", "ی", "یین", "یون")) or len(folded) <= 7)
        and folded
        not in (
            "الذی",
            "التی",
            "الذین",
        )
    )


def _is_verb_like(word: Word) -> bool:
    """A third word that may be the verb: يـ / تـ / سـ in front or the feminine ـت behind."""
    return word.text[0] in "يتس" or word.folded.endswith("ت") or is_speech_verb(word)


def _complement_after_article(tokens: list[Word], index: int) -> int:
    """`الحكومة العراقية`, `المجلس الانتقالي الجنوبي`: a definite head is a name only with adjectives that tell which."""
    generic = {f"ال{w}" for w in words(AR, "generic_after_head")}
    last = index
    telling = False
    for at in range(index + 1, min(index + 5, len(tokens))):
        if not is_joined(tokens[at]) or not _agrees(tokens[at]):
            break
        if (
            tokens[index].folded.endswith("ه")
            and not tokens[at].folded.endswith("ه")
            and not tokens[at].folded.startswith("لل")
        ):
            break  # البلدية + a masculine word: what follows is no adjective of it
        telling = telling or tokens[at].folded not in generic
        last = at
    if (
        telling
        and last + 2 < len(tokens)
        and _is_for(tokens[last + 1])
        and tokens[last + 2].folded.startswith("ال")
    ):
        last += 2  # المجلس الأعلى + لـ + a construct
    return last if telling or last > index + 2 else index


def _is_for(word: Word) -> bool:
    return (
        word.folded[0] == "ل"
        and not word.folded.startswith("لل")
        and len(word.folded) > 3
        and is_joined(word)
    )


# --- people


def _people(tokens: list[Word]) -> list[Candidate]:
    found: list[Candidate] = []
    for index, word in enumerate(tokens):
        sure = _is_sure_title(word.folded)
        if sure is not None:
            found += _name_after_title(tokens, index, sure=sure)
        elif is_speech_verb(word):
            found += _name_after_verb(tokens, index)
        if _is_name_word(word):
            found += _bare_name(tokens, index)
        if index > 1 and _is_office(tokens, index):
            found += _before_apposition(tokens, index)
    return found


def _name_end(tokens: list[Word], first: int, longest: int) -> int:
    """Index after the last word of a name that begins at `first`."""
    end = first
    while end < len(tokens) and end - first < longest:
        word = tokens[end]
        if (end > first and not is_joined(word)) or is_stop(word) or is_speech_verb(word) or _head(word):
            break
        if end - first >= 2 and word.folded not in _KUNYA and not _may_be_third(word):
            break
        if end > first and _is_attached(word):
            break  # و ب ل in front of what is no name word is more often attached than not
        end += 1
        if word.folded in _KUNYA:
            longest += 1
        elif end - first >= 2 and is_nisba(word.folded):
            break
    return end


def _is_attached(word: Word) -> bool:
    folded = word.folded
    if folded[0] not in "وبل" or _is_name_word(word):
        return False
    if folded[0] == "و":
        return True
    rest = folded[1:]
    listed = (words(AR, "not_names"), words(AR, "organisation_heads"), words(AR, "outlet_heads"))
    return (
        rest.startswith("ال")
        or rest.endswith("نا")
        or rest in name_words("arabic")
        or any(rest in words_listed for words_listed in listed)
    )


def _may_be_third(word: Word) -> bool:
    """After two words of a name only what belongs to names goes on: a name word or a nisba."""
    return _is_name_word(word) or is_nisba(word.folded)


def _before_apposition(tokens: list[Word], comma: int) -> list[Candidate]:
    """Two or three words ahead of `،` and an office, behind a verb or a word that names nobody."""
    first = comma
    while first and comma - first < 4 and (first == comma or is_joined(tokens[first])):
        word = tokens[first - 1]
        if is_stop(word) or is_speech_verb(word) or _head(word) or _is_sure_title(word.folded) is not None:
            break
        first -= 1
    while comma - first > 2 and not _is_name_word(tokens[first]) and tokens[first].folded not in _KUNYA:
        first += 1  # an unlisted verb ahead of the name
    if (
        comma - first < 2
        or not all(is_joined(t) for t in tokens[first + 1 : comma])
        or tokens[first].folded.startswith("ال")
        or tokens[comma - 1].folded.endswith(("ات", "ین", "ون"))
        or (
            not any(_is_name_word(t) for t in tokens[first:comma])
            and tokens[comma - 1].folded.startswith("ال")
        )
    ):
        return []
    return _person(tokens, first, comma, 0.86, "before an office set off by a comma")


def _is_office(tokens: list[Word], at: int) -> bool:
    word = tokens[at]
    if word.gap.strip() not in ("،", ","):
        return False
    if word.folded in ("وهو", "وهی") and at + 1 < len(tokens):
        word = tokens[at + 1]
    return _is_sure_title(word.folded) is not None


@lru_cache(maxsize=65536)
def _is_sure_title(folded: str) -> bool | None:
    """Whether a name follows this title at once, or behind the words that say of what; None: no title."""
    forms = _title_forms(folded)
    construct = any(form in words(AR, "titles_construct") for form in forms)
    owned = construct and folded.endswith(("تها", "تهم", "ته"))
    if owned or any(form in words(AR, "titles_direct") for form in forms):
        return True
    return False if construct else None


def _title_forms(folded: str) -> list[str]:
    """The word without attached prefix, and without the possessive behind: مندوبتها -> مندوبة."""
    forms = [form for _, form in without_arabic_prefix(folded)]
    for form in list(forms):
        for suffix in ("ها", "هم", "ه"):
            if form.endswith("ت" + suffix):
                forms.append(form.removesuffix("ت" + suffix) + "ه")
            elif form.endswith(suffix) and len(form) > len(suffix) + 3:
                forms.append(form.removesuffix(suffix))
    return forms


def _person(tokens: list[Word], first: int, end: int, score: float, why: str) -> list[Candidate]:
    if first >= end:
        return []
    return [Candidate(tokens[first].start, tokens[end - 1].end, ActorKind.PERSON, score, "actors.name", why)]


def _name_after_title(tokens: list[Word], index: int, *, sure: bool) -> list[Candidate]:
    """The name after a rank or office, past the words that say of what: `وزير الدفاع ...`, `المتحدثة باسم الهيئة ...`."""
    why = f"after the title {tokens[index].text}"
    direct = words(AR, "titles_direct")
    for first in range(index + 1, min(index + 8, len(tokens))):
        word = tokens[first]
        if not is_joined(word) or is_speech_verb(word) or word.folded in ("ان", "انه", "انها"):
            return []
        if word.folded in direct:
            return []  # the nearer title looks for itself
        starts = _is_name_word(word) and (
            not word.folded.startswith("ال") or (sure and _is_given_with_article(tokens, first))
        )
        if starts and (end := _name_end(tokens, first, _LONGEST_NAME)) > first:
            if end - first >= 2 or (sure and first == index + 1):
                return _person(tokens, first, end, 0.9, why)
        elif is_nisba(word.folded) and not is_stop(word) and _closes(tokens, first):
            return _person(tokens, first, first + 1, 0.85, why)
        if sure and first == index + 1 and _may_be_unknown_name(word):
            return _person(tokens, first, _name_end(tokens, first, 2), 0.8, why)
    return []


def _is_given_with_article(tokens: list[Word], at: int) -> bool:
    """الحسن, الطيب before a name that carries no article."""
    bare = tokens[at].folded.removeprefix("ال")
    follower = tokens[at + 1] if at + 1 < len(tokens) else None
    return (
        bare in name_words("arabic")
        and not is_nisba(tokens[at].folded)
        and follower is not None
        and is_joined(follower)
        and not is_stop(follower)
        and not is_speech_verb(follower)
        and not follower.folded.startswith("ال")
    )


def _closes(tokens: list[Word], at: int) -> bool:
    """Nothing that belongs to a name follows."""
    return (
        at + 1 >= len(tokens)
        or not is_joined(tokens[at + 1])
        or is_stop(tokens[at + 1])
        or is_speech_verb(tokens[at + 1])
    )


def _may_be_unknown_name(word: Word) -> bool:
    return not (
        is_stop(word)
        or word.folded.startswith(("ال", "لل", "بال"))
        or demonym_of(word.folded, AR)
        or _head(word)
    )


def _name_after_verb(tokens: list[Word], index: int) -> list[Candidate]:
    first = index + 1
    if first >= len(tokens) or not is_joined(tokens[first]):
        return []
    word = tokens[first]
    if _is_sure_title(word.folded) is not None:
        return []  # the title looks for itself
    if not _is_name_word(word) and not is_nisba(word.folded):
        return _unlisted_name(tokens, first)
    end = _name_end(tokens, first, _LONGEST_NAME)
    if end - first >= 2 and _is_name_word(word) and not word.folded.startswith("ال"):
        return _person(tokens, first, end, 0.8, f"after the verb {tokens[index].text}")
    return []


_NEARBY = 400  # words; a surname comes again soon, and long texts must stay near linear


def _unlisted_name(tokens: list[Word], first: int) -> list[Candidate]:
    """Two words that no list knows, the second of which comes again after a verb of saying, as surnames do."""
    last = first + 1
    if last >= len(tokens) or not is_joined(tokens[last]):
        return []
    pair = tokens[first : last + 1]
    if any(
        is_stop(t)
        or is_speech_verb(t)
        or _head(t)
        or t.folded.endswith(("ات", "ین", "ون", "ه"))
        or len(t.folded) < 3
        or demonym_of(t.folded, AR)
        or _is_sure_title(t.folded) is not None
        for t in pair
    ) or tokens[first].folded.startswith("ال"):
        return []
    again = any(
        t.folded == tokens[last].folded and is_speech_verb(tokens[i - 1])
        for i, t in enumerate(tokens[max(0, first - _NEARBY) : first + _NEARBY], max(0, first - _NEARBY))
        if i and i != last
    )
    return _person(tokens, first, last + 1, 0.75, "its second word comes again as a speaker") if again else []


def _bare_name(tokens: list[Word], first: int) -> list[Candidate]:
    """Two name words in a row, or a name word and a nisba with the article."""
    if first + 1 >= len(tokens) or not is_joined(tokens[first + 1]) or tokens[first].folded.startswith("ال"):
        return []
    follower = tokens[first + 1]
    kunya = tokens[first].folded in _KUNYA
    if not (
        is_nisba(follower.folded) or (_is_name_word(follower) and not follower.folded.startswith("ال"))
    ) or is_stop(follower):
        return []
    end = _name_end(tokens, first, _LONGEST_NAME)
    if end - first < 2:
        return []
    return _person(
        tokens,
        first,
        end,
        0.6 if kunya or not is_nisba(tokens[end - 1].folded) else 0.7,
        "known name words in a row",
    )
