"""What is said about a corps, its groups, its roles, and what people write to each other."""

from __future__ import annotations

from messages import announcements, corps, group_endings, group_removing, groups, inbox, revoking
from messages.card import Card
from messages.wording import Wording, by_night
from services import announcements as announced
from services import inbox as written
from services import loading


async def founded(corps_id: int, at: Wording) -> Card | None:
    found = await loading.corps(at.db, corps_id)
    return corps.founded(found, at.now) if found else None


async def role_revoked(grant_id: int, at: Wording) -> Card | None:
    grant = await loading.grant(at.db, grant_id)
    if grant is None:
        return None
    by = await loading.person(at.db, grant.revoked_by_id) if grant.revoked_by_id else None
    return revoking.role_taken_back(grant, by, at.now)


async def announcement(announcement_id: int, at: Wording) -> Card | None:
    found = await announced.by_id(at.db, announcement_id)
    return by_night(announcements.announcement(found), at) if found else None


async def inbox_message(message_id: int, at: Wording) -> Card | None:
    found = await written.by_id(at.db, message_id)
    return by_night(inbox.message(found), at) if found else None


async def group(group_id: int, at: Wording) -> Card | None:
    seen = await loading.group_led(at.db, at.person_id, group_id)
    return groups.group(seen, at.start_link(seen.payload)) if seen else None


async def group_led(group_id: int, at: Wording) -> Card | None:
    seen = await loading.group_led(at.db, at.person_id, group_id)
    return group_endings.now_led(seen.group) if seen else None


async def group_dissolved(group_id: int, at: Wording) -> Card | None:
    found = await loading.group(at.db, group_id)
    return group_endings.was_dissolved(found) if found else None


async def group_removed(group_id: int, at: Wording) -> Card | None:
    found = await loading.group(at.db, group_id)
    return group_removing.was_removed(found) if found else None
