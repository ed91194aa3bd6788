"""The worker on a real database, a fake wire, and a clock that jumps."""

import asyncio
import logging
from itertools import pairwise

import httpx
import pytest

from bot.delivery import End, Gate, Job
from bot.delivery.pace import LONGEST_PAUSE_S
from bot.delivery.worker import LEASE_S
from bot.domain.broadcasts import Delivery, Lane
from bot.domain.replies import Reply
from tests.delivery.conftest import Rows, working
from tests.delivery.virtual_time import StillStore, now
from tests.delivery.wire import TOKEN, FakeTelegram, breaks, refuses, says

FORBIDDEN = refuses(403, "Forbidden: bot was blocked by the user")
NO_CHAT = refuses(400, "Bad Request: chat not found")
BAD_HTML = refuses(400, "Bad Request: can't parse entities: unsupported start tag <secret>")
FLOOD = refuses(429, "Too Many Requests: retry after 20", retry_after=20)
MIGRATED = refuses(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1002)
UNAUTHORIZED = refuses(401, "Unauthorized")
CONFLICT = refuses(409, "Conflict: terminated by other getUpdates request")
UNSURE = [
    refuses(500, "Internal Server Error"),
    says(502, b"<html>Bad Gateway</html>"),
    says(200, b'{"ok": true, "resu'),
    says(200, b'{"ok": true}'),
    breaks(httpx.ReadError),
    breaks(httpx.ReadTimeout),
    breaks(httpx.WriteError),
    breaks(httpx.RemoteProtocolError),
]
NEVER_LEFT = [breaks(httpx.ConnectError), breaks(httpx.ConnectTimeout), breaks(httpx.PoolTimeout)]


async def test_a_message_is_sent_and_its_number_kept(work_for, rows: Rows, telegram) -> None:
    await rows.queue(await rows.person(1), "alert")

    assert await work_for(1) is End.ASKED

    row = await rows.get("alert")
    assert (row.state, row.message_id, row.attempts) == (Delivery.SENT, 1, 1)
    assert row.lease_until is None
    assert telegram.texts(1) == ["alert"]


@pytest.mark.parametrize("answer", [FORBIDDEN, NO_CHAT])
async def test_who_cannot_be_reached_sleeps_and_is_tried_once(
    work_for, rows: Rows, telegram, answer
) -> None:
    ada = await rows.person(1)
    await rows.queue(ada, "news", Lane.BROADCAST)
    await rows.queue(ada, "more news", Lane.BROADCAST)
    telegram.answers(1, answer)

    await work_for(10)

    expected = Delivery.BLOCKED if answer is FORBIDDEN else Delivery.UNREACHABLE
    assert (await rows.get("news")).state == expected
    assert (await rows.get("more news")).state == Delivery.BLOCKED
    assert await rows.is_asleep(1)
    assert len(telegram.attempts) == 1


async def test_a_chat_that_moved_is_followed(work_for, rows: Rows, telegram) -> None:
    await rows.queue(await rows.person(1), "alert")
    telegram.answers(1, MIGRATED)
    await work_for(3)
    row = await rows.get("alert")
    assert (row.state, row.chat_id, row.attempts) == (Delivery.SENT, -1002, 1)


async def test_a_message_of_ours_that_is_wrong_is_an_error_without_its_words(
    work_for, rows: Rows, telegram, caplog: pytest.LogCaptureFixture
) -> None:
    await rows.queue(await rows.person(1), "alert", reply=Reply("<secret>"))
    telegram.answers(1, BAD_HTML)

    await work_for(3)

    row = await rows.get("alert")
    assert (row.state, "secret" in row.reason) == (Delivery.REJECTED, True)
    errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert [error.row for error in errors] == [row.id]
    assert "secret" not in caplog.text
    assert not await rows.is_asleep(1)


async def test_a_row_that_cannot_be_read_does_not_stop_the_others(
    work_for, rows: Rows, telegram
) -> None:
    await rows.queue(await rows.person(1), "empty", reply=Reply(""))
    await rows.queue(await rows.person(2), "alert")
    await work_for(3)
    assert (await rows.get("empty")).state == Delivery.REJECTED
    assert (await rows.get("alert")).state == Delivery.SENT


