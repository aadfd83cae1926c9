"""The forms that take a passkey's answer. Whoever signs in writes it: whatever it is, it is right or it is wrong."""

import struct
from typing import Any, cast

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, ReauthenticateWebAuthnForm
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

# What the library raises on bytes and CBOR that no authenticator makes.
MALFORMED = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    struct.error,
    InvalidSignature,
    UnsupportedAlgorithm,
)


class NewPasskey(AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    def clean(self) -> dict[str, Any]:
        try:
            return cast("dict[str, Any]", super().clean())
        except MALFORMED:
            raise get_adapter().validation_error("incorrect_code") from None


class PasskeyAtSignIn(AuthenticateWebAuthnForm):  # type: ignore[misc]  # the same
    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()
        except MALFORMED:
            raise get_adapter().validation_error("incorrect_code") from None


class PasskeyAgain(PasskeyAtSignIn, ReauthenticateWebAuthnForm):  # type: ignore[misc]  # the same
    """Before what binds."""
