"""The way back: after a question that was asked in between, people see what they had asked about.

Whoever asks with a subject (`bot/services/profiles.py`) writes a line into `WAYS` for the word
that its subjects begin with; what stands behind the first colon is handed over.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Final

from bot.domain.origins import opened
from bot.domain.people import Person
from bot.domain.refusals import Refusal
from bot.domain.replies import Reply
from bot.i18n import Translator
from bot.screens import eligibility, matches
from bot.services import Services

Way = Callable[[str, Person, Translator, Services], Awaitable[Reply]]

FROM_MATCHES: Final = "matches"
FROM_RULES: Final = "eligible"
"""With `:` and what was asked about behind it."""


async def _to_matches(_: str, person: Person, tr: Translator, services: Services) -> Reply:
    return matches.shown(await services.matches.for_person(person), tr)


async def _to_rules(subject: str, person: Person, tr: Translator, services: Services) -> Reply:
    subject, origin = opened(subject)
    result = replace(await services.eligible.may_i(person, subject), origin=origin)
    return eligibility.answer(result, tr)


WAYS: Final[Mapping[str, Way]] = {FROM_MATCHES: _to_matches, FROM_RULES: _to_rules}


async def way_back(
    subject: str | None, person: Person, tr: Translator, services: Services
) -> Reply | None:
    """Return what a person asked about before; None if they asked about nothing, or it is gone."""
    word, _, rest = (subject or "").partition(":")
    way = WAYS.get(word)
    try:
        return await way(rest, person, tr, services) if way else None
    except Refusal:
        return None
