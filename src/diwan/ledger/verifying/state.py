"""What a verifier remembers between two runs: the last head of each log that it held for good.

Without it a verifier sees one moment and cannot know that an older head, or another tree, was shown before. It is
the verifier's own file; whoever can change it can make the verifier forget.
"""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from diwan.core.errors import BadInput


class StateUnreadable(BadInput):
    """The file with the heads seen so far cannot be read; put it back, or move it away to begin anew."""


@dataclass(frozen=True, slots=True)
class SeenLog:
    """`checkpoint` and `witnessed` are whole signed notes: should the log fork, this one half of the proof."""

    checkpoint: str
    witnessed: str
    vkeys: tuple[str, ...]
    keys: tuple[tuple[str, int, int | None], ...]  # public key (hex), from_seq, to_seq
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class SeenCentre:
    names: dict[str, str]
    charter: str
    witness_policy: str
    logs: dict[str, SeenLog]  # by origin


@dataclass(slots=True)
class State:
    centres: dict[str, SeenCentre] = field(default_factory=dict)  # by `log_origin`

    @classmethod
    def load(cls, path: Path) -> "State":
        try:
            found = json.loads(path.read_bytes())
            return cls({origin: _centre(one) for origin, one in found["centres"].items()})
        except FileNotFoundError:
            return cls()
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise StateUnreadable(f"{path}: {error}") from error

    def save(self, path: Path) -> None:
        """A crash leaves the old file: the next run then compares with an older head, which holds as well."""
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.new")
        with fresh.open("w") as file:
            json.dump({"centres": {o: _plain(c) for o, c in self.centres.items()}}, file, indent=2)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)


def _centre(found: Any) -> SeenCentre:
    logs = {
        origin: SeenLog(
            str(log["checkpoint"]),
            str(log["witnessed"]),
            tuple(log["vkeys"]),
            tuple((key, first, last) for key, first, last in log["keys"]),
            log["names"],
        )
        for origin, log in found["logs"].items()
    }
    return SeenCentre(found["names"], found["charter"], found["witness_policy"], logs)


def _plain(centre: SeenCentre) -> dict[str, Any]:
    logs = {
        origin: {
            "checkpoint": log.checkpoint,
            "witnessed": log.witnessed,
            "vkeys": log.vkeys,
            "keys": log.keys,
            "names": log.names,
        }
        for origin, log in centre.logs.items()
    }
    return {
        "names": centre.names,
        "charter": centre.charter,
        "witness_policy": centre.witness_policy,
        "logs": logs,
    }
