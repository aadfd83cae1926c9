"""Lines of the operator's log: what failed and where, never what the failure says, which may quote a report or a query."""

import logging
import traceback
from types import TracebackType
from typing import Any

FORMAT = "%(asctime)s %(name)s %(levelname)s %(message)s"
Failure = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutContent(logging.Formatter):
    """Types of exceptions, and the lines of our own code they came through; no values, no source text."""

    def __init__(self, *_: Any, **__: Any) -> None:
        super().__init__(FORMAT)

    def formatException(self, ei: Failure) -> str:  # noqa: N802 - the name that logging calls
        lines = []
        failure = ei[1]
        while failure is not None:
            lines.append(f"{type(failure).__module__}.{type(failure).__qualname__}")
            for frame, line in traceback.walk_tb(failure.__traceback__):
                lines.append(f"  {frame.f_code.co_filename}:{line} in {frame.f_code.co_name}")
            failure = failure.__cause__ or (None if failure.__suppress_context__ else failure.__context__)
        return "\n".join(lines)


def to_stderr() -> None:
    """Of a process without Django."""
    handler = logging.StreamHandler()
    handler.setFormatter(WithoutContent())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
