"""Those who come, by name, and one of them in detail: for those who coordinate."""

from __future__ import annotations

from messages.boards import title, to_board
from messages.buttons import ComerButton, ComersButton
from messages.card import Card, button
from messages.emergency_contact import contact_text
from messages.formats import ZONE, name_of, number_text
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from messages.lists import numbered, turning
from messages.skills import skill_names
from models.people import Person
from services.looks import Comer, Comers
from services.phones import readable
from services.rules.age import is_minor


def comers(seen: Comers) -> Card:
    """A page of names; a number leads to the details."""
    call_out, page = seen.call_out, seen.page
    heading = fill("<b>{title}</b>", title=title(call_out))
    if not page.total:
        return Card(lines(heading, Html(_("Nobody is coming yet."))), rows=((to_board(call_out),),))
    names = [
        fill("{number}. {name}", number=number, name=name_of(invited.person))
        for number, invited in enumerate(page.items, start=page.first)
    ]
    of_all = fill(_("✅ <b>Coming</b> ({number})"), number=number_text(page.total))
    hint = Html(_("Tap a number for phone, skills and emergency contact. I note who looked."))
    rows = (
        *numbered(page, lambda invited: ComerButton(act="show", invitation=invited.id, page=page.number)),
        *turning(page, lambda number: ComersButton(call_out=call_out.id, page=number), to_board(call_out)),
    )
    return Card(paragraphs(heading, lines(of_all, *names), hint), rows=rows)


def comer(seen: Comer, page: int) -> Card:
    """Who it is and how to reach them; the emergency contact is one more tap away."""
    invited, person = seen.invitation, seen.person
    back = button(_("⬅️ Who comes"), ComersButton(call_out=invited.call_out_id, page=page))
    ask = button(emergency_contact_label(), ComerButton(act="contact", invitation=invited.id, page=page))
    text = paragraphs(
        lines(fill("<b>{name}</b>", name=person.name), fill("{title}", title=title(invited.call_out))),
        lines(
            fill(_("☎ {phone}"), phone=readable(person.phone)) if person.phone else Html(_("☎ no number known")),
            _age(seen),
            fill(_("Good at: {skills}"), skills=skill_names(person.skill_bits)),
            fill(_("📋 Task: {task}"), task=invited.task.name) if invited.task else "",
        ),
        emergency_contact(person) if seen.with_contact else "",
    )
    return Card(text, rows=((back,),) if seen.with_contact else ((ask,), (back,)))


def _age(seen: Comer) -> Html:
    """On the day of the help; no more than what tasks depend on."""
    born, starts_at = seen.person.birth_date, seen.invitation.call_out.help_request.starts_at
    minor = born is not None and is_minor(born, starts_at.astimezone(ZONE).date())
    return Html(_("⚠️ Under 18") if minor else _("18 or older"))


def emergency_contact_label() -> str:
    """The button that shows whom to call."""
    return _("🆘 Emergency contact")


def emergency_contact(person: Person) -> Html:
    """Whom to call if something happens to them."""
    contact = contact_text(person.emergency_name, person.emergency_phone)
    return fill(_("🆘 <b>If something happens to them, call:</b> {contact}"), contact=contact)


def not_deployed() -> str:
    """A toast, when it is too late to look."""
    return _("They don't come any more, or the emergency is over. So I no longer show how to reach them.")
