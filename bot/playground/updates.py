"""The queue of updates: long polling for one reader, or a webhook."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from .bell import Bell
from .chats import World
from .refusals import Refused, bad_request
from .snapshot import Snapshot

Json = dict[str, Any]

# core.telegram.org/bots/api#getupdates
MOST_UPDATES = 100
# Telegram's server answers after this time whatever the bot asked for.
LONGEST_POLL_S = 50
# core.telegram.org/bots/api#setwebhook
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
LONGEST_PAUSE_S = 5.0
WEBHOOK_TIMEOUT_S = 60
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
# A bot counts as connected for this long after its last sign of life.
CONNECTED_FOR_S = 60

POLLED_TWICE = (
    "Conflict: terminated by other getUpdates request;"
    " make sure that only one bot instance is running"
)
POLLED_WITH_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active;"
    " use deleteWebhook to delete the webhook first"
)


class Updates:
    """Updates that wait until the bot has confirmed them."""

    def __init__(self, world: World, snapshot: Snapshot, now: Callable[[], float]) -> None:
        self._world = world
        self._snapshot = snapshot
        self._now = now
        self._bell = Bell()
        self._poll = 0
        self._polling = False
        self._seen_at: float | None = None
        self._stopping = False
        self.status_bell = Bell()

    @property
    def connected(self) -> bool:
        """Say whether a bot reads updates now or did a moment ago."""
        if self._polling:
            return True
        return self._seen_at is not None and time.monotonic() - self._seen_at < CONNECTED_FOR_S

    def push(self, kind: str, payload: Json) -> bool:
        """Queue an update, unless the bot asked not to get this kind; say whether it did."""
        allowed = self._world.allowed_updates
        if allowed and kind not in allowed:
            return False
        number, new_block = self._world.update_ids.take()
        self._world.waiting.append({"update_id": number, kind: payload})
        if new_block:
            self._snapshot.save(self._world)
        self._snapshot.touch()
        self._bell.ring()
        return True

    def forget_bot(self) -> None:
        """Count the bot as away until it shows itself again."""
        self._seen_at = None
        self.status_bell.ring()

    def stop(self) -> None:
        """Send the waiting reader home."""
        self._stopping = True
        self._bell.ring()

    async def read(self, call: Json) -> list[Json]:
        """Answer getUpdates; the newest reader wins, as with Telegram."""
        if self._world.webhook is not None:
            raise Refused(409, POLLED_WITH_WEBHOOK)
        if "allowed_updates" in call:
            self._world.allowed_updates = call["allowed_updates"]
        self._poll += 1
        mine = self._poll
        self._bell.ring()
        self._forget_before(call.get("offset", 0))
        limit = min(max(call.get("limit", MOST_UPDATES), 1), MOST_UPDATES)
        deadline = time.monotonic() + min(max(call.get("timeout", 0), 0), LONGEST_POLL_S)
        self._polling = True
        self._alive()
        try:
            while not self._world.waiting and not self._stopping:
                left = deadline - time.monotonic()
                if left <= 0:
                    break
                await self._bell.heard(left)
                if mine != self._poll:
                    raise Refused(409, POLLED_TWICE)
                if self._world.webhook is not None:
                    raise Refused(409, POLLED_WITH_WEBHOOK)
        finally:
            if mine == self._poll:
                self._polling = False
                self._alive()
        return self._world.waiting[:limit]

    def _alive(self) -> None:
        self._seen_at = time.monotonic()
        self.status_bell.ring()

    def _forget_before(self, offset: int) -> None:
        """Confirm updates; a negative offset keeps only that many from the end."""
        waiting = self._world.waiting
        kept = waiting[offset:] if offset < 0 else [u for u in waiting if u["update_id"] >= offset]
        if len(kept) != len(waiting):
            waiting[:] = kept
            self._snapshot.touch()

    def set_webhook(self, call: Json) -> bool:
        """Store the webhook, or remove it when the address is empty."""
        url: str = call["url"]
        if not url:
            return self.delete_webhook(call)
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or parts.hostname not in LOOPBACK:
            raise bad_request("bad webhook: the playground only calls this machine")
        secret = call.get("secret_token")
        if secret is not None and not SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        if "allowed_updates" in call:
            self._world.allowed_updates = call["allowed_updates"]
        if call.get("drop_pending_updates"):
            self._world.waiting.clear()
        self._world.webhook = {"url": url, "secret_token": secret}
        self._snapshot.touch()
        self._bell.ring()
        return True

    def delete_webhook(self, call: Json) -> bool:
        """Go back to long polling."""
        self._world.webhook = None
        if call.get("drop_pending_updates"):
            self._world.waiting.clear()
        self._snapshot.touch()
        self._bell.ring()
        return True

    def webhook_info(self) -> Json:
        """Return Telegram's `WebhookInfo`."""
        webhook = self._world.webhook or {}
        info: Json = {
            "url": webhook.get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": len(self._world.waiting),
        }
        info |= {key: webhook[key] for key in webhook if key.startswith("last_error")}
        if self._world.allowed_updates:
            info["allowed_updates"] = self._world.allowed_updates
        return info

    async def call_webhook(self) -> None:
        """Post updates to the webhook, one at a time and in order, until each is accepted."""
        pause = 0.2
        timeout = aiohttp.ClientTimeout(total=WEBHOOK_TIMEOUT_S)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            while True:
                webhook, waiting = self._world.webhook, self._world.waiting
                if webhook is None or not waiting:
                    await self._bell.heard()
                    continue
                update = waiting[0]
                trouble = await _post(session, webhook, update)
                if trouble is None:
                    pause = 0.2
                    if waiting and waiting[0] is update:
                        del waiting[0]
                    self._alive()
                    self._snapshot.touch()
                    continue
                webhook["last_error_date"] = int(self._now())
                webhook["last_error_message"] = trouble
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE_S)


async def _post(session: aiohttp.ClientSession, webhook: Json, update: Json) -> str | None:
    """Post one update; return what went wrong, or None."""
    secret = webhook["secret_token"]
    headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
    try:
        async with session.post(webhook["url"], json=update, headers=headers) as answer:
            if answer.status // 100 == 2:
                return None
            return f"Wrong response from the webhook: {answer.status} {answer.reason}"
    except (aiohttp.ClientError, TimeoutError) as error:
        return f"Connection failed: {type(error).__name__}"
