"""What comes out of one input."""

from dataclasses import dataclass

from diwan.core.reading import Report
from diwan.gather.raw import Problem


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The reports found and what could not be read; a problem with `is_note` speaks of a report that was read."""

    reports: tuple[Report, ...] = ()
    problems: tuple[Problem, ...] = ()

    def with_notes(self, *problems: Problem) -> "Unpacked":
        return Unpacked(self.reports, self.problems + problems)


def joined(parts: list[Unpacked]) -> Unpacked:
    return Unpacked(
        tuple(report for part in parts for report in part.reports),
        tuple(problem for part in parts for problem in part.problems),
    )
