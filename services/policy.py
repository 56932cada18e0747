"""Limits, deadlines and ladders: what an organisation may want otherwise, as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

from services.rules.paging import LaunchPolicy, PagePolicy


@dataclass(frozen=True)
class Policy:
    """One organisation's choices. `duty_phone` is the number that is answered 24 hours a day.

    `acceptance` is the share of the people asked who come, until a corps has a history of its own: the coordinators'
    rule of thumb, 4 in 10. `leave_now_within` is long enough to come from the far side of a second ring at night.
    What is kept for a while (`keep_…`) is swept away afterwards, by business time.
    """

    duty_phone: str = "105"
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Brussels"))
    paging: PagePolicy = field(default_factory=PagePolicy)
    launch: LaunchPolicy = field(default_factory=LaunchPolicy)
    usual_duration: timedelta = timedelta(hours=4)
    leave_now_within: timedelta = timedelta(hours=1)
    board_interval: timedelta = timedelta(seconds=3)
    invite_validity: timedelta = timedelta(days=7)
    keep_seen_updates: timedelta = timedelta(hours=48)
    keep_drafts: timedelta = timedelta(days=30)
    keep_drafts_of_strangers: timedelta = timedelta(days=7)
    keep_failed_messages: timedelta = timedelta(days=7)
    acceptance: float = 0.4
