"""What people save and follow, how they want to be told, and the alerts on their way."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_alerts"
down_revision = "2026_11_22_entries"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "alert_wishes",
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("frequency", sa.String(length=16), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=True),
        sa.Column("quiet_from", sa.Integer(), nullable=False),
        sa.Column("quiet_to", sa.Integer(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("paused_until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "frequency in ('at_once', 'daily', 'weekly')", name=op.f("ck_alert_wishes_frequency")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_alert_wishes_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_alert_wishes")),
    )
    op.create_table(
        "dismissed_entries",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_dismissed_entries_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "entry_id", name=op.f("pk_dismissed_entries")),
    )
    op.create_index("ix_dismissed_entries_entry", "dismissed_entries", ["entry_id"], unique=False)
    op.create_table(
        "follows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=16), nullable=False),
        sa.Column("value", sa.String(length=64), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("understood", sa.JSON(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "topic in ('kind', 'sector', 'transition', 'country', 'search')",
            name=op.f("ck_follows_topic"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_follows_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follows")),
        sa.UniqueConstraint("person_id", "topic", "value", name=op.f("uq_follows_person_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_follows_topic", "follows", ["topic", "value"], unique=False)
    op.create_table(
        "saved_entries",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.String(length=40), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("remind_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("targets", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_saved_entries_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "entry_id", name=op.f("pk_saved_entries")),
    )
    op.create_index("ix_saved_entries_entry", "saved_entries", ["entry_id"], unique=False)
    op.create_index("ix_saved_entries_remind", "saved_entries", ["remind_at"], unique=False)
    op.create_table(
        "searched_changes",
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["change_id"],
            ["entry_changes.id"],
            name=op.f("fk_searched_changes_change_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("change_id", name=op.f("pk_searched_changes")),
    )
    op.create_table(
        "alerts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.String(length=40), nullable=False),
        sa.Column("follow_id", sa.Integer(), nullable=True),
        sa.Column("because", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("message", sa.String(length=120), nullable=True),
        sa.CheckConstraint(
            "state in ('waiting', 'said', 'dropped')", name=op.f("ck_alerts_state")
        ),
        sa.ForeignKeyConstraint(
            ["change_id"],
            ["entry_changes.id"],
            name=op.f("fk_alerts_change_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["follow_id"], ["follows.id"], name=op.f("fk_alerts_follow_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_alerts_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
        sa.UniqueConstraint("person_id", "change_id", name=op.f("uq_alerts_person_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_alerts_follow", "alerts", ["follow_id"], unique=False)
    op.create_index("ix_alerts_due", "alerts", ["state", "due_at"], unique=False)
    op.create_index("ix_alerts_message", "alerts", ["message"], unique=False)


def downgrade() -> None:
    """Remove them."""
    op.drop_index("ix_alerts_message", table_name="alerts")
    op.drop_index("ix_alerts_due", table_name="alerts")
    op.drop_index("ix_alerts_follow", table_name="alerts")
    op.drop_table("alerts")
    op.drop_table("searched_changes")
    op.drop_index("ix_saved_entries_remind", table_name="saved_entries")
    op.drop_index("ix_saved_entries_entry", table_name="saved_entries")
    op.drop_table("saved_entries")
    op.drop_index("ix_follows_topic", table_name="follows")
    op.drop_table("follows")
    op.drop_index("ix_dismissed_entries_entry", table_name="dismissed_entries")
    op.drop_table("dismissed_entries")
    op.drop_table("alert_wishes")
