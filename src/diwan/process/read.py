"""A report goes through every stage in order and comes out as a reading. Pure: the text and the shipped rules alone.

A stage is a module with `VERSION` and `read_<stage>`. Order: language, sentences, places, actors, credits, claims,
dates, quantities, kinds; later stages are given what earlier ones found.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Any

from diwan.core.reading import Reading, Report
from diwan.process.limits import LONGEST_ANNOTATED_CHARACTERS


@cache
def _stage(name: str) -> Any:
    return import_module(f"diwan.process.{name}")


def _annotated_part(report: Report) -> tuple[Report, int | None]:
    if len(report.text) <= LONGEST_ANNOTATED_CHARACTERS:
        return report, None
    end = report.text.rfind("\n", 0, LONGEST_ANNOTATED_CHARACTERS) + 1
    if end < LONGEST_ANNOTATED_CHARACTERS // 2:
        end = report.text.rfind(" ", 0, LONGEST_ANNOTATED_CHARACTERS) + 1 or LONGEST_ANNOTATED_CHARACTERS
    return replace(report, text=report.text[:end]), end


def read(report: Report) -> Reading:
    """Everything that the rules find in one report, each value with its span and its reason."""
    part, until = _annotated_part(report)
    language, paragraphs = _stage("language").read_language(part)
    sentences = _stage("sentences").read_sentences(part, paragraphs)
    versions = [("language", _stage("language").VERSION), ("sentences", _stage("sentences").VERSION)]

    def run(name: str, call: Callable[[Any], Any]) -> Any:
        stage = _stage(name)
        versions.append((name, stage.VERSION))
        return call(stage)

    places = run("places", lambda stage: stage.read_places(part, language, sentences))
    actors = run("actors", lambda stage: stage.read_actors(part, language, sentences, places))
    if places and actors:
        places, actors = _stage("places").settle(places, actors)
    dates = run("dates", lambda stage: stage.read_dates(part, language, sentences))
    credits_ = run("credits", lambda stage: stage.read_credits(part, language, sentences, actors))
    claims = run("claims", lambda stage: stage.read_claims(part, language, sentences, actors, credits_))
    quantities = run("quantities", lambda stage: stage.read_quantities(part, language, sentences, dates))
    kinds = run("kinds", lambda stage: stage.read_kinds(part, language, sentences))
    return Reading(
        report=report,
        language=language,
        paragraphs=paragraphs,
        sentences=sentences,
        places=places,
        actors=actors,
        dates=dates,
        credits=credits_,
        claims=claims,
        quantities=quantities,
        kinds=kinds,
        stages=tuple(versions),
        annotated_until=until,
    )
