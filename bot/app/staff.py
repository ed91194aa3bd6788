"""`collider staff`: the first rights, given from the terminal."""

from bot.app.nursery import Nursery
from bot.app.services import open_app
from bot.domain.people import Half, StaffRole
from bot.embedding import NullEmbedder
from bot.settings import Settings


async def invite(settings: Settings, role: str, hub: str | None, half: str | None = None) -> str:
    """Return a one-time deep link; raise `ValueError` for an unknown role or half, `Gone` for a
    hub."""
    wanted, of = StaffRole(role), Half(half) if half else None
    async with (
        Nursery() as nursery,
        open_app(settings, nursery, embeddings=NullEmbedder()) as app,
    ):
        payload = await app.services.people.invite(wanted, hub, half=of)
    name = await _bot_name(settings)
    return f"https://t.me/{name}?start={payload}" if name else f"/start {payload}"


async def _bot_name(settings: Settings) -> str | None:
    """Return the bot's username; without a token the link is only its payload."""
    if settings.bot_token is None:
        return None
    from bot.app.conversation import make_bot

    bot = make_bot(settings.bot_token.get_secret_value(), settings.telegram_api_base)
    try:
        return (await bot.me()).username
    finally:
        await bot.session.close()
