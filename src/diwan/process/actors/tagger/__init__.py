"""The Russian name tagger that natasha ships, run so that a report costs little more than a millisecond.

The weights, the vocabulary and the way a text falls into tokens are slovnet's; the arithmetic is the same, in another
order. What one report has in common with the next is remembered: the tokens of a word with its punctuation, and what
a word adds to the first layer, which is two thirds of all the arithmetic.
"""

from diwan.process.actors.tagger.tagger import Tagged, Tagger, tagger

__all__ = ["Tagged", "Tagger", "tagger"]
