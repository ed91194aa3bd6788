"""What all tables share: names of constraints, moments in UTC, JSON."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import JSON, CursorResult, DateTime, Dialect, MetaData, Result, TypeDecorator
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase

NEVER_REUSED = {"sqlite_autoincrement": True}
"""For tables whose ids are spoken of elsewhere (buttons, keys, logs): SQLite gives the id of the
last row again once that row is gone, and an old button would then mean somebody else's thing."""

# Named constraints can be changed by a migration on every database.
NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """An aware datetime in UTC; SQLite keeps no zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive datetimes: they are bugs."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Table(DeclarativeBase):
    """The parent of all rows."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012
        datetime: Moment,
        # None is NULL, not the JSON text "null": what is forgotten leaves nothing.
        dict[str, Any]: JSON(none_as_null=True),
        list[str]: JSON(none_as_null=True),
    }


def changed(result: Result[Any]) -> int:
    """Return how many rows a statement changed."""
    return cast("CursorResult[Any]", result).rowcount


async def add_new(session: AsyncSession, table: type[Table], **values: Any) -> bool:
    """Insert a row unless one with its key is there; say whether it was new.

    Looking first and inserting then would fail on PostgreSQL when two do it at once.
    """
    insert = _insert(session)
    return (
        changed(await session.execute(insert(table).values(**values).on_conflict_do_nothing())) > 0
    )


async def add_all_new(
    session: AsyncSession, table: type[Table], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Insert those of many rows whose key is not there."""
    if rows:
        insert = _insert(session)
        await session.execute(insert(table).on_conflict_do_nothing(), rows)


def _insert(session: AsyncSession) -> Any:
    """Return the insert of the database that knows of conflicts."""
    return sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgresql_insert
