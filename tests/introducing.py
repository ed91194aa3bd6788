"""Two sides, a facilitator and a pitch that can be chosen: what tests of introductions share."""

from dataclasses import dataclass

from sqlalchemy import select

from bot.app.services import App
from bot.domain import people
from bot.domain.challenges import Challenge
from bot.domain.pitches import Pitch, PitchState
from bot.store.introduction_rows import IntroductionRow, KeyRow
from tests.builders import a_creative, a_published_challenge, rows_of

PITCH = "I would let the boxes hum one note less: a felt lining, and a lid that closes by itself."
REACH = "zofia.kowalska@example.org"
CONTACT = "Zofia Kowalska"
COMPANY = "Fabryka Pudełek"
LINK = "https://example.org/portfolio-of-nika"


@dataclass(frozen=True)
class Meeting:
    """A pitch that waits for a decision, and who is concerned."""

    challenge: Challenge
    pitch: Pitch
    team_id: int | None = None


async def a_pitch(
    app: App,
    company: people.Person,
    staff: people.Person,
    /,
    *creatives: people.Person,
    text: str = PITCH,
    **changes: object,
) -> Meeting:
    """Publish a challenge and send a pitch for it, of one person or of a team of several."""
    given = {"contact": CONTACT, "reach": REACH, **changes}
    challenge = await a_published_challenge(app, company, staff, **given)
    for person in creatives:
        await a_creative(app, person, city="Kranj")
    now, team_id = app.clock(), None
    async with app.store.begin() as work:
        for person in creatives:
            await work.pitches.agree(challenge.id, person.id, challenge.terms_version, now)
        if len(creatives) > 1:
            team = await work.creative_teams.add(challenge.id, "Felt & Co", creatives[0].id, now)
            team_id = team.id
            for person in creatives[1:]:
                await work.creative_teams.join(team.id, person.id, now)
        pitch = await work.pitches.send(
            Pitch(
                id=0,
                challenge_id=challenge.id,
                person_id=creatives[0].id,
                team_id=team_id,
                language="en",
                text=text,
                link=LINK,
                state=PitchState.SENT,
                sent_at=now,
            ),
            10_000 + challenge.id,
        )
    return Meeting(challenge, pitch, team_id)


async def introductions(app: App) -> list[IntroductionRow]:
    """Return all introductions as they are in the database."""
    return await rows_of(
        app.settings.database_url, select(IntroductionRow).order_by(IntroductionRow.id)
    )


async def keys_of(app: App, introduction_id: int) -> dict[tuple[str, int | None], KeyRow]:
    """Return the keys of an introduction, by holder and person."""
    rows = await rows_of(
        app.settings.database_url,
        select(KeyRow).where(KeyRow.introduction_id == introduction_id).order_by(KeyRow.id),
    )
    return {(row.holder, row.person_id): row for row in rows}
