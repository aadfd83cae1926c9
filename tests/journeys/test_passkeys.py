"""A passkey from its making to its loss, with a key that the browser itself plays."""

import re
import uuid

import pytest

from newcomers import PASSWORD, accepted, appointed

pytestmark = pytest.mark.journey


@pytest.fixture
def by_name(site):
    """The pages' address by name: browsers bind no passkey to a number."""
    return site.replace("127.0.0.1", "localhost")


class Key:
    """A stick that answers at once, as long as it is plugged in."""

    def __init__(self, page):
        self.session = page.context.new_cdp_session(page)
        self.session.send("WebAuthn.enable")
        self.plug_in()

    def plug_in(self):
        options = {
            "protocol": "ctap2",
            "transport": "usb",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        made = self.session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self.id = made["authenticatorId"]

    def lose(self):
        self.session.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": self.id})


def with_password(page, by_name, username):
    page.context.clear_cookies()
    page.goto(f"{by_name}/sign-in")
    page.fill("#id_login", username)
    page.fill("#id_password", PASSWORD)
    page.locator("button.primary").first.click()


@pytest.fixture
def newcomer(signed_in, stranger, by_name):
    """(page, sign-in name) of an officer of Russia who has a password alone."""
    sign_in, link = appointed(signed_in("russia"), name=f"Officer {uuid.uuid4().hex[:6]}")
    accepted(stranger, re.sub(r"http://[^/]+", by_name, link))
    return stranger, f"{sign_in}@russia"


def test_a_passkey_is_made_asked_for_lost_and_removed(newcomer, by_name, monkeypatch):
    from diwan.entry.web import second_factor

    page, username = newcomer
    key = Key(page)
    page.goto(f"{by_name}/second-factor")
    page.fill("#passkey-name", "Stick in the safe")
    page.locator("form[data-passkey=create] button").click()
    paper = page.locator(".notice code").inner_text().split(" · ")
    assert len(paper) == 10
    assert "Stick in the safe" in page.locator("table").inner_text()

    with_password(page, by_name, username)
    page.wait_for_url(f"{by_name}/sign-in/code")
    page.goto(f"{by_name}/reports")
    page.wait_for_url(re.compile("/sign-in"))  # the password alone opens nothing
    with_password(page, by_name, username)
    page.locator("form[data-passkey=get] button").click()
    page.locator(".rail").wait_for()

    with monkeypatch.context() as later:
        later.setattr(second_factor, "PROOF_LASTS_SECONDS", 0)
        page.goto(f"{by_name}/second-factor")
        page.wait_for_url(re.compile("/step-up"))
    page.locator("form[data-passkey=get] button").click()
    page.wait_for_url(f"{by_name}/second-factor")
    assert "never" not in page.locator("table").inner_text()

    key.lose()
    with_password(page, by_name, username)
    key.plug_in()  # another one
    page.locator("form[data-passkey=get] button").click()
    page.locator("[data-trouble]:not([hidden])").wait_for()
    page.fill("#code", paper[0])
    page.locator("form:has(#code) button").click()
    page.locator(".rail").wait_for()

    page.goto(f"{by_name}/second-factor")
    page.locator("button[name=remove]").click()
    page.locator(".notice.success").wait_for()
    assert page.locator("table").count() == 0
    with_password(page, by_name, username)
    page.locator(".rail").wait_for()
    page.goto(by_name.replace("localhost", "127.0.0.1") + "/sign-in")
    assert page.locator("form[data-passkey]").count() == 0


def test_a_passkey_of_another_officer_opens_nothing(signed_in, browser, newcomer, by_name):
    page, username = newcomer
    Key(page)
    page.goto(f"{by_name}/second-factor")
    page.locator("form[data-passkey=create] button").click()
    page.locator(".notice code").wait_for()
    _, link = appointed(signed_in("russia"), name="Officer with a stick of her own")
    other = browser.new_context(base_url=by_name).new_page()
    Key(other)
    accepted(other, re.sub(r"http://[^/]+", by_name, link))
    other.goto(f"{by_name}/second-factor")
    # What her own key gives for her own page is not taken where the first officer signs in.
    with other.expect_request(lambda request: request.method == "POST") as sent:
        other.locator("form[data-passkey=create] button").click()
    other.locator(".notice code").wait_for()
    theirs = re.search(r"credential=([^&]+)", sent.value.post_data)[1]
    with_password(page, by_name, username)
    page.wait_for_url(f"{by_name}/sign-in/code")
    page.evaluate(
        "given => { const form = document.querySelector('form[data-passkey=get]');"
        " form.elements.credential.value = decodeURIComponent(given.replaceAll('+', ' ')); form.submit() }",
        theirs,
    )
    page.locator(".notice.trouble").first.wait_for()
    page.goto(f"{by_name}/reports")
    page.wait_for_url(re.compile("/sign-in"))
    other.context.close()
