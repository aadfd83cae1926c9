"""The pages' fixtures: see `signed_in` and `api_walk`."""

from api_walk import program_of, viewer_of_web
from signed_in import client_of, nobody, officer_of, web, web_database

__all__ = ["client_of", "nobody", "officer_of", "program_of", "viewer_of_web", "web", "web_database"]
