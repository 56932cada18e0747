"""The data behind buttons: a prefix and ids, at most 64 bytes, readable for years."""

from __future__ import annotations

from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from services.relaxing import Also
from services.rules.skills import Category, SkillCode

# A modified client sends what it likes: a number or a text that the database would refuse is no button of ours.
Id = Annotated[int, Field(ge=0, lt=2**53)]
AreaCode = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,20}$")]  # see services.areas.code_of
Slug = Annotated[str, Field(pattern=r"^[a-z0-9-]*$")]  # of a corps' or a group's link; empty: none
GroupToken = Annotated[str, Field(pattern=r"^[a-z0-9]{1,32}$")]


class FormChoice(CallbackData, prefix="f"):
    """An answer to the question `step` of a form."""

    form: str
    step: str
    value: str


class FormControl(CallbackData, prefix="fc"):
    """Back, past the question, out of the form, or to where one was in it."""

    form: str
    act: Literal["back", "skip", "cancel", "resume"]


class LanguageButton(CallbackData, prefix="lang"):
    """A language, chosen before anything is known; `corps` is the slug of the link that somebody came by."""

    code: str
    corps: Slug = ""


class PrivacyButton(CallbackData, prefix="priv"):
    """On to the first question, in this language and for this corps, after this version of the notice was shown."""

    language: str
    version: str
    corps: Slug = ""


class InviteButton(CallbackData, prefix="inv"):
    """Accepts a role; carries the link's own secret."""

    token: str


class ReplyButton(CallbackData, prefix="r"):
    """What somebody answers to their invitation."""

    act: Literal["yes", "no", "switch", "keep", "later", "when"]
    invitation: Id


class ArrivalButton(CallbackData, prefix="ar"):
    """When they will be there, in minutes since 1970; 0 is as early as can be."""

    invitation: Id
    at: Annotated[int, Field(ge=0, lt=10**8)]


class RemarkButton(CallbackData, prefix="rw"):
    """Which call-out a text of theirs is about."""

    remark: Id
    invitation: Id


class LateButton(CallbackData, prefix="lt"):
    """Takes somebody who said yes after the call-out had closed."""

    invitation: Id


class RequestButton(CallbackData, prefix="q"):
    """What a coordinator or requester does with a help request."""

    act: Literal["take", "pass", "preview", "launch", "wider", "edit", "emergency", "more"]
    request: Id


class RelaxButton(CallbackData, prefix="ql"):
    """Whom a call-out of this help request is to reach as well, or not any more."""

    request: Id
    also: Also
    asked: bool


class RequestRolesButton(CallbackData, prefix="qr"):
    """The roles among the people whom a request asks for, or a page of skills for one."""

    request: Id
    page: Category | Literal[""] = ""


class RequestRoleButton(CallbackData, prefix="qs"):
    """How many people with this skill?"""

    request: Id
    skill: SkillCode


class PreferSkillButton(CallbackData, prefix="qp"):
    """A skill that this help request asks for is no longer required, but preferred."""

    request: Id
    skill: SkillCode


class RequestRoleNumberButton(CallbackData, prefix="qn"):
    """So many people with this skill."""

    request: Id
    skill: SkillCode
    number: Annotated[int, Field(ge=0, le=12)]


class RequestEmergencyButton(CallbackData, prefix="qe"):
    """Moves a help request to another emergency; 0 makes a new one."""

    request: Id
    emergency: Id


class TimelineButton(CallbackData, prefix="tl"):
    """A page of what happened to a help request, or all of it as a file."""

    act: Literal["page", "file"]
    request: Id
    page: Id = 0


class CallOutButton(CallbackData, prefix="c"):
    """What a coordinator does with a call-out."""

    act: Literal[
        "board", "names", "words", "escalate", "assign", "message", "ask_again", "close", "close_why", "close_sure"
    ]
    call_out: Id


class ComersButton(CallbackData, prefix="cw"):
    """A page of those who come."""

    call_out: Id
    page: Id = 0


class ComerButton(CallbackData, prefix="cp"):
    """Somebody who comes: how to reach them, or whom to call for them; `page` is the one to come back to."""

    act: Literal["show", "contact"]
    invitation: Id
    page: Id


