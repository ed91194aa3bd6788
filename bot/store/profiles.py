"""What creatives told about themselves."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.geography import Point
from bot.domain.opportunities import OpportunityKind, Team
from bot.domain.people import ApplicantType, Fluency, Person, Profile, Reach
from bot.store.outbox import OutboxRow
from bot.store.people import PersonRow, as_person
from bot.store.schema import Table, changed


class ProfileRow(Table):
    __tablename__ = "profiles"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    applicant_type: Mapped[str | None] = mapped_column(String(16))
    sectors: Mapped[list[str]]
    skills: Mapped[list[str]]
    country: Mapped[str | None] = mapped_column(String(2))
    region: Mapped[str | None] = mapped_column(String(8))
    city: Mapped[str | None] = mapped_column(String(120))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    travel: Mapped[str | None] = mapped_column(String(16))
    """Kilometres, or `anywhere` or `remote`."""
    languages: Mapped[dict[str, Any]]
    """Levels by code."""
    work_mode: Mapped[str | None] = mapped_column(String(8))
    experience_years: Mapped[int | None]
    birth_year: Mapped[int | None]
    guardian_consent: Mapped[bool | None]
    transitions: Mapped[list[str]] = mapped_column(server_default="[]")
    technologies: Mapped[list[str]] = mapped_column(server_default="[]")
    wanted_kinds: Mapped[list[str] | None]
    hours_per_week: Mapped[int | None]
    away_from: Mapped[date | None]
    away_to: Mapped[date | None]
    bio: Mapped[str] = mapped_column(Text, server_default="")
    paused: Mapped[bool] = mapped_column(default=False)
    consented_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]


class Profiles:
    """Profiles inside one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self, person_id: int) -> Profile | None:
        """Return the profile of a person."""
        row = await self._session.get(ProfileRow, person_id)
        return _as_profile(row) if row else None

    async def listed(self) -> dict[int, datetime]:
        """Return everybody awake whose profile is not paused, with when it was last changed."""
        query = (
            select(ProfileRow.person_id, ProfileRow.updated_at)
            .join(PersonRow, PersonRow.id == ProfileRow.person_id)
            .where(PersonRow.asleep_since.is_(None), ProfileRow.paused.is_(False))
        )
        rows = await self._session.execute(query)
        return {row.person_id: row.updated_at for row in rows}

    async def some(self, ids: Collection[int]) -> list[Profile]:
        """Return the profiles of some people, unless they are paused."""
        rows = await self._session.scalars(
            select(ProfileRow).where(ProfileRow.person_id.in_(ids), ProfileRow.paused.is_(False))
        )
        return [_as_profile(row) for row in rows]

    async def all(
        self, after: int = 0, limit: int | None = None, *, ids: Collection[int] | None = None
    ) -> list[tuple[Person, Profile]]:
        """Return everybody awake whose profile is not paused, by ascending id."""
        query = (
            select(PersonRow, ProfileRow)
            .join(ProfileRow, ProfileRow.person_id == PersonRow.id)
            .where(
                PersonRow.id > after,
                PersonRow.asleep_since.is_(None),
                ProfileRow.paused.is_(False),
            )
            .order_by(PersonRow.id)
            .limit(limit)
        )
        if ids is not None:
            query = query.where(PersonRow.id.in_(ids))
        rows = await self._session.execute(query)
        return [(as_person(person, ()), _as_profile(profile)) for person, profile in rows]

    async def unconfirmed(
        self, before: datetime, asked: str, after: int = 0, limit: int = 200
    ) -> list[tuple[Person, Profile]]:
        """Return who changed or confirmed nothing since a moment, awake and not paused, by id.

        Not those who were asked since: `asked` begins the key of that message.
        """
        were_asked = exists().where(
            OutboxRow.person_id == PersonRow.id,
            OutboxRow.key.startswith(asked),
            OutboxRow.created_at > before,
        )
        query = (
            select(PersonRow, ProfileRow)
            .join(ProfileRow, ProfileRow.person_id == PersonRow.id)
            .where(
                PersonRow.id > after,
                PersonRow.asleep_since.is_(None),
                ProfileRow.paused.is_(False),
                ProfileRow.updated_at <= before,
                or_(ProfileRow.confirmed_at.is_(None), ProfileRow.confirmed_at <= before),
                ~were_asked,
            )
            .order_by(PersonRow.id)
            .limit(limit)
        )
        rows = await self._session.execute(query)
        return [(as_person(person, ()), _as_profile(profile)) for person, profile in rows]

    async def save(self, profile: Profile) -> None:
        """Write a profile, new or changed; the first consent's moment stays."""
        row = await self._session.get(ProfileRow, profile.person_id)
        if row is None:
            row = ProfileRow(person_id=profile.person_id, consented_at=profile.consented_at)
            self._session.add(row)
        for name, value in _columns(profile).items():
            setattr(row, name, value)
        await self._session.flush()

    async def pause(self, person_id: int, *, paused: bool) -> None:
        """Keep a profile from being found, or let it be found again."""
        await self._session.execute(
            update(ProfileRow).where(ProfileRow.person_id == person_id).values(paused=paused)
        )

    async def confirm(self, person_id: int, at: datetime) -> None:
        """Note that the owner says it still is right."""
        await self._session.execute(
            update(ProfileRow).where(ProfileRow.person_id == person_id).values(confirmed_at=at)
        )

    async def end_away(self, today: date) -> None:
        """Forget the days away that have passed."""
        await self._session.execute(
            update(ProfileRow)
            .where(ProfileRow.away_to < today)
            .values(away_from=None, away_to=None)
        )

    async def erase(self, person_id: int) -> bool:
        """Remove a profile; say whether there was one."""
        done = await self._session.execute(
            delete(ProfileRow).where(ProfileRow.person_id == person_id)
        )
        return changed(done) == 1


