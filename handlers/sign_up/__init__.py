"""Becoming a volunteer: one question a step, from the birth date to the summary."""

from __future__ import annotations

from handlers.sign_up.form import begin, sign_up_form, take_along

__all__ = ["begin", "sign_up_form", "take_along"]
