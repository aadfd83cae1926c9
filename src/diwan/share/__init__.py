"""What a viewer is shown: situation, search, briefs, exports. Reads through the gate only.

Must never count, order or suggest from anything outside the viewer's own picture.

`diwan brief` needs no database: what works on one is imported when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from diwan.share.list_reports import reports
    from diwan.share.show_event import event
    from diwan.share.show_evidence import evidence
    from diwan.share.show_report import report
    from diwan.share.show_situation import changes_since, mark_done, situation

_MODULE_OF = {
    "changes_since": "show_situation",
    "event": "show_event",
    "evidence": "show_evidence",
    "mark_done": "show_situation",
    "report": "show_report",
    "reports": "list_reports",
    "situation": "show_situation",
}


def __getattr__(name: str) -> Any:
    # A module must not be called like what it holds: once imported it would stand in its place.
    if name not in _MODULE_OF:
        raise AttributeError(f"share has no {name}")
    return getattr(import_module(f"diwan.share.{_MODULE_OF[name]}"), name)


__all__ = ["changes_since", "event", "evidence", "mark_done", "report", "reports", "situation"]
