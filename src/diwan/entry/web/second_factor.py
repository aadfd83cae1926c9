"""The second factor: codes of an authenticator or passkeys, and codes on paper for the day that these are lost."""

import base64
import datetime as dt
import hashlib
import time
from dataclasses import dataclass
from typing import Any, cast

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, clear_totp_secret
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.fernet import Fernet
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest

from diwan.entry.web.models import Account

PROVED_AT = "proved_at"  # when this session last showed more than its cookie
PROOF_LASTS_SECONDS = 2 * 3600  # once in a while, not every time
HAS_ONE = "has_second_factor"


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """What is stolen with the database alone opens nothing."""

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        return "Diwan"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey is bound to the host name of the page: that of this machine, or the operator's domain."""
        return super().get_public_key_credential_rp_entity() | {"name": "Diwan"}  # type: ignore[no-any-return]

    def get_public_key_credential_user_entity(self, user: Account) -> dict[str, Any]:
        return {"id": user.officer.bytes, "display_name": user.username, "name": user.username}


def _box() -> Fernet:
    return Fernet(
        base64.urlsafe_b64encode(
            hashlib.sha256(b"diwan second factor" + settings.SECRET_KEY.encode()).digest()
        )
    )


FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_one(account: Account) -> bool:
    return bool(Authenticator.objects.filter(user=account, type__in=FACTORS).exists())


def has_authenticator(account: Account) -> bool:
    return bool(Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists())


@dataclass(frozen=True, slots=True)
class Passkey:
    id: int
    name: str
    made_at: dt.datetime
    last_used_at: dt.datetime | None


def passkeys(account: Account) -> list[Passkey]:
    kept = Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN).order_by("pk")
    return [Passkey(each.pk, each.wrap().name, each.created_at, each.last_used_at) for each in kept]


@transaction.atomic
def activate(request: HttpRequest, account: Account, secret: str) -> list[str]:
    """The codes for paper, where there were none yet: they are shown this once."""
    TOTP.activate(account, secret)
    clear_totp_secret(request)
    request.session[HAS_ONE] = True
    return _first_paper(account)


@transaction.atomic
def add_passkey(request: HttpRequest, account: Account, name: str, credential: dict[str, Any]) -> list[str]:
    """As `activate`. The credential was checked by the form that took it."""
    WebAuthn.add(account, name, credential)
    request.session[HAS_ONE] = True
    return _first_paper(account)


def _first_paper(account: Account) -> list[str]:
    return [] if paper_left(account) is not None else new_paper(account)


@transaction.atomic
def new_paper(account: Account) -> list[str]:
    """Those on the old paper open nothing any more."""
    Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES).delete()
    return cast("list[str]", RecoveryCodes.activate(account).get_unused_codes())


def paper_left(account: Account) -> int | None:
    """How many codes on paper still open; None where there is no paper."""
    kept = Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES).first()
    return None if kept is None else len(kept.wrap().get_unused_codes())


def remove(account: Account) -> None:
    """All, with the codes on paper."""
    Authenticator.objects.filter(user=account).delete()


@transaction.atomic
def remove_one(request: HttpRequest, account: Account, which: str) -> bool:
    """`authenticator`, or a passkey's number. Whether it was there; with the last one go the codes on paper."""
    own = Authenticator.objects.filter(user=account)
    if which == "authenticator":
        gone, _ = own.filter(type=Authenticator.Type.TOTP).delete()
    elif which.isdecimal() and len(which) < 19:
        gone, _ = own.filter(type=Authenticator.Type.WEBAUTHN, pk=int(which)).delete()
    else:
        return False
    if not has_one(account):
        remove(account)
        request.session.pop(HAS_ONE, None)
    return bool(gone)


def is_demanded() -> bool:
    """By the charter in force, of every officer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT diwan.demands_second_factor()")
        row = cursor.fetchone()
    return bool(row and row[0])


def is_missing(request: HttpRequest, account: Account) -> bool:
    """Demanded and not there. An officer of the sample's list has no password either."""
    if account.is_demonstration or request.session.get(HAS_ONE):
        return False
    if has_one(account):
        request.session[HAS_ONE] = True
        return False
    return is_demanded()


def proved(request: HttpRequest) -> None:
    request.session[PROVED_AT] = int(time.time())


def is_fresh(request: HttpRequest, account: Account) -> bool:
    """Whether this session has shown its second factor, or without one its password, in the last two hours."""
    if account.is_demonstration:
        return True
    at = request.session.get(PROVED_AT)
    return isinstance(at, int) and 0 <= time.time() - at < PROOF_LASTS_SECONDS
