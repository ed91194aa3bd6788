"""`collider ask`: one question, answered from the terminal exactly as the chat would."""

import asyncio
import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from bot.app.nursery import Nursery
from bot.app.services import open_app
from bot.clock import Clock, utc_now
from bot.domain.answers import Answer
from bot.domain.people import Person
from bot.domain.replies import Reply
from bot.domain.results import Found
from bot.screens import ask as screens
from bot.settings import Settings

_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the chat would say, and what it was made of."""

    reply: Reply
    found: Found
    answer: Answer
    language: str

    @property
    def text(self) -> str:
        """Return the reply as plain text, with its buttons in brackets."""
        said = html.unescape(_TAG.sub("", self.reply.html))
        buttons = [
            f"[{b.label}]" + (f" {b.url}" if b.url else "") for r in self.reply.rows for b in r
        ]
        return "\n".join([said, "", *buttons])

    @property
    def explained(self) -> tuple[str, ...]:
        """Return how the entries were scored."""
        return self.answer.explain()

    def as_json(self) -> dict[str, Any]:
        """Return what was understood, and the evidence, as plain data."""
        listing = self.found.listing
        scores = {one.entry_id: round(one.score, 4) for one in self.answer.trace}
        cards = listing.cards if listing else self.found.cards
        return {
            "language": self.language,
            "understood": self.answer.understood.text,
            "asked": self.answer.understood.to_json(),
            "confidence": self.found.confidence.value,
            "talk": self.found.talk.value if self.found.talk else None,
            "mode": self.answer.mode.value,
            "ms": self.answer.ms,
            "total": listing.total if listing else len(cards),
            "evidence": [
                {
                    "id": card.entry.id,
                    "title": card.entry.in_language(self.language)[1].title,
                    "url": card.entry.url,
                    "as_of": card.entry.as_of,
                    "sources": [source.name for source in card.entry.sources],
                    "score": scores.get(card.entry.id),
                }
                for card in cards
            ],
        }


async def answer(
    settings: Settings,
    text: str,
    language: str,
    today: date | None,
    reading: Callable[[int, int], None],
) -> Asked:
    """Answer as the chat would answer a person of `language` without a home hub.

    The first time, the model has to read all entries: `reading` hears how many of how many.
    """
    clock: Clock = utc_now
    if today is not None:
        noon = datetime.combine(today, time(12), UTC)

        def clock() -> datetime:  # the day that was asked for
            return noon

    async with Nursery() as nursery, open_app(settings, nursery, clock=clock) as app:
        learning = nursery.spawn(app.learn(), "learn")
        while not (await asyncio.wait([learning], timeout=1))[0]:
            progress = app.index.progress
            reading(progress.done, progress.total)
        offered = app.languages.negotiate(language)
        stranger = Person(id=0, telegram_id=0, name="", language=offered)
        found, answered = await app.services.asking.explained(stranger, text)
        reply = screens.found(found, app.languages[offered])
        return Asked(reply, found, answered, offered)
