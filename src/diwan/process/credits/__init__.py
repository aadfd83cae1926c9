"""Which outlets a text names as the origin of what it tells, other than the outlet that published it.

An outlet in a dateline or a source line lends its word to the whole text; one in a sentence to that sentence.
Whether a report copies another without naming it is not seen here but by `diwan.analyse`.
"""

from diwan.process.credits.read import VERSION, is_of_the_whole_text, read_credits

__all__ = ["VERSION", "is_of_the_whole_text", "read_credits"]
