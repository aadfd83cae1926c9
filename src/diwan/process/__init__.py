"""Report -> reading: pure functions over one report; each value points at the words it came from.

Must never ask the database, the network, the clock or another report.
"""
