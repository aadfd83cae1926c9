"""Who says what: each attributed statement with its span, its speaker, the outlets it came through and its stance.

A stance is toward the positive form of the statement, so "no convoy arrived" denies. Nothing is guessed about truth.
The words of attribution are in `data/cues.toml`. Statements of the report's own voice are not claims.
"""

from diwan.process.claims.read import VERSION, read_claims

__all__ = ["VERSION", "read_claims"]
