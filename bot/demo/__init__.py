"""A small demo network for `collider try`, made by the same use cases as the real thing.

All that it makes says that it is a demo. Nothing of it is content.
"""

from datetime import date, timedelta
from typing import Final

from bot.domain.people import Person, StaffRole
from bot.services import Services

CREATIVE: Final = 1001
COMPANY: Final = 1002
FACILITATOR: Final = 1003
NEIGHBOUR: Final = 1900
"""A company that has no window on the chat page: its challenge is there from the start."""

HUB: Final = "kranj"


async def seed(services: Services, today: date) -> bool:
    """Make the demo network in an empty database; False if it is there already."""
    facilitator = await services.people.meet(FACILITATOR, "Demo facilitator", "en")
    if facilitator.is_staff:
        return False
    neighbour = await services.people.meet(NEIGHBOUR, "Demo neighbour", "en")
    # Submitted before anybody is staff, so that nobody is told of a challenge that is decided.
    challenge_id = await _submit_a_challenge(services, neighbour, today)
    for hub in services.browsing.hubs():
        payload = await services.people.invite(StaffRole.FACILITATOR, hub.slug)
        facilitator = (await services.people.start(facilitator, payload)).person
    await _publish(services, facilitator, challenge_id)
    creative = await services.people.meet(CREATIVE, "Demo creative", "sl")
    company = await services.people.meet(COMPANY, "Demo company", "pl")
    for person in (facilitator, creative, company):
        await services.people.choose_hub(person, HUB)
    return True


async def _submit_a_challenge(services: Services, company: Person, today: date) -> int:
    step = await services.forms.open(company, "challenge", {"hub": HUB})
    for text in (
        "Demo Packaging Ltd",
        "Demo contact",
        "Demo: boxes that people want to keep",
        "This is a demo. Our boxes are thrown away at once. We look for a second life for them, "
        "with a design that our machines can still cut.",
        "packaging design, illustration",
    ):
        step = await services.forms.answer(company, step.draft.id, text)
    step = await services.forms.move(company, step.draft.id, "done", "skills")
    step = await services.forms.answer(company, step.draft.id, "Kranj")
    deadline = today + timedelta(days=90)
    step = await services.forms.answer(company, step.draft.id, deadline.isoformat())
    return (await services.challenges.submit(company, step.draft)).challenge.id


async def _publish(services: Services, facilitator: Person, challenge_id: int) -> None:
    step = await services.forms.open(facilitator, "publish", subject=str(challenge_id))
    for text in (
        "Demo: boxes that people want to keep",
        "This is a demo challenge. A packaging maker looks for a second life for its boxes.",
    ):
        step = await services.forms.answer(facilitator, step.draft.id, text)
    await services.challenges.publish(facilitator, step.draft)
