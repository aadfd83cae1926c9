"""The documentation as a page of our own: no script, nothing from another server."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

from diwan.entry.web.api.problems import KINDS
from diwan.entry.web.api.reference import operations


class ServedHere(DocsBase):
    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:  # noqa: ARG002
        document = api.get_openapi_schema()
        facts = {
            "info": document["info"],
            "operations": list(operations(document)),
            "problems": [kind for kind in KINDS.values() if kind.name != "bad-request"]
            + [KINDS["bad-request"]],
        }
        return render(request, "api/docs.html", facts)
