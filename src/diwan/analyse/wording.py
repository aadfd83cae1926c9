"""The running text of a report as words, without what is no part of the story, and its runs of five words.

Boilerplate is told from the report alone: one outlet's furniture cannot be learned from reports that another
reader may not see.
"""

import re
from array import array
from binascii import crc32
from dataclasses import dataclass

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
    folded = fold_strong.__wrapped__(_marked(story)).text
    words, inside, depth = [], [], False
    for token in _TOKEN.findall(folded):
        if token in (_OPEN, _CLOSE):
            depth = token == _OPEN
        else:
            words.append(token)
            inside.append(depth)
    runs: set[int] = set()
    open_runs: set[int] = set()
    for i in range(len(words) - RUN + 1):
        run = crc32(" ".join(words[i : i + RUN]).encode())
        runs.add(run)
        if not all(inside[i : i + RUN]):
            open_runs.add(run)
    return Wording(array("I", sorted(runs)), array("I", sorted(runs - open_runs)), len(words))


_OPEN, _CLOSE = "\ue010", "\ue011"
_TOKEN = re.compile(rf"[^\W_]+|[{_OPEN}{_CLOSE}]")


def _marked(text: str) -> str:
    return _QUOTED.sub(lambda m: f"{_OPEN}{m.group()[1:-1]}{_CLOSE}", text)
