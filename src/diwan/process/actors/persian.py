"""Persian people and organisations by head words, titles, verbs at the end of the clause and known name words."""

from functools import lru_cache

from diwan.core.languages import Language
from diwan.core.reading import ActorKind
from diwan.process.actors.candidate import Candidate
from diwan.process.actors.known import demonym_of
from diwan.process.actors.lexicon import given_names, name_words, words
from diwan.process.actors.words import Word, fold, is_joined

FA = Language.FA
_KUNYA = frozenset(["ابو", "ابن", "بن", "عبد", "ام", "ال"])
_FAMILY_ENDINGS = (
    "زاده",
    "پور",
    "نژاد",
    "یان",
    "فر",
    "نیا",
    "وند",
    "پناه",
    "دوست",
    "خواه",
    "اف",
    "اوف",
    "یف",
    "وف",
    "لو",
    "چی",
    "ویچ",
    "نکو",
)
# words that lengthen an organisation's name without saying which one it is
_LIGHT = frozenset(
    "امور عالی ملی کل عمومی مرکزی اسلامی مشترک ویژه بین‌المللی سراسری مستقل آزادی‌بخش مردمی خبری ارتش جمهوری".replace(
        "\u200c", ""
    ).split()
)


def is_function_word(word: Word) -> bool:
    return word.folded in words(FA, "function_words") or word.folded.isdigit()


def is_stop(word: Word) -> bool:
    return is_function_word(word) or word.folded in words(FA, "not_names")


def is_verb(word: Word) -> bool:
    return _is_verb(word.folded)


@lru_cache(maxsize=65536)
def _is_verb(folded: str) -> bool:
    if folded in words(FA, "speech_verbs"):
        return True
    present = folded.startswith(("می", "نمی")) and len(folded) > 4 and folded.endswith(("د", "م", "ست", "ی"))
    return present and folded not in given_names()  # میلاد is a name


def _is_name_word(word: Word) -> bool:
    return _is_listed_in_names(word.folded) and not is_stop(word)


@lru_cache(maxsize=65536)
def _is_listed_in_names(folded: str) -> bool:
    """A word of people's names, or one that ends as family names do, and neither a verb nor a nationality."""
    if not (
        folded in name_words("arabic")
        or folded in _KUNYA
        or (len(folded) > 5 and folded.endswith(_FAMILY_ENDINGS))
    ):
        return False
    return not _is_verb(folded) and not demonym_of(folded, FA)


def _in(word: Word, listed: str) -> bool:
    return _is_in(word.folded, listed)


@lru_cache(maxsize=65536)
def _is_in(folded: str, listed: str) -> bool:
    """Listed, with or without the ezafe that is written as a letter."""
    lists = words(FA, listed)
    return folded in lists or (folded.endswith("ی") and folded[:-1] in lists)


def read_names(_text: str, tokens: list[Word]) -> list[Candidate]:
    return _organisations(tokens) + _people(tokens)


# --- organisations


def _organisations(tokens: list[Word]) -> list[Candidate]:
    found: list[Candidate] = []
    for index, word in enumerate(tokens):
        kind = None
        if _in(word, "organisation_heads"):
            kind = ActorKind.ORGANISATION
        elif _in(word, "group_heads"):
            kind = ActorKind.GROUP
        last = _complement(tokens, index) if kind else index
        if kind and last > index:
            why = f"head word: {word.text}"
            found.append(
                Candidate(
                    word.start, tokens[last].end, kind, 0.85, "actors.head", why, facts=(("head", word.text),)
                )
            )
    return found


def _complement(tokens: list[Word], index: int) -> int:
    """Last word of the chain that says which: two weighty words at most, a state may close it as a third."""
    generic = words(FA, "generic_after_head")
    last, weighty, telling = index, 0, False
    for at in range(index + 1, min(index + 7, len(tokens))):
        word = tokens[at]
        if not is_joined(word) or is_function_word(word) or is_verb(word) or _is_verb_phrase(tokens, at):
            break
        if word.folded in _CALENDAR or _is_indefinite(word):
            break
        counted = word.folded in _NUMBERS and _in(tokens[index], "group_heads")
        if at == index + 1 and word.folded in generic and word.folded not in _LIGHT and not counted:
            break
        light = word.folded in _LIGHT or word.folded in generic
        if weighty >= 2 and not is_state(word):
            break
        weighty += not light
        telling = telling or not light
        last = at
        if is_state(word):
            break
    return last if telling else index


