"""The sign-up as a whole."""

from __future__ import annotations

from handlers.contact import name_step, phone_step
from handlers.forms import runner
from handlers.forms.form import Form
from handlers.sign_up.birth import birth_step
from handlers.sign_up.draft import PersonDraft
from handlers.sign_up.emergency_contact import emergency_steps
from handlers.sign_up.home import corps_step, town_step, which_town_step
from handlers.sign_up.offer import offer_steps
from handlers.sign_up.summary import finish, summary_step
from handlers.visit import Visit
from messages.card import Reply
from messages.privacy import PRIVACY_VERSION
from messages.sign_up import FORM, stopped, subject
from services import corps

sign_up_form: Form[PersonDraft] = Form(
    name=FORM,
    draft=PersonDraft,
    steps=(
        birth_step,
        name_step(),
        phone_step(),
        town_step,
        which_town_step,
        corps_step,
        *offer_steps,
        *emergency_steps,
        summary_step,
    ),
    finish=finish,
    stopped=stopped,
    subject=subject,
)


async def begin(language: str, corps_slug: str, visit: Visit) -> Reply:
    """The first question, after the privacy notice; whoever is on the way already stays where they are."""
    noticed = {"language": language, "privacy_version": PRIVACY_VERSION, "privacy_shown_at": visit.now}
    if await runner.bring_up(sign_up_form, visit):
        step, draft = runner.standing(sign_up_form, visit)
        return await runner.start(sign_up_form, draft.model_copy(update=noticed), visit, step.name)
    linked = await corps.by_slug(visit.db, corps_slug) if corps_slug else None
    draft = PersonDraft.model_validate({**noticed, "near_corps": linked.id if linked else None})
    return await runner.start(sign_up_form, draft, visit)
