"""The way back: after a question that was asked in between, people see what they had asked about.

Whoever asks with a subject (`bot/services/profiles.py`) writes a line into `WAYS` for the word
that its subjects begin with; what stands behind the first colon is handed over.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from bot.domain.people import Person
from bot.domain.replies import Reply
from bot.i18n import Translator
from bot.services import Services

Way = Callable[[str, Person, Translator, Services], Awaitable[Reply]]

WAYS: Final[Mapping[str, Way]] = {}


async def way_back(
    subject: str | None, person: Person, tr: Translator, services: Services
) -> Reply | None:
    """Return what a person asked about before; None if they asked about nothing."""
    word, _, rest = (subject or "").partition(":")
    way = WAYS.get(word)
    return await way(rest, person, tr, services) if way else None
