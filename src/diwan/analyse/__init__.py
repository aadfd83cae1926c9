"""Readings -> picture: copies, origins, claims, events, actors across reports and languages.

Must never let a report that a viewer may not read change what that viewer sees. The front door is pure; what is
stored of it (`jobs`, `read_report`, `refresh_picture`) is called by the worker only.
"""

from diwan.analyse.edges import candidate_keys, edges, link_all
from diwan.analyse.fingerprint import Fingerprint, fingerprint, remember
from diwan.analyse.picture import picture

__all__ = ["Fingerprint", "candidate_keys", "edges", "fingerprint", "link_all", "picture", "remember"]
