"""What a server sends, counted while it unfolds: nothing larger than the limit is ever held."""

import zlib
from collections.abc import Iterable, Iterator

import httpcore

from diwan.core.errors import FetchFailed, TooLarge

_PIECE_BYTES = 1024 * 1024


def headers_of(response: httpcore.Response) -> dict[str, str]:
    return {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in response.headers}


def body_of(response: httpcore.Response, encoding: str, largest_bytes: int) -> bytes:
    chunks: list[bytes] = []
    size = 0
    for chunk in _decoded(response.iter_stream(), encoding.strip().lower()):
        size += len(chunk)
        if size > largest_bytes:
            raise TooLarge(f"It is larger than {largest_bytes // 1024**2} MiB.")
        chunks.append(chunk)
    return b"".join(chunks)


def _decoded(stream: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    if encoding in ("", "identity"):
        yield from stream
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise FetchFailed(f"It came compressed as {encoding!r}, which was not asked for.")
    inflate = zlib.decompressobj(wbits=47)  # gzip or zlib by its header
    try:
        for chunk in stream:
            # One piece at a time: a bomb is cut after the first piece past the limit.
            rest, piece = chunk, b""
            while (rest or len(piece) == _PIECE_BYTES) and not inflate.eof:
                piece = inflate.decompress(rest, _PIECE_BYTES)
                rest = inflate.unconsumed_tail
                yield piece
    except zlib.error as error:
        raise FetchFailed(f"Its compression is broken ({error}).") from error
    if not inflate.eof:
        raise FetchFailed("It was cut off before its end.")
