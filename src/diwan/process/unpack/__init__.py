"""Bytes of any accepted form -> reports. The content decides what an input is, never its name.

Must never fetch anything, run anything, or drop anything without a problem that names it.
"""

from diwan.process.unpack.guard import limit_this_process, unpack_guarded
from diwan.process.unpack.unpack_one import unpack
from diwan.process.unpack.unpacked import Unpacked

__all__ = ["Unpacked", "limit_this_process", "unpack", "unpack_guarded"]
