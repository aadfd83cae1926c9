"""The application that Granian serves: `granian --interface wsgi diwan.entry.web.wsgi:application`."""

import atexit
import os
from contextlib import ExitStack

from django.core.wsgi import get_wsgi_application

from diwan import store
from diwan.core.errors import StoreMissing
from diwan.entry import wiring
from diwan.entry.settings import from_environment


def open_centre() -> None:
    """A serving process of its own opens the database and the keys; inside `diwan up` they are open already."""
    try:
        store.in_use()
    except StoreMissing:
        settings = from_environment()
        stack = ExitStack()
        atexit.register(stack.close)
        running = store.running(settings.home, settings.database_url, version=settings.postgres_version)
        store.use(stack.enter_context(running))
        wiring.open_keys(settings)
        wiring.connect()


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diwan.entry.web.settings")
open_centre()
application = get_wsgi_application()
