"""The pages' fixtures: see `signed_in`, `api_walk` and `form_walk`."""

from api_walk import program_of, viewer_of_web
from form_walk import rows_of
from signed_in import client_of, nobody, officer_of, web, web_database

__all__ = [
    "client_of",
    "nobody",
    "officer_of",
    "program_of",
    "rows_of",
    "viewer_of_web",
    "web",
    "web_database",
]
