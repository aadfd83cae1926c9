"""Published briefs: what a member, or the director for the centre, says of the situation, fixed as records.

Must never show a reader what is withheld from them in a part of it, nor keep the words of a part that was recalled.
"""
