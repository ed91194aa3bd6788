"""Fetching: what servers do to us, and where we do not go."""

import asyncio
import gzip
import shutil
import socket
import ssl
import subprocess
import zlib

import httpx
import pytest

from bot.library.feeds import fetching
from bot.library.feeds.addresses import public_only
from bot.library.feeds.failures import Failed, Reason
from bot.library.feeds.fetching import Fetched, Limits, NotModified, Validators, fetch


def failed(reason, wait=None):
    return Failed(reason, wait)


async def test_a_file_comes_with_its_validators(server):
    server.says("/c.ics", b"BEGIN", Content_Type="text/calendar", ETag='"v1"', Last_Modified="x")
    found = await server.fetch("/c.ics")
    assert found == Fetched(
        b"BEGIN", "text/calendar", Validators('"v1"', "x"), f"{server.url}/c.ics"
    )
    asked = server.requests[0].lower()
    assert f"host: feeds.example:{server.port}" in asked
    assert "user-agent: collider-bot" in asked
    assert "accept-encoding: gzip\r\n" in asked
    assert "if-none-match" not in asked


async def test_a_file_that_has_not_changed_is_not_sent_again(server):
    server.says("/", status="304 Not Modified")
    found = await server.fetch(validators=Validators('"v1"', "Sun, 01 Nov 2026 00:00:00 GMT"))
    assert found == NotModified()
    assert 'if-none-match: "v1"' in server.requests[0].lower()
    assert "if-modified-since: sun, 01 nov 2026" in server.requests[0].lower()
    assert await server.fetch() == failed(Reason.UNEXPECTED_ANSWER)


async def test_calendars_are_subscribed_to_by_webcal(server):
    async def answers_in_the_clear(reader, writer):
        await reader.read(2_000)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    server.behaviour = answers_in_the_clear
    found = await server.fetch(url=f"webcal://feeds.example:{server.port}/")
    assert found == failed(Reason.CERTIFICATE)  # it was https that was spoken


async def test_a_packed_file_is_unpacked(server):
    server.says("/", gzip.compress(b"words" * 1000), Content_Encoding="gzip")
    assert (await server.fetch()).body == b"words" * 1000


@pytest.mark.parametrize(
    ("body", "encoding", "reason"),
    [
        (gzip.compress(bytes(30_000_000)), "gzip", Reason.TOO_LARGE),
        (gzip.compress(b"words" * 1000)[:-20], "gzip", Reason.DAMAGED_TRANSFER),
        (b"not packed at all", "gzip", Reason.DAMAGED_TRANSFER),
        (zlib.compress(b"words"), "deflate", Reason.UNEXPECTED_ANSWER),
        (b"words", "br", Reason.UNEXPECTED_ANSWER),
        (gzip.compress(gzip.compress(b"words")), "gzip, gzip", Reason.UNEXPECTED_ANSWER),
        (bytes(5_000_001), "identity", Reason.TOO_LARGE),
    ],
    ids=["bomb", "cut-off", "not-packed", "deflate", "brotli", "twice", "large"],
)
async def test_a_body_that_is_not_taken(server, body, encoding, reason):
    server.says("/", body, Content_Encoding=encoding)
    assert await server.fetch() == failed(reason)


@pytest.mark.parametrize("length", ["Content-Length: 200000000", "Transfer-Encoding: chunked"])
async def test_of_a_huge_body_little_is_read(server, length):
    sent = 0

    async def pours(reader, writer):
        nonlocal sent
        writer.write(f"HTTP/1.1 200 OK\r\n{length}\r\n\r\n".encode())
        block = bytes(100_000)
        for _ in range(2_000):
            head = b"186a0\r\n" if "chunked" in length else b""
            writer.write(head + block + (b"\r\n" if head else b""))
            await writer.drain()
            sent += len(block)

    server.behaviour = pours
    assert await server.fetch() == failed(Reason.TOO_LARGE)
    assert sent < 20_000_000  # of 200: the limit, and what the buffers of the system hold


@pytest.mark.parametrize("where", ["headers", "body"])
async def test_a_server_that_drips_is_given_up(server, where):
    async def drips(reader, writer):
        if where == "body":
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.02)

    server.behaviour = drips
    assert await server.fetch(limits=Limits(total_s=0.2)) == failed(Reason.TIMED_OUT)


async def test_a_resolver_that_hangs_is_given_up():
    async def hangs(host, port):
        await asyncio.sleep(60)

    found = await fetch("https://feeds.example/", resolve=hangs, limits=Limits(total_s=0.1))
    assert found == failed(Reason.TIMED_OUT)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"", Reason.UNREACHABLE),
        (b"SSH-2.0-OpenSSH_9.2\r\n", Reason.UNREACHABLE),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 50_000 + b"\r\n", Reason.UNREACHABLE),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", Reason.DAMAGED_TRANSFER),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", Reason.UNREACHABLE),
        (b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", Reason.UNEXPECTED_ANSWER),
        (b"HTTP/1.1 206 Partial\r\nContent-Length: 0\r\n\r\n", Reason.UNEXPECTED_ANSWER),
    ],
)
async def test_a_server_that_does_not_keep_to_the_rules(server, answer, reason):
    async def says(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)

    server.behaviour = says
    assert await server.fetch() == failed(reason)


