"""A real browser on a real server: `signed_in("iraq")` is a page in which an officer of Iraq has signed in.

`DIWAN_SCREENSHOTS=1` also writes docs/images/*.png.
"""

import os
import shutil
import threading
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

from diwan import store
from diwan.entry.worker import run_until_idle
from signed_in import UNTOUCHED, officer_of, web
from signed_in import web_database as pages_database

__all__ = ["officer_of", "pages_database", "web"]

# Playwright runs a loop in this thread; nothing here is asynchronous all the same.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

IMAGES = Path(__file__).parents[2] / "docs" / "images"
AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"


class Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        """The test says what went wrong."""


@pytest.fixture(scope="session")
def web_database(pages_database):
    """The sample as a newcomer finds it: nothing of what other tests of this process filed."""
    return pages_database.to_database(UNTOUCHED)


@pytest.fixture(scope="session")
def site(web_database):
    """The address of the pages, served for the whole session."""
    from django.core.wsgi import get_wsgi_application
    from django.db import connections

    connections.settings["default"]["CONN_MAX_AGE"] = 0  # a thread a request: none keeps its connection
    store.use(web_database)
    server = make_server("127.0.0.1", 0, get_wsgi_application(), Threaded, Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-browser"))), None)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def new_page(site, browser):
    """A page of a browser of its own, in which nobody has signed in; an error in a console fails the test."""
    contexts, errors = [], []

    def page_of(*, theme="light", width=1440, height=900):
        context = browser.new_context(
            base_url=site,
            viewport={"width": width, "height": height},
            color_scheme=theme,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if "Content Security" in said.text else None)
        return page

    yield page_of
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def signed_in(site, new_page, web, officer_of):
    """`signed_in(member, language="en", theme="light", width=1440)`."""

    def sign_in(member: str, *, language="en", **look):
        from diwan.entry.web.models import Account

        officer = officer_of(member)
        Account.objects.filter(officer=officer.id).update(language=language)
        page = new_page(**look)
        page.goto("/sign-in")
        page.locator(f'button[name=officer][value="{officer.id}"]').click()
        page.wait_for_url(f"{site}/")
        return page

    return sign_in


@pytest.fixture
def own_centre(site, database):
    """A centre of the test's own behind the session's address."""
    from django.db import connections

    from diwan.entry.web import accounts

    connections.close_all()
    accounts.prepare(demonstration=True)
    yield database
    connections.close_all()


@pytest.fixture
def stranger(site, browser):
    """A browser in which nobody has signed in yet."""
    context = browser.new_context(base_url=site, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def picture_of():
    """Keep what the page looks like, when asked for."""

    def keep(page, name: str):
        if os.environ.get("DIWAN_SCREENSHOTS") == "1":
            IMAGES.mkdir(parents=True, exist_ok=True)
            page.wait_for_timeout(2500)  # the map paints itself; only pictures wait for it
            page.screenshot(path=IMAGES / f"{name}.png")

    return keep


@pytest.fixture
def axe():
    """What axe finds against WCAG 2.2 AA: one line a fault."""

    def faults(page) -> list[str]:
        # Through the debugger, so the page's own Content-Security-Policy stays as strict as it is.
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
        )
        return [
            f"{fault['id']}: {node['target']} {node['html'][:120]}"
            for fault in found["violations"]
            for node in fault["nodes"][:3]
        ]

    return faults


@pytest.fixture
def worker_done():
    return run_until_idle