class EscalateButton(CallbackData, prefix="e"):
    """Calls out the ring that the coordinator saw."""

    call_out: Id
    ring: Id


class ProposalButton(CallbackData, prefix="ep"):
    """Puts off what was proposed for a call-out that isn't filling."""

    call_out: Id


class CorpsCallButton(CallbackData, prefix="kc"):
    """What a municipality does whose corps a neighbour called; `number` of people to keep, 0: all who may still go."""

    act: Literal["show", "ask", "keep", "let_go"]
    call: Id
    number: Id = 0


class KeepHomeButton(CallbackData, prefix="kh"):
    """How much of its corps a municipality keeps at home when neighbours call; "ask" shows the choice."""

    act: Literal["ask", "people", "percent", "usual"]
    nis: Id
    number: Id = 0


class PhaseButton(CallbackData, prefix="pp"):
    """What somebody does with the provincial phase of a province."""

    act: Literal["show", "declare", "end", "end_sure"]
    province: AreaCode


class EmergencyButton(CallbackData, prefix="m"):
    """What a coordinator does with an emergency."""

    act: Literal["on_site", "end", "end_sure"]
    emergency: Id


class RequestFieldButton(CallbackData, prefix="qf"):
    """What of a help request is to be changed; "done" goes back to the card from which one came."""

    field: Literal["what", "where", "count", "start", "end", "skills", "preferred", "bring", "age", "urgent", "done"]
    request: Id


class WaysToEndButton(CallbackData, prefix="x"):
    """Asks what is to end: this call-out, or the whole emergency."""

    call_out: Id


class SignUpButton(CallbackData, prefix="su"):
    """Signs up as a volunteer, for somebody whom the bot knows by a role; `corps` is a slug or empty."""

    corps: Slug = ""


class JoinCorpsButton(CallbackData, prefix="jc"):
    """Makes a volunteer without a corps a member."""

    corps: Id


class ProfileButton(CallbackData, prefix="p"):
    """Which line of their profile somebody changes; "all" shows the card itself."""

    line: Literal[
        "all", "name", "birth", "phone", "emergency", "town", "corps", "skills", "languages", "equipment", "when",
        "always", "quiet",
    ]  # fmt: skip


class ChooseLanguageButton(CallbackData, prefix="cl"):
    """Asks which language to speak."""


class PauseButton(CallbackData, prefix="pz"):
    """Asks how long somebody wants no call-outs, or ends that."""

    act: Literal["ask", "end"]


class MyDataButton(CallbackData, prefix="md"):
    """Asks for all that is held about somebody."""


class EraseButton(CallbackData, prefix="er"):
    """What somebody wants who asked to be erased; `asked_at` is when they did, in seconds since 1970, for "sure"."""

    act: Literal["ask", "go_on", "sure", "later", "stay"]
    asked_at: Id = 0


class StillInButton(CallbackData, prefix="si"):
    """Whoever was silent for long stays."""


class MoveCorpsButton(CallbackData, prefix="mc"):
    """Asks a member of another corps whether they want to move to this one."""

    corps: Id


class TestAlarmButton(CallbackData, prefix="ta"):
    """Asks for a test alarm, answers it, or asks how to let it ring."""

    act: Literal["send", "yes", "no", "loud"]


class ShowButton(CallbackData, prefix="sh"):
    """What a command shows, for whoever doesn't know the command."""

    what: Literal["help", "home", "request"]


class NotNowButton(CallbackData, prefix="no"):
    """The way out of a question that was opened from a board."""


class CorpsButton(CallbackData, prefix="k"):
    """What a municipality's people do with its corps; `nis` is its REFNIS code, since there may be no corps yet."""

    act: Literal["show", "found", "found_sure", "poster"]
    nis: Id


class MembersButton(CallbackData, prefix="km"):
    """A page of the members."""

    corps: Id
    page: Id


class MemberButton(CallbackData, prefix="kp"):
    """One member's details; `page` is the one to come back to."""

    corps: Id
    person: Id
    page: Id


