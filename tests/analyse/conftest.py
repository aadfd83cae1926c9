"""Readings to analyse: made by hand where a rule is tested, read from samples where the whole is."""

import datetime as dt
import json
from pathlib import Path

import pytest

from diwan import process
from diwan.core.languages import Language
from diwan.core.reading import (
    ActorKind,
    ActorMention,
    Claim,
    Credit,
    PlaceCandidate,
    PlaceMention,
    Reading,
    Report,
    Speaker,
    SpeakerKind,
    Stance,
    Why,
)

WHY = Why("test", "test")
DAY = dt.datetime(2019, 3, 13, 8, tzinfo=dt.UTC)


@pytest.fixture
def make():
    """A reading of a text: `make("a", "text", actors=[...])`; spans are found in the text."""
    return _make


def _make(
    name, text, *, language="en", title="", outlet="", hours=0, actors=(), places=(), credit=(), claims=()
):
    report = Report(name, text, title, DAY + dt.timedelta(hours=hours), outlet)
    mentions = tuple(_actor(text, *actor) for actor in actors)
    return Reading(
        report,
        Language(language),
        actors=mentions,
        places=tuple(_place(text, *place) for place in places),
        credits=tuple(Credit(0, 0, outlet, f"name:organisation:{outlet.lower()}", WHY) for outlet in credit),
        claims=tuple(_claim(text, *claim) for claim in claims),
    )


def _span(text, words):
    start = text.index(words) if words in text else 0
    return start, start + len(words)


def _actor(text, name, kind="person"):
    kind = ActorKind(kind)
    return ActorMention(*_span(text, name), kind, f"name:{kind}:{name.lower()}", name, 0.9, WHY)


def _place(text, name, geonameid, population=20_000):
    place = PlaceCandidate(geonameid, name, "XX", 1.0, 2.0, "city", population)
    return PlaceMention(*_span(text, name), place, 0.9, WHY)


def _claim(text, words, speaker, stance):
    who = Speaker(SpeakerKind.ANONYMOUS) if speaker is None else Speaker(SpeakerKind.MENTION, speaker)
    return Claim(*_span(text, words), who, Stance(stance), WHY)


def read_sample(name):
    lines = Path(__file__).with_name("samples").joinpath(name).read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    readings = [
        process.read(
            Report(r["id"], r["text"], r["title"], dt.datetime.fromisoformat(r["published"]), r["outlet"])
        )
        for r in rows
    ]
    return readings, {r["id"]: tuple(r["event"]) for r in rows}


@pytest.fixture(scope="session")
def elsewhere():
    """Seventeen reports in four languages about the Caucasus, Central Asia and Yemen, and what each is about."""
    return read_sample("elsewhere.jsonl")


@pytest.fixture(scope="session")
def abroad():
    """Twelve reports in four languages about the Balkans, Senegal, the Philippines and Brazil."""
    return read_sample("abroad.jsonl")
