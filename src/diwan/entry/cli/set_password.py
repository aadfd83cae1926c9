"""`diwan set-password`: how an officer of a real centre gets in for the first time, or again."""

import os
import sys

import click

from diwan import store
from diwan.core.errors import BadInput
from diwan.entry import settings


@click.command("set-password")
@click.argument("username")
@click.option("--from-stdin", is_flag=True, help="Read the password from standard input: one line.")
def set_password(username: str, *, from_stdin: bool) -> None:
    """Give the officer USERNAME (name@member) a password. Whoever is signed in under that name is signed out.

    It is asked for twice and not shown. An unknown name gets a list of the names that there are.
    """
    given = settings.from_environment()
    with store.running(given.home, given.database_url, version=given.postgres_version) as connections:
        store.use(connections)
        try:
            _set(username, from_stdin=from_stdin)
        finally:
            store.leave()
    print(f"The password of {username} is set. Sign in with it at /sign-in.")


def _set(username: str, *, from_stdin: bool) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diwan.entry.web.settings")
    import django

    django.setup()
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from diwan.entry.web import accounts

    accounts.prepare()  # an officer appointed since the last start has no account yet
    known = sorted(officer.username for officer in accounts.officers())
    if username not in known:
        raise BadInput(f"No officer is called {username}. There are: {', '.join(known) or 'none yet'}.")
    password = _asked(from_stdin=from_stdin)
    try:
        validate_password(password)
    except ValidationError as refused:
        raise BadInput(" ".join(refused.messages)) from refused
    accounts.set_password(username, password)


def _asked(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    asked: str = click.prompt("New password", hide_input=True, confirmation_prompt="The same again")
    return asked
