import os

import pytest

from gather.web_server import running_site


@pytest.fixture
def site():
    with running_site() as site:
        yield site


@pytest.fixture
def other_site():
    with running_site() as site:
        yield site


@pytest.fixture
def inbox(tmp_path, monkeypatch):
    """Where each member's watched folders lie: `inbox/<member>`."""
    home = tmp_path / "inbox"
    monkeypatch.setenv("DIWAN_INBOX", str(home))
    return home


@pytest.fixture
def here_is_open(monkeypatch, site):
    """As in the sample centre: this machine may be fetched from."""
    monkeypatch.setenv("DIWAN_FETCH_ALLOW", "127.0.0.1/32")
    return site


@pytest.fixture
def old_file():
    """A file that nobody is writing any more."""

    def write(path, text, *, size=None):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as stream:
            stream.write(text.encode())
            if size is not None:
                stream.truncate(size)
        os.utime(path, (1_600_000_000, 1_600_000_000))
        return path

    return write
