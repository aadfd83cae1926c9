"""The sample centre: founded once, with seventy-one invented reports, so that a newcomer has something to read.

It passes the same door as everything else: each report arrives as an item, is signed by its member, unpacked,
read and compared by the same jobs. Only its clock is staged: the story plays in autumn 2015.
"""

from diwan.entry.sample.found import found_sample

__all__ = ["found_sample"]
