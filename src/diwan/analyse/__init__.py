"""Readings -> picture: copies, origins, claims, events, actors across reports and languages.

Must never let a report that a viewer may not read change what that viewer sees.
"""
