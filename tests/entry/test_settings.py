"""Settings come from the environment, once, and a wrong one is named."""

from pathlib import Path

import pytest

from diwan.entry.settings import BadSetting, from_environment


def test_nothing_set_gives_the_embedded_centre():
    settings = from_environment({})
    assert settings.home == Path.cwd() / "var" / "centre"
    assert (settings.database_url, settings.postgres_version) == (None, 18)
    assert settings.evidence_limit_bytes == 64 * 1024 * 1024


def test_what_is_set_is_taken():
    settings = from_environment(
        {"DIWAN_HOME": "/srv/diwan", "DATABASE_URL": "postgresql://x/y", "DIWAN_EVIDENCE_LIMIT_MIB": "8"}
    )
    assert settings.home == Path("/srv/diwan")
    assert settings.database_url == "postgresql://x/y"
    assert settings.evidence_limit_bytes == 8 * 1024 * 1024


@pytest.mark.parametrize("text", ["many", "-1", "1.5"])
def test_a_number_that_is_none_is_refused_by_name(text):
    with pytest.raises(BadSetting, match="DIWAN_EVIDENCE_LIMIT_MIB"):
        from_environment({"DIWAN_EVIDENCE_LIMIT_MIB": text})
