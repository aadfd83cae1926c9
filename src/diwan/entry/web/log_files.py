"""The published logs, for everybody: static files, the same for all, readable without an account.

What lies here is public by design: that something was said, never what. Must never serve a file that is not one of
a log's own: the paths are checked against the one spelling of their format before the disk is asked.
"""

import json
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from diwan.entry.settings import from_environment
from diwan.entry.web.api.allowance import Allowance
from diwan.entry.web.fork_proofs import keep_proof, kept_proofs
from diwan.entry.web.middleware.log_files import the_same_for_everybody
from diwan.ledger import tlog
from diwan.ledger.publishing import logs_folder
from diwan.ledger.tlog.index import MEMBER_NAME
from diwan.ledger.witness import ForkNotProven
from diwan.ledger.witness.fork import LARGEST_PROOF_BYTES

TEXT = "text/plain; charset=utf-8"
NOTES = {tlog.CHECKPOINT_PATH, tlog.WITNESSED_PATH}
FOREVER = "public, max-age=31536000, immutable"  # a full tile never changes
A_DAY = "public, max-age=86400"  # a partial one gives way to the full one
A_MOMENT = "public, max-age=1"
strangers = Allowance(requests=30)


@the_same_for_everybody
@require_safe
def index(_request: HttpRequest) -> HttpResponse:
    return _served(_read(tlog.INDEX_PATH), "application/json", A_MOMENT)


@the_same_for_everybody
@require_safe
def log_file(_request: HttpRequest, member: str, file: str) -> HttpResponse:
    if not MEMBER_NAME.fullmatch(member):
        raise Http404
    if file in NOTES:
        return _served(_read(f"{member}/{file}"), TEXT, A_MOMENT)
    if (found := tlog.parse_path(file)) is None:
        raise Http404
    is_full = found[2] == tlog.TILE_WIDTH
    return _served(
        _read_tile(member, file, *found), "application/octet-stream", FOREVER if is_full else A_DAY
    )


@the_same_for_everybody
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def alarms(request: HttpRequest) -> HttpResponse:
    """GET: every fork that was proven. POST, from a witness or from anybody: one more proof."""
    if request.method != "POST":
        return _served(json.dumps(kept_proofs(), ensure_ascii=False).encode(), "application/json", "no-store")
    if wait := strangers.take(_address(request)):
        return _plain("Too many at once; tell it again later.\n", 429, {"Retry-After": str(wait)})
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdecimal() or int(length[:12]) > LARGEST_PROOF_BYTES:
        return _plain(f"At most {LARGEST_PROOF_BYTES} bytes, announced by Content-Length.\n", 413)
    try:
        keep_proof(request.read(LARGEST_PROOF_BYTES))
    except ForkNotProven as error:
        return _plain(f"{error}\n", 422)
    return HttpResponse(status=204)


def _address(request: HttpRequest) -> bytes:
    """As sign-in counts it: behind proxies, what the outermost of them wrote."""
    from allauth.account.adapter import get_adapter  # noqa: PLC0415 - apps are there only once Django is set up

    return str(get_adapter().get_client_ip(request)).encode()


def _read(path: str) -> bytes:
    try:
        return (_folder() / path).read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        raise Http404 from error


def _read_tile(member: str, file: str, level: int | None, number: int, width: int) -> bytes:
    """A partial tile that has given way is cut from the full one, so that nobody who came a moment late misses it."""
    try:
        return _read(f"{member}/{file}")
    except Http404:
        if width == tlog.TILE_WIDTH:
            raise
    if level is None:
        entries = tlog.unpack_entries(_read(f"{member}/{tlog.entries_path(number)}"))
        return tlog.pack_entries(entries[:width])
    return _read(f"{member}/{tlog.tile_path(level, number)}")[: width * 32]


def _folder() -> Path:
    return logs_folder(from_environment().home)


def _served(data: bytes, media_type: str, caching: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=media_type)
    answer.headers["Content-Length"] = str(len(data))
    answer.headers["Cache-Control"] = caching
    # Verifiers in other parties' pages may read what is public anyway.
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _plain(words: str, status: int, headers: dict[str, str] | None = None) -> HttpResponse:
    return HttpResponse(words, status=status, content_type=TEXT, headers=headers)