@pytest.mark.parametrize("answer", NEVER_LEFT)
@pytest.mark.parametrize("lane", list(Lane))
async def test_what_never_left_is_repeated(work_for, rows: Rows, telegram, answer, lane) -> None:
    await rows.queue(await rows.person(1), "row", lane)
    telegram.answers(1, *[answer] * 4)

    await work_for(60)

    row = await rows.get("row")
    assert (row.state, row.attempts) == (Delivery.SENT, 1)
    times = [attempt.at for attempt in telegram.attempts]
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert gaps == sorted(gaps), "each pause is longer"
    assert gaps[0] > 0.7


@pytest.mark.parametrize("answer", UNSURE)
async def test_a_broadcast_that_may_have_arrived_is_not_repeated(
    work_for, rows: Rows, telegram, answer
) -> None:
    await rows.queue(await rows.person(1), "news", Lane.BROADCAST)
    telegram.answers(1, answer)
    await work_for(30)
    assert (await rows.get("news")).state == Delivery.UNSURE
    assert len(telegram.attempts) == 1


@pytest.mark.parametrize("answer", UNSURE)
async def test_an_alert_that_may_have_arrived_is_repeated_once(
    work_for, rows: Rows, telegram, answer
) -> None:
    await rows.queue(await rows.person(1), "alert")
    await rows.queue(await rows.person(2), "hopeless")
    telegram.answers(1, answer)
    telegram.answers(2, *[answer] * 5)
    await work_for(50)
    assert (await rows.get("alert")).state == Delivery.SENT
    assert (await rows.get("hopeless")).state == Delivery.UNSURE
    assert len(telegram.attempts) == 4


@pytest.mark.parametrize("answer", [UNAUTHORIZED, CONFLICT])
async def test_a_wrong_token_loses_no_row_and_stops_the_worker(
    make_worker, rows: Rows, telegram, answer, caplog: pytest.LogCaptureFixture
) -> None:
    await rows.crowd(50)
    telegram.always = answer

    end = await make_worker().run(asyncio.Event())

    assert end is End.TOKEN_REFUSED
    assert await rows.states() == {"queued": 50}
    assert (await rows.get("to-1000")).attempts == 0
    errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert [error.message for error in errors] == ["Telegram refuses the token"]


async def test_a_broadcast_keeps_the_rate_in_every_second(
    work_for, rows: Rows, telegram: FakeTelegram
) -> None:
    await rows.crowd(200)
    telegram.latency_s = 0.3

    await work_for(11)

    times = [sent.at for sent in telegram.attempts]
    assert len(times) == 200
    busiest = max(sum(t <= at < t + 1 for at in times) for t in times)
    assert busiest <= 25
    assert 199 / (times[-1] - times[0]) >= 0.98 * 25
    assert await rows.states() == {"sent": 200}


async def test_two_workers_together_keep_the_rate_and_send_each_row_once(
    make_worker, make_store, work_for, rows: Rows, telegram: FakeTelegram
) -> None:
    await rows.crowd(120)

    await work_for(7, *(make_worker(store=make_store()) for _ in range(2)))

    times = [sent.at for sent in telegram.attempts]
    assert len(times) == len({sent.chat_id for sent in telegram.attempts}) == 120
    assert max(sum(t <= at < t + 1 for at in times) for t in times) <= 26
    assert await rows.states() == {"sent": 120}


