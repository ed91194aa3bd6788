"""The processes of a larger installation: `collider web` answers, `collider worker` delivers."""

import aiohttp

from bot.clock import utc_now
from bot.domain.replies import Reply
from bot.store import Store, make_engine
from tests.e2e.processes import Installation, free_port, until

SECRET = "a-secret-of-the-tests"


async def test_web_answers_by_webhook(installation: Installation) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    web = await installation.start(
        "web", PORT=str(port), PUBLIC_URL=address, WEBHOOK_SECRET=SECRET
    )
    person = installation.playground.person("Company")
    person.starts()
    assert "Demo company" in (await person.sees(timeout_s=20)).text
    async with aiohttp.ClientSession() as session:
        for path, said in (
            ("healthz", '"ok": true'),
            ("readyz", '"ok": true'),
            ("metrics", "collider_inbox_unfinished"),
        ):
            async with session.get(f"{address}/{path}") as answer:
                assert answer.status == 200
                assert said in await answer.text()
        forged = {"update_id": 1, "message": {}}
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "wrong"}):
            async with session.post(f"{address}/telegram", json=forged, headers=headers) as answer:
                assert answer.status == 403
    assert await web.stop() == 0
    assert not list(installation.lines("ERROR"))


async def test_the_worker_alone_delivers(installation: Installation) -> None:
    person = installation.playground.person("Company")
    installation.playground.world.people[person.id].started = True
    store = Store(make_engine(f"sqlite+aiosqlite:///{installation.folder}/var/collider.db"))
    async with store.begin() as work:
        known = await work.people.add(person.id, "Demo company", "pl", utc_now())
        reply = Reply("<b>Hello</b> from the outbox", ())
        await work.outbox.add("a-test", known, reply, utc_now())
    await store.close()
    worker = await installation.start("worker")
    assert (await person.sees(timeout_s=20)).text == "Hello from the outbox"
    sent = "SELECT count(*) FROM outbox WHERE state = 'sent'"
    await until(lambda: installation.count(sent) == 1, "the outcome")
    assert worker.embedding_child() is None
    assert await worker.stop() == 0
    assert not list(installation.lines("ERROR"))
