"""What is the same for everybody is answered before anybody is asked who they are: no session is read, no cookie set,
and nothing in the answer keeps a cache from holding it."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve

FOLDER = "/log/"


def the_same_for_everybody(view: Callable[..., Any]) -> Callable[..., Any]:
    """A view that needs no sign-in and looks at no cookie."""
    view.is_the_same_for_everybody = True  # type: ignore[attr-defined]
    view.is_open_to_nobody = True  # type: ignore[attr-defined]
    return view


class ServeLogFiles:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(FOLDER):
            return self.get_response(request)
        try:
            found = resolve(request.path_info)
            if not getattr(found.func, "is_the_same_for_everybody", False):
                return self.get_response(request)
            answer: HttpResponse = found.func(request, *found.args, **found.kwargs)
        except Http404:
            return HttpResponse(
                "There is no such file.\n", status=404, content_type="text/plain; charset=utf-8"
            )
        return answer
