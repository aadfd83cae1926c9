"""`diwan set-password` opens a real centre to an officer; and the stamp that lets a second start open at once."""

import io
import sys

import pytest

from diwan.core.errors import BadInput
from diwan.entry.cli import preparation, set_password

LONG_ENOUGH = "eleven grey herons at the weir"


def given(monkeypatch, password: str):
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{password}\n"))


def test_an_officer_signs_in_with_the_password_that_was_set(nobody, officer_of, monkeypatch):
    officer = officer_of("syria", 1)
    given(monkeypatch, LONG_ENOUGH)
    set_password._set(officer.username, from_stdin=True)
    wrong = nobody.post("/sign-in", {"login": officer.username, "password": "something else entirely"})
    assert wrong.status_code == 200
    right = nobody.post("/sign-in", {"login": officer.username, "password": LONG_ENOUGH})
    assert right.status_code == 302
    assert nobody.get("/").status_code == 200


def test_a_name_that_nobody_has_is_answered_with_the_names_there_are(web, officer_of, monkeypatch):
    given(monkeypatch, LONG_ENOUGH)
    with pytest.raises(BadInput, match=officer_of("syria").username):
        set_password._set("nobody@nowhere", from_stdin=True)


def test_a_short_password_is_refused(web, officer_of, monkeypatch):
    given(monkeypatch, "short")
    with pytest.raises(BadInput, match="12"):
        set_password._set(officer_of("syria").username, from_stdin=True)


def test_what_was_prepared_for_these_versions_is_not_prepared_again(web, tmp_path):
    assert not preparation.is_done(tmp_path, web)
    preparation.mark_done(tmp_path)
    assert preparation.is_done(tmp_path, web)


def test_another_version_prepares_again(web, tmp_path):
    preparation.mark_done(tmp_path)
    stamp = tmp_path / preparation.STAMP
    stamp.write_text(stamp.read_text("utf-8").replace("django", "dzhango"), "utf-8")
    assert not preparation.is_done(tmp_path, web)
