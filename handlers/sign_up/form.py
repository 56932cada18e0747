"""The sign-up as a whole."""

from __future__ import annotations

from handlers.forms import runner
from handlers.forms.form import Form
from handlers.forms.standing import bring_up, standing
from handlers.sign_up.draft import PersonDraft
from handlers.sign_up.questions import questions
from handlers.sign_up.rights import rights_step
from handlers.sign_up.summary import finish, summary_step
from handlers.visit import Visit
from messages.card import Reply
from messages.privacy import PRIVACY_VERSION
from messages.sign_up import FORM, stopped, subject
from services import corps

sign_up_form: Form[PersonDraft] = Form(
    name=FORM,
    draft=PersonDraft,
    steps=(*questions, rights_step, summary_step),
    finish=finish,
    stopped=stopped,
    subject=subject,
)


async def begin(language: str, corps_slug: str, visit: Visit) -> Reply:
    """The first question, after the privacy notice; whoever is on the way already stays where they are."""
    noticed = {"language": language, "privacy_version": PRIVACY_VERSION, "privacy_shown_at": visit.now}
    if await bring_up(sign_up_form, visit):
        step, draft = standing(sign_up_form, visit)
        return await runner.start(sign_up_form, draft.model_copy(update=noticed), visit, step.name)
    linked = await corps.by_slug(visit.db, corps_slug) if corps_slug else None
    draft = PersonDraft.model_validate({**noticed, "near_corps": linked.id if linked else None})
    return await runner.start(sign_up_form, draft, visit)
