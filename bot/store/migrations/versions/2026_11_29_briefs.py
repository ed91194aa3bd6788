"""Challenges say who has the problem, what success is, and on which terms; staff review them."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import Moment

revision = "2026_11_29_briefs"
down_revision = "2026_11_28_invitations"
branch_labels = None
depends_on = None


STATES = "'submitted', 'changes', 'opening', 'published', 'declined', 'withdrawn', 'closed'"
STATES_BEFORE = "'submitted', 'published', 'declined', 'closed'"
TEXTS = ("next_step", "affected", "success", "tried", "changes_asked")
WORDS = {
    "industry": 40,
    "orientation": 16,
    "handed": 16,
    "reward": 16,
    "rights": 16,
    "evidence": 200,
    "reach": 200,
}
NUMBERS = ("effort_hours", "amount")
LISTS = ("technologies", "languages")
MOMENTS = ("promised_at", "nudged_at", "escalated_at", "opens_at", "ended_at")


def upgrade() -> None:
    """What was sent so far keeps what it said; nothing else is known of it."""
    op.create_table(
        "companies",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("folded", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("evidence", sa.String(length=200), nullable=True),
        sa.Column("confirmed_at", Moment(), nullable=True),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["confirmed_by"],
            ["people.id"],
            name=op.f("fk_companies_confirmed_by"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_companies_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "folded", name=op.f("pk_companies")),
    )
    op.create_table(
        "challenge_reviewers",
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenges.id"],
            name=op.f("fk_challenge_reviewers_challenge_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_challenge_reviewers_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("challenge_id", "person_id", name=op.f("pk_challenge_reviewers")),
    )
    with op.batch_alter_table("challenges") as table:
        for name in TEXTS:
            table.add_column(sa.Column(name, sa.Text(), nullable=True))
        for name, length in WORDS.items():
            table.add_column(sa.Column(name, sa.String(length), nullable=True))
        for name in NUMBERS:
            table.add_column(sa.Column(name, sa.Integer(), nullable=True))
        for name in LISTS:
            table.add_column(
                sa.Column(name, sa.JSON(none_as_null=True), nullable=False, server_default="[]")
            )
        for name in MOMENTS:
            table.add_column(sa.Column(name, Moment(), nullable=True))
        table.add_column(sa.Column("team", sa.String(16), nullable=False, server_default="either"))
        table.add_column(sa.Column("currency", sa.String(3), nullable=False, server_default="EUR"))
        table.add_column(
            sa.Column("terms_version", sa.Integer(), nullable=False, server_default="1")
        )
        table.add_column(
            sa.Column("anonymous", sa.Boolean(), nullable=False, server_default=sa.true())
        )
    _allow(STATES)
    for name in ("staff", "invites"):
        op.add_column(name, sa.Column("half", sa.String(16), nullable=True))


def downgrade() -> None:
    """Forget what is new; what was with the company waits again, what it withdrew is declined."""
    op.execute("UPDATE challenges SET state = 'submitted' WHERE state IN ('changes', 'opening')")
    op.execute("UPDATE challenges SET state = 'declined' WHERE state = 'withdrawn'")
    _allow(STATES_BEFORE)
    with op.batch_alter_table("challenges") as table:
        for name in (
            *(*TEXTS, *WORDS, *NUMBERS, *LISTS, *MOMENTS),
            *("team", "currency", "terms_version", "anonymous"),
        ):
            table.drop_column(name)
    for name in ("staff", "invites"):
        with op.batch_alter_table(name) as table:
            table.drop_column("half")
    op.drop_table("challenge_reviewers")
    op.drop_table("companies")


def _allow(states: str) -> None:
    """Change the states that a challenge may have; SQLite copies the table for that."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    newest = _newest_id() if is_sqlite else None
    kept = {"sqlite_autoincrement": True} if is_sqlite else {}
    with op.batch_alter_table("challenges", table_kwargs=kept) as table:
        if not is_sqlite:  # its copy is made without the constraint
            table.drop_constraint(op.f("ck_challenges_state"), type_="check")
        table.create_check_constraint(op.f("ck_challenges_state"), f"state in ({states})")
    if newest is not None:  # ids of rows that are gone are not given again
        back = sa.text("UPDATE sqlite_sequence SET seq = :newest WHERE name = 'challenges'")
        op.execute(back.bindparams(newest=newest))


def _newest_id() -> int | None:
    found = sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'challenges'")
    newest: int | None = op.get_bind().scalar(found)
    return newest
