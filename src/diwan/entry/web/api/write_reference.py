"""`python -m diwan.entry.web.api.write_reference FILE`: writes docs/reference/api.md. Needs no database."""

import os
import sys
from pathlib import Path


def written() -> str:
    """The page, from the routes as they are now. Django is set up when this is called."""
    # ninja reads Django's settings as soon as it is imported.
    from diwan.entry.web.api.programs import programs  # noqa: PLC0415
    from diwan.entry.web.api.reference import as_markdown  # noqa: PLC0415

    return as_markdown(programs.get_openapi_schema(path_prefix="api/v1/"))


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diwan.entry.web.settings")
    os.environ.setdefault(
        "DIWAN_WEB_SECRET", "only for writing a page of the documentation, nothing is served"
    )
    import django  # noqa: PLC0415 - settings come first

    django.setup()
    Path(sys.argv[1]).write_text(written(), "utf-8")


if __name__ == "__main__":
    main()
