"""Who may see what, and why: labels, interned audiences, the gate's explanations.

Must never repeat the visibility rule; it is written once, in SQL.
"""

from diwan.access.explain import Because, Explanation, Reason, explain, readers
from diwan.access.label import FilesToItselfAlone, NoSuchReader, label
from diwan.access.product import Part, Product, product_label

__all__ = [
    "Because",
    "Explanation",
    "FilesToItselfAlone",
    "NoSuchReader",
    "Part",
    "Product",
    "Reason",
    "explain",
    "label",
    "product_label",
    "readers",
]
