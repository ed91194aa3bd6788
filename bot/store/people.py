"""People, their rights and their profiles."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.broadcasts import Audience
from bot.domain.people import Half, Invite, Person, Role, StaffRole
from bot.store.schema import NEVER_REUSED, Table, add_new, changed


class PersonRow(Table):
    __tablename__ = "people"
    __table_args__ = (
        CheckConstraint("role in ('creative', 'company')", name="role"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    telegram_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    name: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(8))
    role: Mapped[str | None] = mapped_column(String(16))
    home_hub: Mapped[str | None] = mapped_column(String(40))
    announcements: Mapped[bool] = mapped_column(default=True)
    asleep_since: Mapped[datetime | None]
    created_at: Mapped[datetime]


class StaffRow(Table):
    """One right of one person. `hub` is empty for administrators, who act for all."""

    __tablename__ = "staff"
    __table_args__ = (CheckConstraint("role in ('facilitator', 'administrator')", name="role"),)

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    role: Mapped[str] = mapped_column(String(16), primary_key=True)
    hub: Mapped[str] = mapped_column(String(40), primary_key=True, default="")
    listed: Mapped[bool] = mapped_column(default=False)
    """Given by the setting ADMIN_IDS, not by an invitation; taken away with it."""
    half: Mapped[str | None] = mapped_column(String(16))
    """Of the tandem: `creative` or `business`; empty where nobody said."""
    granted_at: Mapped[datetime]


class InviteRow(Table):
    __tablename__ = "invites"
    __table_args__ = (CheckConstraint("role in ('facilitator', 'administrator')", name="role"),)

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    role: Mapped[str] = mapped_column(String(16))
    hub: Mapped[str | None] = mapped_column(String(40))
    half: Mapped[str | None] = mapped_column(String(16))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    used_at: Mapped[datetime | None]


class People:
    """People and what belongs to them, inside one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self, telegram_id: int) -> Person | None:
        """Return a person by Telegram id, with their rights."""
        row = await self._session.scalar(
            select(PersonRow).where(PersonRow.telegram_id == telegram_id)
        )
        return await self._person(row) if row else None

    async def get(self, person_id: int) -> Person:
        """Return a person by id; raise `LookupError` if there is none."""
        row = await self._session.get(PersonRow, person_id)
        if row is None:
            raise LookupError(f"no person {person_id}")
        return await self._person(row)

    async def add(self, telegram_id: int, name: str, language: str, at: datetime) -> Person:
        """Register a person; whoever is registered already stays as they are."""
        await add_new(
            self._session,
            PersonRow,
            telegram_id=telegram_id,
            name=name[:64],
            language=language,
            created_at=at,
        )
        person = await self.find(telegram_id)
        if person is None:
            raise LookupError("the person was erased at this very moment")
        return person

    async def change(self, person: Person, **fields: Any) -> Person:
        """Change columns of a person: name, language, role, home_hub, asleep_since …"""
        await self._session.execute(
            update(PersonRow).where(PersonRow.id == person.id).values(**fields)
        )
        known = {k: v for k, v in fields.items() if k in Person.__slots__}
        if "asleep_since" in fields:
            known["asleep"] = fields["asleep_since"] is not None
        return replace(person, **known)

    async def erase(self, person_id: int) -> None:
        """Remove a person; what hangs on them goes or is cut loose by the schema."""
        await self._session.execute(delete(PersonRow).where(PersonRow.id == person_id))

    async def wants_announcements(self, person_id: int) -> bool:
        """Say whether the person gets broadcasts."""
        row = await self._session.get_one(PersonRow, person_id)
        return row.announcements

    async def audience(
        self, audience: Audience, hub: str | None, after: int = 0, limit: int = 200
    ) -> list[Person]:
        """Return people of an audience by ascending id, a batch after `after`.

        A hub reaches the people whose home hub it is; the network (None) reaches everybody.
        """
        query = (
            select(PersonRow)
            .where(
                PersonRow.id > after,
                PersonRow.asleep_since.is_(None),
                PersonRow.announcements.is_(True),
            )
            .order_by(PersonRow.id)
            .limit(limit)
        )
        if hub is not None:
            query = query.where(PersonRow.home_hub == hub)
        if audience is Audience.CREATIVES:
            query = query.where(PersonRow.role == Role.CREATIVE)
        elif audience is Audience.COMPANIES:
            query = query.where(PersonRow.role == Role.COMPANY)
        rows = (await self._session.scalars(query)).all()
        return [as_person(row, ()) for row in rows]

    async def grant(
        self,
        person_id: int,
        role: StaffRole,
        hub: str | None,
        at: datetime,
        *,
        listed: bool = False,
        half: Half | None = None,
    ) -> None:
        """Give a right; giving it twice changes nothing but the half that somebody belongs to."""
        new = await add_new(
            self._session,
            StaffRow,
            person_id=person_id,
            role=role,
            hub=hub or "",
            listed=listed,
            half=half,
            granted_at=at,
        )
        if not new and half is not None:
            key = (StaffRow.person_id == person_id, StaffRow.role == role)
            await self._session.execute(
                update(StaffRow).where(*key, StaffRow.hub == (hub or "")).values(half=half)
            )

    async def revoke(self, person_id: int, role: StaffRole, hub: str | None) -> None:
        """Take a right away; it ends with the next update."""
        await self._session.execute(
            delete(StaffRow).where(
                StaffRow.person_id == person_id,
                StaffRow.role == role,
                StaffRow.hub == (hub or ""),
            )
        )

    async def staff_of(self, hub: str | None) -> list[Person]:
        """Return the facilitators of a hub; administrators if it has none, or for the network."""
        for role, place in ((StaffRole.FACILITATOR, hub), (StaffRole.ADMINISTRATOR, "")):
            if place is None:
                continue
            rows = await self._session.scalars(
                select(PersonRow)
                .join(StaffRow, StaffRow.person_id == PersonRow.id)
                .where(StaffRow.role == role, StaffRow.hub == place)
                .order_by(PersonRow.id)
            )
            if found := [await self._person(row) for row in rows.all()]:
                return found
        return []

    async def add_invite(
        self,
        token_hash: str,
        role: StaffRole,
        hub: str | None,
        at: datetime,
        expires_at: datetime,
        half: Half | None = None,
    ) -> None:
        """Keep an invitation by the hash of its token."""
        self._session.add(
            InviteRow(
                token_hash=token_hash,
                role=role,
                hub=hub,
                half=half,
                created_at=at,
                expires_at=expires_at,
            )
        )
        await self._session.flush()

    async def find_invite(self, token_hash: str) -> Invite | None:
        """Return an invitation by the hash of its token."""
        row = await self._session.get(InviteRow, token_hash)
        if row is None:
            return None
        half = Half(row.half) if row.half else None
        return Invite(StaffRole(row.role), row.hub, row.expires_at, row.used_by, half)

    async def use_invite(self, token_hash: str, person_id: int, at: datetime) -> bool:
        """Mark an invitation as used; False if somebody was faster."""
        done = await self._session.execute(
            update(InviteRow)
            .where(InviteRow.token_hash == token_hash, InviteRow.used_at.is_(None))
            .values(used_by=person_id, used_at=at)
        )
        return changed(done) == 1

    async def _person(self, row: PersonRow) -> Person:
        rights = (
            await self._session.scalars(select(StaffRow).where(StaffRow.person_id == row.id))
        ).all()
        return as_person(row, rights)


def as_person(row: PersonRow, rights: Any) -> Person:
    return Person(
        id=row.id,
        telegram_id=row.telegram_id,
        name=row.name,
        language=row.language,
        role=Role(row.role) if row.role else None,
        home_hub=row.home_hub,
        asleep=row.asleep_since is not None,
        administrator=any(r.role == StaffRole.ADMINISTRATOR for r in rights),
        listed=any(r.listed for r in rights),
        facilitates=frozenset(r.hub for r in rights if r.role == StaffRole.FACILITATOR),
        halves={r.hub: Half(r.half) for r in rights if r.half},
    )
