"""A challenge that waits for review: what tests of deciding and of publishing share."""

from collections.abc import Awaitable, Callable

from bot.app.services import App
from bot.domain.challenges import Challenge
from tests.builders import a_known_company, a_submitted_challenge
from tests.people import Person

MeetStaff = Callable[..., Awaitable[Person]]
TITLE = "A quieter packaging line"
SUMMARY = "The line of a box maker is too loud. It looks for a designer who likes sound."


async def a_waiting_challenge(app: App, zofia: Person) -> Challenge:
    """Let a company that is known at the hub of Kranj send a challenge there."""
    company = await app.services.people.meet(zofia.id, "Zofia", "pl")
    made = await a_submitted_challenge(app, company)
    await a_known_company(app, made)
    return made


async def state_of(app: App, challenge: Challenge) -> Challenge:
    """Return a challenge as it is kept now."""
    async with app.store.read() as work:
        found = await work.challenges.find(challenge.id)
    assert found is not None
    return found