def _is_verb_phrase(tokens: list[Word], at: int) -> bool:
    """The noun of a compound verb: the next word is را, or a light verb such as کرد."""
    follower = tokens[at + 1].folded if at + 1 < len(tokens) and is_joined(tokens[at + 1]) else ""
    if follower.startswith(("می", "نمی")) and len(follower) > 4:
        return True
    return follower in (
        "را",
        "کرد",
        "کردند",
        "کرده",
        "شد",
        "شده",
        "داد",
        "می",
        "گرفت",
        "نمود",
        "شود",
        "شوند",
        "شدند",
        "شدهاست",
        "گردید",
        "گردد",
        "گردیده",
        "یافت",
        "یافته",
        "کند",
        "کنند",
        "دهد",
        "دهند",
        "دادند",
        "داده",
        "گیرد",
        "نشد",
        "نکرد",
        "نداد",
        "نشده",
        "نکرده",
    )


_NUMBERS = frozenset(["دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده"])
_CALENDAR = frozenset(
    [
        "اول",
        "دوم",
        "سوم",
        "نخست",
        "آخر",
        "محرم",
        "صفر",
        "ربیع",
        "جمادی",
        "رجب",
        "شعبان",
        "رمضان",
        "شوال",
        "فروردین",
        "اردیبهشت",
        "خرداد",
        "تیر",
        "مرداد",
        "شهریور",
        "مهر",
        "آبان",
        "آذر",
        "دی",
        "بهمن",
        "اسفند",
    ]
)


def _is_indefinite(word: Word) -> bool:
    """`شرکت بیگانه‌ای`: some company, no name."""
    return word.text.endswith("\u200cای")


def is_state(word: Word) -> bool:
    return _is_state(word.text)


@lru_cache(maxsize=65536)
def _is_state(text: str) -> bool:
    from diwan.process.actors.known import countries  # noqa: PLC0415  # built on first use

    word = Word(0, len(text), text, fold(text), "")
    return any(countries(FA).find([word])) or demonym_of(word.folded, FA) is not None


# --- people


def _people(tokens: list[Word]) -> list[Candidate]:
    found: list[Candidate] = []
    for index, word in enumerate(tokens):
        if _in(word, "titles_direct"):
            found += _after_title(tokens, index)
        elif _in(word, "titles_construct"):
            found += _after_office(tokens, index)
        if (
            index == 0 or not is_joined(word) or tokens[index - 1].folded in ("اما", "که", "و", "ولی")
        ) and not is_stop(word):
            found += _before_clue(tokens, index)
        if index and word.folded in _SAYS:
            found += _after_according(tokens, index)
        if _is_name_word(word):
            found += _bare_name(tokens, index)
    return found


def _name_end(tokens: list[Word], first: int, longest: int = 3) -> int:
    end = first
    while end < len(tokens) and end - first < longest:
        word = tokens[end]
        if (
            (end > first and not is_joined(word))
            or is_stop(word)
            or is_verb(word)
            or _is_verb_phrase(tokens, end)
        ):
            break
        if _in(word, "organisation_heads") or _in(word, "titles_construct") or _in(word, "titles_direct"):
            break
        end += 1
        if word.folded in _KUNYA:
            longest += 1
    return end


def _person(tokens: list[Word], first: int, end: int, score: float, why: str) -> list[Candidate]:
    if first >= end:
        return []
    return [Candidate(tokens[first].start, tokens[end - 1].end, ActorKind.PERSON, score, "actors.name", why)]


