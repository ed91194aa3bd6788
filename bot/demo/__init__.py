"""A small demo network for `collider try`, made by the same use cases as the real thing.

All that it makes says that it is a demo. Nothing of it is content.
"""

from datetime import date, timedelta
from typing import Final

from bot.domain.forms import Draft
from bot.domain.people import Person, Role, StaffRole
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
    for hub in services.browsing.hubs():
        payload = await services.people.invite(StaffRole.FACILITATOR, hub.slug)
        facilitator = (await services.people.start(facilitator, payload)).person
    await services.people.choose_hub(facilitator, HUB)
    creative = await services.people.meet(CREATIVE, "Demo creative", "sl")
    company = await services.people.meet(COMPANY, "Demo company", "pl")
    for person in (creative, company):
        await services.people.choose_hub(person, HUB)
    neighbour = await services.people.meet(NEIGHBOUR, "Demo neighbour", "en")
    await services.people.choose_role(neighbour, Role.COMPANY)
    await _publish_a_challenge(services, neighbour, facilitator.telegram_id, today)
    return True


async def _publish_a_challenge(
    services: Services, company: Person, facilitator_id: int, today: date
) -> None:
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
    made = await services.challenges.submit(company, step.draft)
    facilitator = await services.people.meet(facilitator_id, "Demo facilitator", "en")
    review = await services.forms.open(facilitator, "publish", subject=str(made.challenge.id))
    draft: Draft = review.draft
    for text in (
        "Demo: boxes that people want to keep",
        "This is a demo challenge. A packaging maker looks for a second life for its boxes.",
    ):
        draft = (await services.forms.answer(facilitator, draft.id, text)).draft
    await services.challenges.publish(facilitator, draft)
