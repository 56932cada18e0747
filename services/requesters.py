"""Whose request it is: whoever raised it; where a coordinator did so by phone, the municipality's people too."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from models.emergencies import HelpRequest
from models.roles import Role
from services.authority import reachable_holders


async def whose(db: AsyncSession, request: HelpRequest) -> list[int]:
    """Ids of those who hear how it goes, nobody twice; whoever was erased isn't among them."""
    raised = [request.requester_id] if request.requester_id else []
    if not request.on_behalf:
        return raised
    appointed = await reachable_holders(db, Role.REQUESTER, request.municipality)
    return list(dict.fromkeys([*raised, *(person.id for person in appointed)]))
