"""Which logs a witness follows: what its own operator has looked at and said yes to."""

from pathlib import Path

from diwan.core.errors import FetchFailed
from diwan.ledger import tlog
from diwan.ledger.witness.client import get
from diwan.ledger.witness.judge import Witness

LARGEST_INDEX_BYTES = 1024 * 1024


def follow(witness: Witness, source: str) -> list[tlog.Verifier]:
    """The logs that are new. `source`: a verifier key, or the index of a centre (`https://…/log/` or a file)."""
    if "+" in source and "://" not in source and not Path(source).exists():
        verifiers = [tlog.Verifier.from_vkey(source)]
    else:
        index = tlog.LogIndex.parse(_read(source))
        verifiers = [verifier for log in index.logs for verifier in log.verifiers]
    return [each for each in verifiers if witness.state.follow(each.name, each.vkey)]


def _read(source: str) -> bytes:
    if not source.startswith(("http://", "https://")):
        try:
            return Path(source).read_bytes()
        except OSError as error:
            raise FetchFailed(f"{source}: {error.strerror}.") from error
    return get(source, most_bytes=LARGEST_INDEX_BYTES)
