"""The people's side over HTTP: the chat page and `/play/...`, for that page and for tests."""

from __future__ import annotations

import base64
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from aiohttp import web

from .chats import Chat, Newcomer
from .faults import Fault
from .refusals import Impossible, NobodyThere

if TYPE_CHECKING:
    from .server import Playground

Json = dict[str, Any]
Action = Callable[[Chat, Json], Json | Awaitable[Json]]

PAGE = Path(__file__).with_name("page")
KEEP_ALIVE_S = 15.0
# Served as pictures; every other file is only offered for download.
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
MEDIA = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}


class Control:
    """The endpoints of the chat page."""

    def __init__(self, playground: Playground) -> None:
        self._playground = playground
        self._actions: dict[str, Action] = {
            "language": self._language,
            "says": self._says,
            "start": self._start,
            "photo": self._photo,
            "sends": self._sends,
            "forwards": self._forwards,
            "types": self._types,
            "chooses": self._chooses,
            "taps": self._taps,
            "block": self._block,
            "unblock": self._unblock,
        }

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of the page and its endpoints."""
        return [
            web.get("/", self._page),
            web.get("/page/{name}", self._page),
            web.get("/play/state", self._state),
            web.get("/play/events", self._events),
            web.get("/play/delivered", self._delivered),
            web.get("/play/files/{file_id}", self._file),
            web.get("/play/faults", self._show_faults),
            web.post("/play/faults", self._add_faults),
            web.delete("/play/faults", self._clear_faults),
            web.post("/play/restart", self._restart),
            web.post("/play/clock", self._clock),
            web.post("/play/people", self._add_person),
            web.get("/play/people/{id}/commands", self._commands),
            web.post("/play/people/{id}/{action}", self._act),
        ]

    async def _page(self, request: web.Request) -> web.StreamResponse:
        path = PAGE / request.match_info.get("name", "index.html")
        if path.parent != PAGE or path.suffix not in MEDIA or not path.is_file():
            raise web.HTTPNotFound
        return web.Response(
            body=path.read_bytes(), content_type=MEDIA[path.suffix], charset="utf-8"
        )

    async def _state(self, request: web.Request) -> web.StreamResponse:
        return web.json_response(self._playground.state())

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """Stream what happens; a page that reconnects gets what it missed."""
        feed = self._playground.feed
        position = request.headers.get("Last-Event-ID") or request.query.get("after", "")
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"}
        )
        await response.prepare(request)
        try:
            await response.write(b"retry: 1000\n\n")
            while not self._playground.stopping:
                happenings = feed.since(position or feed.position)
                if happenings is None:
                    await response.write(_event(feed.position, "reload", {}))
                    happenings = []
                for happening in happenings:
                    await response.write(
                        _event(feed.position_of(happening), happening.kind, happening.data)
                    )
                position = feed.position_of(happenings[-1]) if happenings else feed.position
                if position == feed.position and not await feed.bell.heard(KEEP_ALIVE_S):
                    await response.write(b": still here\n\n")
        except ConnectionError:
            pass
        return response

    async def _delivered(self, request: web.Request) -> web.StreamResponse:
        after = request.query.get("after", "0")
        start = int(after) if after.isdecimal() else 0
        found = self._playground.delivered.deliveries[start:]
        return web.json_response(
            {"delivered": [asdict(d) for d in found], "next": start + len(found)}
        )

    async def _file(self, request: web.Request) -> web.StreamResponse:
        file_id = request.match_info["file_id"]
        content = self._playground.file(file_id)
        if content is None:
            raise web.HTTPNotFound
        record = self._playground.world.files[file_id]
        if record["mime_type"] in PICTURES:
            return web.Response(body=content, content_type=record["mime_type"])
        name = f"filename*=UTF-8''{quote(record['file_name'], safe='')}"
        return web.Response(
            body=content,
            content_type="application/octet-stream",
            headers={"Content-Disposition": f"attachment; {name}"},
        )

    async def _show_faults(self, request: web.Request) -> web.StreamResponse:
        faults, limit = self._playground.faults, self._playground.limit
        return web.json_response({"faults": faults.listed(), "limit": limit.messages})

    async def _add_faults(self, request: web.Request) -> web.StreamResponse:
        async def act(body: Json) -> Json:
            try:
                faults = [Fault(**fault) for fault in body.get("faults", [])]
            except (TypeError, ValueError) as error:
                raise Impossible(str(error)) from error
            if "seed" in body:
                self._playground.faults.seed(_number(body, "seed"))
            if "limit" in body:
                limit = body["limit"]
                self._playground.limit.messages = None if limit is None else _number(body, "limit")
            self._playground.faults.add(*faults)
            return {"faults": self._playground.faults.listed()}

        return await _answered(request, act)

    async def _clear_faults(self, request: web.Request) -> web.StreamResponse:
        self._playground.faults.clear()
        self._playground.limit.messages = None
        return web.json_response({"faults": []})

    async def _restart(self, request: web.Request) -> web.StreamResponse:
        async def act(body: Json) -> Json:
            await self._playground.restart_bot()
            return {}

        return await _answered(request, act)

    async def _clock(self, request: web.Request) -> web.StreamResponse:
        async def act(body: Json) -> Json:
            return self._playground.move_clock(_number(body, "seconds"))

        return await _answered(request, act)

    async def _add_person(self, request: web.Request) -> web.StreamResponse:
        async def act(body: Json) -> Json:
            name = _text(body, "first_name")
            newcomer = Newcomer(name, body.get("label") or name, body.get("language", "en"))
            start = body.get("start", True) is True
            return self._playground.people.add(newcomer, start=start).shown()

        return await _answered(request, act)

    async def _commands(self, request: web.Request) -> web.StreamResponse:
        async def act(body: Json) -> Json:
            chat = self._chat(request)
            return {"commands": self._playground.profile.commands_for(chat)}

        return await _answered(request, act)

    async def _act(self, request: web.Request) -> web.StreamResponse:
        action = self._actions.get(request.match_info["action"])
        if action is None:
            raise web.HTTPNotFound

        async def act(body: Json) -> Json:
            done = action(self._chat(request), body)
            return await done if isinstance(done, Awaitable) else done

        return await _answered(request, act)

    def _chat(self, request: web.Request) -> Chat:
        given = request.match_info["id"]
        return self._playground.world.person(int(given) if given.isdecimal() else 0)

    def _language(self, chat: Chat, body: Json) -> Json:
        self._playground.people.speaks(chat, _text(body, "language"))
        return chat.shown()

    def _says(self, chat: Chat, body: Json) -> Json:
        return self._playground.people.says(chat, _text(body, "text"), reply_to=_reply_to(body))

    def _start(self, chat: Chat, body: Json) -> Json:
        payload = _text(body, "payload") if body.get("payload") else ""
        return self._playground.people.starts(chat, payload)

    def _photo(self, chat: Chat, body: Json) -> Json:
        return self._playground.people.sends_photo(
            chat,
            _bytes(body, "data"),
            mime_type=body.get("mime_type", "image/jpeg"),
            caption=str(body.get("caption", "")),
            width=_number(body, "width", 800),
            height=_number(body, "height", 600),
            reply_to=_reply_to(body),
            album=str(body.get("album", "")),
        )

    def _sends(self, chat: Chat, body: Json) -> Json:
        return self._playground.people.sends_document(
            chat,
            _bytes(body, "content"),
            name=_text(body, "name"),
            mime_type=str(body.get("mime_type", "")),
            caption=str(body.get("caption", "")),
            reply_to=_reply_to(body),
            album=str(body.get("album", "")),
        )

    def _forwards(self, chat: Chat, body: Json) -> Json:
        photo = _bytes(body, "photo") if body.get("photo") else None
        entities = body.get("entities") or []
        if not isinstance(entities, list):
            raise Impossible("entities is no list")
        return self._playground.people.forwards(
            chat,
            str(body.get("text", "")),
            from_name=_text(body, "from_name"),
            channel=body.get("channel") is True,
            entities=entities,
            photo=photo,
        )

    async def _types(self, chat: Chat, body: Json) -> Json:
        offers = await self._playground.inline.types(
            chat,
            str(body.get("query", "")),
            offset=str(body.get("offset", "")),
            chat_type=str(body.get("chat_type", "private")),
        )
        return offers.shown()

    def _chooses(self, chat: Chat, body: Json) -> Json:
        to = self._playground.world.person(_number(body, "to", chat.id))
        return self._playground.inline.chooses(chat, _text(body, "result_id"), to)

    def _taps(self, chat: Chat, body: Json) -> Json:
        wanted: Json = {}
        for key in ("row", "column"):
            if key in body:
                wanted[key] = _number(body, key)
        for key in ("data", "label"):
            if key in body:
                wanted[key] = _text(body, key)
        query = self._playground.people.taps(chat, _number(body, "message_id"), wanted)
        return {"query": query}

    def _block(self, chat: Chat, body: Json) -> Json:
        self._playground.people.blocks(chat)
        return chat.shown()

    def _unblock(self, chat: Chat, body: Json) -> Json:
        self._playground.people.unblocks(chat)
        return chat.shown()


async def _answered(
    request: web.Request, act: Callable[[Json], Awaitable[Json]]
) -> web.StreamResponse:
    """Run an action on the JSON body of a request; say in JSON what was impossible."""
    try:
        body = json.loads(await request.read() or b"{}")
        if not isinstance(body, dict):
            raise Impossible("send a JSON object")
        return web.json_response(await act(body))
    except NobodyThere as error:
        return web.json_response({"error": str(error)}, status=404)
    except Impossible as error:
        return web.json_response({"error": str(error)}, status=409)
    except ValueError as error:
        return web.json_response({"error": f"not JSON: {error}"}, status=400)


def _text(body: Json, name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not value:
        raise Impossible(f"{name} is missing or no text")
    return value


def _bytes(body: Json, name: str) -> bytes:
    try:
        return base64.b64decode(_text(body, name), validate=True)
    except ValueError as error:
        raise Impossible(f"{name} is not base64") from error


def _number(body: Json, name: str, default: int | None = None) -> int:
    value = body.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Impossible(f"{name} is missing or no whole number")
    return value


def _reply_to(body: Json) -> int | None:
    return None if body.get("reply_to") is None else _number(body, "reply_to")


def _event(position: str, kind: str, data: Json) -> bytes:
    return f"id: {position}\nevent: {kind}\ndata: {json.dumps(data)}\n\n".encode()
