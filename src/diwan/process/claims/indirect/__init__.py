"""Reported speech: `X said that ...`, `..., said X`, `according to X, ...`, and the like in four languages.

`indirect` finds the statement that hangs on one cue. Each way of reporting has its module: after its
verb, before it, what each language does in its own way, and `according to`.
"""

from diwan.process.claims.indirect.find import indirect
from diwan.process.claims.indirect.setting import Indirect, Setting

__all__ = ["Indirect", "Setting", "indirect"]
