"""Consent for minors: what the minor reads, and what the parent or guardian who opens their link does."""

from __future__ import annotations

from datetime import datetime

from messages.buttons import ConsentButton, GuardianButton
from messages.card import Button, Card, button
from messages.formats import ZONE, first_name, long_date, municipality_name
from messages.forms import choice
from messages.html import Html, fill, lines, paragraphs
from messages.language import LANGUAGES, _, mark
from models.consents import ConsentState, GuardianConsent, Relation
from models.people import Person
from services.consents import Standing
from services.policy import Policy

FORM = "guardian"
RELATION, DECIDE = "relation", "decide"
YES, NO = "yes", "no"
RELATIONS = {
    Relation.PARENT: mark("mother or father"),
    Relation.GUARDIAN: mark("guardian"),
    Relation.OTHER: mark("responsible in another way"),
}
WHY_MISSING = {
    ConsentState.ASKED: mark("⏳ <b>You get no call-outs yet.</b> A parent or guardian must agree first."),
    ConsentState.REFUSED: mark("⏳ <b>You get no call-outs.</b> Your parent or guardian didn't agree."),
    ConsentState.WITHDRAWN: mark("⏳ <b>You get no call-outs any more.</b> Your parent or guardian no longer agrees."),
}


def why_missing(standing: Standing) -> Html:
    """Why a minor gets no call-outs; empty where that isn't the reason."""
    if not standing.missing:
        return Html("")
    return Html(_(WHY_MISSING[standing.latest.state if standing.latest else ConsentState.ASKED]))


def want_link() -> Button:
    """A fresh link to pass on."""
    return button(_("🔗 Link for my parent or guardian"), ConsentButton())


def to_pass_on(minor: Person, link: str, expires_at: datetime) -> Card:
    """The message that the minor forwards."""
    text = paragraphs(
        _("👇 <b>Send this on to your parent or guardian:</b>"),
        fill(
            _(
                "{name} wants to help as a volunteer in emergencies, and needs the consent of a parent or guardian. "
                "Open this link in your own Telegram:\n{link}"
            ),
            name=first_name(minor.name),
            link=link,
        ),
        fill(_("It works once, until {day}."), day=long_date(expires_at.astimezone(ZONE).date())),
        _("<i>No Telegram? Then ask your municipality for a paper to sign.</i>"),
    )
    return Card(text)


def no_link_needed() -> str:
    """A toast."""
    return _("You don't need a link: nothing has to be agreed.")


def answered(consent: GuardianConsent) -> Card:
    """What the guardian decided, to the minor."""
    if consent.state is ConsentState.GIVEN:
        text = paragraphs(
            fill(_("✅ <b>{name} agrees.</b>"), name=consent.guardian_name),
            _("From now on I call you out when your help is needed. You don't have to do anything now."),
        )
        return Card(text)
    text = paragraphs(_(WHY_MISSING[consent.state]), _on_site(consent), _ask_again())
    return Card(text, rows=((want_link(),),))


def _on_site(consent: GuardianConsent) -> str:
    if consent.state is not ConsentState.WITHDRAWN:
        return ""
    return _("Are you helping somewhere now? Then go to the coordinator. You are off every list of what hasn't begun.")


def _ask_again() -> str:
    return _("Talk about it together. Do they agree after all? Then send them a new link.")


def still_missing(standing: Standing) -> Card:
    """Told once, some days after the link was made."""
    text = paragraphs(why_missing(standing), _("Has your link got lost? Send them a new one."))
    return Card(text, rows=((want_link(),),))


def adult() -> Card:
    """On the 18th birthday."""
    text = paragraphs(
        _("🎂 <b>Happy birthday! You are 18.</b>"),
        _("From now on I can also ask you for tasks that are marked 18+. Nobody has to agree for you any more."),
    )
    return Card(text, silent=True)


def about(asked: GuardianConsent, token: str, language: str, *, choose: bool) -> Card:
    """What the guardian is asked; whoever the bot doesn't know can `choose` another language."""
    minor = asked.person
    on = button(_("Go on ➡️"), _act("on", token, language))
    no = button(_("❌ No, I don't agree"), _act("no", token, language))
    others = tuple(
        button(name, _act("show", token, code)) for code, name in LANGUAGES.items() if choose and code != language
    )
    return Card(_about(minor), rows=tuple(row for row in ((on,), (no,), others) if row))


