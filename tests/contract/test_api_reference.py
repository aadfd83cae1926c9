"""docs/reference/api.md says what the API is now."""

import os
import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "api.md"
GUIDE = PAGE.parents[1] / "how-to" / "use-the-api.md"


@pytest.fixture(scope="module")
def written():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diwan.entry.web.settings")
    os.environ.setdefault(
        "DIWAN_WEB_SECRET", "a secret of the tests, long enough for Django's own check of it"
    )
    import django

    django.setup()
    from diwan.entry.web.api.write_reference import written

    return written()


def test_the_page_is_what_the_routes_say(written):
    assert PAGE.read_text("utf-8") == written, (
        "run: python -m diwan.entry.web.api.write_reference docs/reference/api.md"
    )


def test_every_route_of_every_room_is_on_the_page(written):
    from importlib import import_module

    for room in (
        "share",
        "gather",
        "charter",
        "ledger",
        "access",
        "entry.web.api.me",
        "entry.web.api.tokens",
    ):
        module = import_module(f"diwan.{room}" if "." in room else f"diwan.{room}.routes")
        for path, view in module.router.path_operations.items():
            address = "/api/v1" + re.sub(r"\{\w+:", "{", path)
            for operation in view.operations:
                for method in operation.methods:
                    assert f"### {method} {address}\n" in written


def test_the_guide_names_only_addresses_that_exist(written):
    for address in re.findall(r"/api/v1/[a-z/{}._-]+", GUIDE.read_text("utf-8")):
        named = address.rstrip("/.")
        assert named in written, address
