"""Things with sensible defaults, and what is really in the database.

Things are made by the use cases that make them in the bot; a test overrides what it is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select, text

from bot.app.services import App
from bot.domain import people
from bot.domain.broadcasts import Broadcast, Delivery
from bot.domain.challenge_form import answers_of
from bot.domain.challenges import Challenge, ChallengeState
from bot.domain.people import Fluency, Profile, Reach
from bot.domain.replies import Reply
from bot.domain.terms import Handed, Reward, Rights, Terms
from bot.store import make_engine
from bot.store.challenges import ChallengeRow
from bot.store.outbox import OutboxRow
from tests.wire import Chat, Wire

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def a_profile(**changes: Any) -> Profile:
    """Make the profile of a packaging designer in Slovenia."""
    given: dict[str, Any] = {
        "person_id": 1,
        "sectors": ("product_design",),
        "skills": ("packaging_design", "illustration"),
        "country": "SI",
        "travel": Reach.ANYWHERE,
        "languages": {"sl": Fluency.NATIVE, "en": Fluency.B2},
        "consented_at": NOON,
        "updated_at": NOON,
    }
    return Profile(**{**given, **changes})


def a_challenge(**changes: Any) -> Challenge:
    """Make a published challenge of a company in Kranj."""
    given: dict[str, Any] = {
        "id": 1,
        "person_id": 2,
        "hub": "kranj",
        "state": ChallengeState.PUBLISHED,
        "language": "pl",
        "company": "Fabryka Pudełek",
        "contact": "Zofia",
        "title": "Cichsza linia pakowania",
        "problem": "Nasza linia pakowania jest tak głośna, że nikt nie chce przy niej pracować.",
        "skills": ("packaging_design",),
        "place": "Kranj",
        "deadline_on": NOON.date() + timedelta(days=60),
        "submitted_at": NOON,
        "title_en": "A quieter packaging line",
        "summary_en": "The line of a box maker is so loud that nobody likes to work there.",
        "terms": Terms(handed=Handed.TALK, reward=Reward.NONE, rights=Rights.KEPT),
        "evidence": "KRS 0000123456",
    }
    return Challenge(**{**given, **changes})


async def a_submitted_challenge(app: App, company: people.Person, /, **changes: Any) -> Challenge:
    """Submit a challenge; `company` wrote in the language they read."""
    made = a_challenge(state=ChallengeState.SUBMITTED, title_en=None, summary_en=None, **changes)
    step = await app.services.forms.open(company, "challenge", answers_of(made))
    return (await app.services.challenges.submit(company, step.draft)).challenge


async def a_published_challenge(
    app: App, company: people.Person, staff: people.Person, /, **changes: Any
) -> Challenge:
    """Submit a challenge, confirm its company and publish it; half a minute has passed."""
    made, reviews = a_challenge(**changes), app.services.reviews
    changes.pop("title_en", None)
    changes.pop("summary_en", None)
    submitted = await a_submitted_challenge(app, company, **changes)
    await reviews.look(staff, submitted.id)
    await a_known_company(app, submitted)
    step = await app.services.forms.open(
        staff,
        "publish",
        {"title_en": made.title_en or "", "summary_en": made.summary_en or ""},
        subject=str(submitted.id),
    )
    await reviews.publish(staff, step.draft)
    await it_opens(app, submitted.id)
    async with app.store.read() as work:
        found = await work.challenges.find(submitted.id)
    assert found is not None
    assert found.state is ChallengeState.PUBLISHED
    return found


async def a_known_company(app: App, challenge: Challenge) -> None:
    """Let the company of a challenge be one that somebody confirmed before."""
    owner, said = challenge.person_id, challenge.evidence or "KRS 0000123456"
    async with app.store.begin() as work:
        await work.reviews.confirm_company(owner, challenge.company, said, owner, app.clock())


async def it_opens(app: App, challenge_id: int) -> None:
    """Let the half minute pass in which a publication can be taken back."""
    async with app.store.begin() as work:
        row = await work._session.get_one(ChallengeRow, challenge_id)
        row.opens_at = app.clock()
    await app.services.reviews.open_due()


async def a_person(
    app: App,
    name: str = "Ada",
    language: str = "en",
    telegram_id: int = 8_000_000_001,
    **fields: Any,
) -> people.Person:
    """Register a person."""
    person = await app.services.people.meet(telegram_id, name, language)
    if fields:
        async with app.store.begin() as work:
            person = await work.people.change(person, **fields)
    return person


async def a_creative(app: App, person: people.Person, **changes: Any) -> Profile:
    """Give a person a profile."""
    profile = a_profile(person_id=person.id, **changes)
    async with app.store.begin() as work:
        await work.profiles.save(profile)
    return profile


async def a_confirmed_broadcast(
    app: App, staff: people.Person, audience: str = "everyone", **texts: str
) -> Broadcast:
    """Confirm a broadcast; without a text it is an English greeting."""
    said = texts or {"en": "We meet on Thursday at the hub."}
    step = await app.services.forms.open(
        staff, "broadcast", {"audience": audience, **{f"text_{k}": v for k, v in said.items()}}
    )
    preview = await app.services.broadcasts.preview(staff, step.draft)
    report = await app.services.broadcasts.confirm(staff, step.draft.id, preview.fingerprint)
    async with app.store.read() as work:
        made = await work.broadcasts.find(report.broadcast_id)
    assert made is not None
    return made


@dataclass(frozen=True)
class Letter:
    """A row of the outbox."""

    id: int
    key: str
    chat_id: int
    state: str
    reply: Reply


class PostOffice:
    """Looks into the outbox with a connection of its own, and plays the delivery worker."""

    def __init__(self, app: App, wire: Wire | None = None) -> None:
        self._app = app
        self._wire = wire
        self._url = app.settings.database_url

    async def letters(self, chat_id: int | None = None) -> list[Letter]:
        """Return what is in the outbox, for everybody or for one chat."""
        rows = await rows_of(self._url, select(OutboxRow).order_by(OutboxRow.id))
        letters = [
            Letter(r.id, r.key, r.chat_id, r.state, Reply.from_json(r.reply or {"html": ""}))
            for r in rows
        ]
        return [one for one in letters if chat_id in (None, one.chat_id)]

    async def deliver(self) -> int:
        """Bring everything that is queued; return how many there were."""
        assert self._wire is not None
        queued = [one for one in await self.letters() if one.state == Delivery.QUEUED]
        for letter in queued:
            self._wire.deliver(letter.chat_id, letter.reply)
        await self.settle(Delivery.SENT)
        return len(queued)

    def chat(self, chat_id: int) -> Chat:
        """Return what somebody's chat shows."""
        assert self._wire is not None
        return self._wire.chats[chat_id]

    async def settle(self, outcome: Delivery, keys: Sequence[str] | None = None) -> None:
        """Give queued rows an outcome, as the worker does."""
        engine = make_engine(self._url)
        async with engine.begin() as connection:
            update = OutboxRow.__table__.update().where(OutboxRow.state == Delivery.QUEUED)
            if keys is not None:
                update = update.where(OutboxRow.key.in_(keys))
            await connection.execute(
                update.values(state=outcome.value, finished_at=self._app.clock())
            )
        await engine.dispose()


async def rows_of(url: str, query: Any) -> list[Any]:
    """Return rows as they are in the database."""
    engine = make_engine(url)
    async with engine.connect() as connection:
        rows = (await connection.execute(query)).all()
    await engine.dispose()
    return list(rows)


async def everything_kept(url: str) -> dict[str, str]:
    """Return the whole database as text, table by table: to look for what should be gone."""
    engine = make_engine(url)
    kept = {}
    async with engine.connect() as connection:
        names = await connection.execute(text("SELECT name FROM sqlite_master WHERE type='table'"))
        for (name,) in names.all():
            rows = (await connection.execute(text(f'SELECT * FROM "{name}"'))).all()
            kept[name] = "\n".join(repr(tuple(row)) for row in rows)
    await engine.dispose()
    return kept
