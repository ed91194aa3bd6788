"""Delivery sends what the outbox holds: the only room that knows python-telegram-bot.

It never reads updates, and never writes a text: rows are rendered when they are queued.
"""

from bot.delivery.pace import Gate
from bot.delivery.worker import End, Job, Worker

__all__ = ["End", "Gate", "Job", "Worker"]
