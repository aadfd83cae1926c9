"""Who may see what, and why: labels, interned audiences, the gate's explanations.

Must never repeat the visibility rule; it is written once, in SQL.
"""
