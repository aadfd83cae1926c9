"""The figures of a situation against a labelled set: over all reports, and in each language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from diwan.core.languages import FOUR, Language
from diwan.share.evaluate import across_reports, in_reports
from diwan.share.evaluate.figures import Figure, Share, b_cubed
from diwan.share.evaluate.in_reports import IsSpeaker, folded
from diwan.share.evaluate.labels import LabelledReport, LabelledSet
from diwan.share.evaluate.situation import Situation
from diwan.share.evaluate.tally import Miss, Tally

# In the order in which they are shown: what stands on its own first, then what is made of it.
FIGURES = (
    "language", "place_mentions", "places", "place_exact_id", "actor_mentions", "actor_links", "date_mentions", "dates",
    "claim_spans", "claims", "claim_speaker", "claim_stance", "claim_stance_unless_asserts", "propositions", "credits",
    "syndication", "events", "event_met", "event_date", "event_place", "same_origin", "page_text",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    """`figures` lacks what the set has no labels for."""

    reports: int
    not_read: int
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Evaluation:
    overall: Measured
    by_language: Mapping[Language, Measured]  # only languages of which the set has reports
    misses: tuple[Miss, ...]


def evaluate(labels: LabelledSet, situation: Situation, pages: Situation | None = None) -> Evaluation:
    """`pages`: what was read of the web pages of the set, each under its file's stem."""
    # Who is who is judged on the whole set, so that a figure of one language does not hang on how few reports it has.
    stands_for = across_reports.who_is_who((r for r in labels.reports if r.is_whole), situation)
    is_speaker = in_reports.speaker_test(labels, situation, stands_for)

    def measured(reports: Sequence[LabelledReport]) -> tuple[Measured, list[Miss]]:
        return _measured(labels, reports, situation, pages, is_speaker)

    overall, misses = measured(labels.reports)
    by_language = {
        language: measured(spoken)[0]
        for language in FOUR
        if (spoken := [r for r in labels.reports if r.language is language])
    }
    return Evaluation(overall, by_language, tuple(misses))


def _measured(
    labels: LabelledSet,
    reports: Sequence[LabelledReport],
    situation: Situation,
    pages: Situation | None,
    is_speaker: IsSpeaker,
) -> tuple[Measured, list[Miss]]:
    tally = Tally()
    outlets = {folded(name): key for key, names in labels.actors.items() for name in names}

    def name_of(actor: str) -> str:
        names = (*labels.actors.get(actor, ()), *situation.names.get(actor, ()))
        return f"{names[0]} [{actor}]" if names else actor  # the same name may stand for two

    for report in reports:
        read = situation.report(report.id)
        in_reports.language(report, read, tally)
        in_reports.places(report, read, tally)
        in_reports.actors(report, read, tally, labels.actors)
        in_reports.dates(report, read, tally)
        in_reports.claims(report, read, tally, is_speaker, name_of)
        in_reports.credits_(report, read, tally, outlets)
    made: dict[str, Figure | None] = dict(tally.figures())
    misses = list(tally.misses)
    if tally.linked:
        made["actor_links"] = b_cubed(tally.linked)
    made["propositions"] = across_reports.propositions(tally.claims)
    copies = across_reports.syndication(reports, situation)
    if copies is not None:
        made["syndication"] = copies[0]
        misses += copies[1]
    told, wrong = across_reports.events(labels, reports, situation)
    made |= told
    misses += wrong
    if pages is not None:
        made["page_text"] = _page_text(reports, pages)
    figures = {name: figure for name in FIGURES if (figure := made.get(name)) is not None}
    return Measured(len(reports), sum(r.id not in situation.reports for r in reports), figures), misses


def _page_text(reports: Iterable[LabelledReport], pages: Situation) -> Share | None:
    alike = [in_reports.same_words(r.text, pages.report(r.page.stem).text) for r in reports if r.page]
    return Share(sum(alike), len(alike)) if alike else None