@pytest.mark.parametrize(
    ("status", "headers", "expected"),
    [
        ("404 Not Found", {}, failed(Reason.NOT_FOUND)),
        ("410 Gone", {}, failed(Reason.NOT_FOUND)),
        ("401 Unauthorized", {}, failed(Reason.NEEDS_LOGIN)),
        ("403 Forbidden", {}, failed(Reason.NEEDS_LOGIN)),
        ("500 Oops", {}, failed(Reason.SERVER_ERROR)),
        ("204 No Content", {}, failed(Reason.UNEXPECTED_ANSWER)),
        ("429 Slow", {"Retry_After": "120"}, failed(Reason.BUSY, 120)),
        ("503 Busy", {"Retry_After": "9" * 400}, failed(Reason.BUSY, 7 * 24 * 3600)),
        ("503 Busy", {"Retry_After": "soon"}, failed(Reason.BUSY)),
        (
            "503 Busy",
            {
                "Date": "Sun, 22 Nov 2026 09:00:00 GMT",
                "Retry_After": "Sun, 22 Nov 2026 10:00:00 GMT",
            },
            failed(Reason.BUSY, 3600),
        ),
    ],
)
async def test_what_a_server_refuses(server, status, headers, expected):
    server.says("/", status=status, **headers)
    assert await server.fetch() == expected


async def test_redirects_are_followed_five_times(server):
    for step in range(6):
        server.forwards(f"/{step}", f"/{step + 1}" if step % 2 else f"{server.url}/{step + 1}")
    server.says("/6", b"found")
    assert (await server.fetch("/1")).url == f"{server.url}/6"
    assert await server.fetch("/0") == failed(Reason.TOO_MANY_REDIRECTS)


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("http://127.0.0.1/", Reason.FORBIDDEN_ADDRESS),
        ("http://10.0.0.1/", Reason.FORBIDDEN_ADDRESS),
        ("http://169.254.169.254/latest/meta-data/", Reason.FORBIDDEN_ADDRESS),
        ("http://[::1]/", Reason.FORBIDDEN_ADDRESS),
        ("http://[::ffff:10.0.0.1]/", Reason.FORBIDDEN_ADDRESS),
        ("//inside.example/", Reason.FORBIDDEN_ADDRESS),
        ("http://93.184.215.14:22/", Reason.FORBIDDEN_ADDRESS),
        ("file:///etc/passwd", Reason.BAD_ADDRESS),
        ("ftp://feeds.example/", Reason.BAD_ADDRESS),
        ("http://user:password@feeds.example/", Reason.BAD_ADDRESS),
        ("http://feeds.example:0/", Reason.BAD_ADDRESS),
        ("/" + "x" * 3000, Reason.BAD_ADDRESS),
        ("http://nowhere.example/", Reason.UNREACHABLE),
    ],
)
async def test_a_redirect_leads_nowhere_else(server, connections, target, reason):
    server.names["inside.example"] = ["192.168.1.1"]
    server.forwards("/", target)
    assert await server.fetch() == failed(reason)
    assert connections == [("127.0.0.1", server.port)]


async def test_a_redirect_from_https_to_http_is_refused(monkeypatch):
    async def forwards(going, url):
        return httpx.URL("http://feeds.example/")

    monkeypatch.setattr(fetching._Going, "_hop", forwards)
    assert await fetch("https://feeds.example/") == failed(Reason.INSECURE_REDIRECT)


@pytest.fixture
def connections(monkeypatch):
    """Every address that something of this process connects to."""
    made = []
    connect = socket.socket.connect

    def noted(self, address):
        made.append(tuple(address[:2]))
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", noted)
    return made


@pytest.mark.parametrize(
    ("host", "addresses"),
    [
        ("127.0.0.1", []),
        ("[::1]", []),
        ("0x7f.1", ["127.0.0.1"]),
        ("2130706433", ["127.0.0.1"]),
        ("localhost", ["127.0.0.1", "::1"]),
        ("inside.example", ["10.1.2.3"]),
        ("mixed.example", ["93.184.215.14", "10.0.0.1"]),
        ("metadata.example", ["169.254.169.254"]),
        ("nat64.example", ["64:ff9b::a00:1"]),
        ("scoped.example", ["fe80::1%eth0"]),
        ("odd.example", ["not an address"]),
    ],
)
async def test_production_connects_to_nothing_private(server, connections, host, addresses):
    """The policy of production, against addresses of this machine and its neighbours."""

    async def resolve(name, port):
        return addresses

    for url in (f"http://{host}/", f"https://{host}/", f"http://{host}:{server.port}/"):
        assert await fetch(url, resolve=resolve) == failed(Reason.FORBIDDEN_ADDRESS)
    assert connections == []
    assert server.connections == 0


