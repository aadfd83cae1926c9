"""A mailbox on this machine: an mbox file, or a folder of messages (EML, Maildir). Each message is an item."""

import email
import email.policy
import hashlib
import os
from collections.abc import Iterator
from typing import IO

from diwan.core.errors import BadInput
from diwan.gather.connectors.inside import FileSeen, files_in, folder_of
from diwan.gather.connectors.protocol import Caught, Found, Look, TooBig
from diwan.gather.raw import LARGEST_RAW_BYTES, Problem, Raw, too_large


class MailboxConnector:
    kind = "mailbox"
    largest_bytes = LARGEST_RAW_BYTES

    def check(self, look: Look) -> None:
        folder_of(look)

    def look(self, look: Look) -> Iterator[Found]:
        top = folder_of(look)
        if top.is_dir():
            for file in files_in(top):
                if isinstance(file, FileSeen):
                    yield from self._from_file(look, file)
                else:
                    yield file
        elif top.is_file():
            with top.open("rb") as stream:
                yield from self._from_mbox(look, top.name, stream)
        else:
            raise BadInput(f"{look.address}: there is no such mailbox.")

    def _from_file(self, look: Look, file: FileSeen) -> Iterator[Found]:
        try:
            with os.fdopen(file.open(), "rb") as stream:
                is_mbox = stream.read(5) == b"From "
                stream.seek(0)
                if is_mbox:
                    yield from self._from_mbox(look, file.name, stream)
                elif file.size > self.largest_bytes:
                    if file.key not in look.seen:
                        digest = hashlib.file_digest(stream, "sha256").hexdigest()
                        yield TooBig(
                            file.name, file.key, file.size, digest, too_large(file.size, self.largest_bytes)
                        )
                else:
                    yield from _taken(look, file.name, stream.read())
        except OSError as error:
            yield Problem(file.name, f"It cannot be opened ({error.strerror}).", "folder.unreadable")

    def _from_mbox(self, look: Look, name: str, stream: IO[bytes]) -> Iterator[Found]:
        for number, message in enumerate(messages(stream, self.largest_bytes), start=1):
            part = f"{name}, message {number}"
            if message is None:
                yield Problem(
                    part, f"It is larger than {self.largest_bytes // 1024**2} MiB.", "mailbox.too_big"
                )
            else:
                yield from _taken(look, part, message)


def _taken(look: Look, name: str, message: bytes) -> Iterator[Found]:
    key = _key(message)
    if key not in look.seen:
        yield Caught(Raw(name, message, "message/rfc822"), key)


def _key(message: bytes) -> str:
    """By content, not by Message-ID: that one is the sender's word, and a second letter could hide behind it."""
    head, _, body = message.partition(b"\n\n")
    parsed = email.message_from_bytes(head + b"\n\n", policy=email.policy.compat32)
    named = "".join(str(parsed.get(name, "")) for name in ("Message-ID", "Date", "From", "Subject"))
    return "sha256:" + hashlib.sha256(named.encode("utf-8", "replace") + body.strip()).hexdigest()


def messages(stream: IO[bytes], largest_bytes: int) -> Iterator[bytes | None]:
    """The messages of an mbox (RFC 4155) one at a time; None for one that passes the limit."""
    lines: list[bytes] = []
    size = 0
    is_after_blank, has_begun = True, False
    for line in stream:
        if is_after_blank and line.startswith(b"From "):
            if has_begun:
                yield b"".join(lines) if size <= largest_bytes else None
            lines, size, has_begun = [], 0, True
        else:
            size += len(line)
            if size <= largest_bytes:
                lines.append(line[1:] if line.startswith(b">From ") else line)
        is_after_blank = line in (b"\n", b"\r\n")
    if has_begun:
        yield b"".join(lines) if size <= largest_bytes else None
