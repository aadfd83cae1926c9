"""Parsers of PDF, Word and mail run in a child process with hard limits, so that a hostile file kills only itself.

The child is trusted with nothing: it gets bytes on standard input and answers JSON, never pickled objects.
"""

import json
import resource
import subprocess
import sys

from diwan.core import codec
from diwan.core.errors import BadInput
from diwan.gather.raw import Problem, Raw
from diwan.process import limits
from diwan.process.unpack.sniff import Form
from diwan.process.unpack.unpack_one import form_of, unpack
from diwan.process.unpack.unpacked import Unpacked

_GUARDED = frozenset({Form.PDF, Form.DOCX, Form.MAIL, Form.MAILBOX})


def limit_this_process(
    *, cpu_seconds: int | None = None, memory_bytes: int | None = limits.GUARD_MEMORY_BYTES
) -> None:
    """For children only: a limit once set cannot be raised again. Beyond it the system ends the process."""
    wanted = {resource.RLIMIT_CPU: cpu_seconds, resource.RLIMIT_AS: memory_bytes, resource.RLIMIT_CORE: 0}
    for kind, limit in wanted.items():
        if limit is None:
            continue
        hard = resource.getrlimit(kind)[1]
        lowest = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(kind, (lowest, lowest))


def unpack_guarded(raw: Raw) -> Unpacked:
    """Like `unpack`; what is dangerous to parse is parsed in a child with limits on time and memory."""
    try:
        if form_of(raw) not in _GUARDED:
            return unpack(raw)
    except BadInput:
        return unpack(raw)
    if len(raw.data) > limits.LARGEST_INPUT_BYTES:
        return unpack(raw)  # refuses by size before it parses
    try:
        child = subprocess.run(
            [sys.executable, "-m", "diwan.process.unpack.child"],
            input=json.dumps(codec.to_json(raw) | {"data": ""}).encode() + b"\n" + raw.data,
            capture_output=True,
            timeout=limits.GUARD_WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _given_up(
            raw, f"Reading it took longer than {limits.GUARD_WALL_SECONDS} seconds; it was given up."
        )
    if child.returncode != 0:
        return _given_up(raw, "Reading it took more time or memory than is allowed; it was given up.")
    return codec.from_json(Unpacked, json.loads(child.stdout))


def _given_up(raw: Raw, reason: str) -> Unpacked:
    return Unpacked((), (Problem(raw.name, reason, "unpack.given_up"),))
