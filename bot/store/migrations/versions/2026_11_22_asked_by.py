"""Which update a question came by: an update that is handled again asks nothing twice."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_asked_by"
down_revision = "2026_11_22_inquiries"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; what was asked before has no number."""
    op.add_column("inquiries", sa.Column("update_id", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Remove it."""
    op.drop_column("inquiries", "update_id")
