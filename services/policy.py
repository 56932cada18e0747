"""Limits, deadlines and ladders: what an organisation may want otherwise, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from services.rules.confirming import ConfirmPolicy
from services.rules.eligibility import MatchingPolicy
from services.rules.escalation import EscalationPolicy
from services.rules.funding import Bounds
from services.rules.holding import HoldPolicy
from services.rules.moving_up import ReservePolicy
from services.rules.nights import Night
from services.rules.paging import LaunchPolicy, PagePolicy
from services.rules.reminding import ReminderPolicy
from services.rules.retention import RetentionPolicy
from services.rules.rota import RotaPolicy
from services.rules.throttling import Throttle
from services.rules.volunteering import Terms
from services.rules.waves import WavePolicy

# The policy paper, 2.2.1; the upper bound is evaluated every year. A year that changes it gets a line.
CORPS_BOUNDS: Mapping[int, Bounds] = MappingProxyType({2025: Bounds(minimum=10, funded=80)})


@dataclass(frozen=True)
class Controller:
    """Who answers for the data, as the privacy notice names them; without a `complaint_authority`, Belgium's own.

    These names serve the playground and the tests. On Telegram they are settings, without which the bot doesn't start.
    """

    name: str = "Demostad (DEMO)"
    protection_officer: str = "privacy@example.org (DEMO)"
    complaint_authority: str = ""


@dataclass(frozen=True)
class Policy:
    """One organisation's choices. `duty_phone` is the number that is answered 24 hours a day.

    `acceptance` is the share of the people asked who come, until a corps has a history of its own: the coordinators'
    rule of thumb, 4 in 10. `leave_now_within` is long enough to come from the far side of a second ring at night.
    Announcements and what is written about them ring nobody at `night`; a corps gets at most `announcements_a_day`, so
    that its members keep reading. A call-out that can wait for the end of somebody's quiet hours leaves them
    `notice_after_quiet_hours` to answer and come. Whoever answers a form after `form_break` is told where they were.
    A group (scouts, Chiro) has at most `largest_group` members, its leader too; `holds`: how long places wait for it.
    What is kept for a while (`keep_…`) is swept away afterwards, by business time. Who asks to be erased confirms
    within `erase_sure_within`; an emergency that nobody ends holds that up for `erase_waits_at_most` after the help was
    to end. A certificate that nobody has looked at after `certificate_reminder` is asked about once more.
    `terms` are what the Volunteers Act has volunteers told. With `guardian_consent` a minor isn't called out before a
    parent or guardian agrees. The concept note lets everybody of 16 take part and asks for no such consent; but minors
    are under their parents' authority (old Civil Code, article 372), so an organisation that asks for none says so.
    What can wait until people are up comes in the `morning`. Whoever comes later says when, or taps one of `later_by`.
    `reminders` and `confirming`: who is reminded when, and how long a place waits when the time of a call-out moves.
    """

    duty_phone: str = "105"
    controller: Controller = field(default_factory=Controller)
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Brussels"))
    matching: MatchingPolicy = field(default_factory=MatchingPolicy)
    paging: PagePolicy = field(default_factory=PagePolicy)
    launch: LaunchPolicy = field(default_factory=LaunchPolicy)
    escalation: EscalationPolicy = field(default_factory=EscalationPolicy)
    rota: RotaPolicy = field(default_factory=RotaPolicy)
    usual_duration: timedelta = timedelta(hours=4)
    leave_now_within: timedelta = timedelta(hours=1)
    board_interval: timedelta = timedelta(seconds=3)
    invite_validity: timedelta = timedelta(days=7)
    notice_after_quiet_hours: timedelta = timedelta(hours=2)
    throttle: Throttle = field(default_factory=Throttle)
    form_break: timedelta = timedelta(hours=1)
    test_alarm_after: timedelta = timedelta(seconds=10)
    keep_seen_updates: timedelta = timedelta(hours=48)
    keep_drafts: timedelta = timedelta(days=30)
    keep_drafts_of_strangers: timedelta = timedelta(days=7)
    keep_failed_messages: timedelta = timedelta(days=7)
    acceptance: float = 0.4
    corps_bounds: Mapping[int, Bounds] = field(default_factory=lambda: CORPS_BOUNDS)
    night: Night = field(default_factory=lambda: Night(begins=time(22), ends=time(7)))
    announcements_a_day: int = 3
    longest_announcement: int = 1_000  # signs; an answer to one too
    keep_announcements: timedelta = timedelta(days=180)
    holds: HoldPolicy = field(default_factory=HoldPolicy)
    reserve: ReservePolicy = field(default_factory=ReservePolicy)
    waves: WavePolicy = field(default_factory=WavePolicy)
    largest_group: int = 100
    longest_group_name: int = 60
    retention: RetentionPolicy = field(default_factory=RetentionPolicy)
    erase_sure_within: timedelta = timedelta(hours=1)
    erase_waits_at_most: timedelta = timedelta(days=30)  # the month of article 12(3) of the GDPR
    largest_certificate: int = 10_000_000  # bytes
    certificate_reminder: timedelta = timedelta(days=3)
    certificate_validity: timedelta = timedelta(days=10 * 366)  # a last day further ahead is a slip of the finger
    keep_declined_certificates: timedelta = timedelta(days=30)
    terms: Terms = field(default_factory=Terms)
    guardian_consent: bool = True
    guardian_link_validity: timedelta = timedelta(days=14)
    guardian_reminder_after: timedelta = timedelta(days=7)
    morning: time = time(10)
    later_by: tuple[timedelta, ...] = (timedelta(minutes=30), timedelta(hours=1))
    reminders: ReminderPolicy = field(default_factory=ReminderPolicy)
    confirming: ConfirmPolicy = field(default_factory=ConfirmPolicy)
