"""Which addresses may be called: https, on the outside, under a name that says where it leads."""

import ipaddress
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
HTTPS, MOST_CHARACTERS = 443, 500
FREE_PORTS = range(1024, 65536)
TRANSLATED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
"""IPv6 that ends in an IPv4 address somewhere behind a translator (RFC 6052, RFC 8215)."""

SPECIAL = tuple(
    ipaddress.ip_network(text)
    for text in ("192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "2001::/23", "5f00::/16")
)
"""Set aside by IANA for protocols of their own, which no server of the web stands in."""


class ForbiddenAddressError(ValueError):
    """`code` says why: form, scheme, port, name, inside, or unknown (the name leads nowhere)."""

    def __init__(self, code: str, value: str) -> None:
        super().__init__(f"{code}: {value}")
        self.code, self.value = code, value


@dataclass(frozen=True, slots=True)
class Target:
    """An address that was looked at: the connection is made to `number`, whatever the name says later."""

    name: str
    port: int
    path: str
    is_safe: bool
    number: str

    @property
    def host(self) -> str:
        """As it stands in the header Host."""
        name = f"[{self.name}]" if ":" in self.name else self.name
        return name if self.port == (HTTPS if self.is_safe else 80) else f"{name}:{self.port}"


def target_of(address: str) -> Target:
    """Look at an address and resolve its name, once. ForbiddenAddressError says why it may not be called.

    Where a name leads to several machines and one is inside, it is inside.
    """
    parts = parts_of(address)
    name = name_of(parts)
    is_safe = parts.scheme == "https"
    try:
        port = parts.port or (HTTPS if is_safe else 80)
    except ValueError as error:
        raise ForbiddenAddressError("port", address) from error
    if not is_safe and not settings.OUTGOING_INSIDE:
        raise ForbiddenAddressError("scheme", address)
    numbers = resolved(name, port)
    outside = [number for number in numbers if not is_inside(number)]
    allowed = [number for number in numbers if is_allowed(number)]
    if not allowed and (not is_safe or (port != HTTPS and port not in FREE_PORTS)):
        raise ForbiddenAddressError("port" if is_safe else "scheme", address)
    if len(outside) + len([one for one in allowed if is_inside(one)]) < len(numbers):
        inside = next(number for number in numbers if is_inside(number) and number not in allowed)
        raise ForbiddenAddressError("inside", str(inside))
    path = parts.path or "/"
    return Target(name, port, f"{path}?{parts.query}" if parts.query else path, is_safe, str(numbers[0]))


def parts_of(address: str) -> SplitResult:
    """An address of the web without a password in it and without marks that split a request."""
    is_plain = address.isascii() and all("!" <= mark <= "~" for mark in address) and "\\" not in address
    if not is_plain or len(address) > MOST_CHARACTERS:
        raise ForbiddenAddressError("form", address)
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise ForbiddenAddressError("form", address) from error
    if parts.scheme not in ("https", "http"):
        raise ForbiddenAddressError("scheme", address)
    if not parts.hostname or "@" in parts.netloc or parts.fragment:
        raise ForbiddenAddressError("form", address)
    return parts


def name_of(parts: SplitResult) -> str:
    name = (parts.hostname or "").rstrip(".")
    if not name or len(name) > 253 or "%" in name:
        raise ForbiddenAddressError("name", parts.netloc)
    return name


def resolved(name: str, port: int) -> list[Address]:
    """Where the name leads now, in the order of the system."""
    try:
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ForbiddenAddressError("unknown", name) from error
    numbers = [ipaddress.ip_address(str(place[0]).partition("%")[0]) for *_kind, place in found]
    return list(dict.fromkeys(numbers))


def is_inside(number: Address) -> bool:
    """Private, loopback, link-local, shared, reserved or multicast, in itself or in the IPv4 it carries."""
    if isinstance(number, ipaddress.IPv6Address):
        carried = [number.ipv4_mapped, number.sixtofour, *(number.teredo or ())]
        if any(number in network for network in TRANSLATED) or int(number) >> 32 == 0:
            carried.append(ipaddress.IPv4Address(int(number) & 0xFFFFFFFF))
        inner = [one for one in carried if one is not None]
        if any(is_inside(one) for one in inner):
            return True
        if number.ipv4_mapped is not None:
            return False
    if any(number in network for network in SPECIAL):
        return True
    return not number.is_global or number.is_multicast or number.is_reserved or number.is_unspecified


def is_allowed(number: Address) -> bool:
    """Within a network that the installation itself names, such as a test server beside it."""
    mapped = number.ipv4_mapped if isinstance(number, ipaddress.IPv6Address) else None
    return any((mapped or number) in network for network in networks(settings.OUTGOING_INSIDE))


def networks(texts: Iterable[str]) -> list[Network]:
    return [ipaddress.ip_network(text) for text in texts]
