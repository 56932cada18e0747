"""Updates of every kind that Telegram can send, plausible and hostile, as Hypothesis strategies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiogram.filters.callback_data import CallbackData
from aiogram.types import Update
from hypothesis import strategies as st

from messages import buttons
from messages.menus import COMMANDS
from tests.harness.pseudo import CODE

Json = dict[str, Any]
Made = st.SearchStrategy[Json]
DATE = 1_795_547_040
PDF = {"file_id": "doc1", "file_unique_id": "d1", "file_name": "a<b>.pdf", "mime_type": "application/pdf"}
FILE = {"file_id": "file1", "file_unique_id": "f1"}
MOVING = {**FILE, "width": 640, "height": 360, "duration": 3}
PICTURE = {**FILE, "width": 640, "height": 480}
SOMEWHERE = {"latitude": 51.03, "longitude": 4.48}
ZALGO = "Z̷̢͔̈́a̸̗͝l̵̰̄g̶͎̿o̴̡͐" * 40
TEXTS = [
    ".", "0", "-1", "5", "12", "999999999999999999999", "1e9", "٣", "½", "12 of 13", "3-5", "morgen", "nu",
    "now", "14:00",
    "25:61", "31/2/2027", "29/2/2028", "1/1/0001", "31/12/9999", "17/5/1990", "13/05/2010", "24/11/2026 20:00 - 02:00",
    "2800", "Mechelen", "Beveren", "0470 12 34 56", "+32470123456", "+1 (555) 0100", "Zoutwerf 5", "Nadia Peeters",
    "<b>bold</b>", "<a href='tg://user?id=1'>x</a>", "&amp;&lt;&#0;", "</b></i>", "{name} %s {0}",
    "x\x00y", "\x00", "\u200b",
    "\u202eevil\u202c", "\u2066مرحبا\u2069", "שלום עולם", "مرحبا بالعالم", "👩‍👩‍👧‍👦" * 30, "🇧🇪", "\ufeff",
    "\ue000", "a\u0300" * 500,
    ZALGO, "W" * 4096, "<" * 4096, "&" * 4096, "é" * 4096, "𝔊" * 2048, "line\n" * 800, "\n\n\n", " \t ", "x " * 2048,
    "✖️ Stop", "⬅️ Terug", "➡️ Passer", "yes", "ja", "null", "'; DROP TABLE person; --", "https://t.me/paraat_bot?start=x",
]  # fmt: skip
COMMAND_NAMES = sorted({name for entry in COMMANDS for name in (entry.english, entry.dutch)} | {"x", "START", "a" * 40})
ARGUMENTS = ["", "", " ", " x", " \x00", " invite_", " invite_\x00", " mechelen", " " + "A" * 64, " <b>", "@paraat_bot",
             "@another_bot", " 31/12", "\n1", " -1", " 99999999999999999999"]  # fmt: skip
NAMES = ["Sam", "<b>Sam</b>", "\u202egnaS", "A" * 64, "👻", "\u200b", "&", "{name}", "Zoë\u0301", "ش"]
FACTORIES = [made for made in vars(buttons).values() if isinstance(made, type) and issubclass(made, CallbackData)][1:]
# What else a message in a private chat can be, by its field: content that somebody sent …
CONTENTS: list[Json] = [
    {"photo": [PICTURE]}, {"photo": [PICTURE, PICTURE], "caption": "<i>" * 300, "has_media_spoiler": True},
    {"document": PDF}, {"document": {**PDF, "mime_type": "text/html"}, "media_group_id": "1"}, {"document": FILE},
    {"photo": [PICTURE], "media_group_id": "1"}, {"video": MOVING}, {"video_note": {**FILE, "length": 240,
    "duration": 3}},
    {"animation": MOVING, "document": PDF}, {"voice": {**FILE, "duration": 3}}, {"audio": {**FILE, "duration": 3}},
    {"sticker": {**PICTURE, "type": "regular", "is_animated": False, "is_video": False}},
    {"dice": {"emoji": "🎲", "value": 6}}, {"game": {"title": "g", "description": "g", "photo": [PICTURE]}},
    {"poll": {"id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False,
    "is_anonymous": True,
              "type": "quiz", "allows_multiple_answers": False, "allows_revoting": False, "members_only": False}},
    {"venue": {"location": SOMEWHERE, "title": "Café", "address": "?"}, "location": SOMEWHERE}, {"location": SOMEWHERE},
    {"location": {"latitude": -90, "longitude": 180}}, {"location": {"latitude": 0.0, "longitude": -0.0}},
    {"location": {**SOMEWHERE, "live_period": 900, "horizontal_accuracy": 5.0, "heading": 1}},
    {"story": {"chat": {"id": 5, "type": "private"}, "id": 1}}, {"contact": "own"}, {"contact": "forged"},
    {"contact": {"phone_number": "+32470999111", "first_name": "Bo", "vcard": "BEGIN:VCARD"}},
    {"contact": {"phone_number": "", "first_name": ""}}, {"contact": {"phone_number": "abc" * 50,
    "first_name": "x" * 200}},
    {"contact": {"phone_number": "\x00", "first_name": "\u202e", "user_id": 1}},
    {"users_shared": {"request_id": 1, "users": []}}, {"chat_shared": {"request_id": 1, "chat_id": -5}},
    {"web_app_data": {"data": "{}", "button_text": "x"}}, {"paid_media": {"star_count": 1, "paid_media": []}},
    {"invoice": {"title": "t", "description": "d", "start_parameter": "", "currency": "EUR", "total_amount": 1}},
    {"checklist": {"title": "t", "tasks": []}}, {"something_new": {"of": "2031"}}, {},
]  # fmt: skip
# … and what Telegram itself notes in the chat, which asks for no answer.
SERVICE: list[Json] = [
    {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 5, "type": "private"}}},
    {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}}, {"write_access_allowed": {}},
    {"connected_website": "example.org"}, {"chat_background_set": {"type": {"type": "chat_theme", "theme_name": "🎄"}}},
    {"proximity_alert_triggered": {"traveler": {"id": 5, "is_bot": False, "first_name": "x"}, "distance": 5,
                                   "watcher": {"id": 6, "is_bot": False, "first_name": "y"}}},
]  # fmt: skip
ALBUM, REPLY = (
    {"media_group_id": "77"},
    {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "a card"},
)
DRESS: list[Json] = [
    {}, {}, {"forward_origin": {"type": "hidden_user", "date": DATE, "sender_user_name": "\u202eX"}}, ALBUM,
    {"edit_date": DATE}, {"reply_to_message": REPLY}, {"quote": {"text": "q", "position": 0},
    "reply_to_message": REPLY},
    {"via_bot": {"id": 9, "is_bot": True, "first_name": "inline"}}, {"has_protected_content": True},
    {"is_from_offline": True},
    {"entities": [{"type": "bot_command", "offset": 0, "length": 5}]}, {"entities": [{"type": "new",
    "offset": 9, "length": 9}]},
]  # fmt: skip
BOOST = {"boost_id": "1", "source": {"source": "premium", "user": {"id": 5, "is_bot": False, "first_name": "x"}}}
ADDRESS = dict.fromkeys(("country_code", "state", "city", "street_line1", "street_line2", "post_code"), "x")
GROUP = {"type": "supergroup", "title": "Team <b>", "is_forum": True}
CHANNEL = {"id": -1001, "type": "channel", "title": "News"}


def user(person_id: int, name: str = "Sam", **more: Any) -> Json:
    return {"id": person_id, "is_bot": False, "first_name": name, "language_code": CODE, **more}


def private(person_id: int) -> Json:
    return {"id": person_id, "type": "private", "first_name": "Sam"}


def message(person_id: int, content: Json, message_id: int = 900_000) -> Json:
    """A message that somebody sends to the bot; {"contact": "own"} shares their number, {"photo": {}} a picture."""
    if content.get("contact") in ("own", "forged"):
        whose = person_id if content["contact"] == "own" else person_id + 1
        content = {"contact": {"phone_number": f"+3247{whose:07d}", "first_name": "Sam", "user_id": whose}}
    elif content.get("photo") == {}:
        content = {"photo": [PICTURE]}
    elif content.get("document") == {}:
        content = {"document": PDF}
    head = {"message_id": message_id, "date": DATE, "chat": private(person_id), "from": user(person_id)}
    return {"message": head | content}


def tap(person_id: int, data: str | None, on: int = 1) -> Json:
    """A tap on a button of a message in the private chat."""
    below = {"message_id": on, "date": DATE, "chat": private(person_id), "text": "a card"}
    body = {"id": "1", "from": user(person_id), "chat_instance": "1", "data": data, "message": below}
    return {"callback_query": body}


@dataclass(frozen=True)
class Sender:
    """Who sends; `team` is a group with the bot in it, `data` what buttons carry that somebody has seen."""

    id: int
    team: int
    newest: int
    data: tuple[str, ...]


def texts() -> st.SearchStrategy[str]:
    """What Telegram lets somebody type: never empty, no surrogates, at most 4,096 signs."""
    commands = st.builds("/{}{}".format, st.sampled_from(COMMAND_NAMES), st.sampled_from(ARGUMENTS))
    typed = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
    return st.one_of(
        st.sampled_from(TEXTS), commands, typed, st.integers().map(str), st.dates().map("{:%d/%m/%Y}".format)
    )


def contents() -> Made:
    """What a message can hold."""
    worded = st.builds(lambda text: {"text": text}, texts())
    dressed = st.builds(lambda one, other: {**other, **one}, worded, st.sampled_from(DRESS))
    media = st.builds(lambda one, other: {**other, **one}, st.sampled_from(CONTENTS), st.sampled_from(DRESS[:10]))
    return st.one_of(dressed, worded, media)


def button_data(sender: Sender) -> st.SearchStrategy[str]:
    """What a button carried, here or elsewhere, whole, cut or changed; and what a modified client makes up."""
    seen = st.sampled_from(sender.data)
    cut = st.builds(lambda data, at: data[: max(1, at % len(data))], seen, st.integers(0, 63))
    spoilt = st.builds(lambda data, value: ":".join([*data.split(":")[:-1], value])[:60], seen, st.sampled_from(VALUES))
    made_up = st.builds(
        lambda factory, values: ":".join((factory.__prefix__, *values[: len(factory.model_fields)]))[:60],
        st.sampled_from(FACTORIES),
        st.lists(st.sampled_from(VALUES), min_size=4, max_size=4),
    )
    return st.one_of(seen, spoilt, made_up, cut, st.sampled_from(["x" * 64, "\x00", ":", "f:", "é" * 32]))


VALUES = [
    "0",
    "1",
    "2",
    "3",
    "-1",
    "9007199254740991",
    "9" * 25,
    "",
    "x",
    "\x00",
    "all",
    "yes",
    "show",
    "nl",
    "12025",
    "BE",
]  # fmt: skip


def in_private(sender: Sender) -> Made:
    """What somebody does in their own chat, and what must be answered there."""
    written = st.builds(message, st.just(sender.id), contents(), st.integers(900_000, 999_999))
    below = st.sampled_from([1, sender.newest, 999_999])
    tapped = st.builds(tap, st.just(sender.id), button_data(sender), below)
    odd = st.builds(_on, tapped, st.sampled_from(MESSAGES_OF_TAPS))
    named = st.builds(_named, st.one_of(written, tapped), st.sampled_from(NAMES), st.sampled_from(LANGUAGES))
    return st.one_of(written, tapped, named, written, tapped, odd)


LANGUAGES = [None, "nl", "fr-BE", "de", "xx", "zh-hans", ""]
MESSAGES_OF_TAPS: list[Json] = [{"date": 0}, {"inline": True}, {"game": True}]


def _on(update: Json, how: Json) -> Json:
    """On a message that has gone, on one that was sent inline, or on a game's button."""
    body = dict(update["callback_query"])
    if "date" in how:
        body["message"] = {"chat": body["message"]["chat"], "message_id": body["message"]["message_id"], "date": 0}
    elif "inline" in how:
        body = {**body, "inline_message_id": "inline1"}
        del body["message"]
    else:
        body = {**body, "data": None, "game_short_name": "chess"}
    return {"callback_query": {name: value for name, value in body.items() if value is not None}}


