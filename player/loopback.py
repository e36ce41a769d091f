"""Which addresses are this machine's own, so that nobody else can use them."""

import ipaddress
import socket


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a host, at each of its addresses; not where it has none."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    return all(is_own_address(str(address[0])) for *_, address in found)


def is_own_address(address: str) -> bool:
    """Whether an IP address, in numbers, is a loopback one."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    # ::ffff:127.0.0.1 is how a socket of both kinds tells 127.0.0.1.
    mapped = parsed.ipv4_mapped if isinstance(parsed, ipaddress.IPv6Address) else None
    return (mapped or parsed).is_loopback
