"""The pages: Django's settings, addresses, frame, words, formats and templates.

Composition only. What a page does stands in its room's `pages.py`; what an officer may see is decided behind
`store.acting_as`. Django's own tables (accounts, sessions) live in schema `web`, reached by role `diwan_door`,
which reads nothing of the centre.
"""
