"""Where the database holds something about a person: what they get to see of it, and what becomes of it when they go.

One line for each column that says whose a row is. A table that comes gets its line here and its words in
`messages.personal_data`; a test finds the one that has none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import InstrumentedAttribute

from models.announcements import Announcement, InboxMessage
from models.audit import AuditEntry
from models.base import Base
from models.call_outs import CallOut, ClosingWords, Invitation
from models.certificates import Certificate
from models.consents import GuardianConsent
from models.conversations import Conversation
from models.corps import CorpsInterest, Membership
from models.corps_calls import CorpsCall
from models.emergencies import Emergency, HelpRequest, PassedRequest
from models.groups import Group, GroupMember
from models.informing import InformationShown
from models.outbox import OutboxRow, PostedCard
from models.people import Person
from models.privacy import NoticeShown
from models.provincial_phases import ProvincialPhase
from models.remarks import Remark
from models.roles import RoleGrant, RoleInvite
from models.rota import Duty, RotaException, RotaShift, RotaSwap
from services.rules.availability import DAYS, DayPart, has
from services.rules.skills import from_bits


class Fate(StrEnum):
    """What becomes of the row when the person is erased; the foreign key does the same, whoever deletes."""

    GOES = "goes"  # the row is deleted
    NAMELESS = "nameless"  # the row stays, and is nobody's


@dataclass(frozen=True)
class Holding:
    """Rows whose `column` is the person's id, or the id of their chat.

    `secret` columns are left out of what they get, and so are the ids of other people. `more` adds what makes a row
    understandable by itself.
    """

    name: str
    column: InstrumentedAttribute[Any]
    fate: Fate
    secret: frozenset[str] = frozenset()
    more: Callable[[Any], Mapping[str, object]] = field(default=lambda _row: {})

    @property
    def table(self) -> type[Base]:
        table: type[Base] = self.column.parent.class_
        return table

    @property
    def by_chat(self) -> bool:
        """Whether it is found by Telegram's id, which no foreign key follows."""
        return self.column.key in ("telegram_id", "chat_id")


def _about_person(person: Person) -> dict[str, object]:
    slots = [f"{day + 1}-{part.name.lower()}" for day in range(DAYS) for part in DayPart
             if has(person.availability, day, part)]  # fmt: skip
    return {
        "skills": [str(code) for code in from_bits(person.skill_bits)],
        "available": slots,  # the day of the week, Monday being 1, and the part of it
        "municipality": person.municipality.name_nl if person.municipality else None,
        "corps": person.corps.municipality.name_nl if person.corps else None,
    }


def _about_request(request: HelpRequest) -> dict[str, object]:
    return {
        "what": request.what,
        "municipality": request.municipality.name_nl,
        "starts_at": request.starts_at,
        "ends_at": request.ends_at,
    }


def _about_invitation(invitation: Invitation) -> dict[str, object]:
    task = invitation.task.name if invitation.task else None
    return {**_about_request(invitation.call_out.help_request), "task": task}


def _about_remark(remark: Remark) -> dict[str, object]:
    return _about_request(remark.invitation.call_out.help_request) if remark.invitation else {}


def _place(held: RoleGrant | RoleInvite) -> dict[str, object]:
    return {"municipality": held.municipality.name_nl if held.municipality else None}


def _about_message(message: InboxMessage) -> dict[str, object]:
    return {"about": message.announcement.text}


def _town(row: Emergency | HelpRequest) -> dict[str, object]:
    return {"municipality": row.municipality.name_nl}


def _about_group(row: GroupMember) -> dict[str, object]:
    return {"group": row.group.name}


def _to_whom(said: Announcement) -> dict[str, object]:
    if said.call_out:
        return {**_about_request(said.call_out.help_request), "to": said.audience}
    return {"corps": said.corps.municipality.name_nl if said.corps else None}


def _corps(row: Membership | Group | CorpsCall) -> dict[str, object]:
    return {"corps": row.corps.municipality.name_nl}


# Of a certificate that somebody else sent, whoever checked it gets to see only when they did.
OF_WHOM_IT_IS = frozenset(column.key for column in Certificate.__table__.columns) - {"decided_at", "decided_by_id"}

