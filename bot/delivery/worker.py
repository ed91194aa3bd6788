"""The worker: takes rows from the outbox at the token's pace, sends them, records what came of it.

Several senders wait for Telegram side by side. Each goes round: something is due → a slot of the
shared pace → its moment → one row, marked as being sent → send → record, in one transaction.
"""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING

from telegram.error import TelegramError
from telegram.request import BaseRequest

from bot.clock import Clock
from bot.delivery.outcomes import Effect, Outcome, outcome_of
from bot.delivery.pace import Gate, Line
from bot.delivery.telegram_delivery import (
    SEND_TIMEOUT_S,
    first_message,
    make_bot,
    make_request,
    send,
)
from bot.domain.broadcasts import Delivery

if TYPE_CHECKING:  # the database's libraries take longer to load than the rest of the worker
    from bot.store import Store, Unit
    from bot.store.outbox import Claimed

log = logging.getLogger(__name__)

LEASE_S = 45.0
"""Longer than the slowest send and its record; a dead worker's rows wait so long."""
EXPIRE_EVERY_S = 5.0
POLL_S = 0.5
HEADROOM = 0.985
"""The shared pace is a little slower than the limiter's bucket. The bucket then only evens out
what leaves unevenly and no queue builds up before it; and 26 messages span a second and 15 ms, so
what the network does to their distances seldom squeezes them into one second."""
GRACE_S = 10.0
"""How long a stop waits for messages on their way."""
STUMBLE_S = 1.0
RECORD_AGAIN_S = (0.2, 1.0, 3.0)
"""A message that went out must be recorded, also when the database has a bad moment."""


class End(Enum):
    """Why a worker ended."""

    ASKED = auto()
    TOKEN_REFUSED = auto()


@dataclass(frozen=True, slots=True)
class Job:
    """Something that the worker does again and again; a failure is logged and tried again."""

    name: str
    every_s: float
    run: Callable[[], Awaitable[object]]


