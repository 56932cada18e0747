"""A person with a phone: types, taps, shares, and reads what arrives."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from playground import Playground

Message = dict[str, Any]


class Phone:
    """`expects` takes new messages in order of arrival; `sees` looks at what stands in the chat."""

    def __init__(self, playground: Playground, settle: Callable[[], Awaitable[None]], user_id: int, name: str) -> None:
        self.id = user_id
        self.name = name
        self._playground = playground
        self._settle = settle
        self._read: set[int] = set()

    async def says(self, text: str) -> None:
        self._playground.message(self.id, {"text": text})
        await self._settle()

    async def shares_contact(self, *, phone: str | None = None, user_id: int | None = None) -> None:
        contact: Any = "own"
        if phone:
            contact = {"phone_number": phone, "first_name": "Somebody", "user_id": user_id}
        self._playground.message(self.id, {"contact": contact})
        await self._settle()

    async def shares_location(self, latitude: float, longitude: float) -> None:
        self._playground.message(self.id, {"location": {"latitude": latitude, "longitude": longitude}})
        await self._settle()

    async def sends(self, wish: dict[str, Any]) -> None:
        """Anything that the playground's JSON interface takes as a message."""
        self._playground.message(self.id, wish)
        await self._settle()

    async def taps(self, label: str, *, on: str = "") -> str:
        """Taps the button with (part of) this label on the newest card that has it; returns the short answer."""
        message, data = self._button(label, on)
        answer = await self._playground.tap(self.id, message["message_id"], data)
        await self._settle()
        return answer["answer"] or ""

    async def taps_data(self, data: str, message_id: int) -> str:
        """What a modified client can do: send any callback data from any message."""
        answer = await self._playground.tap(self.id, message_id, data=data)
        await self._settle()
        return answer["answer"] or ""

    async def expects(self, *parts: str) -> Message:
        """The earliest unread message must hold all of these; it counts as read then."""
        await self._settle()
        unread = self.unread()
        assert unread, f"{self.name} got no new message; the chat:\n{self.transcript()}"
        message = unread[0]
        _must_hold(self.name, message, parts)
        self._read.add(message["message_id"])
        return message

    async def sees(self, *parts: str) -> Message:
        """Some message in the chat holds all of these now; the newest such is returned and counts as read."""
        await self._settle()
        for message in reversed(self.from_bot()):
            if all(part.lower() in _everything(message).lower() for part in parts):
                self._read.add(message["message_id"])
                return message
        raise AssertionError(f"{self.name} sees no {parts}; the chat:\n{self.transcript()}")

    async def expects_nothing(self) -> None:
        await self._settle()
        assert not self.unread(), f"{self.name} got something unexpected:\n{self.transcript()}"

    def forget(self) -> None:
        """Counts everything so far as read, where a test isn't about it."""
        self._read.update(message["message_id"] for message in self.from_bot())

    def from_bot(self) -> list[Message]:
        return [message for message in self._playground.chat(self.id)["messages"] if message["from"] == "bot"]

    def unread(self) -> list[Message]:
        return [message for message in self.from_bot() if message["message_id"] not in self._read]

    def commands(self) -> list[str]:
        return [command["command"] for command in self._playground.commands(self.id)]

    def block(self) -> None:
        self._playground.block(self.id)

    def unblock(self) -> None:
        self._playground.unblock(self.id)

    def labels(self) -> list[str]:
        """All labels on the newest card."""
        return [button["text"] for row in self.from_bot()[-1]["buttons"] for button in row]

    def transcript(self) -> str:
        return "\n---\n".join(_everything(message) for message in self.from_bot()[-6:])

    def _button(self, label: str, on: str) -> tuple[Message, str]:
        for message in reversed(self.from_bot()):
            if on.lower() not in message["text"].lower():
                continue
            for button in (cell for row in message["buttons"] for cell in row):
                if label.lower() in button["text"].lower() and button.get("callback_data"):
                    return message, button["callback_data"]
        raise AssertionError(f"{self.name} has no button {label!r}; the chat:\n{self.transcript()}")


def _everything(message: Message) -> str:
    buttons = " ".join(f"[{button['text']}]" for row in message["buttons"] for button in row)
    return f"{message['text']}\n{buttons}"


def _must_hold(name: str, message: Message, parts: tuple[str, ...]) -> None:
    text = _everything(message)
    missing = [part for part in parts if part.lower() not in text.lower()]
    assert not missing, f"{name} got a message without {missing}:\n{text}"
