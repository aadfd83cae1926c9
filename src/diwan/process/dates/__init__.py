"""Expressions of time -> calendar dates, in four languages and three calendars, resolved against publication.

Words become tokens of a few kinds, one letter each; the grammar of a language is one regular expression over those
letters; each rule has a resolver. What cannot be put on a calendar (durations, clock times, ages) matches no rule.

Letters: n number 1-31 or its ordinal, c other small number, y year, m month, k month whose name is also another
word, w weekday, v weekday whose name is also another word, r yesterday and its like, t part of the day, D day,
K week, O month (the word), G year (the word), E weekend, j two days/weeks/months (Arabic dual), l last, x next,
i this, s same, a ago, b ago (before its noun), h hence, f from, o to, e between, & and, p preposition, q article or
"of", # date in figures, | end of a line, ~ anything else; punctuation stands for itself.
"""

from diwan.process.dates.reading import VERSION, read_dates

__all__ = ["VERSION", "read_dates"]
