"""Signed records, chained per author, appended to one Merkle log per member.

Must never change or drop a record, and never show a leaf that tells more than that something was said.
"""
