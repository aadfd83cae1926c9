"""Pure: which read value stands where a label stands, one to one, best overlap first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from diwan.share.evaluate.labels import LabelledReport, Matter, Span
from diwan.share.evaluate.situation import ReadValue

# The share of both spans that they must have in common. A place's name may come with or without its article, prefix
# or kind, so it needs less than what is a longer run of words.
LEAST_SHARED = {Matter.PLACES: 0.3, Matter.ACTORS: 0.5, Matter.DATES: 0.5, Matter.CLAIMS: 0.5}


class Spanned(Protocol):
    @property
    def span(self) -> Span: ...


Label = TypeVar("Label", bound=Spanned)


@dataclass(frozen=True, slots=True)
class Met(Generic[Label]):
    pairs: list[tuple[Label, ReadValue]]
    missed: list[Label]  # no value was read there
    beyond: list[ReadValue]  # read where no label stands, and counted as wrong


def overlap(one: Span, other: Span) -> float:
    """Length in common over length together: 0 apart, 1 alike."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    if common <= 0:
        return 0.0
    return common / (max(one[1], other[1]) - min(one[0], other[0]))


def meet(
    report: LabelledReport, matter: Matter, labels: Sequence[Label], read: Sequence[ReadValue]
) -> Met[Label]:
    least = LEAST_SHARED[matter]
    close = [
        (shared, i, j)
        for i, label in enumerate(labels)
        for j, value in enumerate(read)
        if (shared := overlap(label.span, value.span)) >= least
    ]
    of_label: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(close, reverse=True):
        if i not in of_label and j not in taken:
            of_label[i] = j
            taken.add(j)
    rest = (value for j, value in enumerate(read) if j not in taken)
    return Met(
        pairs=[(labels[i], read[j]) for i, j in of_label.items()],
        missed=[label for i, label in enumerate(labels) if i not in of_label],
        beyond=list(rest if report.is_whole else _rejected(report, matter, rest)),
    )


def _rejected(report: LabelledReport, matter: Matter, values: Iterable[ReadValue]) -> Iterable[ReadValue]:
    spans = [span for kind, span in report.rejected if kind is matter]
    return (v for v in values if any(overlap(span, v.span) >= LEAST_SHARED[matter] for span in spans))
