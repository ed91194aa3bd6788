"""What a feed said of each of its entries, and since when a feed fails."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_feeds"
down_revision = "2026_11_23_alerts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the table."""
    op.add_column("feeds", sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("feeds", sa.Column("counts", sa.JSON(), nullable=True))
    op.create_table(
        "feed_items",
        sa.Column("entry_id", sa.String(length=40), nullable=False),
        sa.Column("feed_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=255), nullable=False),
        sa.Column("item", sa.JSON(), nullable=False),
        sa.Column("differs", sa.JSON(), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["feed_id"], ["feeds.id"], name=op.f("fk_feed_items_feed_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_feed_items")),
    )
    op.create_index("ix_feed_items_feed", "feed_items", ["feed_id"], unique=False)


def downgrade() -> None:
    """Remove them."""
    op.drop_index("ix_feed_items_feed", table_name="feed_items")
    op.drop_table("feed_items")
    op.drop_column("feeds", "counts")
    op.drop_column("feeds", "failing_since")
