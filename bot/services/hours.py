"""Where people are in time: their zone, their hour, their quiet hours."""

from bot.domain.alerts import Wishes
from bot.domain.people import Person
from bot.domain.schedule import ZONES, Hours
from bot.services.content import Knowledge
from bot.store import Unit


class LocalHours:
    """Finds the zone of a person: chosen, else their country's, else the home hub's."""

    def __init__(self, knowledge: Knowledge, default_zone: str) -> None:
        self._knowledge = knowledge
        self._default_zone = default_zone

    async def of(self, work: Unit, person: Person) -> tuple[Wishes, Hours]:
        """Return how a person wants to be told, and their hours."""
        wishes = await work.follows.wishes(person.id)
        zone = wishes.zone or await self._home_zone(work, person)
        return wishes, wishes.hours(zone)

    async def _home_zone(self, work: Unit, person: Person) -> str:
        profile = await work.profiles.find(person.id)
        if profile is not None and profile.country in ZONES:
            return ZONES[profile.country]
        hub = self._knowledge.hubs.get(person.home_hub or "")
        return hub.timezone if hub else self._default_zone
