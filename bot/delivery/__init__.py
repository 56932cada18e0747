"""From the outbox to Telegram: at the pace that it allows, in order for each chat, and nothing twice without need."""
