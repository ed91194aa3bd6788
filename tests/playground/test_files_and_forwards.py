"""Files in both directions and forwarded posts, with the limits that Telegram has."""

from __future__ import annotations

import base64
import io
import json

import pytest

from bot.playground import Impossible, Playground, messages
from bot.playground.shapes import bot_api

from .clients import CLIENTS, Refusal
from .conftest import Wire

ICS = "BEGIN:VCALENDAR\r\nSUMMARY:Rok: čas\r\nEND:VCALENDAR\r\n".encode()


@pytest.fixture(params=sorted(CLIENTS))
async def client(request, playground):
    client = CLIENTS[request.param](playground.url, playground.token)
    yield client
    await client.close()


async def test_file_of_the_bot_arrives_with_name_kind_and_bytes(client, wire: Wire) -> None:
    creative = wire.playground.person("Creative")
    creative.starts()
    name = "Rok – čas.ics"
    sent = await client.document(
        1001, ICS, name, "<b>Rok</b>", html=True, rows=[[("Saved", "saved:1")]]
    )
    seen = await creative.sees("Rok")
    assert (seen.file_name, seen.content, seen.buttons) == (name, ICS, ("Saved",))
    assert (sent.file_name, sent.text, sent.buttons) == (name, "Rok", ("Saved",))
    [person] = [p for p in wire.playground.state()["people"] if p["id"] == 1001]
    document = person["messages"][-1]["document"]
    assert (document["mime_type"], document["file_size"]) == ("text/calendar", len(ICS))
    assert wire.playground.delivered.to(1001)[-1].file_id == document["file_id"]
    url = f"{wire.playground.url}/play/files/{document['file_id']}"
    async with wire.session.get(url) as answer:
        assert await answer.read() == ICS
        assert answer.content_disposition is not None
        assert answer.content_disposition.filename == name


async def test_bot_downloads_the_file_that_a_person_sent(client, wire: Wire) -> None:
    content = base64.b64encode(ICS).decode()
    status, said = await wire.play(
        "people/1003/sends", name="calls.ics", content=content, caption="import #calls"
    )
    [update] = wire.playground.world.waiting
    bot_api().check("Update", update)
    assert (status, update["message"]) == (200, said)
    assert said["caption_entities"] == [{"type": "hashtag", "offset": 7, "length": 6}]
    assert said["document"]["mime_type"] == "text/calendar"
    assert await client.download(said["document"]["file_id"]) == ICS


async def test_photo_goes_on_by_its_id(client, wire: Wire) -> None:
    creative = wire.playground.person("Creative")
    creative.starts()
    sent = wire.playground.person("Company").sends_photo(b"pixels", "The line")
    bot_api().check("Message", sent)

    await client.photo(1001, sent["photo"][-1]["file_id"], "From a company")

    seen = await creative.sees("From a company")
    assert (seen.content, creative.last.content) == (b"pixels", b"pixels")
    message = creative.messages[-1]
    bot_api().check("Message", message)
    assert message["photo"] == sent["photo"]
    assert "document" not in message


async def test_what_is_sent_together_is_one_album(wire: Wire) -> None:
    data = base64.b64encode(b"pixels").decode()
    for caption in ("Both sides", ""):
        status, _ = await wire.play(
            "people/1002/photo", data=data, mime_type="image/png", caption=caption, album="77"
        )
        assert status == 200
    for name in ("plan.pdf", "prices.csv"):
        await wire.play("people/1002/sends", content=data, name=name, album="78")
    updates = wire.playground.world.waiting
    for update in updates:
        bot_api().check("Update", update)
    albums = [update["message"]["media_group_id"] for update in updates]
    assert albums == ["77", "77", "78", "78"]


