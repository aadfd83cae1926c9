"""A watched folder. Files stay where they are; what was taken is remembered by name, size and time."""

import hashlib
import os
from collections.abc import Iterator

from diwan.core.errors import BadInput
from diwan.gather.connectors.inside import FileSeen, files_in, folder_of
from diwan.gather.connectors.protocol import Caught, Found, Look, TooBig
from diwan.gather.raw import LARGEST_RAW_BYTES, Problem, Raw, too_large

SETTLED_SECONDS = 2.0  # a file untouched for so long is whole; one that changes later is taken again


class FolderConnector:
    kind = "folder"
    largest_bytes = LARGEST_RAW_BYTES

    def check(self, look: Look) -> None:
        folder_of(look)

    def look(self, look: Look) -> Iterator[Found]:
        top = folder_of(look)
        if not top.is_dir():
            raise BadInput(
                f"{look.address or top.name}: there is no such folder; make it, files are then picked up."
            )
        for file in files_in(top):
            if isinstance(file, Problem):
                yield file
            # A time ahead of ours is another clock's mistake: such a file must not wait until that time comes.
            elif file.key not in look.seen and abs(look.clock() - file.modified_ns / 1e9) >= SETTLED_SECONDS:
                yield self._taken(file)

    def _taken(self, file: FileSeen) -> Found:
        try:
            with os.fdopen(file.open(), "rb") as stream:
                if file.size > self.largest_bytes:
                    digest = hashlib.file_digest(stream, "sha256").hexdigest()
                    return TooBig(
                        file.name, file.key, file.size, digest, too_large(file.size, self.largest_bytes)
                    )
                data = stream.read(self.largest_bytes + 1)
        except OSError as error:
            return Problem(file.name, f"It cannot be opened ({error.strerror}).", "folder.unreadable")
        if len(data) != file.size:
            # Still being written: the next look finds it with another size.
            return Problem(file.name, "It changed while it was read.", "folder.changing", is_note=True)
        return Caught(Raw(file.name, data), file.key)
