"""An evaluation as a table with examples for a terminal, or as one JSON object for a program."""

import dataclasses
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from diwan.share.evaluate.figures import Figure, Score
from diwan.share.evaluate.measure import FIGURES, Evaluation, Measured
from diwan.share.evaluate.tally import Miss

SCHEMA = "diwan.evaluation/1"
_ENGLISH = {"ar": "Arabic", "fa": "Persian", "ru": "Russian", "en": "English", "several": "Across languages"}
_LONGEST = 90  # characters of a quotation
# FIRST STRONG ISOLATE … POP DIRECTIONAL ISOLATE, so that words of one direction do not turn round a line of the other.
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_TURNS = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))


def as_text(evaluation: Evaluation, *, examples: int) -> str:
    """`examples`: how many of each kind of error in each language."""
    lines = list(_table(evaluation))
    if examples:
        lines += _examples(evaluation.misses, examples)
    return "\n".join(lines) + "\n"


def as_json(evaluation: Evaluation, *, examples: int) -> str:
    told = {
        "schema": SCHEMA,
        "all": _measured(evaluation.overall),
        "by_language": {k.value: _measured(m) for k, m in evaluation.by_language.items()},
        "errors": [
            {
                "language": language,
                "kind": kind,
                "count": len(misses),
                "examples": [dataclasses.asdict(miss) for miss in misses[:examples]],
            }
            for (language, kind), misses in _sorted(evaluation.misses)
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _table(evaluation: Evaluation) -> Iterable[str]:
    columns: dict[str, Measured] = {"all": evaluation.overall}
    columns |= {language.value: measured for language, measured in evaluation.by_language.items()}
    names = [name for name in FIGURES if name in evaluation.overall.figures]
    width = max(map(len, (*names, "reports")))
    yield f"{'':{width}} " + " ".join(f"{c:>6}" for c in columns) + "  precision  recall  labels  found"
    yield f"{'reports':{width}} " + " ".join(f"{m.reports:>6}" for m in columns.values())
    for name in names:
        values = (m.figures.get(name) for m in columns.values())
        line = f"{name:{width}} " + " ".join(f"{_value(figure):>6}" for figure in values)
        yield line + _made_of(evaluation.overall.figures[name])
    left = [name for name in FIGURES if name not in evaluation.overall.figures]
    if left:
        yield f"\nNot measured, because the set has no labels of it: {', '.join(left)}."
    if evaluation.overall.not_read:
        yield f"\n{evaluation.overall.not_read} reports were not read at all; their labels count as missed."


def _value(figure: Figure | None) -> str:
    return "–" if figure is None or not figure.labelled else f"{figure.value:.3f}"


def _made_of(figure: Figure) -> str:
    if isinstance(figure, Score):
        return f"  {figure.precision:>9.3f}  {figure.recall:>6.3f}  {figure.labelled:>6}  {figure.found:>5}"
    return f"  {'':>9}  {'':>6}  {figure.labelled:>6}"


def _sorted(misses: Sequence[Miss]) -> list[tuple[tuple[str, str], list[Miss]]]:
    """By language, in each the most frequent kind first."""
    by_kind: dict[tuple[str, str], list[Miss]] = defaultdict(list)
    for miss in misses:
        by_kind[miss.language, miss.kind].append(miss)
    order = list(_ENGLISH)
    return sorted(by_kind.items(), key=lambda kind: (order.index(kind[0][0]), -len(kind[1]), kind[0][1]))


def _examples(misses: Sequence[Miss], most: int) -> Iterable[str]:
    spoken = ""
    for (language, kind), found in _sorted(misses):
        if language != spoken:
            spoken = language
            yield from ("", _ENGLISH[language], "-" * len(_ENGLISH[language]))
        yield f"{kind}: {len(found)}"
        for miss in found[:most]:
            yield f"  {miss.report}  {_example(miss)}"


def _example(miss: Miss) -> str:
    parts = [_apart(miss.words)] if miss.words else []
    if miss.labelled:
        parts.append(f"labelled {_apart(miss.labelled)}")
    if miss.read:
        parts.append(f"read as {_apart(miss.read)}")
    return "; ".join(parts) + (f" ({_plain(miss.why)})" if miss.why else "")


def _plain(words: str) -> str:
    shown = " ".join(words.translate(_TURNS).split())
    return shown if len(shown) <= _LONGEST else shown[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _apart(words: str) -> str:
    plain = _plain(words)
    return plain if plain.isascii() else f"{_ISOLATE}{plain}{_END_ISOLATE}"


def _measured(measured: Measured) -> Mapping[str, object]:
    return {
        "reports": measured.reports,
        "not_read": measured.not_read,
        "figures": {name: _figure(figure) for name, figure in measured.figures.items()},
    }


def _figure(figure: Figure) -> Mapping[str, float]:
    made: dict[str, float] = {"value": round(figure.value, 4), "labelled": figure.labelled}
    if isinstance(figure, Score):
        made |= {
            "precision": round(figure.precision, 4),
            "recall": round(figure.recall, 4),
            "found": figure.found,
        }
    return made
