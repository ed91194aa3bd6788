"""Reading what people type into the fields of an entry, in any language: moments, days, sums."""

import re
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.answers.moments import Moment, moments, one_moment
from bot.answers.stretches import stretch
from bot.clock import Clock
from bot.domain.forms import Value
from bot.domain.people import Person
from bot.domain.refusals import NoMoment, NoStretch, NoSum, NotUnderstood, PastDate, PastStretch
from bot.services.content import Knowledge
from bot.services.entry_records import hub_of

_ALL_DAY: Final = timedelta(days=1)


class Reading:
    """Reads typed text, with the words of the knowledge base."""

    def __init__(self, knowledge: Knowledge, clock: Clock, default_zone: str) -> None:
        self._knowledge = knowledge
        self._clock = clock
        self._default_zone = default_zone

    def zone_of(self, staff: Person) -> str:
        """Return the time zone in which a staff member gives hours: that of their hub."""
        hub = self._knowledge.hubs.get(hub_of(staff) or "") if staff.is_staff else None
        return hub.timezone if hub else self._default_zone

    def read_for(self, person: Person, what: str, text: str) -> Value:
        """Read what a person typed into a form."""
        return self.read(what, text, person.language, self.zone_of(person))

    def read(self, what: str, text: str, language: str, zone: str) -> Value:
        """Return the value of a field; raise a `NotUnderstood` that says how to write it."""
        match what:
            case "moment" | "moment_ahead":
                return self._moment(text, language, zone, ahead=what == "moment_ahead")
            case "days":
                return self._days(text, language, zone)
            case "stretch":
                return self._stretch(text, language, zone)
            case "money" | "fee":
                return self._money(text, language, is_fee=what == "fee")
            case _:
                raise NotUnderstood

    def moments(self, text: str, language: str) -> list[Moment]:
        """Return all that a text says of days and hours."""
        return moments(text, self._knowledge.times(text, language, self._clock()))

    def _one(self, text: str, language: str) -> Moment:
        found = one_moment(self.moments(text, language))
        # Digits after it are an hour that nobody understood: no deadline may become a later one.
        if found is None or re.search(r"\d", text[found.end :]):
            raise NoMoment(example=self._example())
        return found

    def _moment(self, text: str, language: str, zone: str, *, ahead: bool) -> Value:
        found = self._one(text, language)
        if not found.is_day:
            raise NoMoment(example=self._example())
        value = found.deadline() if ahead else f"{found.first}T{found.at or '00:00'}"[:16]
        if ahead and datetime.fromisoformat(value).replace(tzinfo=ZoneInfo(zone)) <= self._clock():
            raise PastDate(example=self._example())
        return value

    def _days(self, text: str, language: str, zone: str) -> Value:
        found = self._one(text, language)
        if found.last < self._clock().astimezone(ZoneInfo(zone)).date():
            raise PastDate(example=self._example())
        return found.days()

    def _stretch(self, text: str, language: str, zone: str) -> Value:
        today = self._clock().astimezone(ZoneInfo(zone)).date()
        found = stretch(text, lambda words: self.moments(words, language), today)
        example = f"1.8.–15.8.{today.year + 1}"
        if found is None:
            raise NoStretch(example=example)
        if found[1] < today:
            raise PastStretch(example=example)
        return "/".join(day.isoformat() for day in found)

    def _money(self, text: str, language: str, *, is_fee: bool) -> Value:
        asked = self._knowledge.understand(text, language, self._clock())
        if is_fee and (asked.free or text.strip() == "0"):
            return "EUR::0"
        money = asked.money
        if money is None and text.replace(".", "").replace(" ", "").isdecimal():
            asked = self._knowledge.understand(f"{text} EUR", language, self._clock())
            money = asked.money
        if money is None or (money.minimum is None and money.maximum is None):
            raise NoSum
        low, high = money.minimum, money.maximum
        if low == high:
            low = None
        bounds = ("" if bound is None else str(bound) for bound in (low, high))
        return ":".join((money.currency or "EUR", *bounds))

    def _example(self) -> str:
        return f"31.12.{(self._clock().date() + _ALL_DAY).year}, 12:00"
