"""`acting_as(viewer)` is the only way to a transaction; the embedded PostgreSQL lives here too.

Must never hand out a connection without a viewer, nor let SQL of a request choose who the viewer is.
"""
