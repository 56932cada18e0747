"""The decisions, as pure functions over frozen values; the time is always a parameter."""
