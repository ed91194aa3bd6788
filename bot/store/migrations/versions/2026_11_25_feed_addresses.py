"""An address is a feed once, also when two of staff add it at the same moment."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25_feed_addresses"
down_revision = "2026_11_24_freshness"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Keep the first feed of each address; what others published stays."""
    twice = "SELECT id FROM feeds WHERE id NOT IN (SELECT min(id) FROM feeds GROUP BY url)"
    op.execute(sa.text(f"DELETE FROM feed_items WHERE feed_id IN ({twice})"))  # noqa: S608
    op.execute(
        sa.text("DELETE FROM feeds WHERE id NOT IN (SELECT min(id) FROM feeds GROUP BY url)")
    )
    op.create_index("ix_feeds_url", "feeds", ["url"], unique=True)


def downgrade() -> None:
    """Let an address be several feeds."""
    op.drop_index("ix_feeds_url", table_name="feeds")
