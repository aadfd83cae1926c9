"""Signing in with the centre's provider: bound to issuer and subject by the own member's administrator alone."""

import html
import re
import time
import uuid

import pytest
from django.test import Client
from joserfc.jwk import RSAKey

from diwan.entry.web import oidc_provider
from provider import CLIENT, LocalProvider

BACK = "/sign-in/provider/back"
_numbers = iter(range(1000))


@pytest.fixture
def provider(settings_of):
    there = LocalProvider()
    settings_of(there)
    yield there
    there.close()


@pytest.fixture
def settings_of(web, monkeypatch):
    from django.conf import settings
    from django.core.cache import cache

    cache.clear()

    def use(there):
        told = {
            "DIWAN_OIDC_ISSUER": there.issuer,
            "DIWAN_OIDC_CLIENT_ID": CLIENT,
            "DIWAN_OIDC_NAME": "Ministry",
        }
        monkeypatch.setattr(settings, "OIDC", oidc_provider.from_environment(told))

    return use


@pytest.fixture
def officer(client_of):
    """(id, sign-in name) of a new officer, who has no way in as yet."""

    def appointed(member="iraq", *roles):
        name = f"zz-oidc-{next(_numbers)}"
        told = {"sign_in": name, "name_en": name, "language": "en", "roles": roles or ("reader",)}
        browser = client_of(member)
        browser.post("/centre/officers/appoint", told)
        page = browser.get("/centre/officers").content.decode()
        part = next(each for each in page.split("<details") if "Change <bdi" in each and name in each)
        return re.search(r"/centre/officers/([0-9a-f-]{36})/change", part)[1], f"{name}@{member}"

    return appointed


def bind(browser, officer, subject):
    return browser.post(f"/centre/officers/{officer}/identity", {"subject": subject})


def asked(browser, name, **more):
    """The address at the provider to which the browser is sent."""
    page = browser.post("/sign-in/provider", {"login": name} | more).content.decode()
    return html.unescape(re.search(r'content="0; url=([^"]+)"', page)[1])


def is_in(browser):
    return browser.get("/reports").status_code == 200


def test_who_is_bound_comes_in_and_nobody_asks_for_a_password(provider, officer, client_of):
    id_, name = officer()
    assert bind(client_of("iraq"), id_, "person-7").status_code == 302
    browser = Client(SERVER_NAME="localhost")
    assert "Sign in with" in browser.get("/sign-in").content.decode()
    back = provider.answer(asked(browser, name, next="/sources"), subject="person-7")
    assert not is_in(browser)
    answer = browser.get(f"{BACK}?{back}")
    assert answer.headers["Location"] == "/sources"
    assert is_in(browser)
    assert name.split("@")[0] in browser.get("/centre/officers").content.decode()


def test_the_first_return_without_the_sessions_cookie_leads_to_the_same_page_once(
    provider, officer, client_of
):
    id_, name = officer()
    bind(client_of("iraq"), id_, "person-8")
    browser = Client(SERVER_NAME="localhost")
    back = provider.answer(asked(browser, name), subject="person-8")
    from_elsewhere = Client(SERVER_NAME="localhost")
    page = from_elsewhere.get(f"{BACK}?{back}").content.decode()
    again = html.unescape(re.search(r'content="0; url=([^"]+)"', page)[1])
    assert from_elsewhere.get(again).status_code == 403
    assert browser.get(again).status_code == 302
    assert is_in(browser)


LIES = {
    "another subject with the same mail address": {"subject": "person-10"},
    "another issuer": {"iss": "https://elsewhere.example"},
    "no issuer": {"iss": None},
    "another audience": {"aud": "another-client"},
    "no audience": {"aud": None},
    "another nonce": {"nonce": "n"},
    "no nonce": {"nonce": None},
    "too late": {"exp": int(time.time()) - 3600},
    "no subject": {"sub": None},
    "a subject that is a number": {"sub": 9},
}


@pytest.mark.parametrize("lie", LIES)
def test_what_does_not_hold_lets_nobody_in_and_answers_alike(provider, officer, client_of, lie):
    id_, name = officer()
    bind(client_of("iraq"), id_, "person-9")
    browser = Client(SERVER_NAME="localhost")
    told = {"subject": "person-9"} | LIES[lie]
    answer = browser.get(f"{BACK}?{provider.answer(asked(browser, name), **told)}")
    assert answer.status_code == 403, lie
    assert not is_in(browser)
    unknown = Client(SERVER_NAME="localhost")
    back = provider.answer(asked(unknown, "nobody@iraq"), subject="person-9")
    assert _plain(unknown.get(f"{BACK}?{back}")) == _plain(answer)


def _plain(answer):
    """Without the form's own token, and what stood in the address that was asked for."""
    own = rb'value="[A-Za-z0-9]{64}"|(code|state)=[0-9A-Za-z_-]+|[0-9a-f]{8}-[0-9a-f-]{27}'
    return re.sub(own, b"", answer.content)


