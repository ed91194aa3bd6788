"""Inline mode: words typed after the bot's name in any chat find cards to share."""

from typing import Final

from bot.answers.asking import Answers
from bot.clock import Clock
from bot.domain.entries import OPPORTUNITIES, Entry, State
from bot.domain.hygiene import hygiene
from bot.domain.people import Person
from bot.domain.results import Card
from bot.i18n import Languages
from bot.services.browsing import Browsing
from bot.services.content import Knowledge
from bot.store import Store

MOST: Final = 10
"""Cards that are offered; Telegram takes 50 (core.telegram.org/bots/api#answerinlinequery), and
nobody reads them."""
LEAST_LETTERS: Final = 3
_OVER: Final = frozenset({State.CLOSED, State.CANCELLED})
_ON_NOW: Final = (State.OPEN, State.OPENING_SOON, State.COMING)


class Inline:
    """Use cases of sharing. Nothing that is typed here is kept, and nobody is registered by it."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        answers: Answers,
        browsing: Browsing,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._answers = answers
        self._browsing = browsing

    async def asker(self, telegram_id: int, language_tag: str | None) -> Person:
        """Return who types: as we know them, or somebody with their phone's language."""
        async with self._store.read() as work:
            person = await work.people.find(telegram_id)
        language = self._languages.negotiate(language_tag)
        return person or Person(id=0, telegram_id=telegram_id, name="?", language=language)

    async def cards(self, person: Person, words: str) -> list[Card]:
        """Return the cards for what was typed so far; for next to nothing, what closes next."""
        if len(hygiene(words)) < LEAST_LETTERS:
            return [self._browsing.card(person, entry.id) for entry in self._next()]
        answer = await self._answers.ask(words, person.language, MOST)
        known = self._knowledge.entries
        found = [id_ for hit in answer.trace[:MOST] if (id_ := hit.entry_id) in known]
        cards = [self._browsing.card(person, id_) for id_ in found]
        # What is over is shared last: whoever gets it wants to do something with it.
        return sorted(cards, key=lambda card: card.entry.state_on(card.now) in _OVER)

    def _next(self) -> list[Entry]:
        now = self._clock()
        on = [
            (entry.deadline_at or entry.opens_at or entry.starts_at, entry.held, entry)
            for entry in self._knowledge.entries.values()
            if entry.kind in OPPORTUNITIES and entry.state_on(now) in _ON_NOW
        ]
        on.sort(key=lambda one: one[0].isoformat() if one[0] else (one[1] or ("9",))[0])
        return [entry for _, _, entry in on[:MOST]]
