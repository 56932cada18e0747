"""Virtual phones, a clock and a database around the real program."""
