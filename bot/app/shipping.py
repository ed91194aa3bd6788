"""`collider content vectors`: what the model says of the whole content, written beside it."""

from bot.answers.shipped import keys_of, ship
from bot.app.nursery import Nursery
from bot.app.services import open_app, passages_of_all
from bot.services.content import VectorCache
from bot.settings import Settings


async def ship_vectors(settings: Settings) -> tuple[int, int]:
    """Embed what lacks a vector and write all; return how many vectors and how many lack."""
    async with Nursery() as nursery, open_app(settings, nursery) as app:
        await app.learn()
        version = app.embeddings.model_version or ""
        passages = passages_of_all(app.knowledge.findable)
        keys = keys_of(version, (text for passage in passages for text, _ in passage.texts))
        known = await VectorCache(app.store, app.shipped).get_many(keys)
    return ship(settings.content_dir, known), len(keys) - len(known)
