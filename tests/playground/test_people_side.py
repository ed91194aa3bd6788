"""The people of the playground: chatting, the control API, its guard, what survives a restart."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import aiohttp
import pytest

from bot.playground import DEFAULT_PEOPLE, Impossible, Playground
from bot.playground.shapes import bot_api

from .conftest import Wire

KEYBOARD = {
    "inline_keyboard": [
        [{"text": "Yes", "callback_data": "yes"}, {"text": "Site", "url": "https://x.eu"}]
    ]
}


async def test_start_queues_a_greeting_for_each_new_person(tmp_path: Path) -> None:
    async with Playground(data=tmp_path, start=True) as playground:
        froms = [update["message"]["from"] for update in playground.world.waiting]
        assert [who["language_code"] for who in froms] == ["sl", "pl", "en"]
    async with Playground(data=tmp_path, start=True) as playground:
        assert len(playground.world.waiting) == len(DEFAULT_PEOPLE)


async def test_says_taps_sees(wire: Wire) -> None:
    creative = wire.playground.person("Creative")
    creative.starts("hub-kranj")
    [update] = await wire.result("getUpdates")
    assert update["message"]["text"] == "/start hub-kranj"
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    sent = await wire.result("sendMessage", chat_id=1001, text="Go?", reply_markup=KEYBOARD)
    seen = await creative.sees("Go")
    assert (seen.message_id, seen.buttons) == (sent["message_id"], ("Yes", "Site"))
    query = creative.taps("Yes")
    [_, tap] = await wire.result("getUpdates")
    assert tap["callback_query"]["data"] == "yes"
    assert tap["callback_query"]["message"]["text"] == "Go?"
    await wire.result("answerCallbackQuery", callback_query_id=query, text="Saved")
    assert await creative.is_answered(query) == "Saved"
    await wire.result("editMessageText", chat_id=1001, message_id=seen.message_id, text="Done")
    assert (await creative.sees()).edited
    assert creative.last.text == "Done"
    await creative.sees_nothing(for_s=0.05)


async def test_sees_fails_with_what_came_instead(wire: Wire) -> None:
    creative = wire.playground.person("Creative")
    creative.says("hi")
    await wire.result("sendMessage", chat_id=1001, text="Something else")
    with pytest.raises(AssertionError, match="Something else"):
        await creative.sees("Good morning", timeout_s=0.1)


async def test_language_change_reaches_the_updates(wire: Wire) -> None:
    person = wire.playground.person("Facilitator")
    person.speaks("el")
    person.says("γεια")
    [update] = await wire.result("getUpdates")
    assert update["message"]["from"]["language_code"] == "el"


async def test_very_long_text_arrives_in_several_messages(playground: Playground) -> None:
    playground.person("Creative").says("x" * 5000)
    assert [len(u["message"]["text"]) for u in playground.world.waiting] == [4096, 904]


async def test_reply_brings_the_message_without_what_that_replied_to(wire: Wire) -> None:
    creative = wire.playground.person("Creative")
    first = creative.says("Where is the kiln?")
    asked = await wire.result(
        "sendMessage",
        chat_id=1001,
        text="<b>Which</b> one?",
        parse_mode="HTML",
        reply_parameters={"message_id": first["message_id"]},
    )
    assert asked["reply_to_message"] == first
    status, said = await wire.play(
        "people/1001/says", text="The big one", reply_to=asked["message_id"]
    )
    [_, update] = await wire.result("getUpdates")
    assert status == 200
    assert update["message"] == said
    quoted = update["message"]["reply_to_message"]
    assert quoted == {key: asked[key] for key in asked if key != "reply_to_message"}
    assert quoted["from"]["is_bot"]
    bot_api().check("Message", update["message"])


async def test_photo_can_be_a_reply(wire: Wire) -> None:
    creative = wire.playground.person("Creative")
    creative.starts()
    sent = await wire.result("sendMessage", chat_id=1001, text="Show it?")
    status, _ = await wire.play("people/1001/photo", data="cGl4", reply_to=sent["message_id"])
    [_, update] = await wire.result("getUpdates")
    assert status == 200
    assert update["message"]["reply_to_message"] == sent


async def test_only_the_first_of_several_pieces_is_a_reply(wire: Wire) -> None:
    creative = wire.playground.person("Creative")
    asked = creative.says("hi")["message_id"]
    creative.says("x" * 5000, reply_to=asked)
    replies = ["reply_to_message" in u["message"] for u in wire.playground.world.waiting]
    assert replies == [False, True, False]


async def test_nobody_replies_to_what_is_not_in_their_chat(wire: Wire) -> None:
    creative, company = (wire.playground.person(label) for label in ("Creative", "Company"))
    creative.starts()
    company.starts()
    elsewhere = await wire.result("sendMessage", chat_id=1002, text="Yours")
    gone = await wire.result("sendMessage", chat_id=1001, text="Gone")
    await wire.result("deleteMessage", chat_id=1001, message_id=gone["message_id"])
    before = list(wire.playground.world.waiting)
    for number in (elsewhere["message_id"], gone["message_id"], 99_999):
        status, body = await wire.play("people/1001/says", text="Why?", reply_to=number)
        assert status == 409
        assert f"has no message {number} to reply to" in body["error"]
    status, body = await wire.play("people/1001/says", text="Why?", reply_to="latest")
    assert (status, body["error"]) == (409, "reply_to is missing or no whole number")
    assert wire.playground.world.waiting == before


async def test_blocked_bot_hears_nothing_until_unblocked(wire: Wire) -> None:
    creative = wire.playground.person("Creative")
    creative.says("hi")
    creative.blocks()
    with pytest.raises(Impossible):
        creative.says("still there?")
    assert (await wire.refusal("sendMessage", chat_id=1001, text="x"))[0] == 403
    creative.starts()
    await wire.result("sendMessage", chat_id=1001, text="Welcome back")
    statuses = [
        update["my_chat_member"]["new_chat_member"]["status"]
        for update in await wire.result("getUpdates")
        if "my_chat_member" in update
    ]
    assert statuses == ["kicked", "member"]


async def test_commands_are_those_of_scope_and_language(wire: Wire) -> None:
    async def menu() -> list[str]:
        url = f"{wire.playground.url}/play/people/1001/commands"
        async with wire.session.get(url) as answer:
            return [c["description"] for c in (await answer.json())["commands"]]

    scope = {"type": "all_private_chats"}
    await wire.result("setMyCommands", commands=[{"command": "a", "description": "any"}])
    assert await menu() == ["any"]
    await wire.result(
        "setMyCommands", commands=[{"command": "a", "description": "private"}], scope=scope
    )
    assert await menu() == ["private"]
    await wire.result(
        "setMyCommands",
        commands=[{"command": "a", "description": "po slovensko"}],
        scope=scope,
        language_code="sl",
    )
    assert await menu() == ["po slovensko"]


async def test_everything_survives_a_restart(tmp_path: Path) -> None:
    async with Playground(data=tmp_path) as first, aiohttp.ClientSession() as session:
        first.person("Creative").says("hi")
        first.add_person("Demo guest", language="hu")
        await Wire(first, session).result("sendMessage", chat_id=1001, text="Hello")
        before = first.state()["people"]
        last_update = first.world.waiting[-1]["update_id"]
    async with Playground(data=tmp_path) as second:
        assert second.state()["people"] == before
        assert [d.text for d in second.delivered.deliveries] == ["Hello"]
        second.person("Demo guest").says("szia")
        assert [u["update_id"] for u in second.world.waiting] == [last_update, last_update + 1]


async def test_numbers_are_never_given_twice_after_a_crash(tmp_path: Path) -> None:
    crashed = Playground(data=tmp_path)
    await crashed.start()
    crashed.person("Creative").says("one")
    saved = (tmp_path / "playground.json").read_text()
    crashed.person("Creative").says("never saved")
    given = crashed.world.waiting[-1]["update_id"]
    await crashed.stop()
    (tmp_path / "playground.json").write_text(saved)
    async with Playground(data=tmp_path) as playground:
        playground.person("Creative").says("after")
        assert playground.world.waiting[-1]["update_id"] > given


async def test_delivered_log_survives_a_torn_line(tmp_path: Path) -> None:
    log = tmp_path / "delivered.jsonl"
    log.write_text('{"at": 1, "method": "sendMessage", "chat')
    async with Playground(data=tmp_path) as playground, aiohttp.ClientSession() as session:
        playground.person("Creative").says("hi")
        await Wire(playground, session).result(
            "sendMessage", chat_id=1001, text="Hello", reply_markup=KEYBOARD
        )
    entry = json.loads(log.read_text().splitlines()[1])
    assert (entry["chat_id"], entry["text"], entry["method"]) == (1001, "Hello", "sendMessage")
    assert entry["keyboard"] == KEYBOARD["inline_keyboard"]
    async with Playground(data=tmp_path) as playground:
        assert [d.text for d in playground.delivered.to(1001)] == ["Hello"]


@pytest.mark.parametrize("path", ["/", "/play/state", "/page/chat.js", "/play/events"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
async def test_strangers_are_turned_away(wire: Wire, path: str, headers: dict[str, str]) -> None:
    async with wire.session.get(wire.playground.url + path, headers=headers) as answer:
        assert answer.status == 403


async def test_strangers_cannot_call_the_bot_api(wire: Wire) -> None:
    url = f"{wire.playground.url}/bot{wire.token}/getMe"
    async with wire.session.post(url, headers={"Origin": "https://evil.example"}) as answer:
        assert answer.status == 403


async def test_forms_of_other_sites_are_refused(wire: Wire) -> None:
    url = f"{wire.playground.url}/play/people/1001/says"
    async with wire.session.post(url, data={"text": "x"}) as answer:
        assert answer.status == 415
    assert wire.playground.world.waiting == []


async def test_page_allows_no_inline_code(wire: Wire) -> None:
    own = {"Origin": wire.playground.url, "Host": f"localhost:{wire.playground.port}"}
    async with wire.session.get(wire.playground.url, headers=own) as answer:
        page = await answer.text()
        policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "<style" not in page
    assert " style=" not in page
    assert "<script>" not in page


async def test_page_serves_only_its_own_files(wire: Wire) -> None:
    for name in ("..%2fserver.py", "%2e%2e/server.py", "nothing.js"):
        async with wire.session.get(f"{wire.playground.url}/page/{name}") as answer:
            assert answer.status == 404


async def test_control_api_plays_a_person(wire: Wire) -> None:
    status, added = await wire.play("people", first_name="Demo guest", language="da")
    assert (status, added["started"], added["language"]) == (200, True, "da")
    await wire.play(f"people/{added['id']}/says", text="hej")
    await wire.play(f"people/{added['id']}/language", language="de")
    sent = await wire.result(
        "sendMessage", chat_id=added["id"], text="Hej!", reply_markup=KEYBOARD
    )
    place = {"message_id": sent["message_id"], "row": 0}
    assert (await wire.play(f"people/{added['id']}/taps", **place, column=0))[0] == 200
    assert (await wire.play(f"people/{added['id']}/taps", **place, column=1))[0] == 409
    assert (await wire.play("people/9/says", text="x"))[0] == 404
    assert (await wire.play(f"people/{added['id']}/says"))[0] == 409
    updates = await wire.result("getUpdates")
    assert [update["update_id"] for update in updates] == sorted(
        update["update_id"] for update in updates
    )
    assert updates[-1]["callback_query"]["from"]["language_code"] == "de"


async def test_restart_calls_whoever_started_the_bot(wire: Wire) -> None:
    status, body = await wire.play("restart")
    assert status == 409
    assert "restart it where it runs" in body["error"]
    statuses: list[str] = []

    async def restart() -> None:
        statuses.append(wire.playground.status)

    wire.playground.on_restart = restart
    assert (await wire.play("restart"))[0] == 200
    assert statuses == ["restarting"]


async def test_page_that_reconnects_gets_what_it_missed(wire: Wire) -> None:
    async def events(position: str, count: int) -> list[tuple[str, str]]:
        url = f"{wire.playground.url}/play/events"
        found: list[tuple[str, str]] = []
        headers = {"Last-Event-ID": position}
        async with asyncio.timeout(5), wire.session.get(url, headers=headers) as answer:
            number = ""
            async for line in answer.content:
                name, _, value = line.decode().rstrip("\n").partition(": ")
                if name == "id":
                    number = value
                if name == "event":
                    found.append((number, value))
                if len(found) == count:
                    return found
        raise AssertionError(found)

    await asyncio.sleep(0.05)
    position = wire.playground.state()["position"]
    creative = wire.playground.person("Creative")
    creative.says("one")
    creative.says("two")
    seen = await events(position, 3)
    assert [kind for _, kind in seen] == ["person", "message", "message"]
    assert (await events(seen[1][0], 1)) == [seen[2]]
    assert [kind for _, kind in await events("another-run-5", 1)] == ["reload"]


async def test_faults_are_switched_over_http(wire: Wire) -> None:
    status, body = await wire.play("faults", faults=[{"trouble": "flood", "times": 2}], limit=5)
    assert (status, body["faults"][0]["times"]) == (200, 2)
    assert wire.playground.limit.messages == 5
    assert (await wire.play("faults", faults=[{"trouble": "rain"}]))[0] == 409
    async with wire.session.delete(f"{wire.playground.url}/play/faults") as answer:
        assert answer.status == 200
    assert wire.playground.faults.listed() == []


async def test_status_follows_the_bot(wire: Wire) -> None:
    assert wire.playground.status == "waiting"
    await wire.result("getUpdates")
    assert wire.playground.status == "connected"
