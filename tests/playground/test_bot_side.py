"""The Bot API of the playground: strictness, limits, polling, floods, files."""

from __future__ import annotations

import asyncio
import json

import aiohttp
import pytest

from bot.playground import Fault, Playground

from .conftest import Clock, Wire


@pytest.fixture
def creative(playground: Playground) -> int:
    playground.person("Creative").says("/start")
    return 1001


async def test_unknown_method_is_not_found(wire: Wire) -> None:
    assert await wire.refusal("sendLove") == (404, "Not Found")


async def test_wrong_token_is_unauthorized(wire: Wire) -> None:
    wire.token = "1:wrong"
    assert await wire.refusal("getMe") == (401, "Unauthorized")


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ({"text": "x"}, "chat_id is empty"),
        ({"chat_id": 1001}, "message text is empty"),
        ({"chat_id": 1001, "text": 5}, 'parameter "text" is wrong: expected String'),
        (
            {"chat_id": 1001, "text": "x", "disable_notification": "perhaps"},
            'parameter "disable_notification" is wrong: expected Boolean',
        ),
        ({"chat_id": 1001, "text": "x", "reply_markup": "{"}, "can't parse JSON"),
        (
            {
                "chat_id": 1001,
                "text": "x",
                "reply_markup": {"inline_keyboard": [[{"text": "a", "data": "b"}]]},
            },
            'parameter "reply_markup.inline_keyboard[0][0].data" is wrong:'
            " InlineKeyboardButton has no such field",
        ),
        (
            {"chat_id": 1001, "text": "x", "reply_markup": {"inline_keyboard": [[{"url": "x"}]]}},
            "InlineKeyboardButton needs this field",
        ),
        ({"chat_id": 1001, "text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
    ],
)
async def test_calls_are_checked_against_the_shapes(
    wire: Wire, creative: int, parameters: dict[str, object], reason: str
) -> None:
    code, description = await wire.refusal("sendMessage", **parameters)
    assert code == 400
    assert reason in description


