"""Being erased: what it means, what holds it up, and the last word."""

from __future__ import annotations

from datetime import datetime

from messages.buttons import EraseButton, MyDataButton
from messages.card import Button, Card, button
from messages.formats import first_name, listing
from messages.html import Html, fill, lines, paragraphs
from messages.language import _, mark
from messages.menus import slash
from models.people import Person
from services.commitments import Commitment, Tie
from services.erasure import Cause, Held

TIES = {
    Tie.DEPLOYED: mark(
        "You come to <b>{about}</b>, or helped there and it isn't over yet. People count on you, and your name is what "
        "insures you. Can't you come? Tap <b>I can't come after all</b> on its card."
    ),
    Tie.ASKING: mark("You asked for help for <b>{about}</b>. Whoever comes must be able to reach you."),
    Tie.LEADING: mark(
        "You lead <b>{about}</b>. End it first, with {close}. Or hand it over: a colleague takes back your role as a "
        "coordinator, with {team}, and takes over."
    ),
    Tie.LAST_ADMINISTRATOR: mark(
        "You are the only administrator for all of Flanders. Invite another one first, with {team}."
    ),
}


def explained() -> Card:
    """What goes, what stays without a name, and what nobody can take back."""
    text = paragraphs(
        Html(_("🗑 <b>Do you want to be erased?</b>")),
        Html(
            _(
                "<b>This goes, at once and for good:</b> your profile, your corps, your roles, your name on all "
                "call-outs, what you announced and wrote to others, what you are filling in, and what still waits to "
                "be sent."
            )
        ),
        Html(
            _(
                "<b>This stays, without your name:</b> that somebody came to a call-out, and when; requests for help; "
                "and what was done in a role. Nobody can see any more that it was you."
            )
        ),
        Html(
            _(
                "<b>This can't be taken back:</b> what stands on the phones of others, and in this chat until you "
                "delete it. What was reported to the insurer stays there as long as the law asks."
            )
        ),
        fill(
            _(
                "Did you have an accident that nobody reported yet? <b>Report it first</b>: afterwards I can't show "
                "that you were there. {mydata} gives you a file that does."
            ),
            mydata=slash("mydata"),
        ),
    )
    go_on = button(_("🗑 Go on"), EraseButton(act="go_on"))
    return Card(text, rows=((button(_("📄 All my data"), MyDataButton()),), (go_on, _stay())))


def sure(person: Person, now: datetime) -> Card:
    """The last question; its button is worth something for a while only."""
    text = fill(
        _(
            "🗑 <b>Are you sure, {name}?</b>\nThis can't be undone. Afterwards I don't know you any more, and you get "
            "no call-outs."
        ),
        name=first_name(person.name),
    )
    yes = button(_("🗑 Yes, erase me for good"), EraseButton(act="sure", asked_at=int(now.timestamp())))
    return Card(text, rows=((yes,), (_stay(),)))


def _stay() -> Button:
    return button(_("No, I stay"), EraseButton(act="stay"))


def held(seen: Held) -> Card:
    """What holds them, and that it can be done after that; or that it will be."""
    ties = [_tie(commitment) for commitment in seen.commitments]
    if seen.wished:
        head = _("⏳ <b>You are erased as soon as this is over.</b> Until then you get no new call-outs.")
        after = button(_("Stay after all"), EraseButton(act="stay"))
        return Card(paragraphs(Html(head), *ties), rows=((after,),))
    head = _("⏳ <b>I can't erase you yet.</b>")
    if not seen.may_wait:
        then = fill(_("Then tap {erase} again."), erase=slash("erase"))
        return Card(paragraphs(Html(head), *ties, then))
    offer = _(
        "Shall I do it as soon as that is over? Until then you get no new call-outs, and you can change your mind."
    )
    later = button(_("⏳ Erase me after that"), EraseButton(act="later"))
    return Card(paragraphs(Html(head), *ties, Html(offer)), rows=((later,), (_stay(),)))


def leaving() -> Html:
    """Where they look for how they stand."""
    text = _("⏳ You are erased as soon as what you promised is over, and get no new call-outs. Tap {erase} to see it.")
    return fill(text, erase=slash("erase"))


def _tie(commitment: Commitment) -> Html:
    about = listing(list(commitment.about))
    return fill(f"• {_(TIES[commitment.tie])}", about=about, close=slash("close"), team=slash("team"))


def stays(*, wished: bool) -> Card:
    """They changed their mind; `wished`: they were to be erased later."""
    back = _("👍 <b>You stay.</b> You get call-outs as before.")
    return Card(Html(back if wished else _("👍 <b>You stay.</b> Nothing was changed.")))


def erased(cause: Cause) -> Card:
    """The last word, to a chat that nobody here knows any more."""
    why = _("I hadn't heard from you for a long time, and asked you several times.") if cause is Cause.SILENCE else ""
    return Card(
        paragraphs(
            lines(Html(_("✅ <b>You are erased.</b> I don't know you any more.")), why),
            fill(
                _(
                    "Thank you for having stood ready. You can delete this chat now. Want to come back one day? "
                    "Tap {start}."
                ),
                start=slash("start"),
            ),
        )
    )


def nothing_to_erase() -> Card:
    """To a stranger: nothing is kept of them, a form that they began neither, from now on."""
    return Card(Html(_("I know nothing about you. If you were filling something in, that is gone too.")))