async def test_a_flood_pauses_every_sender_and_costs_no_attempt(
    make_worker, rows: Rows, telegram: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    await rows.crowd(60)
    telegram.answers(1010, FLOOD)
    gate = Gate()

    async with working(make_worker(gate=gate)):
        await asyncio.sleep(30)

    flooded = next(attempt for attempt in telegram.attempts if not attempt.arrived)
    during = [a for a in telegram.attempts if flooded.at < a.at < flooded.at + 20]
    assert len(during) <= 3, "only what was already on its way"
    after = sorted(a.at for a in telegram.attempts if a.at >= flooded.at + 20)
    assert all(later - earlier > 0.039 for earlier, later in pairwise(after))
    assert await rows.states() == {"sent": 60}
    assert (await rows.get("to-1010")).attempts == 1
    assert gate.resume_at > 0, "a conversation in this process sees the pause"
    warnings = [
        record.message for record in caplog.records if record.name == "bot.delivery.worker"
    ]
    assert warnings == ["flood: everybody waits"]


async def test_a_flood_seen_by_one_worker_slows_the_other(
    make_worker, make_store, work_for, rows: Rows, telegram: FakeTelegram
) -> None:
    await rows.crowd(60)
    telegram.answers(1020, FLOOD)

    await work_for(40, *(make_worker(store=make_store()) for _ in range(2)))

    flooded = next(attempt for attempt in telegram.attempts if not attempt.arrived)
    late = [a for a in telegram.attempts if flooded.at + 1 < a.at < flooded.at + 20]
    assert late == []
    assert await rows.states() == {"sent": 60}


async def test_a_strict_server_sees_no_flood(work_for, rows: Rows, telegram) -> None:
    telegram.limit = 26
    await rows.crowd(80)
    await work_for(6)
    assert len(telegram.sent) == len(telegram.attempts) == 80


async def test_an_outage_costs_a_handful_of_messages_not_a_broadcast(
    make_worker, rows: Rows, telegram: FakeTelegram
) -> None:
    await rows.crowd(100)
    telegram.always = says(502, b"Bad Gateway")

    async with working(make_worker()):
        await asyncio.sleep(300)
        telegram.always = None
        await asyncio.sleep(LONGEST_PAUSE_S * 1.25 + 25)  # the longest pause with its jitter

    states = await rows.states()
    assert states["unsure"] < 25
    assert states["sent"] + states["unsure"] == 100


async def test_an_alert_overtakes_a_broadcast(make_worker, rows: Rows, telegram) -> None:
    await rows.crowd(80)
    async with working(make_worker()):
        await asyncio.sleep(1)
        await rows.queue(await rows.person(1), "alert")
        queued_at = asyncio.get_running_loop().time()
        await asyncio.sleep(1)
    alert = next(sent for sent in telegram.sent if sent.chat_id == 1)
    assert alert.at - queued_at < 0.2


async def test_messages_to_one_person_keep_their_order_and_distance(
    work_for, rows: Rows, telegram
) -> None:
    ada = await rows.person(1)
    for number in range(4):
        await rows.queue(ada, f"{number}")
    await work_for(12)
    assert telegram.texts(1) == ["0", "1", "2", "3"]
    times = [sent.at for sent in telegram.sent]
    assert all(later - earlier >= 1.1 for earlier, later in pairwise(times))


async def test_a_reply_of_two_messages_is_sent_in_order_and_no_part_twice(
    work_for, rows: Rows, telegram
) -> None:
    await rows.queue(await rows.person(1), "two", reply=Reply("one").and_then(Reply("two")))
    telegram.answers(1)
    await work_for(1)
    telegram.answers(1, FLOOD)
    await work_for(30)
    assert telegram.texts(1) == ["one", "two"]
    assert (await rows.get("two")).state == Delivery.SENT


async def test_who_adds_a_row_in_this_process_can_wake_the_worker(
    make_worker, rows: Rows, telegram
) -> None:
    wake = asyncio.Event()
    async with working(make_worker(wake=wake)):
        await asyncio.sleep(5.1)
        await rows.queue(await rows.person(1), "alert")
        queued_at = asyncio.get_running_loop().time()
        wake.set()
        await asyncio.sleep(1)
    assert telegram.sent[0].at - queued_at < 0.01


async def test_without_waking_a_row_leaves_within_half_a_second(
    make_worker, rows: Rows, telegram
) -> None:
    async with working(make_worker()):
        await asyncio.sleep(5.1)
        await rows.queue(await rows.person(1), "alert")
        queued_at = asyncio.get_running_loop().time()
        await asyncio.sleep(1)
    assert telegram.sent[0].at - queued_at <= 0.5


async def test_a_worker_killed_between_marking_and_recording(
    make_worker, work_for, rows: Rows, telegram: FakeTelegram
) -> None:
    """The broadcast is never sent twice; the alert is, rather than not at all."""
    await rows.queue(await rows.person(1), "news", Lane.BROADCAST)
    await rows.queue(await rows.person(2), "alert")
    telegram.latency_s = 5
    killed = asyncio.ensure_future(make_worker().run(asyncio.Event()))
    await asyncio.sleep(2)
    assert await rows.states() == {"sending": 2}
    killed.cancel()
    await asyncio.wait([killed])
    telegram.latency_s = 0.1

    await work_for(LEASE_S - 5)
    assert await rows.states() == {"sending": 2}, "another worker may still hold them"
    await work_for(20)

    assert (await rows.get("news")).state == Delivery.UNSURE
    assert (await rows.get("alert")).state == Delivery.SENT
    assert telegram.texts(1) == ["news"]
    assert telegram.texts(2) == ["alert", "alert"]


async def test_a_stop_finishes_what_is_on_its_way_and_starts_nothing(
    make_worker, rows: Rows, telegram
) -> None:
    await rows.crowd(100)
    telegram.latency_s = 3
    async with working(make_worker()):
        await asyncio.sleep(1)
    stopped_at = asyncio.get_running_loop().time()
    states = await rows.states()
    assert set(states) == {"sent", "queued"}
    assert states["sent"] == len(telegram.attempts)
    assert stopped_at < 5


async def test_a_stop_does_not_wait_for_ever(make_worker, rows: Rows, telegram) -> None:
    await rows.crowd(1)
    telegram.latency_s = 25
    async with working(make_worker()):
        await asyncio.sleep(1)
    assert asyncio.get_running_loop().time() == pytest.approx(11, abs=0.1)
    assert await rows.states() == {"sending": 1}


async def test_jobs_run_again_and_again_and_a_failing_one_harms_nobody(
    make_worker, work_for, rows: Rows, caplog: pytest.LogCaptureFixture
) -> None:
    ran: list[float] = []

    async def count() -> None:
        ran.append(asyncio.get_running_loop().time())

    async def fail() -> None:
        raise RuntimeError("on purpose")

    await rows.queue(await rows.person(1), "alert")
    await work_for(35, make_worker(jobs=[Job("fail", 10, fail), Job("count", 10, count)]))

    assert ran == pytest.approx([0, 10, 20, 30], abs=0.1)
    failures = [record for record in caplog.records if record.message == "job failed"]
    assert [failure.job for failure in failures] == ["fail"] * 4
    assert (await rows.get("alert")).state == Delivery.SENT


class Moody(StillStore):
    """A store that fails now and then."""

    failing = 0

    def begin(self):
        if self.failing:
            self.failing -= 1
            raise ConnectionError("the database has a bad moment")
        return super().begin()


async def test_a_database_with_a_bad_moment_loses_and_repeats_nothing(
    make_worker, rows: Rows, telegram, engine
) -> None:
    store = Moody(engine)
    await rows.queue(await rows.person(1), "alert")
    telegram.latency_s = 2
    async with working(make_worker(store=store)):
        await asyncio.sleep(1)
        store.failing = 3  # the record comes now
        await asyncio.sleep(20)
        store.failing = 5
        await rows.queue(await rows.person(2), "second")
        await asyncio.sleep(20)
    assert await rows.states() == {"sent": 2}
    assert len(telegram.attempts) == 2


async def test_logs_hold_neither_the_token_nor_words(
    work_for, rows: Rows, telegram, caplog: pytest.LogCaptureFixture
) -> None:
    # What httpx says at INFO is silenced where logs are set up; everything else is ours.
    caplog.set_level(logging.DEBUG, logger="bot")
    caplog.set_level(logging.DEBUG, logger="telegram")
    for number, answer in enumerate([FORBIDDEN, BAD_HTML, FLOOD, *UNSURE, *NEVER_LEFT], start=1):
        await rows.queue(await rows.person(number), f"words-{number}")
        telegram.answers(number, answer)
    await work_for(200)
    assert TOKEN not in caplog.text
    assert "words-" not in caplog.text


async def test_it_never_reads_updates(work_for, telegram: FakeTelegram) -> None:
    await work_for(30)
    assert telegram.unknown == []


async def test_the_moment_of_a_record_is_the_clock_s(work_for, rows: Rows) -> None:
    await rows.queue(await rows.person(1), "alert")
    await work_for(1)
    assert (await rows.get("alert")).finished_at < now()