def _named(update: Json, name: str, language: str | None) -> Json:
    [(kind, body)] = update.items()
    who = {**body["from"], "first_name": name, "last_name": name, "language_code": language}
    return {kind: {**body, "from": {key: value for key, value in who.items() if value is not None}}}


def elsewhere(sender: Sender) -> Made:
    """What asks for no answer: groups, channels, edits, service messages, and kinds of update that nobody asked for."""
    return st.one_of(
        st.builds(message, st.just(sender.id), st.sampled_from(SERVICE)),
        st.builds(_in_group, st.just(sender), contents()),
        st.builds(_tap_in_group, st.just(sender), button_data(sender)),
        st.builds(_membership, st.just(sender), st.sampled_from(KINDS_OF_MEMBERSHIP), st.sampled_from(STATUSES)),
        st.builds(_as_other_kind, st.just(sender), contents(), st.sampled_from(KINDS_WITH_MESSAGES)),
        st.builds(_other_kind, st.just(sender), st.sampled_from(OTHER_KINDS)),
    )


STATUSES = ["member", "kicked", "left", "restricted", "administrator", "creator"]
KINDS_OF_MEMBERSHIP = ["my_chat_member", "my_chat_member", "chat_member"]
KINDS_WITH_MESSAGES = ["edited_message", "channel_post", "edited_channel_post", "business_message",
                       "edited_business_message", "guest_message"]  # fmt: skip
