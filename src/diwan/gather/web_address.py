"""Addresses as people and servers write them: what may be asked for at all, before DNS."""

import httpx

from diwan.core.errors import FetchFailed, Refused

LONGEST_ADDRESS = 4096  # characters


def checked_address(address: str) -> httpx.URL:
    """Parse an address, refusing what no feed needs and what parsers disagree about."""
    if len(address) > LONGEST_ADDRESS:
        raise Refused(f"It is longer than {LONGEST_ADDRESS} characters.")
    if "\\" in address or any(ord(c) <= 32 or ord(c) == 127 for c in address):
        raise Refused("It has spaces, control characters or backslashes in it.")
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, ValueError) as error:
        raise Refused(f"It is not an address: {error}.") from error
    if url.scheme not in ("http", "https"):
        raise Refused("Only http and https are fetched.")
    if url.userinfo:
        raise Refused("It carries a user name or password.")
    if not url.host or "%" in url.host:
        raise Refused("It names no host.")
    if url.port is not None and not 0 < url.port < 65536:
        raise Refused("Its port does not exist.")
    return url


def port_of(url: httpx.URL) -> int:
    return url.port or (443 if url.scheme == "https" else 80)


def redirected(url: httpx.URL, location: str) -> str:
    if not location:
        raise FetchFailed("It redirects without saying where to.")
    if "\\" in location:
        raise Refused("It redirects to an address with a backslash.")
    try:
        target = url.join(location)
    except (httpx.InvalidURL, ValueError) as error:
        raise Refused(f"It redirects to something that is not an address: {error}.") from error
    if url.scheme == "https" and target.scheme == "http":
        raise Refused("It redirects from https to http.")
    return str(target.copy_with(fragment=None))
