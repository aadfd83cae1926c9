"""Publishing: leaves become static files, heads are signed and sent to the witnesses.

Must never sign a head that contradicts one signed before, and never wait for a witness before it publishes.
"""
