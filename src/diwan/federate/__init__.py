"""Peers, sync, bundles, TAXII (from part 5 on).

Must never let bytes leave that the originator's label does not release.
"""
