"""`collider try`: the whole of it with no token and no network."""

import asyncio
import re
from typing import Any

import aiohttp
import pytest

from tests.e2e.processes import PATIENCE_S, Installation, Process, free_port, languages, until

pytestmark = pytest.mark.torture  # minutes of a small machine; CI runs it with the other kills
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


async def test_try_greets_everybody_and_restarts(installation: Installation) -> None:
    command = f"try --port {free_port()} --data {installation.folder}/try"
    process = await installation.begin(command)
    address = await until(lambda: address_in(process), "the address of the page")
    async with aiohttp.ClientSession(address) as session:
        async with session.get("/") as page:
            assert page.status == 200
            assert "<!doctype html>" in (await page.text()).lower()
        people = await greeted(session, 1)
        assert len(people) == 3
        for person in people:
            tr = languages()[person["language"]]
            texts = [m["text"] for m in person["messages"] if m["from"]["is_bot"]]
            assert tr("Hello, {name}.", name=person["first_name"]) in texts[0]
        async with session.post("/play/restart", json={}) as answer:
            assert answer.status == 200, await answer.text()
        for person in people:
            says = f"/play/people/{person['id']}/says"
            async with session.post(says, json={"text": "/help"}) as answer:
                assert answer.status == 200
        await greeted(session, 2)
    assert await process.stop() == 0


def address_in(process: Process) -> str | None:
    """Return the address that the command prints, once the page is served."""
    assert process.alive, process.log.read_text()
    found = ADDRESS.search(process.log.read_text())
    return found.group() if found else None


async def greeted(session: aiohttp.ClientSession, messages: int) -> list[dict[str, Any]]:
    """Wait until everybody has so many messages of the bot; return the people."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            async with session.get("/play/state") as answer:
                people: list[dict[str, Any]] = (await answer.json())["people"]
            counts = [sum(m["from"]["is_bot"] for m in p["messages"]) for p in people]
            if min(counts) >= messages:
                return people
            await asyncio.sleep(0.1)