class MemberContactButton(CallbackData, prefix="ke"):
    """A member's emergency contact; `page` is the one to come back to."""

    corps: Id
    person: Id
    page: Id


class TeamButton(CallbackData, prefix="t"):
    """Who may do what in an area."""

    act: Literal["show", "invite", "invites"]
    area: AreaCode
    page: Id = 0


class GrantButton(CallbackData, prefix="tg"):
    """Somebody's role; `area` is the list to come back to."""

    act: Literal["show", "revoke"]
    grant: Id
    area: AreaCode


class WithdrawButton(CallbackData, prefix="tw"):
    """Makes an invitation's link worthless."""

    invite: Id


class AnnounceButton(CallbackData, prefix="a"):
    """Begins an announcement to that municipality's corps."""

    nis: Id


class AnswerButton(CallbackData, prefix="aa"):
    """Answers an announcement, or a message about one."""

    to: Literal["announcement", "message"]
    subject: Id


class InboxButton(CallbackData, prefix="ib"):
    """A page of somebody's inbox."""

    page: Id = 0


class InboxMessageButton(CallbackData, prefix="im"):
    """One message of somebody's inbox; `page` is the one to come back to."""

    message: Id
    page: Id


class GroupButton(CallbackData, prefix="g"):
    """What somebody does with the group that they are in; `page` is one of its members."""

    act: Literal["show", "make", "rename", "leave", "leave_sure", "heirs", "others", "dissolve", "dissolve_sure"]
    page: Id = 0


class GroupHeirButton(CallbackData, prefix="gl"):
    """Hands a group over to this member, once it is sure."""

    act: Literal["ask", "sure"]
    person: Id


class GroupRemoveButton(CallbackData, prefix="gx"):
    """Takes this member out of a group, once it is sure."""

    act: Literal["ask", "sure"]
    person: Id


class GroupJoinButton(CallbackData, prefix="gj"):
    """Joins a group; carries its link's own secret."""

    token: GroupToken


class HoldButton(CallbackData, prefix="gh"):
    """Asks with how many a group comes to this call-out, or gives its places back."""

    act: Literal["ask", "back", "back_sure"]
    call_out: Id


class HoldNumberButton(CallbackData, prefix="gn"):
    """The group comes with so many."""

    call_out: Id
    number: Id


class CertificateButton(CallbackData, prefix="ct"):
    """What a volunteer does about their first-aid certificates; "mine" shows them."""

    act: Literal["mine", "send", "withdraw"]


class CheckButton(CallbackData, prefix="cc"):
    """What somebody does with a certificate that they may check."""

    act: Literal["show", "confirm", "decline"]
    certificate: Id


class ChecksButton(CallbackData, prefix="cq"):
    """A page of the certificates that wait to be checked."""

    page: Id = 0


class ConsentButton(CallbackData, prefix="gc"):
    """A minor asks for a new link for their parent or guardian."""


class GuardianButton(CallbackData, prefix="gd"):
    """What somebody does with a minor's link, or later with the consent that they gave; carries its own secret."""

    act: Literal["show", "on", "no", "keep", "withdraw", "withdraw_sure"]
    language: str
    token: str


class MinorsButton(CallbackData, prefix="kn"):
    """A page of a corps' minors."""

    corps: Id
    page: Id


class MinorButton(CallbackData, prefix="kg"):
    """One of a corps' minors; `page` is the one to come back to."""

    act: Literal["show", "paper", "withdraw", "withdraw_sure"]
    corps: Id
    person: Id
    page: Id


class RotaButton(CallbackData, prefix="ro"):
    """What somebody does with an area's rota."""

    act: Literal["show", "week", "once", "over", "over_sure", "swap", "out"]
    area: AreaCode


class RotaOutButton(CallbackData, prefix="rx"):
    """Takes a shift out of a rota: one of every week, or one that comes once."""

    kind: Literal["week", "once"]
    shift: Id


class DutyButton(CallbackData, prefix="rd"):
    """Whoever came on call answers the test alarm."""

    duty: Id


class SwapButton(CallbackData, prefix="rs"):
    """Whoever was asked to swap answers."""

    act: Literal["yes", "no"]
    swap: Id
