"""Entries that people and feeds made or changed, what became of entries, corrections, feeds."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_entries"
down_revision = "2026_11_22_asked_by"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "entry_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.String(length=40), nullable=False),
        sa.Column("change", sa.String(length=24), nullable=False),
        sa.Column("before", sa.String(length=40), nullable=True),
        sa.Column("after", sa.String(length=40), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_changes")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_entry_changes_entry", "entry_changes", ["entry_id", "id"], unique=False)
    op.create_index("ix_entry_changes_told", "entry_changes", ["told_at", "id"], unique=False)
    op.create_table(
        "entry_snapshots",
        sa.Column("entry_id", sa.String(length=40), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_entry_snapshots")),
    )
    op.create_table(
        "entry_proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=1000), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state in ('open', 'accepted', 'declined')", name=op.f("ck_entry_proposals_state")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"],
            ["people.id"],
            name=op.f("fk_entry_proposals_decided_by"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_entry_proposals_person_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_proposals")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_entry_proposals_person", "entry_proposals", ["person_id"], unique=False)
    op.create_index("ix_entry_proposals_state", "entry_proposals", ["state", "id"], unique=False)
    op.create_table(
        "feeds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hub", sa.String(length=40), nullable=True),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.Column("format", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("trusted", sa.Boolean(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("etag", sa.String(length=255), nullable=True),
        sa.Column("last_modified", sa.String(length=64), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_failure", sa.String(length=40), nullable=True),
        sa.Column("last_success_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("added_by", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "format in ('ical', 'syndication', 'table')", name=op.f("ck_feeds_format")
        ),
        sa.ForeignKeyConstraint(
            ["added_by"], ["people.id"], name=op.f("fk_feeds_added_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feeds")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_feeds_due", "feeds", ["paused", "next_at"], unique=False)
    op.create_table(
        "entries",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("origin", sa.String(length=8), nullable=False),
        sa.Column("publication", sa.String(length=16), nullable=False),
        sa.Column("document", sa.JSON(), nullable=True),
        sa.Column("edits", sa.JSON(), nullable=False),
        sa.Column("hub", sa.String(length=40), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("feed_id", sa.Integer(), nullable=True),
        sa.Column("uid", sa.String(length=255), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("origin in ('file', 'chat', 'feed')", name=op.f("ck_entries_origin")),
        sa.CheckConstraint(
            "publication in ('waiting', 'published', 'archived')",
            name=op.f("ck_entries_publication"),
        ),
        sa.ForeignKeyConstraint(
            ["feed_id"], ["feeds.id"], name=op.f("fk_entries_feed_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entries")),
        sa.UniqueConstraint("feed_id", "uid", name=op.f("uq_entries_feed_id")),
    )
    op.create_index("ix_entries_publication", "entries", ["publication"], unique=False)


def downgrade() -> None:
    """Remove them."""
    op.drop_index("ix_entries_publication", table_name="entries")
    op.drop_table("entries")
    op.drop_index("ix_feeds_due", table_name="feeds")
    op.drop_table("feeds")
    op.drop_index("ix_entry_proposals_state", table_name="entry_proposals")
    op.drop_index("ix_entry_proposals_person", table_name="entry_proposals")
    op.drop_table("entry_proposals")
    op.drop_table("entry_snapshots")
    op.drop_index("ix_entry_changes_told", table_name="entry_changes")
    op.drop_index("ix_entry_changes_entry", table_name="entry_changes")
    op.drop_table("entry_changes")
