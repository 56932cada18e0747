"""`python -m bot`."""

import signal

# While libraries are imported there is nothing to tidy up, and some turn Ctrl+C into errors of their own.
signal.signal(signal.SIGINT, signal.SIG_DFL)

from bot.commands import main  # noqa: E402

signal.signal(signal.SIGINT, signal.default_int_handler)
main()
