"""Who is named in a report: people, organisations, armed groups, and states that act as parties.

Works from shipped lists and rules alone (and the slovnet tagger for Russian), so that every mention has its reason.
It never guesses who a pronoun or a bare title is; `diwan.process.claims` does that for speakers. Names of bodies
that exist are in `data/bodies.toml`, word lists of each language in `data/lexicon_*.toml`.
"""

from diwan.process.actors.read import VERSION, read_actors

__all__ = ["VERSION", "read_actors"]
