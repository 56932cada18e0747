"""The methods of the Bot API that the playground offers, one room a topic."""

from __future__ import annotations

from playground.methods import about, callbacks, editing, menus, receiving, sending
from playground.methods.call import METHODS

__all__ = ["METHODS", "about", "callbacks", "editing", "menus", "receiving", "sending"]
