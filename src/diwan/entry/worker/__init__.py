"""The worker: runs the rooms' jobs, looks at sources when they are due, and stops in good order.

Must never serve a request, and never let a job that fails disappear: after its last try it is told to the room.
"""

from diwan.entry.worker.idle import JobsFailed, run_until_idle
from diwan.entry.worker.work import work

__all__ = ["JobsFailed", "run_until_idle", "work"]