OTHER_KINDS = sorted(set(Update.model_fields) - {"update_id", "message", "callback_query", *KINDS_WITH_MESSAGES,
                                                  *KINDS_OF_MEMBERSHIP} | {"telepathy"})  # fmt: skip


def _in_group(sender: Sender, content: Json) -> Json:
    body = message(sender.id, content)["message"]
    return {"message": {**body, "chat": {**GROUP, "id": sender.team}}}


def _tap_in_group(sender: Sender, data: str) -> Json:
    body = tap(sender.id, data)["callback_query"]
    return {"callback_query": {**body, "message": {**body["message"], "chat": {**GROUP, "id": sender.team}}}}


def _membership(sender: Sender, kind: str, status: str) -> Json:
    chat = {**GROUP, "id": sender.team} if status in ("administrator", "restricted") else private(sender.id)
    bot = {"id": 1234567890, "is_bot": True, "first_name": "Paraat"}
    rights = dict.fromkeys(
        ("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
         "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
         "can_edit_stories", "can_delete_stories", "is_member", "can_send_messages", "can_send_audios",
         "can_send_documents", "can_send_photos", "can_send_videos", "can_send_video_notes", "can_send_voice_notes",
         "can_send_polls", "can_send_other_messages", "can_add_web_page_previews", "can_pin_messages",
         "can_manage_topics", "can_react_to_messages", "can_edit_tag", "can_send_welcome_messages"), True)  # fmt: skip
    new = {"user": bot, "status": status, "until_date": 0, **rights}
    old = {"user": bot, "status": "member"}
    return {kind: {"chat": chat, "from": user(sender.id), "date": DATE, "old_chat_member": old, "new_chat_member": new}}