async def test_production_does_not_follow_to_this_machine(server, connections):
    """What the first hop says counts for nothing: the second is checked by itself."""
    other = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    port = other.sockets[0].getsockname()[1]
    async with other:
        server.forwards("/", f"http://feeds.example:{port}/")
        assert await server.fetch() == failed(Reason.FORBIDDEN_ADDRESS)
    assert connections == [("127.0.0.1", server.port)]


async def test_a_name_that_changes_its_mind_gains_nothing(server, connections):
    """DNS rebinding: the name is asked once, and the connection goes to what was checked."""
    answers = [["127.0.0.1"], ["10.0.0.1"]]

    async def resolve(name, port):
        return answers.pop(0)

    server.says("/", b"found")
    assert (await server.fetch(resolve=resolve)).body == b"found"
    assert connections == [("127.0.0.1", server.port)]
    assert await server.fetch(resolve=resolve) == failed(Reason.FORBIDDEN_ADDRESS)
    assert len(connections) == 1


async def test_the_next_address_is_tried_when_one_is_silent(server, connections):
    server.names["feeds.example"] = ["127.0.0.9", "127.0.0.1"]
    server.says("/", b"found")
    found = await server.fetch(allows=lambda address, port: port == server.port)
    assert found.body == b"found"
    assert [address for address, _ in connections] == ["127.0.0.9", "127.0.0.1"]


async def test_no_address_and_no_server(server):
    server.names["feeds.example"] = []
    assert await server.fetch() == failed(Reason.UNREACHABLE)
    server.names["feeds.example"] = ["127.0.0.9"]
    assert await server.fetch(allows=lambda *_: True) == failed(Reason.UNREACHABLE)


@pytest.mark.parametrize(
    "url",
    [
        "feeds.example/calendar.ics",
        "ftp://feeds.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "https:///path",
        "https://me:secret@feeds.example/",
        "https://me@feeds.example/",
        "https://feeds.example/\r\nX: y",
        "https://feeds.example:99999/",
        "https://feeds.example:x/",
        "https://[::1/",
        f"https://{'a' * 64}.example/",
        "https://feeds.example/" + "x" * 2_000,
        "",
    ],
)
async def test_what_is_no_address(url):
    async def resolve(host, port):
        return host.encode("idna") and []

    assert await fetch(url, resolve=resolve) == failed(Reason.BAD_ADDRESS)


async def test_the_certificate_is_asked_for_by_name(server):
    """SNI: the name is in the first message of the handshake, though an address is dialled."""
    hello = b""

    async def listens(reader, writer):
        nonlocal hello
        hello = await reader.read(2_000)

    server.behaviour = listens
    found = await server.fetch(url=f"https://feeds.example:{server.port}/")
    assert found.reason in {Reason.CERTIFICATE, Reason.UNREACHABLE}
    assert b"feeds.example" in hello


def self_signed(name, folder):
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 "
        f"-keyout {key} -out {certificate} -subj /CN={name} -addext subjectAltName=DNS:{name}"
    )
    subprocess.run(command.split(), check=True, capture_output=True)
    return certificate, key


@pytest.mark.skipif(not shutil.which("openssl"), reason="makes a certificate with openssl")
@pytest.mark.parametrize("name", ["feeds.example", "another.example"])
async def test_a_certificate_is_for_the_name_and_trusted(tmp_path, server, name):
    certificate, key = self_signed(name, tmp_path)
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(certificate, key)
    trusting = ssl.create_default_context(cafile=str(certificate))
    server.says("/", b"found")
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0, ssl=serving)
    port = listening.sockets[0].getsockname()[1]
    async with listening:
        url, options = f"https://feeds.example:{port}/", {"allows": lambda *_: True}
        found = await server.fetch(url=url, tls=trusting, **options)
        untrusted = await server.fetch(url=url, **options)
    assert untrusted == failed(Reason.CERTIFICATE)
    if name == "feeds.example":
        assert found.body == b"found"
    else:
        assert found == failed(Reason.CERTIFICATE)


@pytest.mark.parametrize(
    "address",
    [
        *("0.0.0.0", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.9.9.9"),
        *("169.254.1.1", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1"),
        *("192.168.0.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1"),
        *("255.255.255.255", "::", "::1", "::ffff:8.8.8.8", "::8.8.8.8", "64:ff9b::808:808"),
        *("64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1"),
        *("5f00::1", "fc00::1", "fd12::1", "fe80::1", "fe80::1%1", "2a00::1%1", "fec0::1"),
        *("ff02::1", "nonsense", "", "1.2.3", "01.02.03.04"),
    ],
)
def test_addresses_that_are_not_public(address):
    assert not public_only(address, 443)


@pytest.mark.parametrize("address", ["8.8.8.8", "193.2.1.66", "100.128.0.1", "2a00:1450::1"])
def test_public_addresses_are_allowed_on_the_ports_of_the_web(address):
    assert [port for port in (22, 25, 80, 443, 6379, 8080) if public_only(address, port)] == [
        80,
        443,
    ]
