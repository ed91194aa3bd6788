"""The Bot API over HTTP: `/bot<token>/<method>`, used by any client library as it is."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import json
import socket
import struct
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from aiohttp import web

from .faults import Fault, Faults, StrictLimit
from .inline import Inline
from .messages import Messages
from .presentation import Profile
from .refusals import Refused, bad_request, flooded
from .shapes import Upload, bot_api
from .stage import Stage

Json = dict[str, Any]
Method = Callable[[Json], Any]

UNAUTHORIZED = Refused(401, "Unauthorized")
UNKNOWN_METHOD = Refused(404, "Not Found")


class BotSide:
    """Answers the calls of one bot."""

    def __init__(
        self,
        stage: Stage,
        profile: Profile,
        inline: Inline,
        *,
        token: str,
        faults: Faults,
        limit: StrictLimit,
    ) -> None:
        self._stage = stage
        self._token = token
        self._faults = faults
        self._limit = limit
        self._methods = _methods(stage, Messages(stage), profile, inline)

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of the Bot API."""
        return [
            web.route("*", "/bot{token:[^/]+}/{method}", self.call),
            web.get("/file/bot{token:[^/]+}/files/{file_id}", self.download),
        ]

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Answer one call, or do to it what the faults ask for."""
        try:
            self._check_token(request)
            method = bot_api().find_method(request.match_info["method"])
            if method is None:
                raise UNKNOWN_METHOD
            raw, uploads = await _parameters(request)
            faults = self._faults.take(method, raw.get("chat_id"))
            before = await self._suffer(request, faults)
            if before is not None:
                return before
            answer = _answer(200, {"ok": True, "result": await self._run(method, raw, uploads)})
            return _after(request, faults) or answer
        except Refused as refused:
            return _answer(refused.code, refused.body())

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Send the bytes of a file that `getFile` named."""
        try:
            self._check_token(request)
        except Refused as refused:
            return _answer(refused.code, refused.body())
        content = self._stage.content(request.match_info["file_id"])
        if content is None:
            return _answer(404, UNKNOWN_METHOD.body())
        return web.Response(body=content, content_type="application/octet-stream")

    def _check_token(self, request: web.Request) -> None:
        given = request.match_info["token"].encode("utf-8", "replace")
        if not hmac.compare_digest(given, self._token.encode()):
            raise UNAUTHORIZED

    async def _run(self, method: str, raw: Json, uploads: dict[str, Upload]) -> Any:
        call = bot_api().read_call(method, raw, uploads)
        self._limit.admit(method)
        run = self._methods.get(method)
        if run is None:
            raise bad_request(f"method {method} is not supported by the playground yet")
        result = run(call)
        return await result if isinstance(result, Awaitable) else result

    async def _suffer(
        self, request: web.Request, faults: list[Fault]
    ) -> web.StreamResponse | None:
        """Wait, refuse or break the connection before anything is delivered."""
        for fault in faults:
            match fault.trouble:
                case "delay":
                    await asyncio.sleep(fault.delay_s)
                case "flood":
                    raise flooded(fault.retry_after)
                case "error":
                    return _broken(fault.status)
                case "reset":
                    return _reset(request)
        return None


def _methods(
    stage: Stage, messages: Messages, profile: Profile, inline: Inline
) -> dict[str, Method]:
    methods: dict[str, Method] = {
        "getMe": lambda _: me(stage.bot),
        "getUpdates": stage.updates.read,
        "setWebhook": stage.updates.set_webhook,
        "deleteWebhook": stage.updates.delete_webhook,
        "getWebhookInfo": lambda _: stage.updates.webhook_info(),
        "sendMessage": messages.send_message,
        "sendPhoto": messages.send_photo,
        "sendDocument": messages.send_document,
        "sendChatAction": messages.chat_action,
        "editMessageText": messages.edit_text,
        "editMessageReplyMarkup": messages.edit_keyboard,
        "deleteMessage": messages.delete,
        "answerCallbackQuery": messages.answer_tap,
        "answerInlineQuery": inline.answer,
        "getChat": messages.get_chat,
        "getFile": messages.get_file,
        "setMyCommands": profile.set_commands,
        "getMyCommands": profile.get_commands,
        "deleteMyCommands": profile.delete_commands,
        "setChatMenuButton": profile.set_menu_button,
        "getChatMenuButton": profile.get_menu_button,
    }
    for field, name in (
        ("name", "MyName"),
        ("description", "MyDescription"),
        ("short_description", "MyShortDescription"),
    ):
        methods[f"set{name}"] = partial(profile.set_text, field)
        methods[f"get{name}"] = partial(profile.get_text, field)
    return methods


def me(bot: Json) -> Json:
    """Return the bot as `getMe` shows it."""
    return {
        **bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def _parameters(request: web.Request) -> tuple[Json, dict[str, Upload]]:
    """Return the parameters of a call from its address and its body, and the files in it."""
    raw: Json = dict(request.query)
    uploads: dict[str, Upload] = {}
    try:
        if request.content_type == "application/json":
            body = json.loads(await request.read() or b"{}")
            if not isinstance(body, dict):
                raise bad_request("can't parse JSON: an object is expected")
            return raw | body, uploads
        form = await request.post()
    except web.HTTPRequestEntityTooLarge:
        raise Refused(413, "Request Entity Too Large") from None
    except (ValueError, AssertionError):
        raise bad_request("can't parse the body of the call") from None
    for name, value in form.items():
        if isinstance(value, web.FileField):
            uploads[name] = Upload(value.filename, value.content_type, value.file.read())
            value.file.close()
        elif isinstance(value, str):
            raw[name] = value
        else:
            uploads[name] = Upload(name, "application/octet-stream", bytes(value))
    return raw, uploads


def _after(request: web.Request, faults: list[Fault]) -> web.StreamResponse | None:
    """Spoil the answer of a call that was carried out."""
    for fault in faults:
        if fault.trouble == "delivered_reset":
            return _reset(request)
        if fault.trouble == "delivered_error":
            return _broken(fault.status)
    return None


def _answer(status: int, body: Json) -> web.Response:
    return web.json_response(body, status=status)


def _broken(status: int) -> web.Response:
    """Answer as a proxy in front of Telegram does: with a page, not with JSON."""
    return web.Response(
        status=status, text=f"<html><h1>{status}</h1></html>", content_type="text/html"
    )


def _reset(request: web.Request) -> web.Response:
    """Break the connection with a reset, so that the client sees no end of an answer."""
    transport = request.transport
    if transport is not None:
        connection = transport.get_extra_info("socket")
        with contextlib.suppress(OSError, AttributeError):
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    return web.Response()
