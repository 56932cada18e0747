"""All routers in the order in which they look at an update."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from aiogram import Dispatcher

from handlers import (
    announcements,
    arrivals,
    assignments,
    boards,
    call_out_messages,
    call_outs,
    certificate_checks,
    certificates,
    closing,
    corps,
    corps_calls,
    erasing,
    escalation,
    group_joining,
    group_leaders,
    group_removing,
    groups,
    guardians,
    help_requests,
    home,
    inbox,
    invites,
    late_answers,
    launch,
    looks,
    minors,
    pauses,
    personal_data,
    privacy,
    profile,
    provincial_phases,
    remarks,
    request_edits,
    request_roles,
    rota,
    rota_planning,
    rota_swaps,
    standing_reserves,
    start,
    teams,
    test_alarms,
    timeline,
    volunteers_act,
)
from handlers.forms.form import Form
from handlers.forms.router import form_router
from handlers.forms.way_back import WayBack
from handlers.sign_up import sign_up_form
from handlers.signatures import signature_form

FORMS: Final[tuple[Form[Any], ...]] = (
    sign_up_form,
    profile.profile_form,
    pauses.pause_form,
    invites.contact_form,
    groups.group_form,
    help_requests.request_form,
    request_edits.edit_form,
    assignments.assign_form,
    call_out_messages.message_form,
    corps.choice.form,
    teams.choice.form,
    teams.invite_form,
    announcements.choice.form,
    announcements.announce_form,
    inbox.answer_form,
    certificates.certificate_form,
    certificate_checks.confirm_form,
    certificate_checks.decline_form,
    rota.choice.form,
    rota_planning.shift_form,
    rota_swaps.swap_form,
    signature_form,
    provincial_phases.phase_form,
    arrivals.arrival_form,
    closing.closing_form,
)


@cache
def dispatcher() -> Dispatcher:
    """Aiogram's dispatcher as a router only: our own intake feeds it, our own database holds the conversations.

    It holds no state, and a router can be put into one dispatcher only; so there is one a process.
    """
    root = Dispatcher(disable_fsm=True)
    way_back = WayBack(*FORMS)
    root.message.outer_middleware(way_back)
    root.message.outer_middleware(volunteers_act.informed)
    root.callback_query.outer_middleware(way_back)
    root.include_routers(
        group_joining.router,
        groups.router,
        certificates.router,
        start.router,
        invites.router,
        guardians.router,
        home.router,
        privacy.router,
        profile.router,
        personal_data.router,
        erasing.router,
        pauses.router,
        test_alarms.router,
        volunteers_act.router,
        call_outs.router,
        arrivals.router,
        remarks.router,
        late_answers.router,
        group_leaders.router,
        group_removing.router,
        help_requests.router,
        request_edits.router,
        request_roles.router,
        launch.router,
        rota.router,
        boards.router,
        looks.router,
        assignments.router,
        timeline.router,
        call_out_messages.router,
        escalation.router,
        closing.router,
        corps.router,
        corps_calls.router,
        standing_reserves.router,
        provincial_phases.router,
        minors.router,
        teams.router,
        announcements.router,
        inbox.router,
        certificate_checks.router,
        form_router(*FORMS),
        remarks.bare,
        home.fallback,
    )
    return root
