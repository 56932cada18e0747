"""What people see: cards, keyboards, button data and languages. The only room with words in it."""
