"""Runs migrations on the connection that `bot/store/maintenance.py` hands in.

It comes with a transaction and the lock that keeps other processes from migrating meanwhile.
"""

import logging
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, text

from bot.store.schema import Moment, Table


def run(connection: Connection) -> None:
    """Bring the database to the revision that was asked for."""
    sqlite = connection.dialect.name == "sqlite"
    context.configure(
        connection=connection,
        target_metadata=Table.metadata,
        render_as_batch=sqlite,
        render_item=_plain_moments,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    if sqlite and (broken := connection.execute(text("PRAGMA foreign_key_check")).all()):
        raise RuntimeError(f"the migration would break references: {broken[:5]}")


def _plain_moments(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    # A revision must not change its meaning when our classes do.
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    return False


logging.getLogger("alembic").setLevel(logging.WARNING)  # maintenance.py says it in one line
run(context.config.attributes["connection"])
