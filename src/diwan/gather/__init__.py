"""Sources and their connectors: raw bytes in, kept as evidence with hash, time and way of arrival.

Must never drop what cannot be read, never follow an address into the centre's own network, and never
tell a member that another already holds an item.
"""

from diwan.gather.collect import collect
from diwan.gather.raw import LARGEST_RAW_BYTES, Problem, Raw

__all__ = ["LARGEST_RAW_BYTES", "Problem", "Raw", "collect"]
