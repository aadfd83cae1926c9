"""Addresses of what `npm run build` wrote, from its manifest."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

DIST = Path(__file__).parent / "static" / "dist"
ENTRY = "src/main.ts"


@cache
def _manifest() -> dict[str, Any]:
    kept = DIST / ".vite" / "manifest.json"
    if not kept.exists():
        raise FileNotFoundError(f"{kept} is missing: the front end is not built. Run `make setup`.")
    return dict(json.loads(kept.read_text()))


def address(name: str) -> str:
    return f"{settings.STATIC_URL}dist/{name}"


@cache
def tags() -> SafeString:
    entry = _manifest()[ENTRY]
    styles = format_html_join(
        "", '<link rel="stylesheet" href="{}">', ((address(css),) for css in entry["css"])
    )
    return format_html('{}<script type="module" src="{}"></script>', styles, address(entry["file"]))
