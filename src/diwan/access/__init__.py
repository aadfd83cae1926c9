"""Who may see what, and why: labels, interned audiences, the gate's explanations.

Must never repeat the visibility rule; it is written once, in SQL.
"""

from diwan.access.explain import Explanation, explain, readers
from diwan.access.label import NoSuchReader, label

__all__ = ["Explanation", "NoSuchReader", "explain", "label", "readers"]
