"""Which addresses may be fetched. Pure: no DNS, no connection.

What a feed says is hostile input: it may point into the network where Diwan itself stands (SSRF).
The rule looks at the address that is really connected to, never at the name alone.
"""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass

from diwan.core.errors import Refused

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

OPEN_PORTS = frozenset({80, 443, 8080, 8443})

# IANA special-purpose registries (RFC 6890 and its updates), with the words that a person reads.
_SPECIAL: tuple[tuple[Network, str], ...] = tuple(
    (ipaddress.ip_network(network), words)
    for network, words in (
        ("0.0.0.0/8", "this host"),
        ("10.0.0.0/8", "a private network"),
        ("100.64.0.0/10", "a carrier's inner network"),
        ("127.0.0.0/8", "this machine itself"),
        ("169.254.0.0/16", "a link-local or cloud metadata address"),
        ("172.16.0.0/12", "a private network"),
        ("192.0.0.0/24", "a reserved range"),
        ("192.0.2.0/24", "a range for documentation"),
        ("192.88.99.0/24", "a reserved range"),
        ("192.168.0.0/16", "a private network"),
        ("198.18.0.0/15", "a range for measurements"),
        ("198.51.100.0/24", "a range for documentation"),
        ("203.0.113.0/24", "a range for documentation"),
        ("224.0.0.0/4", "a multicast address"),
        ("240.0.0.0/4", "a reserved range"),
        ("::/128", "this host"),
        ("::1/128", "this machine itself"),
        ("64:ff9b:1::/48", "a private network"),
        ("100::/64", "a range that leads nowhere"),
        ("2001::/23", "a reserved range"),
        ("2001:db8::/32", "a range for documentation"),
        ("3fff::/20", "a range for documentation"),
        ("5f00::/16", "a reserved range"),
        ("fc00::/7", "a private network"),
        ("fe80::/10", "a link-local address"),
        ("fec0::/10", "a private network"),
        ("ff00::/8", "a multicast address"),
    )
)
# No setting opens these: on many machines they answer with the machine's own credentials.
_NEVER: tuple[Network, ...] = tuple(
    ipaddress.ip_network(network)
    for network in ("169.254.0.0/16", "fe80::/10", "fd00:ec2::254/128", "100.100.100.200/32")
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_COMPATIBLE = ipaddress.ip_network("::/96")


@dataclass(frozen=True, slots=True)
class Opening:
    """One entry of an operator's allow-list: a network or a host, on one port or on all."""

    network: Network | None
    host: str = ""
    port: int | None = None

    def admits(self, host: str, address: Address, port: int) -> bool:
        if self.port is not None and self.port != port:
            return False
        if self.network is None:
            return host.lower() == self.host
        if address.is_loopback and host.lower() != "localhost" and host_address(host) is None:
            return False  # a public name that points to this machine is an attack, not an intranet
        return address.version == self.network.version and address in self.network


def openings(setting: str) -> tuple[Opening, ...]:
    """Read `DIWAN_FETCH_ALLOW`: CIDR, address:port or host:port, separated by commas or spaces."""
    return tuple(_opening(entry) for entry in setting.replace(",", " ").split())


def _opening(entry: str) -> Opening:
    network = _network(entry)
    if network is not None:
        return Opening(network)
    host, _, port = entry.rpartition(":")
    if not host or not port.isdigit():
        raise ValueError(f"DIWAN_FETCH_ALLOW: write {entry!r} as a network (10.0.0.0/8) or as host:port")
    network = _network(host.strip("[]"))
    return Opening(network, "" if network else host.lower(), int(port))


def _network(text: str) -> Network | None:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Guard:
    """What the operator opened, and which local ports stay shut even so (Diwan's own)."""

    allowed: tuple[Opening, ...] = ()
    own_ports: frozenset[int] = frozenset()

    def check(self, host: str, port: int, addresses: Iterable[Address]) -> tuple[Address, bool]:
        """The first address that may be connected to, and whether the operator's list opened it.

        One inner address among several refuses the whole name: otherwise the answer's order decides.
        """
        found = list(addresses)
        if not found:
            raise Refused(f"{host} has no address.")
        if all(self._is_opened(host, address, port) for address in found):
            return found[0], True
        for address in found:
            reason = why_refused(address)
            if reason:
                raise Refused(f"{host} leads to {address}, which is {reason}.")
        if port not in OPEN_PORTS:
            raise Refused(f"{host}: port {port} is not one of {', '.join(map(str, sorted(OPEN_PORTS)))}.")
        return found[0], False

    def _is_opened(self, host: str, address: Address, port: int) -> bool:
        if port in self.own_ports and why_refused(address):
            return False
        if any(inner in network for inner in _unwrapped(address) for network in _of_version(inner)):
            return False
        return any(opening.admits(host, address, port) for opening in self.allowed)


def _of_version(address: Address) -> list[Network]:
    return [network for network in _NEVER if network.version == address.version]


def why_refused(address: Address) -> str:
    """Plain words why this address is not a public one; empty when it is."""
    for inner in _unwrapped(address):
        for network, words in _SPECIAL:
            if inner.version == network.version and inner in network:
                return words
        if not inner.is_global:
            return "not a public address"
    return ""


def _unwrapped(address: Address) -> list[Address]:
    """The address itself and every IPv4 address packed inside it (mapped, 6to4, Teredo, NAT64)."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    inner: list[Address] = [
        embedded
        for embedded in (address.ipv4_mapped, address.sixtofour, *(address.teredo or ()))
        if embedded is not None
    ]
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    if address.ipv4_mapped or address in _NAT64:
        return inner  # only the packed address is ever reached
    return [address, *inner]


def host_address(host: str) -> Address | None:
    """The address when the host is written as one in its usual form; None for a name.

    Other spellings of numbers (`127.1`, `0x7f000001`, `2130706433`, `0177.0.0.1`) are refused: no honest
    feed uses them, and resolvers disagree about what they mean.
    """
    bare = host.strip("[]")
    try:
        return ipaddress.ip_address(bare.partition("%")[0] if ":" in bare else bare)
    except ValueError:
        pass
    last = bare.rstrip(".").rpartition(".")[2].lower()
    if last.isdigit() or (last.startswith("0x") and all(c in "0123456789abcdef" for c in last[2:])):
        raise Refused(f"{host} is a number in an unusual form.")
    return None
