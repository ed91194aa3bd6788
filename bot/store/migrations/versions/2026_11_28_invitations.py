"""Invitations: whom staff asked about a challenge, and what was answered."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import Moment

revision = "2026_11_28_invitations"
down_revision = "2026_11_27_match_news"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody was asked so far."""
    op.create_table(
        "invitations",
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("invited_by", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.Column("answer", sa.String(12), nullable=True),
        sa.CheckConstraint(
            "answer in ('yes', 'no', 'withdrawn')", name=op.f("ck_invitations_answer")
        ),
        sa.ForeignKeyConstraint(["challenge_id"], ["challenges.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["invited_by"], ["people.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("challenge_id", "person_id"),
    )
    op.create_index("ix_invitations_person", "invitations", ["person_id", "answer"])


def downgrade() -> None:
    """Forget who was asked."""
    op.drop_table("invitations")
