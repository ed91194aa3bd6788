"""A small demo network for `collider try`, made by the same use cases as the real thing.

All that it makes says that it is a demo. Nothing of it is content.
"""

from datetime import date, timedelta
from typing import Final

from bot.demo import creatives
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
    await creatives.introduce(services)
    creative = await services.people.meet(CREATIVE, "Demo creative", "sl")
    company = await services.people.meet(COMPANY, "Demo company", "pl")
    for person in (facilitator, creative, company):
        await services.people.choose_hub(person, HUB)
    facilitator = await services.people.meet(FACILITATOR, "Demo facilitator", "en")
    for answers in _entries(today):
        await _announce(services, facilitator, answers)
    return True


def _entries(today: date) -> tuple[dict[str, str], ...]:
    """Return what a facilitator answers for entries with dates of their own: the real content has
    only calls that come back, and reminders, calendars and alerts need a day."""
    deadline, evening = today + timedelta(days=33), today + timedelta(days=12)
    return (
        {
            "kind": "Funding and support",
            "title": "Demo: vouchers for a first prototype",
            "summary": "This is a demo, nothing can be applied for. Studios get up to EUR 5,000 "
            "for a first prototype with a company in Gorenjska.",
            "language": "English",
            "second": "Demo: vavčerji za prvi prototip\nTo je demo, prijava ni mogoča. Studii "
            "dobijo do 5.000 EUR za prvi prototip s podjetjem z Gorenjske.",
            "source": "Demo network",
            "deadline": f"{deadline.isoformat()} 12:00",
        },
        {
            "kind": "Events",
            "title": "Demo: open evening of creatives and companies",
            "summary": "This is a demo, nothing takes place. Creatives and companies of Gorenjska "
            "would meet in Kranj and show what they work on.",
            "language": "English",
            "second": "Demo: odprti večer ustvarjalcev in podjetij\nTo je demo, dogodka ni. "
            "Ustvarjalci in podjetja z Gorenjske bi se srečali v Kranju in pokazali, kaj delajo.",
            "source": "Demo network",
            "days": f"{evening.isoformat()} 18:00",
        },
    )


async def _announce(services: Services, facilitator: Person, answers: dict[str, str]) -> None:
    step = await services.drafting.begin(facilitator)
    while not step.at_review:
        key, draft_id = step.draft.step, step.draft.id
        if key in answers:
            step = await services.forms.answer(facilitator, draft_id, answers[key])
        else:
            step = await services.forms.move(facilitator, draft_id, "skip", key)
    preview = await services.drafting.preview(facilitator, step.draft, None)
    await services.drafting.publish(facilitator, step.draft.id, preview.fingerprint, checked=False)


async def _submit_a_challenge(services: Services, company: Person, today: date) -> int:
    answers = {
        "company": "Demo Packaging Ltd",
        "contact": "Demo contact",
        "title": "Demo: boxes that people want to keep",
        "problem": "This is a demo. Our boxes are thrown away at once. We look for a second life "
        "for them, with a design that our machines can still cut.",
        "affected": "Demo: our customers, who pay for a box that they throw away.",
        "success": "Demo: every fifth box is still in use after a year.",
        "skills": "packaging design, illustration",
        "industry": "packaging",
        "place": "Kranj",
        "handed": "a sketch",
        "effort": "8",
        "reward": "a fee",
        "amount": "400 EUR",
        "rights": "you may use it for this",
        "deadline": (today + timedelta(days=90)).isoformat(),
        "evidence": "https://example.com",
    }
    step = await services.forms.open(company, "challenge", {"hub": HUB})
    while not step.at_review:
        key, draft_id = step.draft.step, step.draft.id
        if key not in answers:
            step = await services.forms.move(company, draft_id, "skip", key)
            continue
        step = await services.forms.answer(company, draft_id, answers[key])
        if step.draft.step == key:  # a list is finished by saying so
            step = await services.forms.move(company, draft_id, "done", key)
    return (await services.challenges.submit(company, step.draft)).challenge.id


async def _publish(services: Services, facilitator: Person, challenge_id: int) -> None:
    await services.reviews.look(facilitator, challenge_id)
    evidence = await services.forms.open(
        facilitator, "evidence", {"evidence": "https://example.com"}, str(challenge_id)
    )
    await services.reviews.confirm(facilitator, evidence.draft)
    step = await services.forms.open(facilitator, "publish", subject=str(challenge_id))
    for text in (
        "Demo: boxes that people want to keep",
        "This is a demo challenge. A packaging maker looks for a second life for its boxes.",
    ):
        step = await services.forms.answer(facilitator, step.draft.id, text)
    await services.reviews.publish(facilitator, step.draft)