class Worker:
    """Delivers the outbox. Several may work on one database; together they keep the rate."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        token: str,
        api_base: str,
        rate: float,
        *,
        jobs: Iterable[Job] = (),
        wake: asyncio.Event | None = None,
        gate: Gate | None = None,
        request: BaseRequest | None = None,
    ) -> None:
        """Make a worker. `wake` may be set by whoever adds rows in this process; `gate` may be
        shared with the conversation."""
        self.senders = max(4, math.ceil(rate * 0.4))
        self._store = store
        self._clock = clock
        self._rate = rate
        self._request = request or make_request(self.senders)
        self._bot = make_bot(token, api_base, rate, self._request)
        self._jobs = (Job("expire leases", EXPIRE_EVERY_S, self._expire_leases), *jobs)
        self._wake = wake or asyncio.Event()
        self._gate = gate or Gate()
        self._line = Line()
        self._ending = asyncio.Event()
        self._end = End.ASKED
        self._front = asyncio.Lock()
        self._claiming = asyncio.Lock()
        self._reserved = 0
        self._sending = 0

    async def run(self, stop: asyncio.Event) -> End:
        """Work until `stop`, or until Telegram refuses the token; say which it was."""
        await self._request.initialize()
        try:
            async with asyncio.TaskGroup() as group:
                watch = group.create_task(self._stop_after(stop))
                tasks = [group.create_task(self._deliver_all()) for _ in range(self.senders)]
                tasks += [group.create_task(self._repeat(job)) for job in self._jobs]
                await self._ending.wait()
                watch.cancel()
                _, late = await asyncio.wait(tasks, timeout=GRACE_S)
                for task in late:
                    task.cancel()
                if late:
                    log.warning("stopped with work in hand", extra={"tasks": len(late)})
        finally:
            await self._request.shutdown()
        return self._end

    async def _deliver_all(self) -> None:
        while not self._ending.is_set():
            try:
                if row := await self._next_row():
                    await self._deliver(row)
            except Exception:
                log.exception("delivery stumbled")
                await self._pause(STUMBLE_S, self._ending)

    async def _next_row(self) -> Claimed | None:
        # One sender at a time looks out, so an idle worker asks the database twice a second, not
        # once per sender; the others line up behind it.
        async with self._front:
            slot = await self._next_slot()
            if slot is None:
                return None
            self._reserved += 1
        try:
            await self._pause(slot - self._now(), self._ending)
            if self._ending.is_set() or self._gate.resume_at > slot:
                return None  # a flood came meanwhile: the slot is void
            # Claiming in turn, each sees what the one before holds, and leaves that chat alone.
            async with self._claiming, self._store.begin() as work:
                return await work.outbox.claim_one(self._clock(), LEASE_S)
        finally:
            self._reserved -= 1
            self._wake.set()

    async def _next_slot(self) -> float | None:
        while not self._ending.is_set():
            self._wake.clear()
            now = self._now()
            if self._gate.resume_at > now:
                await self._pause(self._gate.resume_at - now, self._ending)
            elif self._line.is_down and self._reserved + self._sending:
                await self._pause(POLL_S, self._wake)  # one message tries the line for all
            elif (idle_s := await self._idle_for()) > 0:
                await self._pause(idle_s, self._wake)
            else:
                async with self._store.begin() as work:
                    return await work.outbox.reserve_slot(self._rate * HEADROOM, self._now())
        return None

    async def _idle_for(self) -> float:
        async with self._store.read() as work:
            if await work.outbox.anything_due(self._clock(), besides=self._reserved):
                return 0.0
            next_at = await work.outbox.next_due_at()
        wait_s = (next_at - self._clock()).total_seconds() if next_at else POLL_S
        return wait_s if 0 < wait_s < POLL_S else POLL_S

    async def _deliver(self, row: Claimed) -> None:
        self._sending += 1
        try:
            outcome = await self._attempt(row)
            await self._record(row, self._heed(row, outcome))
        finally:
            self._sending -= 1
            self._wake.set()

    async def _attempt(self, row: Claimed) -> Outcome:
        try:
            first, rest = first_message(row.reply)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            reason = f"cannot be read: {type(error).__name__}"
            return Outcome(Delivery.REJECTED, reason, Effect.BUG)
        try:
            async with asyncio.timeout(SEND_TIMEOUT_S):
                message_id = await send(self._bot, row.chat_id, first)
        except (TelegramError, TimeoutError) as error:
            return outcome_of(error, row.lane, row.attempts)
        except Exception as error:
            log.exception("answer not understood", extra={"row": row.id})
            return outcome_of(error, row.lane, row.attempts)
        return Outcome(Delivery.SENT, message_id=message_id, rest=rest)

    def _heed(self, row: Claimed, outcome: Outcome) -> Outcome:
        """Do what an outcome means for everybody, before the next sender starts."""
        now = self._now()
        facts = {"row": row.id, "outcome": outcome.becomes.value}
        if outcome.effect is not Effect.LINE:
            self._line.worked()
        match outcome.effect:
            case Effect.FLOOD:
                if self._gate.close_until(now + outcome.wait_s, now):
                    log.warning("flood: everybody waits", extra={"wait_s": outcome.wait_s})
            case Effect.LINE:
                pause_s = self._line.failed()
                if self._line.is_down and self._gate.close_until(now + pause_s, now):
                    log.warning("Telegram cannot be reached", extra={"error": outcome.reason})
                if outcome.becomes is Delivery.QUEUED:
                    return replace(outcome, wait_s=max(outcome.wait_s, pause_s))
            case Effect.TOKEN:
                if self._end is End.ASKED:
                    self._end = End.TOKEN_REFUSED
                    log.error("Telegram refuses the token", extra={"error": outcome.reason})
                self._finish()
            case Effect.BUG:
                # Telegram's words may quote the message: they are kept in the row, not logged.
                log.error("message refused", extra=facts)
            case Effect.NONE:
                log.debug("message settled", extra=facts)
        return outcome

    async def _record(self, row: Claimed, outcome: Outcome) -> None:
        for again_s in (*RECORD_AGAIN_S, None):
            try:
                async with self._store.begin() as work:
                    ours = await self._write(work, row, outcome)
            except Exception:
                log.exception("outcome not recorded", extra={"row": row.id})
                if again_s is not None:
                    await asyncio.sleep(again_s)
            else:
                if not ours:
                    log.warning("recorded after its lease", extra={"row": row.id})
                return

    async def _write(self, work: Unit, row: Claimed, outcome: Outcome) -> bool:
        at = self._clock()
        if outcome.effect is Effect.FLOOD:
            await work.outbox.pause_until(self._gate.resume_at)
        match outcome.becomes:
            case Delivery.SENT:
                return await work.outbox.sent(row, at, outcome.message_id, outcome.rest)
            case Delivery.QUEUED:
                return await work.outbox.again(
                    row,
                    at + timedelta(seconds=outcome.wait_s),
                    outcome.reason,
                    attempted=outcome.attempted,
                    chat_id=outcome.chat_id,
                )
            case Delivery.UNSURE:
                return await work.outbox.unsure(row, at, outcome.reason)
            case _:
                return await work.outbox.drop(row, at, outcome.becomes, outcome.reason)

    async def _expire_leases(self) -> None:
        async with self._store.begin() as work:
            if expired := await work.outbox.expire_leases(self._clock()):
                log.warning("a worker died over messages", extra={"rows": expired})

    async def _repeat(self, job: Job) -> None:
        while not self._ending.is_set():
            try:
                await job.run()
            except Exception:
                log.exception("job failed", extra={"job": job.name})
            await self._pause(job.every_s, self._ending)

    async def _stop_after(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._finish()

    def _finish(self) -> None:
        self._ending.set()
        self._wake.set()

    def _now(self) -> float:
        return self._clock().timestamp()

    async def _pause(self, seconds: float, unless: asyncio.Event) -> None:
        if seconds > 0:
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await unless.wait()
