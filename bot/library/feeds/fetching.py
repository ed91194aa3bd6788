"""Gets a file from an address that somebody entered: bounded in size and time, public only.

Every hop is resolved once, every address is checked, and the connection is made to what was
checked; the name goes into the Host header and the TLS handshake only.
"""

import asyncio
import ipaddress
import ssl
import zlib
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any, Final

import httpcore
import httpx

from bot.library.feeds.addresses import AddressPolicy, Resolver, public_only, system_resolver
from bot.library.feeds.failures import Failed, Reason, Unusable

USER_AGENT: Final = "collider-bot (feeds of a network of creative-industries hubs)"
LONGEST_ADDRESS: Final = 2_000
LONGEST_WAIT_S: Final = 7 * 24 * 3600
_ADDRESSES_TRIED: Final = 3
_CONNECT_S: Final = 5.0
_HIGHEST_PORT: Final = 65_535
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_ACCEPT: Final = (
    "text/calendar, application/rss+xml, application/atom+xml, text/csv, application/xml;q=0.9, "
    "*/*;q=0.5"
)
_REFUSED: Final = {
    401: Reason.NEEDS_LOGIN,
    403: Reason.NEEDS_LOGIN,
    404: Reason.NOT_FOUND,
    407: Reason.NEEDS_LOGIN,
    410: Reason.NOT_FOUND,
    429: Reason.BUSY,
    503: Reason.BUSY,
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a fetch may take; the bytes count after decompression, the time in all."""

    max_bytes: int = 5_000_000
    total_s: float = 20.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of a version, sent back to ask whether it is still that one."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file, and the address it was found at after redirects."""

    body: bytes = field(repr=False)
    content_type: str
    validators: Validators
    url: str


@dataclass(frozen=True, slots=True)
class NotModified:
    """The file is still the one of the validators."""


async def fetch(
    url: str,
    *,
    resolve: Resolver = system_resolver,
    allows: AddressPolicy = public_only,
    limits: Limits | None = None,
    validators: Validators | None = None,
    tls: ssl.SSLContext | None = None,
) -> Fetched | NotModified | Failed:
    """Fetch a file; whatever the server does, the outcome is one of the three."""
    limits = limits or Limits()
    going = _Going(resolve, allows, limits, validators or Validators(), tls)
    try:
        async with asyncio.timeout(limits.total_s):
            return await going.follow(url)
    except Unusable as error:
        return Failed(error.reason)
    except (TimeoutError, httpcore.TimeoutException):
        return Failed(Reason.TIMED_OUT)
    except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError, OSError) as error:
        return Failed(Reason.CERTIFICATE if _is_tls(error) else Reason.UNREACHABLE)


@dataclass(frozen=True, slots=True)
class _Going:
    """One fetch, from hop to hop."""

    resolve: Resolver
    allows: AddressPolicy
    limits: Limits
    validators: Validators
    tls: ssl.SSLContext | None

    async def follow(self, start: str) -> Fetched | NotModified | Failed:
        url = _parsed(start)
        for _ in range(self.limits.redirects + 1):
            outcome = await self._hop(url)
            if not isinstance(outcome, httpx.URL):
                return outcome
            if url.scheme == "https" and outcome.scheme == "http":
                raise Unusable(Reason.INSECURE_REDIRECT)
            url = outcome
        raise Unusable(Reason.TOO_MANY_REDIRECTS)

    async def _hop(self, url: httpx.URL) -> Fetched | NotModified | Failed | httpx.URL:
        port = url.port or (443 if url.scheme == "https" else 80)
        addresses = await self._checked(url.raw_host.decode("ascii"), port)
        secure = url.scheme == "https"
        pool = httpcore.AsyncConnectionPool(
            ssl_context=(self.tls or _trusted()) if secure else None,
            max_connections=1,
            network_backend=_Checked(addresses, port),
        )
        target = httpcore.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=port, target=url.raw_path
        )
        async with (
            pool,
            pool.stream("GET", target, headers=self._headers(url)) as response,
        ):
            return await self._answer(url, response)

    async def _checked(self, host: str, port: int) -> Sequence[str]:
        """Return the addresses of a host, all of them allowed."""
        try:
            addresses: Sequence[str] = [str(ipaddress.ip_address(host.strip("[]")))]
        except ValueError:
            try:
                addresses = await self.resolve(host, port)
            except UnicodeError as error:  # the system's resolver on a label of 64 letters
                raise Unusable(Reason.BAD_ADDRESS) from error
        if not addresses:
            raise Unusable(Reason.UNREACHABLE)
        # One forbidden address among them is no accident: nothing is tried.
        if not all(self.allows(address, port) for address in addresses):
            raise Unusable(Reason.FORBIDDEN_ADDRESS)
        return addresses

    def _headers(self, url: httpx.URL) -> list[tuple[bytes, bytes]]:
        headers = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": USER_AGENT,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }
        if self.validators.etag:
            headers["If-None-Match"] = self.validators.etag
        if self.validators.last_modified:
            headers["If-Modified-Since"] = self.validators.last_modified
        return [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]

    async def _answer(
        self, url: httpx.URL, response: httpcore.Response
    ) -> Fetched | NotModified | Failed | httpx.URL:
        headers = _first_of_each(response.headers)
        status = response.status
        if status in _REDIRECTS and "location" in headers:
            return _parsed(headers["location"], base=url)
        if status == 304 and self.validators != Validators():
            return NotModified()
        if status != 200:
            unexpected = Reason.SERVER_ERROR if status >= 500 else Reason.UNEXPECTED_ANSWER
            return Failed(_REFUSED.get(status, unexpected), _retry_after_s(headers))
        body = await _whole(response.aiter_stream(), headers, self.limits.max_bytes)
        return Fetched(
            body,
            headers.get("content-type", ""),
            Validators(headers.get("etag"), headers.get("last-modified")),
            str(url),
        )


