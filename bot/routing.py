"""All routers in the order in which they look at an update."""

from __future__ import annotations

from functools import cache

from aiogram import Dispatcher

from handlers import (
    announcements,
    assignments,
    boards,
    call_outs,
    closing,
    corps,
    escalation,
    help_requests,
    home,
    inbox,
    invites,
    launch,
    request_edits,
    start,
    teams,
)
from handlers.forms.router import form_router
from handlers.sign_up import sign_up_form


@cache
def dispatcher() -> Dispatcher:
    """Aiogram's dispatcher as a router only: our own intake feeds it, our own database holds the conversations.

    It holds no state, and a router can be put into one dispatcher only; so there is one a process.
    """
    root = Dispatcher(disable_fsm=True)
    root.include_routers(
        start.router,
        invites.router,
        home.router,
        call_outs.router,
        help_requests.router,
        request_edits.router,
        launch.router,
        boards.router,
        assignments.router,
        escalation.router,
        closing.router,
        corps.router,
        teams.router,
        announcements.router,
        inbox.router,
        form_router(
            sign_up_form,
            invites.contact_form,
            help_requests.request_form,
            request_edits.edit_form,
            assignments.assign_form,
            corps.choice.form,
            teams.choice.form,
            teams.invite_form,
            announcements.choice.form,
            announcements.announce_form,
            inbox.answer_form,
        ),
        home.fallback,
    )
    return root
