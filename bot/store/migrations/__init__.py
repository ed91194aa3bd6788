"""Alembic's room: how the tables came to be what they are. `bot/store/maintenance.py` runs it."""
