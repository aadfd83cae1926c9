"""Who guesses passwords is held up, whoever it is guessed for, and learns nothing of who is there."""

import itertools
import re

import pytest
from django.core.cache import cache
from django.test import Client

from second_factors import appoint

PASSWORD = "eight lanterns by the river"
GUESSES = 5  # for one name in five minutes
_addresses = itertools.count(1)


@pytest.fixture(autouse=True)
def forgotten():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def officer(client_of):
    """The sign-in name of an officer of Iraq with a password."""
    name, link = appoint(client_of("iraq"), "reader")
    answer = Client(SERVER_NAME="localhost").post(link, {"password": PASSWORD, "again": PASSWORD})
    assert answer.status_code == 302
    return f"{name}@iraq"


def guess(name, password):
    """From an address of its own each time, so that the name alone is counted."""
    browser = Client(
        SERVER_NAME="localhost", REMOTE_ADDR=f"10.9.{next(_addresses) // 250}.{next(_addresses) % 250}"
    )
    return browser.post("/sign-in", {"login": name, "password": password})


def said(answer, name):
    page = answer.content.decode().replace(name, "…")
    return answer.status_code, re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)


def test_the_right_password_comes_too_late_after_five_wrong_ones(web, officer):
    assert guess(officer, PASSWORD).status_code == 302
    answers = [guess(officer, f"wrong {n}").status_code for n in range(GUESSES)]
    assert 302 not in answers
    assert guess(officer, PASSWORD).status_code != 302
    cache.clear()  # five minutes later
    assert guess(officer, PASSWORD).status_code == 302


def test_a_name_that_nobody_has_is_held_up_and_answered_alike(web, officer):
    nobody = f"{officer[:-5]}x@iraq"
    for n in range(GUESSES + 2):
        assert said(guess(officer, f"wrong {n}"), officer) == said(guess(nobody, f"wrong {n}"), nobody)


def test_one_address_guesses_for_ten_names_a_minute_and_no_more(web, officer):
    browser = Client(SERVER_NAME="localhost", REMOTE_ADDR="10.8.0.1")
    for n in range(11):
        browser.post("/sign-in", {"login": f"zz-guessed-{n}@iraq", "password": "wrong"})
    assert browser.post("/sign-in", {"login": officer, "password": PASSWORD}).status_code != 302
    assert guess(officer, PASSWORD).status_code == 302
