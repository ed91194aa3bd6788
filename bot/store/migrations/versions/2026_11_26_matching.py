"""Profiles with all that decides what fits, what people hid, and the ledger of suggestions."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.store.schema import Moment

revision = "2026_11_26_matching"
down_revision = "2026_11_25_feed_addresses"
branch_labels = None
depends_on = None

TEXTS = {
    "applicant_type": 16,
    "region": 8,
    "city": 120,
    "travel": 16,
    "work_mode": 8,
}
NUMBERS = ("experience_years", "birth_year", "hours_per_week")
LISTS = ("transitions", "technologies")


def upgrade() -> None:
    """Add what is missing; a language that one works in is known at B1 or better."""
    with op.batch_alter_table("profiles") as table:
        for name, length in TEXTS.items():
            table.add_column(sa.Column(name, sa.String(length), nullable=True))
        for name in NUMBERS:
            table.add_column(sa.Column(name, sa.Integer(), nullable=True))
        for name in ("latitude", "longitude"):
            table.add_column(sa.Column(name, sa.Double(), nullable=True))
        for name in LISTS:
            table.add_column(sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
        table.add_column(sa.Column("wanted_kinds", sa.JSON(none_as_null=True), nullable=True))
        table.add_column(sa.Column("guardian_consent", sa.Boolean(), nullable=True))
        table.add_column(sa.Column("away_from", sa.Date(), nullable=True))
        table.add_column(sa.Column("away_to", sa.Date(), nullable=True))
        table.add_column(sa.Column("bio", sa.Text(), nullable=False, server_default=""))
        table.add_column(
            sa.Column("paused", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        table.add_column(sa.Column("confirmed_at", Moment(), nullable=True))
    _languages(lambda known: known if isinstance(known, dict) else dict.fromkeys(known, "B1"))
    op.create_table(
        "hidden_challenges",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(24), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["challenge_id"], ["challenges.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "challenge_id"),
    )
    op.create_table(
        "suggestions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("direction", sa.String(16), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("opportunity", sa.String(60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("rule_version", sa.String(24), nullable=False),
        sa.Column("seed", sa.String(64), nullable=False, server_default=""),
        sa.Column("facts", sa.JSON(none_as_null=True), nullable=True),
        sa.CheckConstraint(
            "direction in ('offers', 'shortlist', 'team', 'told')",
            name=op.f("ck_suggestions_direction"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_suggestions_person", "suggestions", ["person_id", "direction", "at"])
    op.create_index("ix_suggestions_opportunity", "suggestions", ["opportunity", "at"])


def downgrade() -> None:
    """Go back to sectors, skills, country and languages without levels."""
    op.drop_table("suggestions")
    op.drop_table("hidden_challenges")
    _languages(list)
    with op.batch_alter_table("profiles") as table:
        for name in (
            *(*TEXTS, *NUMBERS, *LISTS, "latitude", "longitude", "wanted_kinds"),
            *("guardian_consent", "away_from", "away_to", "bio", "paused", "confirmed_at"),
        ):
            table.drop_column(name)


def _languages(converted: Callable[[Any], Any]) -> None:
    connection = op.get_bind()
    profiles = sa.table("profiles", sa.column("person_id"), sa.column("languages", sa.JSON()))
    for row in connection.execute(sa.select(profiles)).all():
        connection.execute(
            sa.update(profiles)
            .where(profiles.c.person_id == row.person_id)
            .values(languages=converted(row.languages))
        )
