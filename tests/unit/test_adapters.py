"""Both adapters make the same of a reply: what aiogram answers, python-telegram-bot delivers."""

import asyncio
import json
from functools import reduce
from typing import Any

from aiogram import Bot
from aiogram.types import CallbackQuery, User
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.request import HTTPXRequest

from bot.delivery.telegram_delivery import first_message, make_bot, send
from bot.domain.attachments import FileKind, SentFile
from bot.domain.replies import Action, Button, Reply
from handlers.telegram import say
from tests.delivery.wire import TOKEN, FakeTelegram
from tests.wire import Wire

CHAT = 7_000_000_001
WORDS = st.text("ab <>&é🎨", min_size=1, max_size=30).filter(str.strip)
HTML = WORDS.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
LONG = st.integers(1000, 1100).map("x".__mul__)
BUTTONS = st.one_of(
    st.builds(Button, WORDS, action=st.just(Action("call", "save", "91"))),
    st.builds(Button, WORDS, url=st.just("https://a.example")),
    st.builds(Button, WORDS, share=st.just("open calls")),
)
ROWS = st.lists(st.lists(BUTTONS, min_size=1, max_size=3).map(tuple), max_size=3).map(tuple)
FILES = st.builds(
    SentFile, st.sampled_from(FileKind), st.from_regex(r"\A[A-Za-z0-9_-]{8,40}\Z"), st.just("u")
)
MESSAGES = st.builds(
    Reply,
    st.one_of(HTML, HTML.map("<b>{}</b>".format), LONG),
    ROWS,
    sent=st.none() | FILES,
    lost=st.just("") | HTML,
)
REPLIES = st.lists(MESSAGES, min_size=1, max_size=3).map(lambda all_: reduce(Reply.and_then, all_))
Said = tuple[str, dict[str, Any]]
NAMES = ("text", "caption", "photo", "document", "parse_mode")


class Remembered(Wire):
    """Telegram without its rules for texts: only what is sent is of interest."""

    async def make_request(self, bot: Bot, method: Any, timeout: int | None = None) -> Any:
        self.calls.append(method)
        return True


async def _answered(reply: Reply) -> list[Said]:
    """Return what the conversation sends when the tapped message is too old to be edited."""
    wire = Remembered()
    person = User(id=CHAT, is_bot=False, first_name="Ada")
    query = CallbackQuery(id="1", from_user=person, chat_instance="1").as_(Bot(TOKEN, wire))
    await say(query, reply)
    said = []
    for call in wire.calls:
        fields = call.model_dump(exclude_none=True, include={*NAMES, "reply_markup"})
        markup = fields.pop("reply_markup", None)
        fields["parse_mode"] = "HTML"
        said.append(
            (call.__api_method__, {**fields, "rows": markup and markup["inline_keyboard"]})
        )
    return said


async def _delivered(reply: Reply) -> list[Said]:
    """Return what the delivery sends, message by message."""
    telegram = FakeTelegram(latency_s=0)
    request = HTTPXRequest(httpx_kwargs={"transport": telegram, "trust_env": False})
    bot = make_bot(TOKEN, "http://telegram.test", 10_000, request)
    await request.initialize()
    rest: Reply | None = reply
    while rest is not None:
        first, rest = first_message(rest)
        await send(bot, CHAT, first)
    await request.shutdown()
    said = []
    for sent in telegram.sent:
        fields = {name: sent.parameters[name] for name in NAMES if name in sent.parameters}
        markup = sent.parameters.get("reply_markup")
        rows = json.loads(markup)["inline_keyboard"] if markup else None
        said.append((sent.method, {**fields, "rows": rows}))
    return said


@settings(deadline=None, max_examples=60)
@given(REPLIES)
def test_both_libraries_are_told_the_same(reply: Reply) -> None:
    assert asyncio.run(_answered(reply)) == asyncio.run(_delivered(reply))
