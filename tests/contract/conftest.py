"""The pages' fixtures: see `signed_in`."""

from signed_in import client_of, nobody, officer_of, web, web_database

__all__ = ["client_of", "nobody", "officer_of", "web", "web_database"]
