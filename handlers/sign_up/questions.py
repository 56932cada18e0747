"""The questions about a volunteer, in order: the sign-up asks all of them, the profile one at a time."""

from __future__ import annotations

from typing import Final

from handlers.contact import name_step, phone_step
from handlers.forms.form import Step
from handlers.sign_up.birth import birth_step
from handlers.sign_up.certificate import certificate_step
from handlers.sign_up.draft import PersonDraft
from handlers.sign_up.emergency_contact import emergency_steps
from handlers.sign_up.home import corps_step, town_step, which_town_step
from handlers.sign_up.offer import offer_steps

questions: Final[tuple[Step[PersonDraft], ...]] = (
    birth_step,
    name_step(),
    phone_step(),
    town_step,
    which_town_step,
    corps_step,
    *offer_steps,
    *emergency_steps,
    certificate_step,
)
