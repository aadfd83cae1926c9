"""Mounted at `/api/v1/`."""

from diwan.entry.web.api.programs import programs

urlpatterns, _, app_name = programs.urls
