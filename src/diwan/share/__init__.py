"""What a viewer is shown: situation, search, briefs, exports. Reads through the gate only.

Must never count, order or suggest from anything outside the viewer's own picture.
"""

from diwan.share.event import event
from diwan.share.evidence import evidence
from diwan.share.report import report
from diwan.share.reports import reports
from diwan.share.situation import changes_since, mark_done, situation

__all__ = ["changes_since", "event", "evidence", "mark_done", "report", "reports", "situation"]
