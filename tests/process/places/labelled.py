"""Reads `regions.txt`: sentences with their places in brackets."""

import re
from dataclasses import dataclass
from pathlib import Path

from diwan.core.languages import Language

_MARK = re.compile(r"\[([^=\]]+)=([^\]]+)\]")


@dataclass(frozen=True)
class Labelled:
    language: Language
    text: str
    places: tuple[tuple[int, int, str, str], ...]  # start, end, name ("" for a country), country


def labelled(file: str = "regions.txt") -> list[Labelled]:
    lines = Path(__file__).with_name(file).read_text("utf-8").splitlines()
    return [_parse(line) for line in lines if line and not line.startswith("#")]


def _parse(line: str) -> Labelled:
    language, marked = (part.strip() for part in line.split(" | ", 1))
    text, places, before = "", [], 0
    for m in _MARK.finditer(marked):
        text += marked[before : m.start()]
        name, _, country = m[2].rpartition(",")
        places.append((len(text), len(text) + len(m[1]), name, country))
        text += m[1]
        before = m.end()
    return Labelled(Language(language), text + marked[before:], tuple(places))
