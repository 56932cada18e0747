"""What each kind of notice says, by topic: a card, or None where it need no longer be said."""
