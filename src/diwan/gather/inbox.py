"""The one folder of this machine whose files a member's officers may name as a source."""

import os
from collections.abc import Mapping
from pathlib import Path

from diwan.core.ids import MemberId


def inbox_of(member: MemberId, environment: Mapping[str, str] = os.environ) -> Path:
    """`DIWAN_INBOX/<member>`, made on first use; without that setting `inbox/<member>` beside the centre's data.

    The operator is trusted to give each member's people access to their own folder only.
    """
    beside = Path(environment.get("DIWAN_HOME") or "var/centre", "inbox")
    home = Path(environment.get("DIWAN_INBOX") or beside, member).absolute()
    home.mkdir(parents=True, exist_ok=True)
    return home
