"""Measures the machine's reading against labels that people drew, and names what it got wrong.

Must never guess what a label means: a set with a fault is refused with the file, the line and the mend.
"""

from diwan.share.evaluate.labels import LabelledSet
from diwan.share.evaluate.measure import Evaluation, evaluate
from diwan.share.evaluate.read_labels import read_labelled_set
from diwan.share.evaluate.situation import Situation, read_situation, situation_of
from diwan.share.evaluate.told import as_json, as_text

__all__ = [
    "Evaluation",
    "LabelledSet",
    "Situation",
    "as_json",
    "as_text",
    "evaluate",
    "read_labelled_set",
    "read_situation",
    "situation_of",
]
