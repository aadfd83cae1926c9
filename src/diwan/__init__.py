"""Diwan runs a joint information centre. `ARCHITECTURE.md` walks one report through the house."""

__version__ = "0.1.0"
