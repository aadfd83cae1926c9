"""Which kind of event the words of a report speak for: hints, not a verdict; `analyse` lets reports vote."""

from diwan.core.languages import FOUR, Language
from diwan.core.reading import KindHint, Report, Sentence
from diwan.process import lexicon

VERSION = "ideas/1"

_LONGEST_READ = 20_000  # characters; a kind shows itself early, a book would drown it


def read_kinds(
    report: Report, language: Language, _sentences: tuple[Sentence, ...] = ()
) -> tuple[KindHint, ...]:
    if language not in FOUR:
        return ()
    hints = []
    first = report.text.find("\n", 40)
    for start, end, idea in lexicon.ideas_in(report.text[:_LONGEST_READ], language):
        # The first paragraph says what happened; what follows says what else is known.
        nearer = 1.0 if first < 0 or start < first else 0.4
        hints += [KindHint(k, start, end, round(w * nearer, 3), f"idea:{idea.name}") for k, w in idea.kinds]
    return tuple(hints)