async def test_page_sends_files_as_large_as_telegram_takes_from_bots(wire: Wire) -> None:
    content = base64.b64encode(bytes(50 * 1024 * 1024)).decode()
    body = io.BytesIO(json.dumps({"name": "film.mp4", "content": content}).encode())
    url = f"{wire.playground.url}/play/people/1002/sends"
    headers = {"Content-Type": "application/json"}
    async with wire.session.post(url, data=body, headers=headers) as answer:
        assert answer.status == 200
    message = wire.playground.person("Company").messages[-1]
    assert message["document"]["file_size"] == 50 * 1024 * 1024


async def test_too_large_a_file_is_refused_both_ways(client, playground, monkeypatch) -> None:
    monkeypatch.setattr(messages, "LARGEST_DOWNLOAD", 20)
    monkeypatch.setattr(messages, "LARGEST_DOCUMENT", 20)
    person = playground.person("Creative")
    file_id = person.sends_document(b"x" * 21, "large.csv")["document"]["file_id"]
    refused = await client.outcome(lambda c: c.download(file_id))
    assert isinstance(refused, Refusal)
    assert "file is too big" in refused.text.lower()
    refused = await client.outcome(lambda c: c.document(1001, b"x" * 21, "large.csv", ""))
    assert isinstance(refused, Refusal)
    assert "request entity too large" in refused.text.lower()
    assert person.received == []


async def test_unknown_file_is_refused(client) -> None:
    refused = await client.outcome(lambda c: c.download("Fnobody"))
    assert isinstance(refused, Refusal)
    assert refused.code == 400


async def test_what_is_no_file_is_not_sent(wire: Wire) -> None:
    for body in ({"content": "eA=="}, {"name": "x"}, {"name": "x", "content": "é"}):
        assert (await wire.play("people/1001/sends", **body))[0] == 409
    with pytest.raises(Impossible, match="not empty"):
        wire.playground.person("Creative").sends_document(b"", "empty.csv")
    assert wire.playground.world.waiting == []


async def test_post_of_a_hidden_person_is_forwarded(wire: Wire) -> None:
    status, said = await wire.play(
        "people/1003/forwards",
        text=" Open call: https://x.eu",
        from_name="Ana",
        entities=[{"type": "bold", "offset": 1, "length": 9}],
    )
    [update] = wire.playground.world.waiting
    bot_api().check("Update", update)
    assert (status, update["message"]) == (200, said)
    assert said["text"] == "Open call: https://x.eu"
    assert [(e["type"], e["offset"], e["length"]) for e in said["entities"]] == [
        ("bold", 0, 9),
        ("url", 11, 12),
    ]
    assert said["forward_origin"] == {
        "type": "hidden_user",
        "date": said["date"],
        "sender_user_name": "Ana",
    }


async def test_post_of_a_channel_may_have_a_photo(playground: Playground) -> None:
    person = playground.person("Facilitator")
    post = person.forwards("Open call", from_name="Makers", channel=True, photo=b"pixels")
    again = person.forwards("Another", from_name="Makers", channel=True)
    bot_api().check("Message", post)
    assert (post["caption"], len(post["photo"])) == ("Open call", 1)
    origins = [message["forward_origin"]["chat"] for message in (post, again)]
    assert origins[0] == origins[1]
    assert (origins[0]["type"], origins[0]["title"]) == ("channel", "Makers")
    assert origins[0]["id"] < -1_000_000_000_000


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"text": "x"}, "from_name is missing"),
        ({"text": " ", "from_name": "Ana"}, "nothing to forward"),
        ({"text": "x" * 4097, "from_name": "Ana"}, "at most 4096"),
        ({"text": "x", "from_name": "Ana", "entities": "bold"}, "no list"),
        ({"text": "x", "from_name": "Ana", "entities": [{"type": "bold"}]}, "wrong entity"),
        (
            {
                "text": "x",
                "from_name": "Ana",
                "entities": [{"type": "bold", "offset": 1, "length": 1}],
            },
            "outside of the text",
        ),
    ],
)
async def test_wrong_forwards_are_impossible(wire: Wire, body, reason) -> None:
    status, answer = await wire.play("people/1003/forwards", **body)
    assert status == 409
    assert reason in answer["error"]
    assert wire.playground.world.waiting == []
