"""Which addresses a feed may be fetched from, and how names become addresses."""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
"""Host and port → addresses; raises OSError when there are none."""
AddressPolicy = Callable[[str, int], bool]
"""Whether a connection to an address and port may be made."""

PORTS: Final = frozenset({80, 443})

_FORBIDDEN_4: Final = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network, unspecified
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by customers of a provider
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local, metadata of clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
_GLOBAL_6: Final = ipaddress.IPv6Network("2000::/3")
"""All that is handed out to the public; loopback, mapped, NAT64, local and multicast are not."""
_FORBIDDEN_6: Final = tuple(
    ipaddress.IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments: Teredo, benchmarks, ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which wraps an IPv4 address
        "3fff::/20",  # documentation
    )
)


def public_only(address: str, port: int) -> bool:
    """Allow public unicast addresses on the ports of the web: the policy of production.

    The networks are listed here, because what `ipaddress` calls global differs between releases
    of Python, and holds NAT64 and 6to4 addresses that lead into private networks.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if port not in PORTS:
        return False
    if isinstance(parsed, ipaddress.IPv4Address):
        return not any(parsed in network for network in _FORBIDDEN_4)
    if parsed.scope_id is not None or parsed not in _GLOBAL_6:
        return False
    return not any(parsed in network for network in _FORBIDDEN_6)


async def system_resolver(host: str, port: int) -> Sequence[str]:
    """Resolve by the system's own resolver."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))
