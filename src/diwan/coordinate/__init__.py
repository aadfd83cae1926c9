"""Recommendations, decisions, tasks, register, activities, notices, deconfliction (from part 5 on).

Must never approve anything by silence, and never select anything for attack.
"""
