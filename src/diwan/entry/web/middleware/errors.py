"""Errors that a page raises become a page that says what is so and what to do."""

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse

from diwan import store
from diwan.core.errors import BadInput, DiskFull, DiwanError, NotAllowed, NotVisible, StoreMissing, TooLarge
from diwan.entry.web import errors
from diwan.entry.web.middleware.viewer import ask_to_sign_in

# The first that fits answers.
ANSWERS: tuple[tuple[type[DiwanError], str, int], ...] = (
    (NotAllowed, "states/refused.html", 403),
    (TooLarge, "states/bad_input.html", 413),
    (BadInput, "states/bad_input.html", 422),
    (DiskFull, "states/disk_full.html", 507),
    (StoreMissing, "states/store_missing.html", 503),
    (DiwanError, "states/bad_input.html", 400),
)


class SayErrors:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, store.SignInEnded):
            logout(request)
            return ask_to_sign_in(request)
        if isinstance(error, NotVisible | Http404):  # hidden and absent are one and the same answer
            return errors.not_here(request)
        for kind, template, status in ANSWERS:
            if isinstance(error, kind):
                return errors.page(request, template, status, error)
        return None
