"""The texts of the bot in every language: found in the code, kept in `locales/`, compiled and checked."""
