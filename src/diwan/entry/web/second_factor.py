"""The second factor: codes of an authenticator, kept under Django's key, and codes on paper for the day it is lost."""

import base64
import hashlib
import time
from typing import cast

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, clear_totp_secret
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


def _box() -> Fernet:
    return Fernet(
        base64.urlsafe_b64encode(
            hashlib.sha256(b"diwan second factor" + settings.SECRET_KEY.encode()).digest()
        )
    )


def has_one(account: Account) -> bool:
    return bool(Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists())


@transaction.atomic
def activate(request: HttpRequest, account: Account, secret: str) -> list[str]:
    """The codes for paper, which are shown this once."""
    TOTP.activate(account, secret)
    clear_totp_secret(request)
    request.session[HAS_ONE] = True
    return cast("list[str]", RecoveryCodes.activate(account).get_unused_codes())


def remove(account: Account) -> None:
    """With the codes on paper."""
    Authenticator.objects.filter(user=account).delete()


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
