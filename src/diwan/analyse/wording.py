"""The running text of a report as words, without what is no part of the story, and its runs of five words.

Boilerplate is told from the report alone: one outlet's furniture cannot be learned from reports that another
reader may not see.
"""

import re
from array import array
from binascii import crc32
from dataclasses import dataclass
from itertools import accumulate

from diwan.process.fold import fold_strong

RUN = 5  # words; at 5, reports of different events share almost none (0.99 quantile of containment .03)

# How a line begins that is furniture in any outlet: pointers to other stories, captions, sign-up calls.
_FURNITURE = re.compile(
    r"^\W*(?:read (?:more|also)|see also|related|more on this|also read|photo(?: caption)?\b|picture|caption|image|video|follow us|"
    r"sign up|subscribe|share this|join our|support our|advert|copyright|all rights|\(?source|by [A-Z][\w ]{2,30}$|"
    r"читайте (?:также|ещё|еще)|по теме|фото|видео|подпи(?:сывайтесь|шитесь)|источник:|реклама|все права|присоединяйтесь|ещё по теме|материалы по теме|"
    r"اقرأ أيضا|اقرا ايضا|اقرأ المزيد|للمزيد|تابعونا|تابعوا|اشترك|صورة|الصورة|المصدر|مواضيع ذات|شاهد أيضا|جميع الحقوق|إعلان|"
    r"بیشتر بخوانید|همچنین بخوانید|مطالب مرتبط|بخوانید|ما را|عکس|تصویر|منبع|عضو|مشترک|کانال ما|به کانال|اشتراک|تبلیغ|کلیه حقوق)",
    re.IGNORECASE,
)
_LONGEST_FURNITURE = 160  # characters: a paragraph that begins so and goes on is the story
_QUOTED = re.compile(r"«[^«»]{12,}»|“[^“”]{12,}”|\"[^\"\n]{12,}\"|„[^„“”]{12,}[“”]")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_COMPARED = 400_000  # characters


@dataclass(frozen=True, slots=True)
class Wording:
    runs: (
        "array[int]"  # sorted hashes of five words in a row; an array takes a twentieth of the room of a set
    )
    quoted: "array[int]"  # those that lie wholly inside quotation marks
    words: int


def story_paragraphs(text: str) -> list[tuple[int, str]]:
    """(offset, paragraph) of what is story; short lines that begin as furniture does are left out."""
    kept, at = [], 0
    for part in text.split("\n"):
        if part.strip() and not (len(part) <= _LONGEST_FURNITURE and _FURNITURE.match(part)):
            kept.append((at, part))
        at += len(part) + 1
    return kept


def wording(text: str) -> Wording:
    story = "\n".join(part for _, part in story_paragraphs(text[:_LONGEST_COMPARED]))
    words, quotations = _words(fold_strong.__wrapped__(_marked(story)).text)
    joined = " ".join(words).encode()
    begins = [0, *accumulate(len(word) + 1 for word in joined.split(b" "))]
    runs = [crc32(joined[begin : end - 1]) for begin, end in zip(begins, begins[RUN:], strict=False)]
    quoted: set[int] = set()
    outside, past = set[int](), 0
    for begin, end in quotations:
        last = max(begin, end - RUN + 1)
        quoted.update(runs[begin:last])
        outside.update(runs[past:begin])
        past = last
    outside.update(runs[past:])
    return Wording(array("I", sorted(quoted | outside)), array("I", sorted(quoted - outside)), len(words))


def _words(folded: str) -> tuple[list[str], list[tuple[int, int]]]:
    """The words, and from which to which each quotation goes."""
    words: list[str] = []
    quotations: list[tuple[int, int]] = []
    for n, part in enumerate(_MARK.split(folded)):
        begin = len(words)
        words += _WORD.findall(part)
        if n % 2 == 0 or begin == len(words):
            continue
        if quotations and quotations[-1][1] == begin:  # nothing between two quotations
            begin = quotations.pop()[0]
        quotations.append((begin, len(words)))
    return words, quotations


_OPEN, _CLOSE = "\ue010", "\ue011"
_MARK = re.compile(f"[{_OPEN}{_CLOSE}]")


def _marked(text: str) -> str:
    return _QUOTED.sub(lambda m: f"{_OPEN}{m.group()[1:-1]}{_CLOSE}", text)