def _as_other_kind(sender: Sender, content: Json, kind: str) -> Json:
    body = message(sender.id, content)["message"]
    if kind.endswith("channel_post"):
        body = {**body, "chat": CHANNEL, "sender_chat": CHANNEL}
    return {kind: {**body, "edit_date": DATE}}


def _other_kind(sender: Sender, kind: str) -> Json:
    """Enough for the kinds that we might mistake for something else; what is malformed no handler ever sees."""
    who, chat = user(sender.id), private(sender.id)
    bodies: dict[str, Json] = {
        "inline_query": {"id": "1", "from": who, "query": "x", "offset": ""},
        "chosen_inline_result": {"result_id": "1", "from": who, "query": "x"},
        "message_reaction": {"chat": chat, "message_id": 1, "user": who, "date": DATE, "old_reaction": [],
                             "new_reaction": [{"type": "emoji", "emoji": "👍"}]},
        "message_reaction_count": {"chat": CHANNEL, "message_id": 1, "date": DATE, "reactions": []},
        "poll_answer": {"poll_id": "1", "user": who, "option_ids": [0], "option_persistent_ids": ["0"]},
        "chat_join_request": {"chat": {**GROUP, "id": sender.team}, "from": who, "user_chat_id": sender.id,
        "date": DATE},
        "pre_checkout_query": {"id": "1", "from": who, "currency": "EUR", "total_amount": 1, "invoice_payload": "x"},
        "business_connection": {"id": "1", "user": who, "user_chat_id": sender.id, "date": DATE, "is_enabled": True},
        "poll": CONTENTS[14]["poll"],
        "chat_boost": {"chat": CHANNEL, "boost": {**BOOST, "add_date": DATE, "expiration_date": DATE}},
        "removed_chat_boost": {"chat": CHANNEL, **BOOST, "remove_date": DATE},
        "shipping_query": {"id": "1", "from": who, "invoice_payload": "x", "shipping_address": ADDRESS},
        "deleted_business_messages": {"business_connection_id": "1", "chat": chat, "message_ids": [1]},
    }  # fmt: skip
    usual = {"id": "1", "from": who, "user": who, "chat": chat, "date": DATE, "bot": {**who,
    "is_bot": True}, "draft_id": 1,
             "invoice_payload": "x", "state": "active", "paid_media_payload": "x"}  # fmt: skip
    return {kind: bodies.get(kind, usual)}


def updates(sender: Sender) -> st.SearchStrategy[list[Json]]:
    """One to five of anything, mostly in the private chat."""
    anything = st.one_of(in_private(sender), in_private(sender), elsewhere(sender))
    return st.lists(anything, min_size=1, max_size=5)


def wants_answer(update: Json) -> bool:
    """Whether it is something that a person does in their private chat with the bot."""
    if tapped := update.get("callback_query"):
        return "message" not in tapped or tapped["message"]["chat"]["type"] == "private"
    written: Json = update.get("message") or {}
    if not written or any(set(kind) & set(written) for kind in SERVICE):
        return False
    return bool(written["chat"]["type"] == "private")
