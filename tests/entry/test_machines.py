"""A session is named so that its officer knows the machine again."""

import pytest

from diwan.entry.web.machines import machine

GECKO = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
CHROME = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1"
)


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (GECKO, "Firefox · Windows"),
        (CHROME, "Chrome · Android"),
        (EDGE, "Edge · Windows"),
        (SAFARI, "Safari · iPhone"),
        ("reader of the night desk 3", "reader of the night desk 3"),
        ("", ""),
    ],
)
def test_browser_and_system_are_named(told, shown):
    assert machine(told) == shown
