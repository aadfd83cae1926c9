"""Which logs a witness follows: what its own operator has looked at and said yes to."""

from pathlib import Path

import httpx

from diwan.core.errors import FetchFailed
from diwan.ledger import tlog
from diwan.ledger.witness.judge import Witness

LARGEST_INDEX_BYTES = 1024 * 1024
SECONDS = 20.0


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
    try:
        # The witness's own operator wrote this address: no guard, but no redirects either.
        with httpx.stream("GET", source, timeout=SECONDS, follow_redirects=False) as answer:
            if answer.status_code != 200:
                raise FetchFailed(f"{source} answered {answer.status_code}.")
            found = bytearray()
            for piece in answer.iter_bytes():
                found += piece
                if len(found) > LARGEST_INDEX_BYTES:
                    raise FetchFailed(f"{source} answered more than {LARGEST_INDEX_BYTES} bytes.")
            return bytes(found)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise FetchFailed(f"{source}: {error}.") from error
