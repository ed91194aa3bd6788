"""What the tests of several services ask for: a scripted engine, and a feed's web server."""

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from bot.app.services import App
from bot.domain.inquiries import Inquiry
from bot.domain.people import Person, StaffRole
from bot.library.feeds.fetching import Limits, fetch
from bot.library.feeds.parsing import parse
from bot.services import feed_fetching
from bot.services.feed_fetching import FeedFetching
from bot.services.feeds import Feeds
from tests.builders import a_person
from tests.scripted import Script
from tests.services.feeding import Site


@pytest.fixture
def script(app: App, monkeypatch: pytest.MonkeyPatch) -> Script:
    made = Script()
    monkeypatch.setattr(app.answers, "ask", made.ask)
    return made


@pytest.fixture
async def ada(app: App) -> Person:
    return await a_person(app)


@pytest.fixture
def kept(app: App) -> Callable[..., Any]:
    """Look up what is kept of a question."""

    async def look(inquiry_id: int | None) -> Inquiry:
        assert inquiry_id is not None
        async with app.store.read() as work:
            return await work.inquiries.get(inquiry_id)

    return look


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    server = web.Application()
    server.router.add_route("*", "/{path:.*}", site.answer)
    runner = web.AppRunner(server)
    await runner.setup()
    listening = web.TCPSite(runner, "127.0.0.1", 0)
    await listening.start()
    site.port = runner.addresses[0][1]
    yield site
    await runner.cleanup()


@pytest.fixture
def work(app: App, clock, site: Site, request, monkeypatch) -> FeedFetching:
    """Give the worker's use case with a policy that allows one port of loopback."""

    async def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    async def get(url, validators):
        return await fetch(
            url,
            resolve=resolve,
            allows=lambda address, port: (address, port) == ("127.0.0.1", site.port),
            limits=Limits(total_s=3.0),
            validators=validators,
        )

    if not hasattr(request.function, "reads_apart"):  # a child for each reading takes its time

        async def here(body, hints):
            return parse(body, hints)

        monkeypatch.setattr(feed_fetching, "parse_apart", here)
    every = timedelta(hours=6)
    return FeedFetching(app.store, clock, app.languages, app.knowledge, every, get)


@pytest.fixture
def feeds(app: App, clock, work: FeedFetching) -> Feeds:
    return Feeds(
        *(app.store, clock, app.languages, app.knowledge, "Europe/Brussels"), get=work._get
    )


@pytest.fixture
def staff(app: App, meet_staff):
    """Return staff as the services see them."""

    async def joined(name="Maja", hub="kranj", role=StaffRole.FACILITATOR):
        person = await meet_staff(name, hub, role=role)
        async with app.store.read() as unit:
            return await unit.people.find(person.id)

    return joined
