"""Prints what `score.sh` measured: every figure overall and per language, then the targets of part 1."""

import json
import sys
from pathlib import Path
from statistics import mean

LANGUAGES = ("ar", "fa", "ru", "en")
TARGETS = {
    "language": 0.98,
    "places": 0.82,
    "dates": 0.80,
    "actor_mentions": 0.62,
    "claims": 0.30,
    "credits": 0.60,
    "syndication": 0.95,
    "events": 0.65,
    "page_text": 0.95,
}
EVEN = ("language", "places", "dates", "actor_mentions", "claims")  # no language below this share of the mean
EVEN_SHARE = 0.75


def figure(scores, name):
    found = scores.get(name)
    return found["f1"] if isinstance(found, dict) and "f1" in found else found


def shown(value):
    return f"{value:.3f}" if isinstance(value, int | float) else "–"


def main(folder):
    scores = {name: json.loads((folder / f"{name}.json").read_text()) for name in ("all", *LANGUAGES)}
    names = [name for name in scores["all"] if name != "reports"]
    width = max(map(len, names))
    print(f"{'':{width}} " + " ".join(f"{column:>6}" for column in ("all", *LANGUAGES)))
    for name in names:
        print(
            f"{name:{width}} " + " ".join(f"{shown(figure(scores[c], name)):>6}" for c in ("all", *LANGUAGES))
        )
    read = scores["all"]["reports"]
    print(f"\n{read['read']} of {read['gold']} reports read\n\n{'target':{width}} least  found")
    for name, least in TARGETS.items():
        found = figure(scores["all"], name)
        print(f"{name:{width}} {least:.2f}   {shown(found)}  {verdict(found is not None and found >= least)}")
    for name in EVEN:
        values = [figure(scores[language], name) for language in LANGUAGES]
        share = min(values) / mean(values) if any(values) else 0.0
        label = f"{name}, weakest language : mean"
        print(f"{label:{width}} {EVEN_SHARE:.2f}   {shown(share)}  {verdict(share >= EVEN_SHARE)}")


def verdict(is_met):
    return "met" if is_met else "MISSED"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
