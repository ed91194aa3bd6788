"""The log of questions, and finding the message that somebody replies to."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_inquiries"
down_revision = "2026_11_22_first"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of inquiries and the index of delivered messages."""
    op.create_table(
        "inquiries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("hub", sa.String(length=40), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("understood", sa.JSON(), nullable=False),
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.Column("confidence", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("talk", sa.String(length=24), nullable=True),
        sa.Column("vector", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("thumb", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.String(length=24), nullable=True),
        sa.Column("picked", sa.String(length=120), nullable=True),
        sa.CheckConstraint(
            "state in ('answered', 'unanswered', 'handed_over', 'replied', 'closed')",
            name=op.f("ck_inquiries_state"),
        ),
        sa.CheckConstraint(
            "confidence in ('confident', 'unsure', 'none')",
            name=op.f("ck_inquiries_confidence"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_inquiries_person_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_inquiries"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_inquiries_person", "inquiries", ["person_id", "at"])
    op.create_index("ix_inquiries_state", "inquiries", ["state", "at"])
    op.create_index("ix_inquiries_thumb", "inquiries", ["thumb"])
    op.create_index("ix_outbox_message", "outbox", ["person_id", "message_id"])


def downgrade() -> None:
    """Remove both."""
    op.drop_index("ix_outbox_message", "outbox")
    op.drop_table("inquiries")
