"""For which municipality, province or all of Flanders: asked of whoever has a role in more than one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cached_property

from handlers.forms import runner
from handlers.forms.answers import Answer, Choice, Words
from handlers.forms.form import Accepted, Draft, Form, NotUnderstood, Read, Step
from handlers.staff import person_in
from handlers.visit import Visit
from messages import areas as words
from messages.card import Card, Reply, reply
from messages.staff import not_for
from models.people import Person
from models.reference import Municipality
from models.roles import Role
from services.areas import Area, code_of, municipalities_for, read_area, wider_areas

MOST_BUTTONS = 8  # whoever has more municipalities types the name


class AreaDraft(Draft):
    area: str = ""  # see services.areas.code_of


@dataclass(frozen=True)
class AreaChoice:
    """The question as a form of its own, then what `show` answers; with `wider` for provinces and Flanders too."""

    name: str
    roles: tuple[Role, ...]
    show: Callable[[Area, Visit], Awaitable[Reply]]
    wider: bool = False

    async def open(self, visit: Visit, person: Person) -> Reply:
        """Goes straight on where there is only one area to choose."""
        towns = await municipalities_for(visit.db, person, self.roles, 2)
        if len(towns) == 1 and not await self._wider(visit):
            return await self.show(Area(nis=towns[0].nis), visit)
        return await runner.start(self.form, AreaDraft(), visit)

    @cached_property
    def form(self) -> Form[AreaDraft]:
        return Form(
            name=self.name,
            draft=AreaDraft,
            steps=(Step(words.STEP, self._ask, self._read),),
            finish=self._finish,
            stopped=words.stopped,
        )

    async def _wider(self, visit: Visit) -> list[Area]:
        return await wider_areas(visit.db, person_in(visit), self.roles) if self.wider else []

    async def _ask(self, _draft: AreaDraft, visit: Visit) -> Card:
        towns = await municipalities_for(visit.db, person_in(visit), self.roles, MOST_BUTTONS + 1)
        return words.ask_area(self.name, towns if len(towns) <= MOST_BUTTONS else (), await self._wider(visit))

    async def _read(self, answer: Answer, draft: AreaDraft, visit: Visit) -> Read[AreaDraft]:
        if isinstance(answer, Choice) and (area := await read_area(visit.db, answer.value)) and area.nis is None:
            return Accepted(draft.model_copy(update={"area": code_of(area)}))
        town = await town_meant(answer, visit, self.roles, self.name)
        if isinstance(town, NotUnderstood):
            return town
        return Accepted(draft.model_copy(update={"area": code_of(Area(nis=town.nis))}))

    async def _finish(self, draft: AreaDraft, visit: Visit) -> Reply:
        area = await read_area(visit.db, draft.area)
        return await self.show(area, visit) if area else reply(words.not_in_flanders())


async def town_meant(answer: Answer, visit: Visit, roles: tuple[Role, ...], form: str) -> Municipality | NotUnderstood:
    """The municipality that was tapped or typed, if they hold one of the roles for it."""
    found = _towns_meant(answer, visit)
    if not found:
        return NotUnderstood(words.no_such_municipality())
    match await municipalities_for(visit.db, person_in(visit), roles, len(found), among=found):
        case []:
            return NotUnderstood(not_for(next(iter(found.values()))))
        case [town]:
            return town
        case several:
            return NotUnderstood(words.which_municipality(form, several))


def _towns_meant(answer: Answer, visit: Visit) -> dict[int, str]:
    """REFNIS codes and names."""
    match answer:
        case Words(text):
            return {match.nis: match.shown_name for match in visit.places.find(text)}
        case Choice(value) if value.isdecimal() and len(value) <= 5:
            return {int(value): value}
        case _:
            return {}
