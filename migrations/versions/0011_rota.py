"""Who is on call: rotas with their shifts, exceptions and swaps; and requests that a coordinator enters for others."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("help_request", sa.Column("on_behalf", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("help_request", sa.Column("caller", sa.String(length=120), nullable=False, server_default=""))
    op.create_table(
        "rota",
        _id(),
        sa.Column("area", sa.String(length=40), nullable=False),
        _instant("created_at"),
        _instant("look_at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rota")),
        sa.UniqueConstraint("area", name=op.f("uq_rota_area")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_rota_look_at", "rota", ["look_at"])
    _create_shift()
    _create_exception()
    _create_swap()
    _create_duty()
    _create_gap()


def _id() -> sa.Column[int]:
    return sa.Column("id", ID, nullable=False)


def _instant(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, ID, nullable=nullable)


def _keys(table: str, *people: str, gone: str = "CASCADE") -> tuple[sa.Constraint, ...]:
    """The primary key, and the keys to the rota and to people."""
    return (
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(["rota_id"], ["rota.id"], name=op.f(f"fk_{table}_rota_id_rota"), ondelete="CASCADE"),
        *(
            sa.ForeignKeyConstraint([column], ["person.id"], name=op.f(f"fk_{table}_{column}_person"), ondelete=gone)
            for column in people
        ),
    )


def _create_shift() -> None:
    op.create_table(
        "rota_shift",
        _id(),
        _number("rota_id"),
        _number("person_id"),
        _number("days"),
        _number("start_minute"),
        _number("end_minute"),
        _instant("created_at"),
        sa.CheckConstraint("days BETWEEN 1 AND 127", name=op.f("ck_rota_shift_some_day")),
        sa.CheckConstraint(
            "start_minute BETWEEN 0 AND 1439 AND end_minute BETWEEN 1 AND 1440",
            name=op.f("ck_rota_shift_on_the_clock"),
        ),
        *_keys("rota_shift", "person_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_rota_shift_rota_id", "rota_shift", ["rota_id"])
    op.create_index("ix_rota_shift_person_id", "rota_shift", ["person_id"])


def _create_exception() -> None:
    reasons = sa.Enum("planned", "swap", "take_over", name="reason", native_enum=False, length=24)
    op.create_table(
        "rota_exception",
        _id(),
        _number("rota_id"),
        _number("person_id", nullable=True),
        _instant("starts_at"),
        _instant("ends_at"),
        sa.Column("reason", reasons, nullable=False),
        _instant("created_at"),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_rota_exception_ends_after_start")),
        sa.CheckConstraint("reason IN ('planned', 'swap', 'take_over')", name=op.f("ck_rota_exception_reason")),
        *_keys("rota_exception", "person_id", gone="SET NULL"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_rota_exception_rota_id", "rota_exception", ["rota_id", "ends_at"])
    op.create_index("ix_rota_exception_person_id", "rota_exception", ["person_id"])


def _create_swap() -> None:
    states = sa.Enum("asked", "accepted", "declined", "lapsed", name="swapstate", native_enum=False, length=24)
    op.create_table(
        "rota_swap",
        _id(),
        _number("rota_id"),
        _number("from_id"),
        _number("to_id"),
        _instant("starts_at"),
        _instant("ends_at"),
        _instant("back_starts_at", nullable=True),
        _instant("back_ends_at", nullable=True),
        sa.Column("state", states, nullable=False),
        _instant("asked_at"),
        _instant("answered_at", nullable=True),
        sa.CheckConstraint("state IN ('asked', 'accepted', 'declined', 'lapsed')", name=op.f("ck_rota_swap_swapstate")),
        sa.CheckConstraint("(state = 'asked') = (answered_at IS NULL)", name=op.f("ck_rota_swap_answered_or_asked")),
        sa.CheckConstraint(
            "(back_starts_at IS NULL) = (back_ends_at IS NULL)", name=op.f("ck_rota_swap_back_is_whole")
        ),
        *_keys("rota_swap", "from_id", "to_id"),
        sqlite_autoincrement=True,
    )
    for column in ("rota_id", "from_id", "to_id"):
        op.create_index(f"ix_rota_swap_{column}", "rota_swap", [column])


def _create_duty() -> None:
    op.create_table(
        "duty",
        _id(),
        _number("rota_id"),
        _number("person_id"),
        _instant("started_at"),
        _instant("ended_at", nullable=True),
        _instant("acknowledged_at", nullable=True),
        _number("alarms"),
        _instant("next_alarm_at", nullable=True),
        sa.CheckConstraint(
            "acknowledged_at IS NULL OR next_alarm_at IS NULL", name=op.f("ck_duty_acknowledged_is_quiet")
        ),
        *_keys("duty", "person_id"),
        sqlite_autoincrement=True,
    )
    running = sa.text("ended_at IS NULL")
    op.create_index("uq_duty_running", "duty", ["rota_id"], unique=True, sqlite_where=running, postgresql_where=running)
    op.create_index("ix_duty_person_id", "duty", ["person_id"])
    op.create_index("ix_duty_next_alarm_at", "duty", ["next_alarm_at"])


def _create_gap() -> None:
    op.create_table(
        "rota_gap",
        _id(),
        _number("rota_id"),
        _instant("starts_at"),
        _instant("ends_at"),
        _number("announced"),
        *_keys("rota_gap"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_rota_gap_rota_id", "rota_gap", ["rota_id"])


def downgrade() -> None:
    for table in ("rota_gap", "duty", "rota_swap", "rota_exception", "rota_shift", "rota"):
        op.drop_table(table)
    op.drop_column("help_request", "caller")
    op.drop_column("help_request", "on_behalf")
