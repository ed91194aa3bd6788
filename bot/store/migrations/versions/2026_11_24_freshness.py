"""Corrections say in which language and where from; lists of what staff look at again."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_24_freshness"
down_revision = "2026_11_23_feeds"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the columns and the tables."""
    op.add_column("entry_proposals", sa.Column("source", sa.String(length=300), nullable=True))
    op.add_column(
        "entry_proposals",
        sa.Column("language", sa.String(length=8), nullable=False, server_default="en"),
    )
    open_ = sa.text("state = 'open'")
    op.create_index(
        "ix_entry_proposals_open",
        "entry_proposals",
        ["person_id", "entry_id", "field"],
        unique=True,
        sqlite_where=open_,
        postgresql_where=open_,
    )
    op.create_table(
        "checklists",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hub", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=24), nullable=False),
        sa.Column("entry_ids", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklists")),
        sa.UniqueConstraint("hub", "label", name=op.f("uq_checklists_hub")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "staff_notices",
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("weekly", sa.Boolean(), nullable=False),
        sa.Column("corrections_to", sa.Integer(), nullable=False),
        sa.Column("corrections_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_staff_notices_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_staff_notices")),
    )


def downgrade() -> None:
    """Remove them."""
    op.drop_table("staff_notices")
    op.drop_table("checklists")
    op.drop_index("ix_entry_proposals_open", table_name="entry_proposals")
    with op.batch_alter_table("entry_proposals") as table:
        table.drop_column("language")
        table.drop_column("source")
