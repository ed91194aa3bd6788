"""The store keeps: the only room that knows SQL. Everything leaves it as domain objects."""

from bot.store.engine import make_engine
from bot.store.unit import Store, Unit

__all__ = ["Store", "Unit", "make_engine"]
