"""A faithful Bot API on this machine, with people to chat through it; knows no particular bot."""

from __future__ import annotations

from playground.bots import BotIdentity
from playground.errors import Refused
from playground.events import Event
from playground.hooks import Hooks
from playground.limits import Limits
from playground.people import Person
from playground.server import Playground

__all__ = ["BotIdentity", "Event", "Hooks", "Limits", "Person", "Playground", "Refused"]
