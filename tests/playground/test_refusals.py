"""What Telegram refuses is refused here, with its status and in its words."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from playground import BotIdentity, Person, Playground, server
from tests.playground.conftest import Call, Clock

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the"
    " same as a current content and reply markup of the message"
)


def inline(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[button]]}


def keys(**button: Any) -> dict[str, Any]:
    return {"keyboard": [[button]]}


class TestText:
    @pytest.mark.parametrize(
        ("text", "complaint"),
        [
            ("a < b", 'can\'t parse entities: Unsupported start tag "" at byte offset 2'),
            ("x<br>y", 'can\'t parse entities: Unsupported start tag "br" at byte offset 1'),
            ("<p>x</p>", 'can\'t parse entities: Unsupported start tag "p" at byte offset 0'),
            ("<div>x</div>", 'can\'t parse entities: Unsupported start tag "div" at byte offset 0'),
            ("<b>x", "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
            (
                "<b>a<i>b</b></i>",
                'can\'t parse entities: Unmatched end tag at byte offset 8, expected "</i>", found "</b>"',
            ),
        ],
    )
    async def test_html(self, call: Call, nadia: Person, text: str, complaint: str) -> None:
        status, body = await call("sendMessage", chat_id=nadia.id, text=text, parse_mode="HTML")
        assert (status, body["error_code"], body["description"]) == (400, 400, f"Bad Request: {complaint}")

    @pytest.mark.parametrize(
        ("params", "complaint"),
        [
            ({"text": ""}, "message text is empty"),
            ({"text": " \n "}, "text must be non-empty"),
            ({"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
            ({"text": "x" * 4097}, "message is too long"),
            ({"text": "é" * 16_385}, "text is too long"),
            ({"text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
            (
                {"text": "x", "entities": [{"type": "bold"}]},
                "can't parse MessageEntity: Can't find field \"offset\"",
            ),
            ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ],
    )
    async def test_sending(self, call: Call, nadia: Person, params: dict[str, Any], complaint: str) -> None:
        status, body = await call("sendMessage", chat_id=nadia.id, **params)
        assert (status, body["description"]) == (400, f"Bad Request: {complaint}")

    async def test_the_longest_that_passes(self, call: Call, nadia: Person) -> None:
        text = f"<b>{'x' * 4096}</b>"  # counted after the tags are gone
        assert (await call("sendMessage", chat_id=nadia.id, text=text, parse_mode="HTML"))[0] == 200

    async def test_captions(self, playground: Playground, call: Call, nadia: Person) -> None:
        playground.message(nadia.id, {"photo": {}})
        (update,) = (await call("getUpdates"))[1]["result"]
        photo = update["message"]["photo"][0]["file_id"]
        status, body = await call("sendPhoto", chat_id=nadia.id, photo=photo, caption="x" * 1025)
        assert (status, body["description"]) == (400, "Bad Request: message caption is too long")


class TestButtons:
    @pytest.mark.parametrize(
        ("markup", "complaint"),
        [
            (inline(text="x", callback_data="é" * 33), "BUTTON_DATA_INVALID"),
            (
                inline(text="x"),
                "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
            ),
            (
                inline(text="x", callback_data=""),
                "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
            ),
            (inline(callback_data="x"), "can't parse inline keyboard button: Can't find field \"text\""),
            (inline(text=" ", callback_data="x"), "inline keyboard button text must be non-empty"),
            (
                inline(text="x", url="ftp://example.org"),
                "inline keyboard button URL 'ftp://example.org' is invalid: Unsupported URL protocol",
            ),
            (
                inline(text="x", url="http://nowhere"),
                "inline keyboard button URL 'http://nowhere' is invalid: Wrong HTTP URL",
            ),
            ({"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 101]}, "reply markup is too long"),
            ("[]", "object expected as reply markup"),
            ("{", "can't parse reply keyboard markup JSON object"),
        ],
    )
    async def test_keyboards(self, call: Call, nadia: Person, markup: Any, complaint: str) -> None:
        status, body = await call("sendMessage", chat_id=nadia.id, text="x", reply_markup=markup)
        assert (status, body["description"]) == (400, f"Bad Request: {complaint}")

    async def test_64_bytes_pass(self, call: Call, nadia: Person) -> None:
        markup = inline(text="x", callback_data="é" * 32)
        assert (await call("sendMessage", chat_id=nadia.id, text="x", reply_markup=markup))[0] == 200

    @pytest.mark.parametrize(
        ("wish", "complaint"),
        [
            ("request_contact", "phone number can be requested in private chats only"),
            ("request_location", "location can be requested in private chats only"),
        ],
    )
    async def test_requests_in_groups(
        self, playground: Playground, call: Call, nadia: Person, wish: str, complaint: str
    ) -> None:
        group = playground.phones().group("Team", [nadia.id])
        markup = keys(text="Share", **{wish: True})
        status, body = await call("sendMessage", chat_id=group, text="x", reply_markup=markup)
        assert (status, body["description"]) == (400, f"Bad Request: {complaint}")
        assert (await call("sendMessage", chat_id=nadia.id, text="x", reply_markup=markup))[0] == 200


class TestEditing:
    async def sent(self, call: Call, nadia: Person, **params: Any) -> dict[str, Any]:
        _, body = await call("sendMessage", chat_id=nadia.id, text="old", **params)
        return {"chat_id": nadia.id, "message_id": body["result"]["message_id"]}

    async def test_not_modified(self, call: Call, nadia: Person) -> None:
        markup = inline(text="x", callback_data="x")
        message = await self.sent(call, nadia, reply_markup=markup)
        status, body = await call("editMessageText", text="old", reply_markup=markup, **message)
        assert (status, body["description"]) == (400, NOT_MODIFIED)
        status, body = await call("editMessageReplyMarkup", reply_markup=markup, **message)
        assert (status, body["description"]) == (400, NOT_MODIFIED)
        assert (await call("editMessageText", text="old", **message))[0] == 200  # the buttons go: a change

    @pytest.mark.parametrize(
        ("method", "what"),
        [
            ("editMessageText", "edit"),
            ("editMessageReplyMarkup", "edit"),
            ("deleteMessage", "delete"),
            ("pinChatMessage", "pin"),
        ],
    )
    async def test_not_found(self, call: Call, nadia: Person, method: str, what: str) -> None:
        status, body = await call(method, chat_id=nadia.id, message_id=99, text="x")
        assert (status, body["description"]) == (400, f"Bad Request: message to {what} not found")

    async def test_what_cannot_be_edited(self, playground: Playground, call: Call, nadia: Person) -> None:
        theirs = playground.message(nadia.id, {"text": "mine"})
        with_keys = await self.sent(call, nadia, reply_markup=keys(text="x"))
        for message in ({"chat_id": nadia.id, "message_id": theirs}, with_keys):
            status, body = await call("editMessageText", text="new", **message)
            assert (status, body["description"]) == (400, "Bad Request: message can't be edited")

    async def test_only_inline_keyboards_come_with_an_edit(self, call: Call, nadia: Person) -> None:
        message = await self.sent(call, nadia)
        status, body = await call("editMessageText", text="new", reply_markup=keys(text="x"), **message)
        assert (status, body["description"]) == (400, "Bad Request: inline keyboard expected")
        status, body = await call("editMessageCaption", caption="new", **message)
        assert (status, body["description"]) == (
            400,
            "Bad Request: there is no caption in the message to edit",
        )

    async def test_deleting_stops_after_48_hours_and_editing_never(
        self, call: Call, nadia: Person, clock: Clock, playground: Playground
    ) -> None:
        message = await self.sent(call, nadia)
        await playground.advance(48 * 3600 + 1)
        status, body = await call("deleteMessage", **message)
        assert (status, body["description"]) == (400, "Bad Request: message can't be deleted for everyone")
        assert (await call("editMessageText", text="new", **message))[0] == 200


class TestPeople:
    async def test_chat_not_found(self, call: Call) -> None:
        for chat_id in (1, -5, "@nobody"):
            status, body = await call("sendMessage", chat_id=chat_id, text="x")
            assert (status, body["description"]) == (400, "Bad Request: chat not found")
        status, body = await call("sendMessage", text="x")
        assert body["description"] == "Bad Request: chat_id is empty"

    async def test_a_bot_cannot_write_first(self, playground: Playground, call: Call) -> None:
        bo = playground.people.add("Bo", "nl")
        status, body = await call("sendMessage", chat_id=bo.id, text="x")
        assert (status, body["error_code"]) == (403, 403)
        assert body["description"] == "Forbidden: bot can't initiate conversation with a user"
        assert (await call("getChat", chat_id=bo.id))[0] == 400
        playground.message(bo.id, {"text": "/start"})
        assert (await call("sendMessage", chat_id=bo.id, text="x"))[0] == 200

    async def test_blocked(self, playground: Playground, call: Call, nadia: Person) -> None:
        playground.block(nadia.id)
        status, body = await call("sendMessage", chat_id=nadia.id, text="x")
        assert (status, body["description"]) == (403, "Forbidden: bot was blocked by the user")
        playground.unblock(nadia.id)
        assert (await call("sendMessage", chat_id=nadia.id, text="x"))[0] == 200
        _, updates = await call("getUpdates")
        changes = [update["my_chat_member"]["new_chat_member"]["status"] for update in updates["result"]]
        assert changes == ["kicked", "member"]

    async def test_deactivated(self, playground: Playground, call: Call, nadia: Person) -> None:
        playground.deactivate(nadia.id)
        status, body = await call("sendMessage", chat_id=nadia.id, text="x")
        assert (status, body["description"]) == (403, "Forbidden: user is deactivated")
        _, updates = await call("getUpdates")
        assert updates["result"][0]["my_chat_member"]["new_chat_member"]["status"] == "kicked"


class TestCommands:
    @pytest.mark.parametrize(
        ("commands", "complaint"),
        [
            ([{"command": "Board", "description": "x"}], "BOT_COMMAND_INVALID"),
            ([{"command": "b" * 33, "description": "x"}], "BOT_COMMAND_INVALID"),
            ([{"command": "be-sure", "description": "x"}], "BOT_COMMAND_INVALID"),
            ([{"command": "", "description": "x"}], "command must be non-empty"),
            ([{"command": "x", "description": ""}], "command description must be non-empty"),
            ([{"command": "x", "description": "x" * 257}], "BOT_COMMAND_DESCRIPTION_INVALID"),
            ([{"command": "x", "description": "x"}] * 101, "BOT_COMMANDS_TOO_MUCH"),
        ],
    )
    async def test_refused(self, call: Call, commands: Any, complaint: str) -> None:
        status, body = await call("setMyCommands", commands=commands)
        assert (status, body["description"]) == (400, f"Bad Request: {complaint}")

    async def test_scope_of_an_unknown_chat(self, call: Call) -> None:
        scope = {"type": "chat", "chat_id": 12345}
        status, body = await call("setMyCommands", commands=[], scope=scope)
        assert (status, body["description"]) == (400, "Bad Request: chat not found")


class TestTaps:
    async def test_an_answer_has_200_characters_at_most(self, call: Call) -> None:
        status, body = await call("answerCallbackQuery", callback_query_id="1", text="x" * 201)
        assert (status, body["description"]) == (400, "Bad Request: MESSAGE_TOO_LONG")

    async def test_unknown_query(self, call: Call) -> None:
        status, body = await call("answerCallbackQuery", callback_query_id="1")
        assert (status, body["description"]) == (
            400,
            "Bad Request: query is too old and response timeout expired or query ID is invalid",
        )


class TestProtocol:
    async def test_tokens_and_methods(self, call: Call) -> None:
        assert await call("getMe", token="nonsense") == (
            401,
            {"ok": False, "error_code": 401, "description": "Unauthorized: invalid token specified"},
        )
        status, body = await call("sendDice")
        assert (status, body["description"]) == (404, "Not Found: method not found")

    async def test_other_addresses(self, playground: Playground, http: aiohttp.ClientSession) -> None:
        for path in ("/bot42:TEST", "/bot42:TEST/a/b", "/file/bot42:TEST/x"):
            async with http.get(playground.url + path) as response:
                assert await response.json() == {"ok": False, "error_code": 404, "description": "Not Found"}

    async def test_bodies_are_bounded(
        self, identity: BotIdentity, http: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(server, "MAX_BODY", 1000)
        playground = Playground(default_bot=identity)
        await playground.start()
        for path in ("/bot42:TEST/sendMessage", "/playground/api/users"):
            async with http.post(playground.url + path, json={"text": "x" * 1000}) as response:
                assert response.status == 413
                assert response.content_type == "application/json"
        await playground.stop()

    async def test_unknown_parameters_are_ignored(self, call: Call, nadia: Person) -> None:
        assert (await call("sendMessage", chat_id=nadia.id, text="x", colour="red"))[0] == 200

    @pytest.mark.parametrize("secret", ["x" * 257, "no spaces"])
    async def test_webhook_secrets(self, call: Call, secret: str) -> None:
        status, body = await call("setWebhook", url="https://example.org/", secret_token=secret)
        assert status == 400
        assert "secret token" in body["description"]

    async def test_a_file_stays_of_its_kind(self, playground: Playground, call: Call, nadia: Person) -> None:
        playground.message(nadia.id, {"photo": {"media_group_id": "1"}})
        playground.message(nadia.id, {"document": {"file_name": "a.pdf", "media_group_id": "1"}})
        photo, document = [update["message"] for update in (await call("getUpdates"))[1]["result"]]
        assert photo["media_group_id"] == document["media_group_id"] == "1"
        assert document["document"]["mime_type"] == "application/pdf"
        for method, kind, file_id, complaint in (
            ("sendDocument", "document", photo["photo"][0]["file_id"], "can't use file of type Photo as Document"),
            ("sendPhoto", "photo", document["document"]["file_id"], "can't use file of type Document as Photo"),
            ("sendPhoto", "photo", "AgAC-other", "wrong file identifier/HTTP URL specified"),
        ):
            status, body = await call(method, chat_id=nadia.id, **{kind: file_id})
            assert (status, body["description"]) == (400, f"Bad Request: {complaint}")

    async def test_media_in_place_of_media(self, playground: Playground, call: Call, nadia: Person) -> None:
        photo = playground.message(nadia.id, {"photo": {}})
        for media, complaint in (
            ("{", "can't parse InputMedia JSON object"),
            ({"type": "poll", "media": "x"}, "can't parse InputMedia: Type of media is invalid"),
            ({"type": "photo", "media": "x"}, "wrong file identifier/HTTP URL specified"),
            ({"type": "photo", "media": self.file_of(playground, photo, nadia)}, "message can't be edited"),
        ):
            status, body = await call("editMessageMedia", chat_id=nadia.id, message_id=photo, media=media)
            assert (status, body["description"]) == (400, f"Bad Request: {complaint}")

    @staticmethod
    def file_of(playground: Playground, message_id: int, nadia: Person) -> str:
        """By the name that the bot knows it by."""
        shown = next(each for each in playground.chat(nadia.id)["messages"] if each["message_id"] == message_id)
        return str(shown["photo"]["url"]).rpartition("/")[2]

    async def test_files_belong_to_one_bot(self, playground: Playground, call: Call, nadia: Person) -> None:
        playground.message(nadia.id, {"document": {}})
        _, updates = await call("getUpdates")
        file_id = updates["result"][0]["message"]["document"]["file_id"]
        assert (await call("getFile", file_id=file_id))[0] == 200
        status, body = await call("getFile", token="43:OTHER", file_id=file_id)
        assert (status, body["description"]) == (400, "Bad Request: invalid file_id")
