"""Two coordinators change shifts: one asks, the other accepts, and before that nothing changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.people import Person
from models.rota import Reason, Rota, RotaSwap, SwapState
from services import rota as rotas
from services import rota_watch
from services.areas import Area
from services.audit import record
from services.authority import NotAllowed
from services.notices import Notice, say
from services.policy import Policy
from services.rota_plans import CannotBeOnCall, lay_over
from services.rules.rota import Span

MOST_SHIFTS = 8  # to choose from, the next ones


@dataclass(frozen=True)
class Asked:
    swap: RotaSwap


@dataclass(frozen=True)
class NotTheirShift:
    """That time is no longer, or not yet, a shift of whoever is to give it away."""


@dataclass(frozen=True)
class Answered:
    """`swap.state` says how."""

    swap: RotaSwap


async def shifts_of(db: AsyncSession, area: Area, who: int, now: datetime, policy: Policy) -> Sequence[Span]:
    """Their next shifts in that area's rota; of one that runs, what is left."""
    rota = await rotas.rota_of(db, area)
    spans = await rotas.turns(db, rota, now, policy.rota.shows_ahead, policy) if rota else ()
    own = [span for span in spans if span.who == who and span.end > now]
    return [Span(who, max(span.start, now), span.end) for span in own[:MOST_SHIFTS]]


async def colleagues(db: AsyncSession, area: Area, person: Person) -> list[Person]:
    """Who else can be on call there."""
    return [each for each in await rotas.coordinators(db, area) if each.id != person.id]


async def ask(
    db: AsyncSession, person: Person, area: Area, to: int, mine: Span, back: Span | None, now: datetime, policy: Policy
) -> Asked | NotTheirShift | CannotBeOnCall | NotAllowed:
    """Asks a colleague to take a shift, for one of theirs or for nothing."""
    if not await rotas.may_be_on_call(db, person, area):
        return NotAllowed()
    if to not in {each.id for each in await colleagues(db, area, person)}:
        return CannotBeOnCall()
    rota = await rotas.rota_for(db, area, now)
    if not await _holds(db, rota, person.id, mine, now, policy) or not await _holds(db, rota, to, back, now, policy):
        return NotTheirShift()
    swap = RotaSwap(
        rota_id=rota.id, from_id=person.id, to_id=to, starts_at=mine.start, ends_at=mine.end,
        back_starts_at=back.start if back else None, back_ends_at=back.end if back else None,
        state=SwapState.ASKED, asked_at=now,
    )  # fmt: skip
    db.add(swap)
    await db.flush()
    await db.refresh(swap)
    record(db, person.id, "swap_asked", "rota", rota.id, now, swap=swap.id)
    await say(db, to, Notice.SWAP_ASKED, swap.id, now)
    return Asked(swap)


async def _holds(db: AsyncSession, rota: Rota, who: int, span: Span | None, now: datetime, policy: Policy) -> bool:
    """Whether all that is left of that time is theirs; of no time it is."""
    if span is None:
        return True
    spans = await rotas.turns(db, rota, now, policy.rota.shows_ahead, policy)
    start = max(span.start, now)
    return start < span.end and any(each.who == who and each.start <= start and span.end <= each.end for each in spans)


async def swap_of(db: AsyncSession, swap_id: int) -> RotaSwap | None:
    """The swap with the rota, held until the end of the transaction."""
    found = await db.get(RotaSwap, swap_id)
    if found is None:
        return None
    await db.execute(select(Rota.id).where(Rota.id == found.rota_id).with_for_update())
    await db.refresh(found)
    return found


async def answer(
    db: AsyncSession, person: Person, swap_id: int, now: datetime, policy: Policy, *, accepts: bool
) -> Answered | NotAllowed:
    """Whoever was asked accepts or declines; both shifts change hands at once, if they are still as they were."""
    swap = await swap_of(db, swap_id)
    if swap is None or swap.to_id != person.id:
        return NotAllowed()
    if swap.state is not SwapState.ASKED:
        return Answered(swap)
    swap.state, swap.answered_at = await _outcome(db, swap, now, policy, accepts=accepts), now
    await db.flush()
    if swap.state is SwapState.ACCEPTED:
        await _change_hands(db, swap, now, policy)
    record(db, person.id, f"swap_{swap.state}", "rota", swap.rota_id, now, swap=swap.id)
    await say(db, swap.from_id, Notice.SWAP_ANSWERED, swap.id, now)
    return Answered(swap)


async def _outcome(db: AsyncSession, swap: RotaSwap, now: datetime, policy: Policy, *, accepts: bool) -> SwapState:
    if not accepts:
        return SwapState.DECLINED
    able = {each.id for each in await rotas.coordinators(db, await rotas.area_of(db, swap.rota))}
    still = (
        {swap.from_id, swap.to_id} <= able
        and await _holds(db, swap.rota, swap.from_id, given(swap), now, policy)
        and await _holds(db, swap.rota, swap.to_id, back(swap), now, policy)
    )
    return SwapState.ACCEPTED if still else SwapState.LAPSED


def given(swap: RotaSwap) -> Span:
    """The shift that whoever asked gives away."""
    return Span(swap.from_id, swap.starts_at, swap.ends_at)


def back(swap: RotaSwap) -> Span | None:
    """The shift that they get for it."""
    if swap.back_starts_at is None or swap.back_ends_at is None:
        return None
    return Span(swap.to_id, swap.back_starts_at, swap.back_ends_at)


async def _change_hands(db: AsyncSession, swap: RotaSwap, now: datetime, policy: Policy) -> None:
    lay_over(db, swap.rota, swap.to_id, given(swap), Reason.SWAP, now)
    if in_return := back(swap):
        lay_over(db, swap.rota, swap.from_id, in_return, Reason.SWAP, now)
    await db.flush()
    await rota_watch.look(db, swap.rota, now, policy, awake=swap.to_id)
