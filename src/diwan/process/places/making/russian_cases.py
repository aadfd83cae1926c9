"""Case forms of Russian place names, made while the gazetteer is compiled, so that reading is one look-up.

Regular declension only (the school rules); a wrong form that nobody writes costs a few bytes.
"""

import re

_HUSHING = "жчшщц"
_VELAR = "гкх"


def _hard(stem: str) -> tuple[str, ...]:
    """Masculine on a consonant: Багдад, Воронеж."""
    instrumental = "ем" if stem[-1:] in _HUSHING else "ом"
    return stem + "а", stem + "у", stem, stem + instrumental, stem + "е"


def _adjective(word: str) -> tuple[str, ...] | None:
    if m := re.search(r"(н|щ|ж|ч|ш|к|г|х)ий$", word):
        soft = m[1] == "н"
        stem, vowel = word[:-2], "е" if soft or m[1] in _HUSHING else "о"
        return stem + vowel + "го", stem + vowel + "му", word, stem + "им", stem + vowel + "м"
    if word.endswith(("ый", "ой")) and len(word) > 5:
        stem = word[:-2]
        return stem + "ого", stem + "ому", word, stem + "ым", stem + "ом"
    if word.endswith(("ая", "яя")):
        stem, vowel = word[:-2], "ей" if word.endswith("яя") else "ой"
        return (
            stem + vowel,
            stem + vowel,
            stem + ("юю" if word.endswith("яя") else "ую"),
            stem + vowel,
            stem + vowel,
        )
    if word.endswith("ое") and len(word) > 4:
        stem = word[:-2]
        return stem + "ого", stem + "ому", word, stem + ("им" if stem[-1] in _VELAR else "ым"), stem + "ом"
    if word.endswith(("ые", "ие")) and len(word) > 5 and word[-3] in "нкхгвш":
        stem = word[:-1]
        return stem + "х", stem + "м", word, stem + "ми", stem + "х"
    return None


def _feminine(word: str) -> tuple[str, ...]:
    stem = word[:-1]
    if word.endswith("ия"):
        return stem + "и", stem + "и", stem + "ю", stem + "ей", stem + "и"
    if word.endswith("я"):
        return stem + "и", stem + "е", stem + "ю", stem + "ей", stem + "е"
    genitive = "и" if stem[-1:] in _VELAR + "жчшщ" else "ы"  # Зеница has Зеницы
    return (
        stem + genitive,
        stem + "е",
        stem + "у",
        stem + ("ей" if stem[-1:] in _HUSHING else "ой"),
        stem + "е",
    )


def cases(word: str) -> tuple[str, ...]:  # noqa: PLR0911  (one declension a line)
    """Genitive, dative, accusative, instrumental, prepositional, then further forms; () if it stays as it is."""
    if len(word) < 3 or not word[-1].isalpha() or word.isupper():
        return ()
    if adjective := _adjective(word):
        return adjective
    last, stem = word[-1], word[:-1]
    if last in "ая":
        return _feminine(word)
    if last == "ь":
        return stem + "я", stem + "ю", word, stem + "ем", stem + "е", stem + "и", stem + "ью"
    if last == "й":
        return stem + "я", stem + "ю", word, stem + "ем", stem + ("и" if word.endswith("ий") else "е")
    if re.search(r"(ов|ев|ин|ын)о$", word):
        return stem + "а", stem + "у", word, stem + "ом", stem + "е"
    if re.search(r"[ьи]е$", word) and len(word) > 6:
        return stem + "я", stem + "ю", word, stem + "ем", stem + ("и" if word.endswith("ие") else "е")
    if last in "ыи" and len(word) > 4:
        return stem, stem + "ам", word, stem + "ами", stem + "ах", stem + "ов"
    if last in "бвгджзклмнпрстфхцчшщ":
        extra = (stem[:-1] + last + "а",) if re.search(r"[бвгдзклмнпрст][ео][кцлнр]$", word) else ()
        return *_hard(word), *(_hard(stem[:-1] + last) if extra else ())
    return ()


def forms(name: str) -> set[str]:
    """Every inflected form of a name; the name itself is not among them."""
    if re.search(r"-(?:на|над|под|ле|ла|ан)-", name):  # Ростов-на-Дону: the first part declines
        head, hyphen, rest = name.partition("-")
        return {form + hyphen + rest for form in cases(head)} - {name}
    words = name.split(" ")
    bent = [
        _last_of_hyphens(w) if i == len(words) - 1 else (_adjective(w) or ()) for i, w in enumerate(words)
    ]
    if len(words) > 1 and not bent[-1]:
        return set()
    made = set()
    for case in range(max((len(b) for b in bent), default=0)):
        made.add(" ".join(b[case] if case < len(b) else w for b, w in zip(bent, words, strict=True)))
    return made - {name}


def _last_of_hyphens(word: str) -> tuple[str, ...]:
    head, hyphen, last = word.rpartition("-")
    return tuple(head + hyphen + form for form in cases(last))