def _about(minor: Person) -> Html:
    name = first_name(minor.name)
    where = municipality_name(minor.corps.municipality) if minor.corps else ""
    corps = fill(_("{name} is a volunteer of the corps of {corps}."), name=name, corps=where) if where else ""
    return paragraphs(
        fill(_("👋 <b>Do you agree that {name} helps in emergencies?</b>"), name=name),
        lines(
            corps,
            fill(_("{name} isn't 18 yet: I call them out only if a parent or guardian agrees."), name=name),
        ),
        fill(
            _(
                "<b>What does it mean?</b>\n"
                "When help is needed, {name} gets a message and may always say no. Tasks marked 18+ are never asked. "
                "A coordinator of the Red Cross is there. {name} is insured while helping: accidents and civil "
                "liability."
            ),
            name=name,
        ),
        fill(
            _(
                "<b>What do I keep?</b>\n"
                "Your name, what you are to {name}, and when you agreed: as long as {name} is a volunteer. Not your "
                "number, and not this chat. You can withdraw your consent at any time."
            ),
            name=name,
        ),
    )


def _act(act: str, token: str, language: str) -> GuardianButton:
    return GuardianButton.model_validate({"act": act, "token": token, "language": language})


def ask_signer(minor_name: str) -> Card:
    """Of a paper: who signed it."""
    text = paragraphs(
        fill(_("<b>Who signed the paper for {name}?</b>"), name=minor_name),
        _("Type the first and last name of the parent or guardian."),
    )
    return Card(text)


def ask_relation(minor_name: str, signer: str, *, on_paper: bool) -> Card:
    """What they are to the minor."""
    question = (
        fill(_("<b>What is {signer} to {name}?</b>"), signer=signer, name=minor_name)
        if on_paper
        else fill(_("<b>What are you to {name}?</b>"), name=minor_name)
    )
    return Card(question, rows=tuple((_relation(relation),) for relation in Relation))


def _relation(relation: Relation) -> Button:
    label = _(RELATIONS[relation])
    return choice(label[:1].upper() + label[1:], FORM, RELATION, relation.value)


def relation_name(relation: Relation | None) -> str:
    """Within a sentence."""
    return _(RELATIONS[relation]) if relation else ""


def ask_decision(minor_name: str, signer: str, relation: Relation | None, *, on_paper: bool) -> Card:
    """The sentence that holds."""
    values = {"signer": signer, "name": minor_name, "relation": relation_name(relation)}
    if on_paper:
        text = paragraphs(
            fill(_("<b>{signer} ({relation}) has signed that {name} may be called out. Is that right?</b>"), **values),
            _("I note that you recorded this, and when. Keep the paper."),
        )
        return Card(text, rows=((choice(_("✅ Yes, record it"), FORM, DECIDE, YES),),))
    text = fill(_("<b>I, {signer} ({relation}), agree that {name} is called out as a volunteer.</b>"), **values)
    yes = choice(_("✅ Yes, I agree"), FORM, DECIDE, YES)
    no = choice(_("❌ No, I don't agree"), FORM, DECIDE, NO)
    return Card(text, rows=((yes,), (no,)))


def given(consent: GuardianConsent, token: str, language: str, policy: Policy) -> Card:
    """To the guardian, with the way back."""
    text = paragraphs(
        fill(_("✅ <b>Thank you. {name} can now be called out.</b>"), name=first_name(consent.person.name)),
        fill(
            _("Keep this message. Did you change your mind? Tap the button below, or call {phone}."),
            phone=policy.duty_phone,
        ),
    )
    return Card(text, rows=((button(_("Withdraw my consent"), _act("withdraw", token, language)),),))


def withdraw_sure(consent: GuardianConsent, token: str, language: str) -> Card:
    """Asks once more."""
    text = fill(
        _("<b>Withdraw your consent?</b> {name} then gets no call-outs any more."),
        name=first_name(consent.person.name),
    )
    yes = button(_("Yes, withdraw it"), _act("withdraw_sure", token, language))
    no = button(_("No, leave it"), _act("keep", token, language))
    return Card(text, rows=((yes,), (no,)))


def refused(consent: GuardianConsent) -> Card:
    """To the guardian who said no."""
    text = _("Noted: {name} isn't called out. I told {name}, and kept nothing about you.")
    return Card(fill(text, name=first_name(consent.person.name)))


def withdrawn(consent: GuardianConsent) -> Card:
    """To the guardian who said no later."""
    text = _(
        "Noted: {name} isn't called out any more, and knows it. Do you agree again later? Ask {name} for a new link."
    )
    return Card(fill(text, name=first_name(consent.person.name)))


def not_valid() -> Card:
    """One answer for a link that is unknown, used, expired or not needed."""
    return Card(_("This link doesn't work (any more). Please ask for a new one."))


def not_valid_toast() -> str:
    """The same for a tap."""
    return _("This was answered already, or the link is no longer valid.")


def not_you() -> Card:
    """A minor opened a link that is for a guardian."""
    return Card(_("This link is for your parent or guardian. Send it on: they open it in their own Telegram."))


def stopped() -> Card:
    """Left halfway; the link still works."""
    return Card(_("Stopped. Nothing was noted. The link still works until somebody answers."))


def subject(_draft: object) -> str:
    """What is being filled in."""
    return _("the consent for a minor")
