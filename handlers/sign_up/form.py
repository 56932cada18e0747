"""The sign-up as a whole."""

from __future__ import annotations

from handlers.forms import runner
from handlers.forms.form import Form
from handlers.forms.standing import bring_up, is_readable, keep, standing
from handlers.sign_up.draft import PersonDraft
from handlers.sign_up.questions import questions
from handlers.sign_up.rights import rights_step
from handlers.sign_up.summary import finish, summary_step
from handlers.visit import Visit
from messages.card import Reply
from messages.privacy import version_in
from messages.sign_up import FORM, stopped, subject
from services import corps, groups

sign_up_form: Form[PersonDraft] = Form(
    name=FORM,
    draft=PersonDraft,
    steps=(*questions, rights_step, summary_step),
    finish=finish,
    stopped=stopped,
    subject=subject,
)


async def begin(language: str, corps_slug: str, visit: Visit) -> Reply:
    """`corps_slug` is the payload of the link by which they came: a corps' or a group's.

    The first question, after the privacy notice; whoever is on the way already stays where they are.
    """
    noticed = {"language": language, "privacy_version": version_in(language), "privacy_shown_at": visit.now}
    if await bring_up(sign_up_form, visit):
        step, draft = standing(sign_up_form, visit)
        return await runner.start(sign_up_form, draft.model_copy(update=noticed), visit, step.name)
    group = await groups.by_payload(visit.db, corps_slug)
    linked = group.corps if group else await corps.by_slug(visit.db, corps_slug) if corps_slug else None
    came_by = {"near_corps": linked.id if linked else None, "group": corps_slug if group else ""}
    return await runner.start(sign_up_form, PersonDraft.model_validate({**noticed, **came_by}), visit)


async def take_along(group_payload: str, visit: Visit) -> Reply | None:
    """Whoever is signing up stays where they are, and joins that group at the end; None for anybody else."""
    if not await bring_up(sign_up_form, visit) or not is_readable(sign_up_form, visit):
        return None
    step, draft = standing(sign_up_form, visit)
    await keep(sign_up_form, step, draft.model_copy(update={"group": group_payload}), visit)
    return await runner.resume(sign_up_form, visit)
