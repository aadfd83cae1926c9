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