# Of consent that somebody recorded for a minor they get to see only that they did, and when.
OF_THE_MINOR = frozenset(column.key for column in GuardianConsent.__table__.columns) - {"answered_at", "recorded_by_id"}

HOLDINGS: Sequence[Holding] = (
    Holding("person", Person.telegram_id, Fate.GOES, more=_about_person),
    Holding("memberships", Membership.person_id, Fate.GOES, more=_corps),
    Holding("corps_awaited", CorpsInterest.person_id, Fate.GOES),
    Holding("groups", GroupMember.person_id, Fate.GOES, more=_about_group),
    Holding("groups_led", Group.leader_id, Fate.NAMELESS, frozenset({"token"}), more=_corps),
    Holding("guardians", GuardianConsent.person_id, Fate.GOES, frozenset({"token_hash"})),
    Holding("consents_recorded", GuardianConsent.recorded_by_id, Fate.NAMELESS, OF_THE_MINOR),
    Holding("certificates", Certificate.person_id, Fate.GOES, frozenset({"file_id", "album"})),
    Holding("certificates_checked", Certificate.decided_by_id, Fate.NAMELESS, OF_WHOM_IT_IS),
    Holding("roles", RoleGrant.person_id, Fate.GOES, more=_place),
    Holding("roles_taken_back", RoleGrant.revoked_by_id, Fate.NAMELESS, more=_place),
    Holding("invites_made", RoleInvite.created_by_id, Fate.GOES, frozenset({"token_hash"}), more=_place),
    Holding("invites_used", RoleInvite.used_by_id, Fate.NAMELESS, frozenset({"token_hash"}), more=_place),
    Holding("call_outs", Invitation.person_id, Fate.NAMELESS, more=_about_invitation),
    Holding("remarks", Remark.person_id, Fate.GOES, more=_about_remark),
    Holding("closing_words", ClosingWords.person_id, Fate.NAMELESS),
    Holding("call_outs_launched", CallOut.launched_by_id, Fate.NAMELESS,
            more=lambda call_out: _about_request(call_out.help_request)),
    Holding("provincial_phases_declared", ProvincialPhase.declared_by_id, Fate.NAMELESS),
    Holding("provincial_phases_ended", ProvincialPhase.ended_by_id, Fate.NAMELESS),
    Holding("corps_withheld", CorpsCall.withheld_by_id, Fate.NAMELESS, more=_corps),
    Holding("emergencies_in_charge", Emergency.in_charge_id, Fate.NAMELESS, more=_town),
    Holding("emergencies_on_site", Emergency.on_site_id, Fate.NAMELESS, more=_town),
    Holding("requests_made", HelpRequest.requester_id, Fate.NAMELESS, more=_town),
    Holding("requests_taken_over", HelpRequest.taken_by_id, Fate.NAMELESS, more=_town),
    Holding("requests_passed", PassedRequest.person_id, Fate.GOES),
    Holding("rota_shifts", RotaShift.person_id, Fate.GOES),
    Holding("rota_exceptions", RotaException.person_id, Fate.NAMELESS),
    Holding("swaps_asked", RotaSwap.from_id, Fate.GOES),
    Holding("swaps_offered", RotaSwap.to_id, Fate.GOES),
    Holding("duties", Duty.person_id, Fate.GOES),
    Holding("announcements", Announcement.author_id, Fate.GOES, more=_to_whom),
    Holding("messages_written", InboxMessage.from_id, Fate.GOES, more=_about_message),
    Holding("messages_received", InboxMessage.to_id, Fate.GOES, more=_about_message),
    Holding("rights_told", InformationShown.person_id, Fate.GOES),
    Holding("privacy_notices", NoticeShown.person_id, Fate.GOES),
    Holding("acts", AuditEntry.actor_id, Fate.NAMELESS, frozenset({"subject_id"})),  # which may be somebody else's
    Holding("form", Conversation.telegram_id, Fate.GOES),
    Holding("messages_waiting", OutboxRow.person_id, Fate.GOES),
    Holding("replies_waiting", OutboxRow.chat_id, Fate.GOES),
    Holding("cards", PostedCard.chat_id, Fate.GOES),
)  # fmt: skip
