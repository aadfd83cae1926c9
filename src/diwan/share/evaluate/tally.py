"""Adds up counts report by report and keeps what went wrong, for a reader to look at."""

from collections import Counter, defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field

from diwan.share.evaluate.figures import Figure, Share, score
from diwan.share.evaluate.labels import ClaimLabel, LabelledReport, Span
from diwan.share.evaluate.situation import ReadValue


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that the machine got wrong."""

    kind: str  # "places missed"
    language: str
    report: str
    words: str  # of the text, or the ids of the reports that belong together or do not
    labelled: str = ""
    read: str = ""
    why: str = ""  # the reason that the machine gave


@dataclass(slots=True)
class Tally:
    scores: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    shares: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    misses: list[Miss] = field(default_factory=list)
    # What figures across reports are made of.
    linked: list[tuple[Hashable, Hashable | None]] = field(default_factory=list)
    claims: list[tuple[ClaimLabel, ReadValue | None]] = field(default_factory=list)

    def count(self, figure: str, *, right: int, found: int, labelled: int) -> None:
        self.scores[figure].update(right=right, found=found, labelled=labelled)

    def ask(self, figure: str, *, is_right: bool) -> None:
        self.shares[figure].update(right=is_right, labelled=1)

    def miss(
        self,
        kind: str,
        report: LabelledReport,
        span: Span,
        *,
        labelled: str = "",
        read: str = "",
        why: str = "",
    ) -> None:
        words = report.text[slice(*span)]
        self.misses.append(Miss(kind, report.language.value, report.id, words, labelled, read, why))

    def figures(self) -> dict[str, Figure]:
        scored: dict[str, Figure] = {
            name: score(count["right"], count["found"], count["labelled"])
            for name, count in self.scores.items()
        }
        return scored | {
            name: Share(count["right"], count["labelled"]) for name, count in self.shares.items()
        }
