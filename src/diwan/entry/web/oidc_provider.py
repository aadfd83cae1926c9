"""The sign-in provider that the operator names, read from the environment. No Django: the settings ask for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from diwan.core.errors import BadInput


class BadProvider(BadInput):
    """The settings of the sign-in provider cannot be used."""


@dataclass(frozen=True, slots=True)
class Provider:
    issuer: str
    client_id: str
    client_secret: str  # "" where the provider asks for none and PKCE alone binds the answer to us
    name: str


def from_environment(environment: Mapping[str, str]) -> Provider | None:
    """Raises BadProvider. None where the operator names none."""
    issuer, client_id = environment.get("DIWAN_OIDC_ISSUER", ""), environment.get("DIWAN_OIDC_CLIENT_ID", "")
    if not issuer and not client_id:
        return None
    parts = urlsplit(issuer)
    if not client_id or not parts.hostname:
        raise BadProvider(
            "Set both DIWAN_OIDC_ISSUER, an https address, and DIWAN_OIDC_CLIENT_ID, or neither."
        )
    if parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1"):
        raise BadProvider(f"DIWAN_OIDC_ISSUER must be an https address, not {issuer!r}.")
    return Provider(
        issuer,
        client_id,
        environment.get("DIWAN_OIDC_CLIENT_SECRET", ""),
        environment.get("DIWAN_OIDC_NAME") or parts.hostname,
    )