def _after_title(tokens: list[Word], index: int) -> list[Candidate]:
    first = index + 1
    if first >= len(tokens) or not is_joined(tokens[first]):
        return []
    known = _is_name_word(tokens[first])
    end = _name_end(tokens, first, 3 if known else 2)
    if end - first == 3 and not _is_name_word(tokens[end - 1]):
        end -= 1
    return _person(tokens, first, end, 0.9 if known else 0.8, f"after the title {tokens[index].text}")


def _after_office(tokens: list[Word], index: int) -> list[Candidate]:
    """`وزیر دفاع ...`: known name words within five words after an office."""
    for first in range(index + 1, min(index + 6, len(tokens) - 1)):
        if not is_joined(tokens[first]) or is_verb(tokens[first]):
            return []
        if _is_name_word(tokens[first]) and is_joined(tokens[first + 1]) and not is_stop(tokens[first + 1]):
            end = _name_end(tokens, first)
            if end - first == 3 and not _is_name_word(tokens[end - 1]):
                end -= 1
            if (end - first >= 2 and any(_is_name_word(t) for t in tokens[first + 1 : end])) or _closes(
                tokens, end
            ):
                return _person(tokens, first, end, 0.85, f"after the office {tokens[index].text}")
    return []


def _closes(tokens: list[Word], end: int) -> bool:
    return end >= len(tokens) or not is_joined(tokens[end]) or is_verb(tokens[end]) or is_stop(tokens[end])


def _before_clue(tokens: list[Word], first: int) -> list[Candidate]:
    """A clause that opens with two words and then an apposition, `که`, `از` or a verb of saying."""
    end = _name_end(tokens, first, 3)
    for stop in range(min(end, first + 3), first + 1, -1):
        if clue := _clue(tokens, stop):
            known = any(_is_name_word(t) for t in tokens[first:stop])
            plain = any(
                _in(t, "organisation_heads") or _in(t, "group_heads") or is_state(t)
                for t in tokens[first:stop]
            )
            first_known = _is_name_word(tokens[first]) or (
                stop - first == 2 and _is_name_word(tokens[first + 1]) and not _is_common(tokens[first])
            )
            again = stop - first == 2 and (
                _comes_again(tokens, first, stop - 1) or _speaks_soon(tokens, first, stop)
            )
            if not plain and again and not known:
                return _person(tokens, first, stop, 0.7, "its second word stands alone elsewhere")
            if not plain and ((known and first_known) or (stop - first == 2 and clue == "apposition")):
                return _person(tokens, first, stop, 0.85 if known else 0.65, f"before {clue}")
    return []


def _clue(tokens: list[Word], at: int) -> str:
    if at >= len(tokens):
        return ""
    word = tokens[at]
    if word.gap.strip() in ("،", ",") and (_in(word, "titles_construct") or _in(word, "titles_direct")):
        return "apposition"
    if word.gap.strip() in ("،", ",") and _follows_office(tokens, at):
        return "apposition"
    if (
        is_joined(word)
        and word.folded == "از"
        and at + 1 < len(tokens)
        and _in(tokens[at + 1], "organisation_heads")
    ):
        return "apposition"
    if is_joined(word) and (word.folded in ("که", "از", "نیز", "هم", "در", "به") or is_verb(word)):
        return f"the word {word.text}"
    return ""


def _speaks_soon(tokens: list[Word], first: int, stop: int) -> bool:
    """`X Y در واکنش گفت`: two words that open a clause whose verb of saying is near; neither is a plain noun."""
    if any(
        _is_common(t)
        or len(t.folded) < 3
        or is_stop(t)
        or t.folded.endswith(("ان", "ات", "ه", "یی"))
        or (t.folded in name_words("arabic") - given_names() and t is tokens[first])
        for t in tokens[first:stop]
    ):
        return False
    for at in range(stop, min(stop + 7, len(tokens))):
        if tokens[at].folded in _VERBS_OF_SAYING:
            return True
        if tokens[at].gap.strip():
            return False
    return False


_VERBS_OF_SAYING = frozenset(["گفت", "افزود", "گفتهاست", "نوشت", "میگوید", "گفته"])


