"""Pitches, teams of creatives, files, and introductions with three keys."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import Moment

revision = "2026_11_30_introductions"
down_revision = "2026_11_29_briefs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody took part so far."""
    op.create_table(
        "agreements",
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenges.id"],
            name=op.f("fk_agreements_challenge_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_agreements_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("challenge_id", "person_id", name=op.f("pk_agreements")),
    )
    op.create_table(
        "creative_teams",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("round", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenges.id"],
            name=op.f("fk_creative_teams_challenge_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["people.id"], name=op.f("fk_creative_teams_made_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_creative_teams")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_creative_teams_challenge_id"), "creative_teams", ["challenge_id"])
    op.create_table(
        "creative_team_members",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("joined_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_creative_team_members_person_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id"],
            ["creative_teams.id"],
            name=op.f("fk_creative_team_members_team_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "person_id", name=op.f("pk_creative_team_members")),
    )
    op.create_table(
        "team_asks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("skill", sa.String(length=40), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.Column("answer", sa.String(length=8), nullable=True),
        sa.CheckConstraint("answer in ('yes', 'no')", name=op.f("ck_team_asks_answer")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_team_asks_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"],
            ["creative_teams.id"],
            name=op.f("fk_team_asks_team_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_asks")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_team_asks_person", "team_asks", ["person_id", "answer"])
    op.create_index(op.f("ix_team_asks_team_id"), "team_asks", ["team_id"])
    op.create_table(
        "pitches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=True),
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("link", sa.String(length=300), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("sent_at", Moment(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("reason", sa.String(length=24), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("decided_at", Moment(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "state in ('sent', 'chosen', 'declined', 'withdrawn')", name=op.f("ck_pitches_state")
        ),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenges.id"],
            name=op.f("fk_pitches_challenge_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["people.id"], name=op.f("fk_pitches_decided_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_pitches_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["creative_teams.id"], name=op.f("fk_pitches_team_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pitches")),
        sa.UniqueConstraint("draft_id", name=op.f("uq_pitches_draft_id")),
        sa.UniqueConstraint("team_id", name=op.f("uq_pitches_team_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_pitches_challenge", "pitches", ["challenge_id", "state"])
    alone = sa.text("team_id IS NULL")
    op.create_index(
        "uq_pitches_alone",
        "pitches",
        ["challenge_id", "person_id"],
        unique=True,
        sqlite_where=alone,
        postgresql_where=alone,
    )
    op.create_table(
        "attachments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=True),
        sa.Column("challenge_id", sa.Integer(), nullable=True),
        sa.Column("pitch_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("file_id", sa.String(length=255), nullable=False),
        sa.Column("unique_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.CheckConstraint("kind in ('photo', 'document')", name=op.f("ck_attachments_kind")),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenges.id"],
            name=op.f("fk_attachments_challenge_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["drafts.id"], name=op.f("fk_attachments_draft_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_attachments_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["pitch_id"], ["pitches.id"], name=op.f("fk_attachments_pitch_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_attachments_challenge_id"), "attachments", ["challenge_id"])
    op.create_index(op.f("ix_attachments_draft_id"), "attachments", ["draft_id"])
    op.create_index(op.f("ix_attachments_person_id"), "attachments", ["person_id"])
    op.create_index(op.f("ix_attachments_pitch_id"), "attachments", ["pitch_id"])
    op.create_table(
        "introductions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("pitch_id", sa.Integer(), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=True),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("ended_by", sa.String(length=16), nullable=True),
        sa.Column("settled_at", Moment(), nullable=True),
        sa.CheckConstraint(
            "state in ('open', 'made', 'ended')", name=op.f("ck_introductions_state")
        ),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenges.id"],
            name=op.f("fk_introductions_challenge_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["opened_by"],
            ["people.id"],
            name=op.f("fk_introductions_opened_by"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["pitch_id"],
            ["pitches.id"],
            name=op.f("fk_introductions_pitch_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introductions")),
        sa.UniqueConstraint("pitch_id", name=op.f("uq_introductions_pitch_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_introductions_challenge_id"), "introductions", ["challenge_id"])
    op.create_index("ix_introductions_open", "introductions", ["state", "expires_at"])
    op.create_table(
        "introduction_keys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("introduction_id", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(length=8), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("asked_at", Moment(), nullable=True),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.CheckConstraint(
            "answer in ('yes', 'later', 'no')", name=op.f("ck_introduction_keys_answer")
        ),
        sa.CheckConstraint(
            "holder in ('company', 'creative', 'facilitator')",
            name=op.f("ck_introduction_keys_holder"),
        ),
        sa.ForeignKeyConstraint(
            ["introduction_id"],
            ["introductions.id"],
            name=op.f("fk_introduction_keys_introduction_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_introduction_keys_person_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introduction_keys")),
        sa.UniqueConstraint(
            "introduction_id",
            "holder",
            "person_id",
            name=op.f("uq_introduction_keys_introduction_id"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_introduction_keys_introduction_id"), "introduction_keys", ["introduction_id"]
    )
    op.create_index(op.f("ix_introduction_keys_person_id"), "introduction_keys", ["person_id"])
    op.create_table(
        "outcomes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("introduction_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("hub", sa.String(length=40), nullable=True),
        sa.Column("holder", sa.String(length=16), nullable=False),
        sa.Column("after_days", sa.Integer(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.Column("reason", sa.String(length=16), nullable=True),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["introduction_id"],
            ["introductions.id"],
            name=op.f("fk_outcomes_introduction_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_outcomes_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcomes")),
        sa.UniqueConstraint(
            "introduction_id", "person_id", "after_days", name=op.f("uq_outcomes_introduction_id")
        ),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Forget who took part."""
    for name in (
        *("outcomes", "introduction_keys", "introductions", "attachments", "pitches"),
        *("team_asks", "creative_team_members", "creative_teams", "agreements"),
    ):
        op.drop_table(name)
