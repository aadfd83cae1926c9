"""The centre, its members, officers, rooms, terms and agreements, as its charter states them.

Must never give the director, or anybody, wider reading than the own member's.
"""
