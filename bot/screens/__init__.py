"""Screens speak: pure functions (result, Translator) → Reply. Every text the bot says is here."""
