"""Signing in and out: an account stands for one officer, and a session holds that officer's viewer token."""

import json
from dataclasses import dataclass
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.core.management import call_command
from django.db import connection, transaction
from django.dispatch import receiver
from django.http import HttpRequest

from diwan.core.errors import NotAllowed
from diwan.core.ids import MemberId, OfficerId
from diwan.core.viewer import Viewer
from diwan.entry.web import second_factor
from diwan.entry.web.models import Account

TOKEN = "viewer_token"  # noqa: S105 - the name of the place, not a secret
NEW_SINCE = "new_since"  # when this officer last left the situation, before this sign-in
TOKEN_LIFETIME_HOURS = 12  # a watch; the session ends with it


class NoSuchOfficer(NotAllowed):
    """This account stands for no officer in office."""


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Nobody signs up: an account comes with the appointment of its officer."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Account | None:
        """A right password of somebody who is no longer in office is answered as a wrong one."""
        account: Account | None = super().authenticate(request, **credentials)
        if account is not None and all(each.id != account.officer for each in officers()):
            self.authentication_failed(request, **credentials)
            return None
        return account

    def add_message(self, *_: Any, **__: Any) -> None:
        """The frame says who is signed in; a message would only repeat it."""


@dataclass(frozen=True, slots=True)
class SignInOfficer:
    """What the door may know of an officer."""

    id: OfficerId
    member: MemberId
    member_names: dict[str, str]
    names: dict[str, str]
    language: str
    sign_in: str
    roles: tuple[str, ...]

    @property
    def username(self) -> str:
        return f"{self.sign_in}@{self.member}"  # sign-in names are unique within a member only


_OFFICER = "SELECT id, member, member_names, names, language, sign_in, roles FROM "


def officers() -> list[SignInOfficer]:
    return _officers("diwan.officers_for_sign_in()", [])


def _officers(function: str, given: list[str]) -> list[SignInOfficer]:
    with connection.cursor() as cursor:
        cursor.execute(_OFFICER + function, given)
        return [
            SignInOfficer(
                id_, member, read_names(member_names), read_names(names), language, sign_in, tuple(roles)
            )
            for id_, member, member_names, names, language, sign_in, roles in cursor.fetchall()
        ]


def read_names(value: Any) -> dict[str, str]:
    return dict(json.loads(value)) if isinstance(value, str) else dict(value)


def prepare(*, demonstration: bool = False) -> None:
    """Django's tables, and an account for every officer without one. Safe to repeat.

    `demonstration` (the sample centre) lets its officers sign in from a list, without a password.
    """
    call_command("migrate", verbosity=0, interactive=False)
    with transaction.atomic():
        for officer in officers():
            account, is_new = Account.objects.get_or_create(
                officer=officer.id, defaults={"username": officer.username, "member": officer.member}
            )
            if is_new:
                account.set_unusable_password()
                account.language = officer.language
                account.is_demonstration = demonstration
                account.save()


def mint_token(officer: OfficerId, machine: str = "") -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT diwan.issue_viewer_token(%s, make_interval(hours => %s))", [officer, TOKEN_LIFETIME_HOURS]
        )
        row = cursor.fetchone()
    if row is None or row[0] is None:
        raise NoSuchOfficer
    token = str(row[0])
    if machine:
        with connection.cursor() as cursor:
            cursor.execute("SELECT diwan.name_session(%s, %s)", [token, machine.replace("\0", "")])
    return token


def revoke_token(token: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT diwan.revoke_token(%s)", [token])


def viewer_of(request: HttpRequest) -> Viewer | None:
    """The signed-in officer, as the database will check it; None for nobody."""
    account = request.user
    token = request.session.get(TOKEN)
    if not isinstance(account, Account) or not token:
        return None
    return Viewer(member=MemberId(account.member), officer=OfficerId(account.officer), token=token)


@receiver(user_logged_in)
def _enter(request: HttpRequest, user: Account, **_: Any) -> None:
    request.session[TOKEN] = mint_token(OfficerId(user.officer), request.headers.get("User-Agent", ""))
    second_factor.proved(request)  # at sign-in all that there is was asked for
    request.session[NEW_SINCE] = user.last_look.isoformat() if user.last_look else ""


@receiver(user_logged_out)
def _leave(request: HttpRequest, **_: Any) -> None:
    if token := request.session.get(TOKEN):
        revoke_token(token)


def demonstration() -> list[SignInOfficer]:
    """Officers of a sample centre, to choose from at the sign-in page; empty in a real centre."""
    offered = set(
        Account.objects.filter(is_demonstration=True, is_active=True).values_list("officer", flat=True)
    )
    return [officer for officer in officers() if officer.id in offered] if offered else []


def invited(secret: str) -> SignInOfficer | None:
    """Whom a link of an invitation lets in; None when it opens nothing."""
    return next(iter(_officers("diwan.invited_by_link(%s)", [secret])), None)


def accept(secret: str, password: str) -> Account | None:
    """The link is used up and the password kept, both or neither. None when somebody was quicker."""
    officer = invited(secret)
    if officer is None:
        return None
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT diwan.use_invitation_link(%s)", [secret])
            row = cursor.fetchone()
        if row is None or row[0] is None:
            return None
        account = account_of(officer)
        second_factor.remove(account)  # a recovery ends it; a new officer has none
        account.set_password(password)
        account.is_active = True
        account.is_demonstration = (
            False  # whoever has a password of one's own is no longer in the sample's list
        )
        account.save()
        return account


def account_of(officer: SignInOfficer) -> Account:
    """Made when there is none yet, without a password."""
    given = {"username": officer.username, "member": officer.member, "language": officer.language}
    made: tuple[Account, bool] = Account.objects.get_or_create(officer=officer.id, defaults=given)
    account, is_new = made
    if is_new:
        account.set_unusable_password()
        account.save()
    return account


def set_password(username: str, password: str) -> None:
    """Raises NoSuchOfficer. Everybody who is signed in under this name is signed out."""
    account = Account.objects.filter(username=username).first()
    if account is None:
        raise NoSuchOfficer(username)
    account.set_password(password)  # the hash is part of every session: old ones end here
    account.save()
