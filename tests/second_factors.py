"""What an officer does for a second factor, in a browser without a screen."""

import re
import time

from django.core.cache import cache

_numbers = iter(range(1000))


def appoint(browser, *roles):
    """The sign-in name of a new officer, and the link of the invitation."""
    name = f"zz-factor-{next(_numbers)}"
    told = {"sign_in": name, "name_en": f"Officer {name}", "language": "en", "roles": roles}
    page = browser.post("/centre/officers/appoint", told).content.decode()
    return name, re.search(r"/invitation/[0-9a-f]{64}", page)[0]


def code_of(secret):
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    cache.clear()
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def set_up(browser):
    """The secret and the codes on paper."""
    page = browser.get("/second-factor").content.decode()
    secret = re.search(r"data-data>([A-Z2-7]{32})<", page)[1]
    answer = browser.post("/second-factor", {"code": code_of(secret)})
    assert answer.status_code == 200, answer.content
    return secret, re.search(r"data-data>([^<]+)<", answer.content.decode())[1].split(" · ")


def make_stale(browser):
    session = browser.session
    session["proved_at"] = 0
    session.save()
