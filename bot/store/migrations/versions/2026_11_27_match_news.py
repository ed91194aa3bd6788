"""News of what fits: who is to hear of which opportunity, and who does not want to."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import Moment

revision = "2026_11_27_match_news"
down_revision = "2026_11_26_matching"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Everybody with a profile hears of matches until they end it."""
    with op.batch_alter_table("alert_wishes") as table:
        table.add_column(
            sa.Column("match_news", sa.Boolean(), nullable=False, server_default=sa.true())
        )
    op.create_table(
        "match_news",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("opportunity", sa.String(60), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("message", sa.String(120), nullable=True),
        sa.CheckConstraint(
            "state in ('waiting', 'said', 'dropped')", name=op.f("ck_match_news_state")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person_id", "opportunity"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_match_news_due", "match_news", ["state", "due_at"])
    op.create_table(
        "matched_opportunities",
        sa.Column("opportunity", sa.String(60), nullable=False),
        sa.Column("mark", sa.String(32), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("opportunity", "mark"),
    )


def downgrade() -> None:
    """Nobody is told of matches."""
    op.drop_table("matched_opportunities")
    op.drop_table("match_news")
    with op.batch_alter_table("alert_wishes") as table:
        table.drop_column("match_news")
