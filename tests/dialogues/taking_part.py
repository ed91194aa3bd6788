"""A challenge that is open, and creatives who answer it: what tests of pitches and teams share."""

from bot.app.services import App
from bot.domain.challenges import Challenge
from bot.domain.people import ApplicantType, Fluency
from tests.builders import a_creative, a_person, a_published_challenge
from tests.people import Person

TEXT = "I would hang felt between the rollers and measure the noise before and after, with you."
WANTED = ("packaging_design", "illustration")


async def an_open_challenge(app: App, maja: Person, **changes: object) -> Challenge:
    """Publish a challenge of a company, at the hub of Kranj."""
    staff = await app.services.people.meet(maja.id, maja.name, maja.language)
    company = await a_person(app, "Zofia", "pl", 8_000_000_002)
    given = {"skills": WANTED, "place": None, **changes}
    return await a_published_challenge(app, company, staff, **given)


async def becomes_creative(app: App, person: Person, **facts: object) -> int:
    """Give somebody a profile with which they may take part; return their number."""
    known = await app.services.people.meet(person.id, person.name, person.language)
    given = {
        "applicant_type": ApplicantType.FREELANCER,
        "languages": {"pl": Fluency.NATIVE, "en": Fluency.C1, "sl": Fluency.C1},
        "city": "Kranj",
        **facts,
    }
    await a_creative(app, known, **given)
    async with app.store.begin() as work:
        await work.content_changed()
    return known.id


async def sends_pitch(person: Person, challenge: Challenge, tr, text: str = TEXT) -> str:
    """Write a pitch without a link and send it."""
    await person.taps_data(f"pitch:new:{challenge.id}")
    await person.says(text)
    await person.taps(tr("Skip"))
    return await person.taps(tr("Send the pitch"))
