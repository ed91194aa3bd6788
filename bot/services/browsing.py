"""Browsing: lists by kind, and the card of one entry."""

from typing import Final

from bot.clock import Clock
from bot.domain.entries import Entry, Kind, State
from bot.domain.freshness import owner
from bot.domain.hubs import Hub
from bot.domain.people import Person
from bot.domain.refusals import Gone
from bot.domain.results import Card, Details, Page
from bot.library import to_telegram_html
from bot.services.content import Knowledge

PAGE_SIZE: Final = 6

ORDER: Final = (
    State.OPEN,
    State.OPENING_SOON,
    State.COMING,
    State.RECURRING,
    State.STANDING,
    State.UNCHECKED,
    State.CLOSED,
    State.CANCELLED,
)
"""What comes first in a list: what one can still do something with."""


class Browsing:
    """Use cases of looking around in the knowledge base."""

    def __init__(
        self, knowledge: Knowledge, clock: Clock, default_zone: str, stale_after_days: int
    ) -> None:
        self._knowledge = knowledge
        self._clock = clock
        self.default_zone = default_zone
        self._stale_after_days = stale_after_days

    def page(self, person: Person, kind: Kind, number: int = 0) -> Page:
        """Return one page of entries of a kind: what is open first, what is closed last."""
        now = self._clock()

        def place(entry: Entry) -> tuple[int, str]:
            return ORDER.index(entry.state_on(now)), entry.in_language(person.language)[1].title

        entries = sorted(
            (e for e in self._knowledge.entries.values() if e.kind is kind), key=place
        )
        pages = max(1, -(-len(entries) // PAGE_SIZE))
        number = min(max(number, 0), pages - 1)
        shown = entries[number * PAGE_SIZE : (number + 1) * PAGE_SIZE]
        return Page(kind, tuple(shown), number, pages, len(entries))

    def knows(self, entry_id: str) -> bool:
        """Say whether there is an entry of this id today."""
        return entry_id in self._knowledge.findable

    def card(self, person: Person, entry_id: str) -> Card:
        """Return an entry as this person sees it today; raise `Gone`."""
        entry = self._knowledge.findable.get(entry_id)
        if entry is None:
            raise Gone
        return self.card_of(person, entry)

    def card_of(self, person: Person, entry: Entry) -> Card:
        """Return a card of an entry that need not be known (yet)."""
        home = self.home_hub(person)
        now = self._clock()
        return Card(
            entry=entry,
            now=now,
            hub=self._knowledge.hubs.get(entry.hub or "") or home,
            zone=home.timezone if home else self.default_zone,
            stale_after_days=self._stale_after_days,
            change=self._knowledge.latest_change(entry.id, now),
            editable=self.may_edit(person, entry),
        )

    def may_edit(self, person: Person, entry: Entry) -> bool:
        """Say whether a person is staff of the hub that answers for an entry."""
        if not person.is_staff or entry.id not in self._knowledge.entries:
            return False
        return person.works_for(owner(entry, self._knowledge.hubs.values()))

    def details(self, person: Person, entry_id: str) -> Details:
        """Return the long text of an entry; raise `Gone` if it has none."""
        card = self.card(person, entry_id)
        found = card.entry.details_in(person.language)
        if found is None:
            raise Gone
        language, text = found
        return Details(card, language, to_telegram_html(text.body), text.facts)

    def hubs(self) -> tuple[Hub, ...]:
        """Return all hubs by country and city."""
        hubs = self._knowledge.hubs.values()
        return tuple(sorted(hubs, key=lambda hub: (hub.country, hub.city)))

    def hub(self, slug: str) -> Hub:
        """Return a hub; raise `Gone`."""
        if slug not in self._knowledge.hubs:
            raise Gone
        return self._knowledge.hubs[slug]

    def home_hub(self, person: Person) -> Hub | None:
        """Return the home hub of a person."""
        return self._knowledge.hubs.get(person.home_hub or "")
