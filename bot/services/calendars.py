"""Calendar files of entries."""

from collections.abc import Iterable

from bot.clock import Clock
from bot.domain.calendars import has_dates
from bot.domain.people import Person
from bot.domain.results import Card
from bot.i18n import Languages
from bot.library.calendars import calendar_file
from bot.screens import calendars as screens
from bot.services.browsing import Browsing


class Calendars:
    """Use cases of taking dates along."""

    def __init__(self, clock: Clock, languages: Languages, browsing: Browsing) -> None:
        self._clock = clock
        self._languages = languages
        self._browsing = browsing

    def of_those_left(self, person: Person, entry_ids: Iterable[str]) -> tuple[list[Card], bytes]:
        """Do the same for entries of which some may be gone by now."""
        return self.of(person, [id_ for id_ in entry_ids if self._browsing.knows(id_)])

    def of(self, person: Person, entry_ids: Iterable[str]) -> tuple[list[Card], bytes]:
        """Return the cards that have dates ahead, and the file of them; raise `Gone`."""
        tr = self._languages[person.language]
        cards = [self._browsing.card(person, id_) for id_ in entry_ids]
        dated = [card for card in cards if has_dates(card.entry, card.now)]
        title = dated[0].entry.in_language(tr.language)[1].title if len(dated) == 1 else "Collider"
        return dated, calendar_file(screens.events(dated, tr), self._clock(), title)
