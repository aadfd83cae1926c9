"""Strict readings of the small things that all formats share: one spelling a value, so that every byte counts."""

import base64
import binascii


def decode_base64(text: str) -> bytes | None:
    """None for anything but the one standard spelling: stray bits, line ends and missing padding are refused."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if encode_base64(data) == text else None


def encode_base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def decode_number(text: str) -> int | None:
    """A decimal without sign or leading zeros, below 2^63; else None."""
    if not (text.isascii() and text.isdigit()) or len(text) > 19 or (text[0] == "0" and text != "0"):
        return None
    number = int(text)
    return number if number < 1 << 63 else None


def split_note(data: bytes) -> tuple[list[str], bytes] | None:
    """The ASCII lines above an empty line, and the signed note under it; None when it is not parted so."""
    head, parted, note = data.partition(b"\n\n")
    return (head.decode("ascii").split("\n"), note) if parted and head.isascii() else None
