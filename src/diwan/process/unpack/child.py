"""The guarded child: `python -m diwan.process.unpack.child` reads one input and answers what it held."""

import json
import sys
from dataclasses import replace

from diwan.core import codec
from diwan.gather.raw import Raw
from diwan.process import limits
from diwan.process.unpack.guard import limit_this_process
from diwan.process.unpack.unpack_one import unpack


def main() -> None:
    limit_this_process(cpu_seconds=limits.GUARD_CPU_SECONDS)
    described, _, data = sys.stdin.buffer.read().partition(b"\n")
    raw = replace(codec.from_json(Raw, json.loads(described)), data=data)
    sys.stdout.buffer.write(json.dumps(codec.to_json(unpack(raw))).encode())


if __name__ == "__main__":
    main()