def test_a_key_that_the_provider_does_not_publish_signs_for_nobody(provider, officer, client_of):
    id_, name = officer()
    bind(client_of("iraq"), id_, "person-11")
    provider.signs_with = RSAKey.generate_key(2048, {"kid": "one"})
    browser = Client(SERVER_NAME="localhost")
    assert (
        browser.get(f"{BACK}?{provider.answer(asked(browser, name), subject='person-11')}").status_code == 403
    )
    assert not is_in(browser)


def test_a_code_opens_once_and_only_in_the_session_that_asked(provider, officer, client_of):
    id_, name = officer()
    bind(client_of("iraq"), id_, "person-12")
    first, thief = Client(SERVER_NAME="localhost"), Client(SERVER_NAME="localhost")
    back = provider.answer(asked(first, name), subject="person-12")
    asked(thief, name)
    assert thief.get(f"{BACK}?{back}").status_code == 403  # the state is another session's
    assert not is_in(thief)
    assert first.get(f"{BACK}?{back}").status_code == 302
    assert first.get(f"{BACK}?{back}&here=1").status_code == 403
    late = Client(SERVER_NAME="localhost")
    state = re.search(r"state=([^&]+)", asked(late, name))[1]
    used = re.search(r"code=([^&]+)", back)[1]
    assert late.get(f"{BACK}?code={used}&state={state}").status_code == 403
    assert not is_in(late)


def test_a_provider_that_names_another_issuer_is_not_asked(provider, officer, client_of):
    provider.metadata_lies = {"issuer": "https://elsewhere.example"}
    browser = Client(SERVER_NAME="localhost")
    assert browser.post("/sign-in/provider", {"login": "salma@iraq"}).status_code == 403


def test_only_the_own_members_administrator_binds_and_releases(provider, officer, client_of):
    id_, name = officer("iraq")
    bind(client_of("iraq"), id_, "person-13")
    absent = bind(client_of("syria"), uuid.uuid4(), "person-14")
    theirs = bind(client_of("syria"), id_, "person-14")
    assert theirs.status_code == absent.status_code == 404
    assert _plain(theirs) == _plain(absent)
    assert client_of("iraq", 1).post(f"/centre/officers/{id_}/identity", {"subject": "x"}).status_code == 403
    assert bind(client_of("syria"), id_, "").status_code == 404
    assert "person-13" not in client_of("syria").get("/centre/officers").content.decode()
    assert bind(client_of("iraq"), id_, "").status_code == 302
    browser = Client(SERVER_NAME="localhost")
    assert (
        browser.get(f"{BACK}?{provider.answer(asked(browser, name), subject='person-13')}").status_code == 403
    )


def test_a_mail_address_with_a_blank_or_nothing_is_no_subject(provider, officer, client_of):
    id_, _ = officer()
    browser = client_of("iraq")
    for wrong in ("two words", "ü", "x" * 256):
        bind(browser, id_, wrong)
        assert f'value="{wrong}"' not in browser.get("/centre/officers").content.decode()


def test_a_dismissed_officer_is_not_let_in(provider, officer, client_of):
    id_, name = officer()
    administrator = client_of("iraq")
    bind(administrator, id_, "person-15")
    browser = Client(SERVER_NAME="localhost")
    back = provider.answer(asked(browser, name), subject="person-15")
    administrator.post(f"/centre/officers/{id_}/dismiss")
    assert browser.get(f"{BACK}?{back}").status_code == 403


def test_before_what_binds_the_provider_is_asked_again(provider, officer, client_of):
    id_, name = officer("iraq", "administrator")
    bind(client_of("iraq"), id_, "person-16")
    browser = Client(SERVER_NAME="localhost")
    browser.get(f"{BACK}?{provider.answer(asked(browser, name), subject='person-16')}")
    session = browser.session
    session["proved_at"] = 0
    session.save()
    assert browser.post("/centre/officers/rule", {}).headers["Location"] == "/step-up"
    page = browser.get("/step-up").content.decode()
    assert 'action="/sign-in/provider"' in page
    address = asked(browser, name, next="/step-up?next=/", anew="yes")
    assert "prompt=login" in address
    answer = browser.get(f"{BACK}?{provider.answer(address, subject='person-16')}")
    assert answer.headers["Location"] == "/step-up?next=/"
    assert 'action="/centre/officers/rule"' in browser.get("/step-up?next=/").content.decode()


def test_without_a_provider_there_is_nothing(nobody, client_of, officer):
    id_, _ = officer()
    assert "provider" not in nobody.get("/sign-in").content.decode()
    assert nobody.post("/sign-in/provider", {"login": "x"}).status_code == 404
    assert nobody.get(BACK).status_code == 404
    assert bind(client_of("iraq"), id_, "x").status_code == 404


@pytest.mark.parametrize(
    "told",
    [
        {"DIWAN_OIDC_ISSUER": "https://id.example"},
        {"DIWAN_OIDC_CLIENT_ID": "x"},
        {"DIWAN_OIDC_ISSUER": "http://id.example", "DIWAN_OIDC_CLIENT_ID": "x"},
        {"DIWAN_OIDC_ISSUER": "id.example", "DIWAN_OIDC_CLIENT_ID": "x"},
    ],
)
def test_half_a_provider_or_one_without_tls_is_refused_at_the_start(told):
    with pytest.raises(oidc_provider.BadProvider):
        oidc_provider.from_environment(told)
