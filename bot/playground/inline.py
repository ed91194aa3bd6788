"""Inline mode: `@bot words` in any chat, the cards that the bot offers, and the one chosen."""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from .bell import Bell
from .chats import Chat
from .messages import TOO_OLD
from .offers import Offer, Offers, read_offers
from .people import People
from .refusals import Impossible, bad_request
from .stage import Stage
from .text import utf16_length, without_surrogates

Json = dict[str, Any]

# core.telegram.org/bots/api#inlinequery
LONGEST_QUERY = 256
CHAT_TYPES = ("sender", "private", "group", "supergroup", "channel")
# Not in the reference: bots report that answers after 10 to 20 seconds come too late.
ANSWER_FOR_S = 10.0
QUERIES_KEPT = 200
ANSWERS_KEPT = 500


@dataclass(slots=True)
class _Asked:
    """A query that the bot may still answer."""

    asked_at: float
    answer: Offers | None = None
    bell: Bell = field(default_factory=Bell)


@dataclass(frozen=True, slots=True)
class _Place:
    """What an answer is remembered for; `person` is None when it holds for everybody."""

    query: str
    offset: str
    chat_type: str
    person: int | None


class Inline:
    """The inline queries of one playground, seen from both sides."""

    def __init__(self, stage: Stage, people: People) -> None:
        self._stage = stage
        self._people = people
        self._asked: OrderedDict[str, _Asked] = OrderedDict()
        self._cached: OrderedDict[_Place, tuple[float, Offers]] = OrderedDict()
        self._offered: dict[int, dict[str, Offer]] = {}

    def answer(self, call: Json) -> bool:
        """Take the bot's answer to a query, once and in time."""
        offers = read_offers(call)
        asked = self._asked.get(call["inline_query_id"])
        too_late = asked is not None and self._stage.now() - asked.asked_at > ANSWER_FOR_S
        if asked is None or asked.answer is not None or too_late:
            raise bad_request(TOO_OLD)
        asked.answer = offers
        asked.bell.ring()
        return True

    async def types(
        self, chat: Chat, query: str, *, offset: str = "", chat_type: str = "private"
    ) -> Offers:
        """Type `@bot query` in a chat; return what the bot offers.

        Telegram remembers answers as long as the bot allows, for everybody unless they are
        personal, and so does the playground.
        """
        query = without_surrogates(query).strip()
        if utf16_length(query) > LONGEST_QUERY:
            raise Impossible(f"an inline query has at most {LONGEST_QUERY} characters")
        if chat_type not in CHAT_TYPES:
            raise Impossible(f"chat_type is one of {', '.join(CHAT_TYPES)}")
        place = _Place(query, offset, chat_type, chat.id)
        offers = self._remembered(place)
        if offers is None:
            offers = await self._ask(chat, place)
            self._remember(place, offers)
        known = self._offered.get(chat.id, {}) if offset else {}
        self._offered[chat.id] = known | {offer.id: offer for offer in offers.offers}
        return offers

    def chooses(self, chat: Chat, result_id: str, to: Chat) -> Json:
        """Send one of the cards offered last; to oneself means into the chat with the bot."""
        offer = self._offered.get(chat.id, {}).get(result_id)
        if offer is None:
            raise Impossible(f"{chat.first_name} was not offered {result_id!r}")
        card = {"via_bot": self._stage.bot, **offer.message}
        if to.id == chat.id:
            return self._people.writes(chat, card)
        return self._people.shares(chat, card, to)

    async def _ask(self, chat: Chat, place: _Place) -> Offers:
        query_id = str(secrets.randbits(63))
        asked = self._asked[query_id] = _Asked(self._stage.now())
        while len(self._asked) > QUERIES_KEPT:
            self._asked.popitem(last=False)
        wanted = self._stage.updates.push(
            "inline_query",
            {
                "id": query_id,
                "from": chat.user(),
                "query": place.query,
                "offset": place.offset,
                "chat_type": place.chat_type,
            },
        )
        if not wanted:
            raise Impossible("the bot asks for no inline queries (allowed_updates)")
        try:
            async with asyncio.timeout(ANSWER_FOR_S):
                while asked.answer is None:
                    await asked.bell.heard()
        except TimeoutError:
            raise Impossible(f"the bot did not answer within {ANSWER_FOR_S:.0f} s") from None
        return asked.answer

    def _remembered(self, place: _Place) -> Offers | None:
        for person in (place.person, None):
            key = _Place(place.query, place.offset, place.chat_type, person)
            fresh_until, offers = self._cached.get(key, (0.0, None))
            if offers is not None and self._stage.now() < fresh_until:
                return offers
        return None

    def _remember(self, place: _Place, offers: Offers) -> None:
        person = place.person if offers.is_personal else None
        key = _Place(place.query, place.offset, place.chat_type, person)
        self._cached[key] = (self._stage.now() + offers.cache_time, offers)
        while len(self._cached) > ANSWERS_KEPT:
            self._cached.popitem(last=False)
