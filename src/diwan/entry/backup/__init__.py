"""A centre into a folder and back. No step of it reads what members said: rows pass from program to program.

Must never leave half a backup under a backup's name, nor half a centre under a home's.
"""

from diwan.entry.backup.back_up import NotEmbedded, back_up
from diwan.entry.backup.restore import restore
from diwan.entry.backup.stored import Backup, backups_in, prune, read_backup

__all__ = ["Backup", "NotEmbedded", "back_up", "backups_in", "prune", "read_backup", "restore"]