def _columns(profile: Profile) -> dict[str, Any]:
    point, away = profile.point, profile.away
    return {
        "applicant_type": profile.applicant_type,
        "sectors": list(profile.sectors),
        "skills": list(profile.skills),
        "country": profile.country,
        "region": profile.region,
        "city": profile.city,
        "latitude": point.latitude if point else None,
        "longitude": point.longitude if point else None,
        "travel": None if profile.travel is None else str(profile.travel),
        "languages": {code: str(fluency) for code, fluency in profile.languages.items()},
        "work_mode": profile.work_mode,
        "experience_years": profile.experience_years,
        "birth_year": profile.birth_year,
        "guardian_consent": profile.guardian_consent,
        "transitions": list(profile.transitions),
        "technologies": list(profile.technologies),
        "wanted_kinds": None if profile.wanted_kinds is None else list(profile.wanted_kinds),
        "hours_per_week": profile.hours_per_week,
        "away_from": away[0] if away else None,
        "away_to": away[1] if away else None,
        "bio": profile.bio,
        "paused": profile.paused,
        "updated_at": profile.updated_at,
        "confirmed_at": profile.confirmed_at,
    }


def _as_profile(row: ProfileRow) -> Profile:
    wanted, travel = row.wanted_kinds, row.travel
    return Profile(
        person_id=row.person_id,
        consented_at=row.consented_at,
        updated_at=row.updated_at,
        applicant_type=ApplicantType(row.applicant_type) if row.applicant_type else None,
        sectors=tuple(row.sectors),
        skills=tuple(row.skills),
        country=row.country,
        region=row.region,
        city=row.city,
        point=None
        if row.latitude is None or row.longitude is None
        else Point(row.latitude, row.longitude),
        travel=None if travel is None else int(travel) if travel.isdecimal() else Reach(travel),
        languages={code: Fluency(fluency) for code, fluency in row.languages.items()},
        work_mode=Team(row.work_mode) if row.work_mode else None,
        experience_years=row.experience_years,
        birth_year=row.birth_year,
        guardian_consent=row.guardian_consent,
        transitions=tuple(row.transitions),
        technologies=tuple(row.technologies),
        wanted_kinds=None if wanted is None else tuple(OpportunityKind(kind) for kind in wanted),
        hours_per_week=row.hours_per_week,
        away=(row.away_from, row.away_to) if row.away_from and row.away_to else None,
        bio=row.bio,
        paused=row.paused,
        confirmed_at=row.confirmed_at,
    )
