"""The unit of work: one transaction, all tables; leave without an error and it is committed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.alerts import Alerts
from bot.store.attachments import Attachments
from bot.store.audit import Audit
from bot.store.broadcasts import Broadcasts
from bot.store.challenges import Challenges
from bot.store.checklists import Checklists
from bot.store.creative_teams import CreativeTeams
from bot.store.drafts import Drafts
from bot.store.entries import Entries
from bot.store.feeds import Feeds
from bot.store.follows import Follows
from bot.store.inbox import Inbox
from bot.store.inquiries import Inquiries
from bot.store.introductions import Introductions
from bot.store.invitations import Invitations
from bot.store.match_news import MatchNews
from bot.store.outbox import Outbox
from bot.store.outcomes import Outcomes
from bot.store.own_challenges import OwnChallenges
from bot.store.people import People, PersonRow
from bot.store.pitches import Pitches
from bot.store.portability import Portability
from bot.store.profiles import Profiles
from bot.store.proposals import Proposals
from bot.store.reviews import Reviews
from bot.store.schema import Table, add_new, changed
from bot.store.states import States
from bot.store.suggestions import Suggestions
from bot.store.vectors import Vectors


class ContentVersionRow(Table):
    """One row: bumped with any change that the answers depend on; every process watches it."""

    __tablename__ = "content_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=0)


class Unit:
    """All tables inside one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self.people = People(session)
        self.profiles = Profiles(session)
        self.drafts = Drafts(session)
        self.challenges = Challenges(session)
        self.own_challenges = OwnChallenges(session)
        self.reviews = Reviews(session)
        self.attachments = Attachments(session)
        self.pitches = Pitches(session)
        self.creative_teams = CreativeTeams(session)
        self.introductions = Introductions(session)
        self.outcomes = Outcomes(session)
        self.broadcasts = Broadcasts(session)
        self.inquiries = Inquiries(session)
        self.entries = Entries(session)
        self.proposals = Proposals(session)
        self.checklists = Checklists(session)
        self.feeds = Feeds(session)
        self.suggestions = Suggestions(session)
        self.invitations = Invitations(session)
        self.follows = Follows(session)
        self.alerts = Alerts(session)
        self.match_news = MatchNews(session)
        self.outbox = Outbox(session)
        self.inbox = Inbox(session)
        self.audit = Audit(session)
        self.vectors = Vectors(session)
        self.portability = Portability(session)
        self.states = States(session)

    async def newest_person(self) -> int:
        """Return the highest id of a person."""
        return await self._session.scalar(select(func.max(PersonRow.id))) or 0

    async def content_version(self) -> int:
        """Return the version of everything that answers depend on."""
        return await self._session.scalar(select(ContentVersionRow.version)) or 0

    async def content_changed(self) -> None:
        """Say, with this transaction, that answers may be others from now on."""
        bump = update(ContentVersionRow).values(version=ContentVersionRow.version + 1)
        done = await self._session.execute(bump)
        if changed(done) == 0:
            self._session.add(ContentVersionRow(id=1, version=1))
            await self._session.flush()

    async def hold_content(self) -> None:
        """Wait until nobody else changes the content; whoever changes it holds it first.

        An entry that is only a file has no row to wait for: two would both find nothing, and the
        second would write over the first.
        """
        await add_new(self._session, ContentVersionRow, id=1, version=0)
        await self._session.execute(select(ContentVersionRow.version).with_for_update())


class Store:
    """The database. `begin` writes, `read` only reads; sessions do not leave this room."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._reading = engine.execution_options(reads_only=True)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Unit]:
        """Open a unit of work that is committed at its end, and undone by any exception."""
        async with AsyncSession(self._engine, expire_on_commit=False) as session, session.begin():
            yield Unit(session)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Unit]:
        """Open a unit for reading; on SQLite it waits for no writer."""
        async with AsyncSession(self._reading, expire_on_commit=False) as session:
            yield Unit(session)

    async def sweep(self) -> None:
        """Empty the log of SQLite, in which what was forgotten can still be read; wait for nobody.

        PostgreSQL looks after its own.
        """
        if self._engine.dialect.name == "sqlite":
            async with self._engine.connect() as connection:
                # Below SQLAlchemy, whose connections begin a transaction first.
                driver: Any = (await connection.get_raw_connection()).driver_connection
                await driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        """Close all connections."""
        await self._engine.dispose()
