"""Somebody new beside a verb of saying: `a shopkeeper said`, «рассказала одна из учительниц», «یک پزشک گفت».

Known by their grammar, an article, a number or its lack, and not by a list of trades.
"""

import re
from dataclasses import dataclass

from diwan.core.languages import Language
from diwan.process.claims.cues import Cue
from diwan.process.claims.marks import Marks

_REACH = 90  # characters
_ENGLISH = r"(?:an?|one|another|two|three|four|five|several|some|many|most|a few|other|both|numerous|dozens of|scores of)\s+(?!(?:statement|note|letter|report|interview|post|briefing|message|spokes\w+|day|week|month|year|hour)s?\b)[a-z][\w'’-]*"
_BEFORE = {
    Language.EN: re.compile(
        rf"(?:^\s*|[.,;:—–\"”]\s*|\b(?:but|and|yet|while|as|where)\s+)(?P<who>{_ENGLISH}(?:\s+[\w'’-]+){{0,6}}?(?:,[^,]{{3,60}},)?"
        r"|[A-Z][a-z]+s(?: who [^,]{3,40}| in [\w ]{3,20})?)\s+(?:also |later |then |had |have |has )?$",
        re.IGNORECASE,
    ),
    Language.AR: re.compile(
        r"(?:لكنّ?|غير أنّ?|إلا أنّ?|بيد أنّ?)\s+(?P<who>(?!ال)\w+(?:اً|ًا|ين|ات|ا)(?: \S+){0,4}?)\s*$"
    ),
    Language.FA: re.compile(
        r"(?:^|[،؛:.]\s*|\s(?:و|اما|ولی)\s)(?P<who>(?:یک|یکی از|چند|چندین|برخی|شماری از|گروهی از|دو|سه|تعدادی از) [^،؛:]{2,60}?)\s*،?\s*$"
    ),
}
_AFTER = {
    Language.EN: re.compile(rf"\s+(?P<who>{_ENGLISH}|(?:one|another)(?=,|\.|$))", re.IGNORECASE),
    Language.AR: re.compile(
        r"\s+(?P<who>(?!ال|لل|(?:في|عن|من|على|إلى|الى|مع|هذا|هذه|ذلك|تلك|أن|إن|ان|يوم|أمس|امس|مساء|صباح|فجر|بعد|قبل|خلال|عبر|ضمن|لدى|ما)\s|ب|ل|أيض|كذلك)"
        r"\w{3,}(?<!ه)(?<!ها)(?<!هم)(?:\s+\w+){0,2})"
    ),
    Language.RU: re.compile(
        r"\s+(?P<who>(?:одна?|один|другой|другая|ещё один|ещё одна|некоторые|многие|несколько|двое|трое)\s+(?:из\s+)?[а-яё][\w-]*(?:\s+[а-яё][\w-]*){0,2})",
        re.IGNORECASE,
    ),
}
_LISTED = {
    Language.EN: re.compile(
        r"^(?:its|they|this|these|those|as|was|has|his|hers?|ours|theirs|less|always|perhaps|besides|sometimes|yes|mrs)\b",
        re.IGNORECASE,
    )
}


@dataclass(frozen=True, slots=True)
class Strangers:
    marks: Marks

    def beside(self, cue: Cue, start: int, end: int) -> str:
        """As the text describes them; empty when nobody new stands beside the cue."""
        text, language = self.marks.text, self.marks.language
        before, after = _BEFORE.get(language), _AFTER.get(language)
        if before and (found := before.search(text[max(start, cue.start - _REACH) : cue.start])):
            who = found["who"].strip()
            never = _LISTED.get(language)
            if not (never and never.match(who)) and not self.marks.search(
                "roles", cue.start - len(found[0]), cue.start
            ):
                return who
        if after and (found := after.match(text, cue.end, end)):
            who = found["who"].strip()
            told = language is Language.AR and text.find(who.split()[0], 0, cue.start) >= 0  # a surname again
            return "" if told else who
        return ""