async def test_forms_and_json_mean_the_same(wire: Wire, creative: int) -> None:
    url = f"{wire.playground.url}/bot{wire.token}/sendMessage"
    markup = json.dumps({"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]})
    form = {"chat_id": "1001", "text": "x", "reply_markup": markup, "protect_content": "True"}
    async with wire.session.post(url, data=form) as answer:
        sent = (await answer.json())["result"]
    assert sent["reply_markup"] == json.loads(markup)
    assert sent["has_protected_content"] is True


async def test_length_counts_after_parsing(wire: Wire, creative: int) -> None:
    text = "<b>" + "&amp;" * 4096 + "</b>"
    sent = await wire.result("sendMessage", chat_id=creative, text=text, parse_mode="HTML")
    assert sent["text"] == "&" * 4096
    assert await wire.refusal("sendMessage", chat_id=creative, text="🎨" * 2049) == (
        400,
        "Bad Request: message is too long",
    )


async def test_newer_poller_ends_the_older_one(wire: Wire) -> None:
    async with asyncio.TaskGroup() as group:
        older = group.create_task(wire.call("getUpdates", timeout=20))
        await asyncio.sleep(0.1)
        newer = group.create_task(wire.call("getUpdates", timeout=20))
        await asyncio.sleep(0.1)
        assert older.done()
        wire.playground.person("Creative").says("hello")
    status, body = older.result()
    assert status == 409
    assert body["description"].startswith("Conflict: terminated by other getUpdates request")
    status, body = newer.result()
    assert [update["message"]["text"] for update in body["result"]] == ["hello"]


async def test_updates_stay_until_they_are_confirmed(wire: Wire) -> None:
    creative = wire.playground.person("Creative")
    for text in ("one", "two", "three"):
        creative.says(text)
    first = await wire.result("getUpdates")
    assert await wire.result("getUpdates") == first
    numbers = [update["update_id"] for update in first]
    assert numbers == sorted(set(numbers))
    rest = await wire.result("getUpdates", offset=numbers[1])
    assert [update["message"]["text"] for update in rest] == ["two", "three"]
    last = await wire.result("getUpdates", offset=-1)
    assert [update["message"]["text"] for update in last] == ["three"]
    assert await wire.result("getUpdates", offset=numbers[-1] + 1) == []


async def test_allowed_updates_hold_for_later_updates(wire: Wire) -> None:
    creative = wire.playground.person("Creative")
    creative.says("before")
    await wire.result("getUpdates", allowed_updates=["my_chat_member"])
    creative.says("not wanted")
    creative.blocks()
    updates = await wire.result("getUpdates")
    assert [set(update) - {"update_id"} for update in updates] == [{"message"}, {"my_chat_member"}]
    assert updates[1]["my_chat_member"]["new_chat_member"]["status"] == "kicked"


async def test_strict_limit_refuses_the_message_too_many(wire: Wire, creative: int) -> None:
    wire.playground.limit.messages = 3
    statuses = [
        (await wire.call("sendMessage", chat_id=creative, text=str(n)))[0] for n in range(5)
    ]
    assert statuses == [200, 200, 200, 429, 429]
    _, body = await wire.call("sendMessage", chat_id=creative, text="x")
    assert body["parameters"] == {"retry_after": 1}
    assert len(wire.playground.delivered.to(creative)) == 3


async def test_old_tap_is_too_old(wire: Wire, creative: int, clock: Clock) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    await wire.result("sendMessage", chat_id=creative, text="x", reply_markup=keyboard)
    query = wire.playground.person(creative).taps("Go")
    clock.at += 61
    code, description = await wire.refusal("answerCallbackQuery", callback_query_id=query)
    assert (code, description.partition(" and ")[0]) == (400, "Bad Request: query is too old")


async def test_faults_before_delivery_deliver_nothing(wire: Wire, creative: int) -> None:
    faults = wire.playground.faults
    faults.add(Fault("flood", times=1, retry_after=9), Fault("error", times=1, status=502))
    assert (await wire.call("sendMessage", chat_id=creative, text="x"))[0] == 429
    url = f"{wire.playground.url}/bot{wire.token}/sendMessage"
    async with wire.session.post(url, json={"chat_id": creative, "text": "x"}) as answer:
        assert answer.status == 502
    faults.add(Fault("reset", times=1))
    with pytest.raises(aiohttp.ClientError):
        await wire.call("sendMessage", chat_id=creative, text="x")
    assert wire.playground.delivered.to(creative) == []
    assert (await wire.call("sendMessage", chat_id=creative, text="x"))[0] == 200


async def test_faults_after_delivery_deliver_once(wire: Wire, creative: int) -> None:
    wire.playground.faults.add(Fault("delivered_reset", times=1))
    with pytest.raises(aiohttp.ClientError):
        await wire.call("sendMessage", chat_id=creative, text="first")
    wire.playground.faults.add(Fault("delivered_error", times=1, status=500))
    url = f"{wire.playground.url}/bot{wire.token}/sendMessage"
    async with wire.session.post(url, json={"chat_id": creative, "text": "second"}) as answer:
        assert answer.status == 500
    assert [d.text for d in wire.playground.delivered.to(creative)] == ["first", "second"]


async def test_share_of_faults_repeats_with_its_seed(playground: Playground) -> None:
    def hits() -> list[bool]:
        playground.faults.clear()
        playground.faults.seed(7)
        playground.faults.add(Fault("flood", share=0.5))
        return [bool(playground.faults.take("sendMessage", 1)) for _ in range(40)]

    first = hits()
    assert first == hits()
    assert 8 < sum(first) < 32


async def test_delay_comes_before_the_answer(wire: Wire, creative: int) -> None:
    wire.playground.faults.add(Fault("delay", delay_s=0.2, times=1))
    started = asyncio.get_running_loop().time()
    assert (await wire.call("sendMessage", chat_id=creative, text="x"))[0] == 200
    assert asyncio.get_running_loop().time() - started >= 0.19


async def test_webhook_gets_updates_in_order_with_the_secret(wire: Wire) -> None:
    got: asyncio.Queue[tuple[str | None, str]] = asyncio.Queue()
    failures = [503]

    async def hook(request: aiohttp.web.Request) -> aiohttp.web.Response:
        if failures:
            return aiohttp.web.Response(status=failures.pop())
        body = await request.json()
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        await got.put((secret, body["message"]["text"]))
        return aiohttp.web.Response()

    app = aiohttp.web.Application()
    app.router.add_post("/hook", hook)
    runner = aiohttp.web.AppRunner(app)
    await runner.setup()
    await aiohttp.web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
        await wire.result("setWebhook", url=url, secret_token="s3")
        for text in ("one", "two"):
            wire.playground.person("Creative").says(text)
        async with asyncio.timeout(5):
            assert [await got.get(), await got.get()] == [("s3", "one"), ("s3", "two")]
    finally:
        await runner.cleanup()


async def test_webhook_stays_on_this_machine(wire: Wire) -> None:
    code, description = await wire.refusal("setWebhook", url="https://example.org/hook")
    assert code == 400
    assert "only calls this machine" in description


async def test_photo_can_be_fetched_by_the_bot(wire: Wire) -> None:
    wire.playground.person("Creative").sends_photo(b"pixels", caption="look")
    [update] = await wire.result("getUpdates")
    [size] = update["message"]["photo"]
    file = await wire.result("getFile", file_id=size["file_id"])
    url = f"{wire.playground.url}/file/bot{wire.token}/{file['file_path']}"
    async with wire.session.get(url) as answer:
        assert await answer.read() == b"pixels"
