"""Around every request of a program: nothing larger than the limit, and no answer that is a page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from diwan.entry.web.api.problems import KINDS, of_status, problem

PROGRAMS = "/api/"
LARGEST_REQUEST_BYTES = (
    256 * 1024 * 1024
)  # several files of the largest size; JSON is held to 16 MiB by Django


class AnswerPrograms:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PROGRAMS):
            return self.get_response(request)
        if _declared_bytes(request) > LARGEST_REQUEST_BYTES:
            return problem(KINDS["too-large"], f"At most {LARGEST_REQUEST_BYTES // 1024**2} MiB a request.")
        answer = self.get_response(request)
        if answer.status_code < 400 or answer.headers.get("Content-Type", "").startswith(
            "application/problem"
        ):
            return answer
        kept = {name: answer.headers[name] for name in ("Allow",) if name in answer.headers}
        return problem(of_status(answer.status_code), headers=kept)


def _declared_bytes(request: HttpRequest) -> int:
    declared = request.META.get("CONTENT_LENGTH") or "0"
    return int(declared) if declared.isdecimal() else 0
