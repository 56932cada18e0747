"""From Telegram to a committed transaction: nothing is acknowledged before, nothing is applied twice."""