class _Checked(httpcore.AsyncNetworkBackend):
    """Connects to addresses that were checked; the name it is asked for is not resolved again."""

    def __init__(self, addresses: Sequence[str], port: int) -> None:
        self._addresses = addresses[:_ADDRESSES_TRIED]
        self._port = port
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first checked address that answers."""
        if port != self._port:
            raise httpcore.ConnectError("not the port that was checked")
        for address in self._addresses[:-1]:
            try:
                return await self._network.connect_tcp(
                    address, port, _CONNECT_S, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._network.connect_tcp(
            self._addresses[-1], port, timeout, local_address, socket_options
        )

    async def sleep(self, seconds: float) -> None:
        """Wait, as the pool does between retries."""
        await asyncio.sleep(seconds)


def _parsed(text: str, base: httpx.URL | None = None) -> httpx.URL:
    """Return an address that may be asked for; `webcal:` is how calendars are subscribed to."""
    if len(text) > LONGEST_ADDRESS:
        raise Unusable(Reason.BAD_ADDRESS)
    if base is None and text[:9].lower() == "webcal://":
        text = f"https://{text[9:]}"
    try:
        url = base.join(text) if base else httpx.URL(text.strip())
        sound = url.scheme in {"http", "https"} and url.raw_host and not url.userinfo
        sound = sound and (url.port is None or 0 < url.port <= _HIGHEST_PORT)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise Unusable(Reason.BAD_ADDRESS) from error
    if not sound:
        raise Unusable(Reason.BAD_ADDRESS)
    return url


@lru_cache(maxsize=1)
def _trusted() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


def _is_tls(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _first_of_each(headers: Sequence[tuple[bytes, bytes]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in headers:
        found.setdefault(name.decode("latin-1").lower(), value.decode("latin-1").strip())
    return found


def _retry_after_s(headers: Mapping[str, str]) -> int | None:
    """Return the seconds to wait; a date counts from the server's own clock."""
    said = headers.get("retry-after", "")
    if said.isascii() and said.isdigit():
        return min(int(said[:9]), LONGEST_WAIT_S)
    try:
        until = parsedate_to_datetime(said)
        seconds = (until - parsedate_to_datetime(headers.get("date", ""))).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return None
    return int(min(max(seconds, 0), LONGEST_WAIT_S))


async def _whole(
    chunks: AsyncIterator[bytes], headers: Mapping[str, str], max_bytes: int
) -> bytes:
    """Return a body that is not larger than allowed, as it arrives and when it is unpacked."""
    length = headers.get("content-length", "")
    if length.isdigit() and int(length) > max_bytes:
        raise Unusable(Reason.TOO_LARGE)
    encoding = headers.get("content-encoding", "identity").lower()
    if encoding not in {"identity", "", "gzip", "x-gzip"}:
        raise Unusable(Reason.UNEXPECTED_ANSWER)
    unpacking = zlib.decompressobj(wbits=31) if "gzip" in encoding else None
    body = bytearray()
    received = 0
    try:
        async for chunk in chunks:
            received += len(chunk)
            left = max_bytes - len(body) + 1
            body += unpacking.decompress(chunk, left) if unpacking else chunk
            if len(body) > max_bytes or received > max_bytes:
                raise Unusable(Reason.TOO_LARGE)
    except (zlib.error, httpcore.RemoteProtocolError) as error:
        raise Unusable(Reason.DAMAGED_TRANSFER) from error
    if unpacking and not unpacking.eof:
        raise Unusable(Reason.DAMAGED_TRANSFER)
    return bytes(body)
