"""`python -m bot`."""

from bot.importing import importing

with importing():
    from bot.commands import main

main()
