"""What may happen: one use case, one function, a typed result; never commits, knows no Telegram."""