_NEARBY = 400  # words; a surname comes again soon, and long texts must stay near linear


def _comes_again(tokens: list[Word], first: int, last: int) -> bool:
    """The second word opens a clause by itself elsewhere, as surnames do; neither word is a plain noun."""
    if any(_is_common(t) or len(t.folded) < 3 or is_stop(t) for t in tokens[first : last + 1]):
        return False
    return any(
        t.folded == tokens[last].folded
        and (not is_joined(t) or tokens[i - 1].folded in ("اما", "که", "و", "ولی"))
        for i, t in enumerate(tokens[max(0, first - _NEARBY) : first + _NEARBY], max(0, first - _NEARBY))
        if i and i != last
    )


_SAYS = frozenset("گفته گفتهٔ گفتهی باور ادعای روایت اعتقاد نظر اعلام قول زبان".replace("ٔ", "").split())


def _after_according(tokens: list[Word], index: int) -> list[Candidate]:
    """`به گفتهٔ X Y،`: two or three words up to the comma."""
    first = index + 1
    if tokens[index - 1].folded not in ("به", "از") or first >= len(tokens) or not is_joined(tokens[first]):
        return []
    end = _name_end(tokens, first, 3)
    closed = end < len(tokens) and tokens[end].gap.strip() in ("،", ",")
    if end - first < 2 or not closed or any(_is_common(t) for t in tokens[first:end]):
        return []
    plain = any(_in(t, "group_heads") or is_state(t) for t in tokens[first:end])
    return [] if plain else _person(tokens, first, end, 0.7, "after words of attribution")


def _follows_office(tokens: list[Word], at: int) -> bool:
    """`مدیر بندر، NAME، ...`: an office in the clause just before the comma ahead of the name."""
    first = at - 1
    while first and at - first < 4 and is_joined(tokens[first]):
        first -= 1
    if at - first < 2 or tokens[first].gap.strip() not in ("،", ","):
        return False
    back = first - 1
    while back >= 0 and first - back <= 6:
        if _in(tokens[back], "titles_construct") or _in(tokens[back], "titles_direct"):
            return True
        if not is_joined(tokens[back]):
            return False
        back -= 1
    return False


def _is_common(word: Word) -> bool:
    """Counted, plural or indefinite: no given name."""
    return word.folded in _COUNTS or word.folded.endswith(("ها", "های", "هایی", "گری", "فروشی", "داری"))


_COUNTS = frozenset(
    [
        "یک",
        "دو",
        "سه",
        "چهار",
        "پنج",
        "شش",
        "هفت",
        "هشت",
        "نه",
        "ده",
        "یازده",
        "دوازده",
        "سیزده",
        "چهارده",
        "پانزده",
        "شانزده",
        "هفده",
        "هجده",
        "نوزده",
        "بیست",
        "سی",
        "چهل",
        "پنجاه",
        "شصت",
        "هفتاد",
        "هشتاد",
        "نود",
        "صد",
        "دویست",
        "سیصد",
        "هزار",
        "هر",
        "چند",
        "چندین",
        "آن",
        "این",
        "همان",
        "همین",
    ]
)


def _bare_name(tokens: list[Word], first: int) -> list[Candidate]:
    if first + 1 >= len(tokens) or not is_joined(tokens[first + 1]) or is_stop(tokens[first + 1]):
        return []
    given = tokens[first].folded in given_names()
    if not given and not (_is_name_word(tokens[first + 1]) and tokens[first + 1].folded in given_names()):
        return []
    if tokens[first + 1].folded.endswith(("ند", "یم", "ید")) and not _is_name_word(tokens[first + 1]):
        return []  # more likely a verb than a surname
    if is_verb(tokens[first + 1]) or _is_verb_phrase(tokens, first + 1):
        return []
    end = _name_end(tokens, first)
    if end - first == 3 and not _is_name_word(tokens[end - 1]):
        end -= 1
    if end - first < 2:
        return []
    return _person(
        tokens, first, end, 0.7 if _is_name_word(tokens[first + 1]) else 0.6, "known name words in a row"
    )
