"""The centre for programs: the same as the pages, under `/api/v1`, as JSON.

Must never answer with more than a page would show to the same officer, nor let a hidden thing answer differently
from an absent one. The routes stand in the rooms (`routes.py`); here is what surrounds each of them.
"""
