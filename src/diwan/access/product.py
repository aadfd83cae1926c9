"""Who may read something that is made of several reports, and which of them hold it back: pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from uuid import UUID

from diwan.core.ids import MemberId
from diwan.core.labels import Label, Tlp


@dataclass(frozen=True, slots=True)
class Part:
    id: UUID
    label: Label


@dataclass(frozen=True, slots=True)
class HeldBack:
    """`lacks`: readers of other parts that do not read this one. `is_strictest`: others may be passed on further."""

    id: UUID
    lacks: frozenset[MemberId]
    is_strictest: bool


@dataclass(frozen=True, slots=True)
class Product:
    label: Label
    held_back: tuple[HeldBack, ...]


def product_label(parts: Sequence[Part]) -> Product:
    """The readers of every part and the strictest that may be done with any, whatever their order. At least one part."""
    label = reduce(Label.meet, (part.label for part in parts))
    somebody = frozenset().union(*(part.label.members for part in parts))
    loosest = max((part.label.tlp for part in parts), key=list(Tlp).index)
    found = [
        HeldBack(part.id, somebody - part.label.members, part.label.tlp == label.tlp != loosest)
        for part in sorted(parts, key=lambda part: part.id)
    ]
    return Product(label, tuple(each for each in found if each.lacks or each.is_strictest))
