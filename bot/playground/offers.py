"""What Telegram accepts as the answer to an inline query. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from .keyboards import inline_keyboard
from .messages import LONGEST_TEXT, formatted, with_entities
from .refusals import Refused, bad_request
from .text import utf16_length

Json = dict[str, Any]

# core.telegram.org/bots/api#answerinlinequery
MOST_RESULTS = 50
LONGEST_OFFSET_BYTES = 64
CACHED_FOR_S = 300
# core.telegram.org/bots/api#inlinequeryresultarticle
LONGEST_ID_BYTES = 64
# core.telegram.org/bots/api#inlinequeryresultsbutton
LONGEST_START_PARAMETER = 64
START_PARAMETER = re.compile(r"[A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Offer:
    """One result: how the list shows it, and the message that it becomes."""

    id: str
    title: str
    description: str
    message: Json

    def shown(self) -> Json:
        """Return the result as the chat page lists it."""
        return {
            "id": self.id,
            "title": self.title,
            "description": self.description,
            "message": self.message,
        }


@dataclass(frozen=True, slots=True)
class Offers:
    """The answer to one inline query."""

    offers: tuple[Offer, ...]
    next_offset: str
    button: Json | None
    is_personal: bool
    cache_time: int

    def shown(self) -> Json:
        """Return the answer as the chat page lists it."""
        return {
            "results": [offer.shown() for offer in self.offers],
            "next_offset": self.next_offset,
            "button": self.button,
        }


def read_offers(call: Json) -> Offers:
    """Return what a call of answerInlineQuery offers, or refuse it."""
    results: list[Json] = call["results"]
    if len(results) > MOST_RESULTS:
        raise bad_request("too many inline query results specified")
    offers = tuple(_offer(result) for result in results)
    if len({offer.id for offer in offers}) < len(offers):
        raise bad_request("RESULT_ID_DUPLICATE")
    next_offset: str = call.get("next_offset", "")
    if _bytes(next_offset) > LONGEST_OFFSET_BYTES:
        raise bad_request("NEXT_OFFSET_INVALID")
    return Offers(
        offers=offers,
        next_offset=next_offset,
        button=_button(call.get("button")),
        is_personal=call.get("is_personal", False),
        cache_time=max(0, call.get("cache_time", CACHED_FOR_S)),
    )


def _offer(result: Json) -> Offer:
    content: Json = result.get("input_message_content", {})
    if result["type"] != "article" or "message_text" not in content:
        raise _not_yet("inline results other than articles with a text")
    if not result["id"]:
        raise bad_request("RESULT_ID_EMPTY")
    if _bytes(result["id"]) > LONGEST_ID_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    title = result["title"].strip()
    if not title:
        raise bad_request("ARTICLE_TITLE_EMPTY")
    message = _message(content)
    markup = inline_keyboard(result.get("reply_markup"))
    if markup is not None:
        message["reply_markup"] = markup
    return Offer(result["id"], title, result.get("description", "").strip(), message)


def _message(content: Json) -> Json:
    given: Json = {key: content[key] for key in ("parse_mode", "entities") if key in content}
    text, entities = formatted({"text": content["message_text"], **given}, "text")
    if not text:
        raise bad_request("message text is empty")
    if utf16_length(text) > LONGEST_TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    return with_entities("text", text, entities)


def _button(button: Json | None) -> Json | None:
    if button is None:
        return None
    if "web_app" in button:
        raise _not_yet("buttons that open a web app")
    parameter = button.get("start_parameter", "")
    if not parameter:
        raise bad_request("can't use empty start_parameter")
    if len(parameter) > LONGEST_START_PARAMETER:
        raise bad_request("too long start_parameter specified")
    if not START_PARAMETER.fullmatch(parameter):
        raise bad_request("unallowed characters in start_parameter are used")
    return {"text": button["text"], "start_parameter": parameter}


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


def _not_yet(what: str) -> Refused:
    return bad_request(f"{what} are not supported by the playground yet")
