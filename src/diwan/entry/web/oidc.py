"""The sign-in provider that an operator names: OpenID Connect, by authorization code with PKCE, state and nonce.

The provider is trusted for one thing: that who comes back is the subject it names. Who that is here, the own member's
administrator has said. Nothing else that it tells (names, mail addresses, groups) is read.
"""

from functools import cache
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import OAuth
from django.http import HttpRequest
from joserfc.errors import JoseError
from requests import RequestException

from diwan.core.errors import NotAllowed
from diwan.entry.web.oidc_provider import Provider

TIMEOUT_SECONDS = 10
LEEWAY_SECONDS = 60  # between the provider's clock and ours


class ProviderRefused(NotAllowed):
    """The provider's answer does not say who this is."""


@cache
def _client(provider: Provider) -> Any:
    how = "client_secret_basic" if provider.client_secret else "none"
    return OAuth().register(
        "provider",
        client_id=provider.client_id,
        client_secret=provider.client_secret or None,
        server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid",
            "code_challenge_method": "S256",
            "token_endpoint_auth_method": how,
            "default_timeout": TIMEOUT_SECONDS,
        },
    )


def address_to_ask(request: HttpRequest, provider: Provider, back: str, *, anew: bool) -> str:
    """Of the provider's page; state, nonce and verifier are kept in the session. Raises ProviderRefused."""
    try:
        client = _client(provider)
        _check_issuer(client, provider)
        return str(client.authorize_redirect(request, back, **({"prompt": "login"} if anew else {})).url)
    except (AuthlibBaseError, JoseError, RequestException, ValueError, KeyError, TypeError) as error:
        raise ProviderRefused from error


def subject_of(request: HttpRequest, provider: Provider) -> str:
    """Who has come back. Raises ProviderRefused for whatever does not hold: state, code, nonce, key, issuer, audience, time."""
    wanted = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client_id},
        "sub": {"essential": True},
        "nonce": {"essential": True},
    }
    try:
        client = _client(provider)
        _check_issuer(client, provider)
        told = client.authorize_access_token(request, claims_options=wanted, leeway=LEEWAY_SECONDS)
        subject = told["userinfo"]["sub"]  # out of the signed token; without one there is no such key
    except (AuthlibBaseError, JoseError, RequestException, ValueError, KeyError, TypeError) as error:
        raise ProviderRefused from error
    if not isinstance(subject, str) or not subject:
        raise ProviderRefused
    return subject


def _check_issuer(client: Any, provider: Provider) -> None:
    if client.load_server_metadata().get("issuer") != provider.issuer:
        raise ProviderRefused
