"""Activates the officer's language for the request and takes it down again after."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from diwan.entry.web import preferences


class Preferences:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = preferences.of_request(request)
        request.preferences = chosen  # type: ignore[attr-defined]
        with translation.override(chosen.language), preferences.entered(chosen):
            response = self.get_response(request)
        patch_vary_headers(response, ("Cookie", "Accept-Language"))
        response.headers.setdefault("Content-Language", chosen.language)
        return response
