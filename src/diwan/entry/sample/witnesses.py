"""Three demonstration witnesses on the operator's own machine. They show how witnessing works and prove nothing to
anybody else: the charter names them the operator's, and every page says so."""

import secrets
import socket
from pathlib import Path
from urllib.parse import urlsplit

from diwan.ledger import tlog
from diwan.ledger.witness import make_witness

NAMES = ("demonstration-1", "demonstration-2", "demonstration-3")
_HEAD = "# Demonstration witnesses, run by the operator itself: they are no independent witnesses."


def policy_of_demonstration(home: Path) -> str:
    """For the charter of the sample. Made once: a founding that was broken off goes on with the same keys."""
    path = _folder(home) / "policy.txt"
    if not path.exists():
        lines = [_HEAD]
        for name in NAMES:
            folder = _folder(home) / name
            if not (folder / "name").exists():
                make_witness(folder, f"{name}.localhost")
            vkey = (folder / "vkey").read_text("utf-8").strip()
            lines.append(f"witness {name} {vkey} http://127.0.0.1:{_free_port()}")
        lines += [f"group operator 2 {' '.join(NAMES)}", "quorum operator"]
        part = path.with_suffix(".part")
        part.write_text("".join(f"{line}\n" for line in lines), "utf-8")
        part.replace(path)
    return path.read_text("utf-8")


def launches(home: Path, pages: str) -> dict[str, tuple[str, ...]]:
    """How to start each: name -> arguments. None where the sample was founded before there were witnesses."""
    path = _folder(home) / "policy.txt"
    if not path.exists():
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for name, witness in tlog.Policy.parse(path.read_text("utf-8")).witnesses.items():
        port = str(urlsplit(witness.url).port)
        found[f"witness {name}"] = (
            *("-m", "diwan.entry.cli.witness", "serve", str(_folder(home) / name), "--port", port),
            *("--index", str(home / "logs" / tlog.INDEX_PATH), "--tell", f"{pages}/log/alarms"),
        )
    return found


def _folder(home: Path) -> Path:
    return home / "witnesses"


def _free_port() -> int:
    """Below the range from which the system draws its own, so that it is likely free at the next start too."""
    while True:
        port = 20_000 + secrets.randbelow(10_000)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
