import json
import os
import subprocess
import sys

import pytest
from django.core.cache import cache
from django.test import override_settings

ASK = """
import json
from diwan.entry.web import settings
print(json.dumps([settings.ALLOWED_HOSTS, settings.CSRF_TRUSTED_ORIGINS, settings.SESSION_COOKIE_SECURE]))
"""


def test_forms_of_a_host_behind_tls_are_taken_and_its_cookies_stay_on_tls(tmp_path) -> None:
    environment = os.environ | {
        "DIWAN_HOME": str(tmp_path),
        "DIWAN_HOSTS": "centre.example.org, other.example.org",
        "DIWAN_HTTPS": "1",
    }
    answer = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True
    )
    hosts, origins, secure = json.loads(answer.stdout)
    assert {"centre.example.org", "other.example.org"} < set(hosts)
    assert origins == ["https://centre.example.org", "https://other.example.org"]
    assert secure is True


@pytest.fixture
def signs_in(nobody, officer_of):
    """Whether the right password lets in whoever the proxy saw at an address, after so many wrong ones from there."""
    from diwan.entry.web.models import Account

    account = Account.objects.get(officer=officer_of("iraq").id)
    account.set_password("a password of the tests, long enough")
    account.save()

    def try_it(seen: str, *, after_wrong: int) -> bool:
        # Before what the proxy wrote stands what the reader made up.
        headers = {"X-Forwarded-For": f"203.0.113.{after_wrong}, {seen}"}
        for n in range(after_wrong):
            nobody.post("/sign-in", {"login": f"nobody-{n}", "password": "wrong"}, headers=headers)
        form = {"login": account.username, "password": "a password of the tests, long enough"}
        return nobody.post("/sign-in", form, headers=headers).status_code == 302

    cache.clear()
    yield try_it
    cache.clear()
    account.set_unusable_password()
    account.save()


@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1)
def test_failed_sign_ins_count_for_the_address_that_the_proxy_saw(signs_in) -> None:
    assert not signs_in("198.51.100.1", after_wrong=10)
    assert signs_in("198.51.100.2", after_wrong=2)


def test_without_a_proxy_nobody_chooses_the_own_address(signs_in) -> None:
    assert not signs_in("198.51.100.1", after_wrong=10)
    assert not signs_in("198.51.100.2", after_wrong=0)
