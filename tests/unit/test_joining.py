"""Joined lines: short lines in a row are one question; everything else goes at once, in order."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.app.joining import APART_S, MOST_LINES, MOST_WAIT_S, WAIT_S, Joining
from bot.app.lanes import BURST, Lanes
from bot.app.nursery import Nursery
from bot.app.received import Received

SENT_AT = 1_795_000_000
LONG = "which free courses for ceramics are there"


class Desk:
    """Lanes that join lines, in a time that passes only when a test says so."""

    def __init__(self, nursery: Nursery) -> None:
        self.at = 0.0
        self.handled: list[tuple[float, Received]] = []
        self.told = 0
        self.in_form: set[int] = set()
        self.looked_up = 0
        self._sleepers: list[tuple[float, asyncio.Event]] = []
        self._ids = itertools.count(1)
        self.joining = Joining(nursery, self.fills, timer=lambda: self.at, sleep=self.sleep)
        self.lanes: Lanes[Received] = Lanes(
            nursery,
            self.handle,
            self.flooded,
            gather=self.joining.gather,
            timer=lambda: self.at,
            sleep=self.sleep,
        )

    async def fills(self, received: Received) -> bool:
        self.looked_up += 1
        return received.person in self.in_form

    async def handle(self, received: Received) -> None:
        self.handled.append((self.at, received))
        if "/challenge" in str(received.payload):
            self.in_form.add(received.person)

    async def flooded(self, received: Received) -> None:
        self.told += 1

    async def sleep(self, seconds: float) -> None:
        over = asyncio.Event()
        self._sleepers.append((self.at + seconds, over))
        await over.wait()

    async def passes(self, seconds: float) -> None:
        """Let time pass, step by step, and whoever slept do what they wanted to do."""
        until = self.at + seconds
        await settle()
        while due := [at for at, over in self._sleepers if at <= until and not over.is_set()]:
            self.at = max(self.at, min(due))
            for at, over in self._sleepers:
                if at <= self.at:
                    over.set()
            await settle()
        self.at = until

    async def types(self, text: str, person: int = 1, **fields: Any) -> int:
        """Send a message, let the lane look at it, and return its update id."""
        return await self.sends({"message": self.message(text, person, **fields)}, person)

    async def sends(self, event: dict[str, Any], person: int = 1) -> int:
        update_id = next(self._ids)
        received = Received(update_id, {"update_id": update_id, **event})
        self.lanes.put(person, received)
        await settle()
        return update_id

    def message(self, text: str, person: int = 1, **fields: Any) -> dict[str, Any]:
        return {
            "message_id": next(self._ids),
            "date": SENT_AT,
            "chat": {"id": person, "type": "private"},
            "from": {"id": person, "is_bot": False, "first_name": "Ada"},
            "text": text,
            **fields,
        }

    def said(self, person: int = 1) -> list[str]:
        """Return what reached the handler, in order."""
        return [
            r.payload["message"].get("text", "photo") if "message" in r.payload else "tap"
            for _, r in self.handled
            if r.person == person
        ]


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with Nursery() as nursery:
        yield Desk(nursery)


async def test_a_short_line_waits_for_the_next_and_is_one_question_with_it(desk: Desk) -> None:
    first = await desk.types("hello")
    await desk.passes(0.5)
    assert desk.said() == []

    last = await desk.types("free courses")
    await desk.passes(WAIT_S)

    assert desk.said() == ["hello free courses"]
    [(_, received)] = desk.handled
    assert received.update_id == last
    assert received.update_ids == (first, last)


async def test_a_short_line_that_stays_alone_is_answered_after_its_wait(desk: Desk) -> None:
    await desk.types("hello")
    await desk.passes(WAIT_S)

    assert [at for at, _ in desk.handled] == [WAIT_S]
    assert desk.said() == ["hello"]


async def test_each_short_line_waits_anew(desk: Desk) -> None:
    for text in ("hello", "free", "courses"):
        await desk.types(text)
        await desk.passes(0.7)
    await desk.passes(0.2)

    assert desk.said() == ["hello free courses"]


async def test_a_long_line_ends_the_run_at_once(desk: Desk) -> None:
    await desk.types("hello")
    await desk.types(LONG)

    assert desk.said() == [f"hello {LONG}"]
    assert desk.at == 0


@pytest.mark.parametrize("question", ["in May?", "τον Μάιο;", "maja? hvala"])
async def test_a_question_mark_ends_the_run_at_once(desk: Desk, question: str) -> None:
    await desk.types("free courses")
    await desk.types(question)

    assert desk.said() == [f"free courses {question}"]


@pytest.mark.parametrize("text", [LONG, "grants?", "δωρεάν;", "/help", "x" * 200])
async def test_what_is_no_short_line_goes_at_once(desk: Desk, text: str) -> None:
    await desk.types(text)

    assert desk.said() == [text]
    assert desk.looked_up == 0, "nobody asks the database about it"


async def test_lines_of_one_message_are_kept_and_those_of_several_become_blanks(
    desk: Desk,
) -> None:
    await desk.types("free\ncourses?")
    await desk.types("free\ncourses")
    await desk.types("in may?")

    assert desk.said() == ["free\ncourses?", "free courses in may?"]


async def test_a_run_waits_only_so_long(desk: Desk) -> None:
    for number in range(5):
        await desk.types(f"line {number}")
        await desk.passes(0.7)

    assert desk.said() == ["line 0 line 1 line 2 line 3"]
    assert [at for at, _ in desk.handled] == [MOST_WAIT_S]
    await desk.passes(WAIT_S)
    assert desk.said()[1:] == ["line 4"]


async def test_a_run_has_only_so_many_lines(desk: Desk) -> None:
    for number in range(MOST_LINES + 1):
        await desk.types(f"l{number}")

    assert desk.said() == [" ".join(f"l{n}" for n in range(MOST_LINES))]
    await desk.passes(WAIT_S)
    assert desk.said()[1:] == [f"l{MOST_LINES}"]


FLUSHING = {
    "command": {"text": "/help"},
    "photo": {"text": None, "photo": [{"file_id": "x"}], "caption": "look"},
    "reply to a message": {"text": "yes", "reply_to_message": {"message_id": 5}},
    "forward": {"text": "news", "forward_origin": {"type": "user"}},
    "of another bot": {"text": "news", "via_bot": {"id": 9}},
}


@pytest.mark.parametrize("fields", FLUSHING.values(), ids=FLUSHING)
async def test_what_is_no_line_sends_the_waiting_one_first(
    desk: Desk, fields: dict[str, Any]
) -> None:
    await desk.types("hello")
    message = {k: v for k, v in {**desk.message(""), **fields}.items() if v is not None}
    await desk.sends({"message": message})

    assert desk.said() == ["hello", fields["text"] or "photo"]
    assert desk.at == 0


async def test_a_tap_sends_the_waiting_line_first(desk: Desk) -> None:
    await desk.types("hello")
    shown = {"chat": {"id": 1, "type": "private"}}
    await desk.sends({"callback_query": {"from": {"id": 1}, "data": "a:b:", "message": shown}})

    assert desk.said() == ["hello", "tap"]


@pytest.mark.parametrize("name", ["reply to a message", "forward", "of another bot"])
async def test_a_line_that_belongs_to_another_message_never_waits(desk: Desk, name: str) -> None:
    await desk.types(**FLUSHING[name])

    assert len(desk.handled) == 1


async def test_what_is_said_in_a_group_never_waits(desk: Desk) -> None:
    await desk.types("hello", chat={"id": -5, "type": "supergroup"})
    await desk.types("again", chat={"id": -5, "type": "supergroup"})

    assert desk.said() == ["hello", "again"]


async def test_in_a_form_nothing_waits_and_nothing_is_joined(desk: Desk) -> None:
    desk.in_form.add(1)
    await desk.types("Box Makers Ltd")
    await desk.types("Ada Lovelace")

    assert desk.said() == ["Box Makers Ltd", "Ada Lovelace"]


async def test_whether_it_is_a_form_is_asked_after_what_came_before(desk: Desk) -> None:
    for text in ("/challenge", "Box Makers Ltd", "Ada Lovelace"):
        update = {"message": desk.message(text)}
        desk.lanes.put(1, Received(next(desk._ids), update))
    await settle()

    assert desk.said() == ["/challenge", "Box Makers Ltd", "Ada Lovelace"]


async def test_people_wait_for_themselves_only(desk: Desk) -> None:
    for person in (1, 2, 3):
        await desk.types("hello", person)
    await desk.types(LONG, 2)
    assert desk.said(1) == desk.said(3) == []
    assert desk.said(2) == [f"hello {LONG}"]

    await desk.types("free courses", 3)
    await desk.passes(WAIT_S)

    assert desk.said(1) == ["hello"]
    assert desk.said(3) == ["hello free courses"]


async def test_a_hundred_people_who_wait_keep_nobody_from_being_served(desk: Desk) -> None:
    for person in range(10, 110):
        await desk.types("hello", person)
    await desk.types(LONG, 1)

    assert desk.said(1) == [LONG]


async def test_lines_that_were_joined_count_as_one_in_a_flood(desk: Desk) -> None:
    for _ in range(BURST):
        for number in range(MOST_LINES):
            await desk.types(f"l{number}")
    assert len(desk.handled) == BURST
    assert desk.told == 0

    await desk.types(LONG)
    assert desk.told == 1
    await desk.passes(1)
    assert desk.said()[-1] == LONG


async def test_lines_of_different_times_that_lay_in_the_queue_are_two(desk: Desk) -> None:
    morning, noon = (Received(i, {"message": desk.message("hello")}, again=True) for i in (1, 2))
    noon.payload["message"]["date"] += APART_S + 1
    desk.lanes.put(1, morning)
    desk.lanes.put(1, noon)
    await desk.passes(WAIT_S)

    assert desk.said() == ["hello", "hello"]


async def test_what_an_earlier_process_left_is_joined_too(desk: Desk) -> None:
    for id_, text in ((1, "free courses"), (2, "in may")):
        desk.lanes.put(1, Received(id_, {"message": desk.message(text)}, again=True))
    await desk.passes(WAIT_S)

    [(_, received)] = desk.handled
    assert received.payload["message"]["text"] == "free courses in may"
    assert received.update_ids == (1, 2)
    assert received.again


async def test_who_hurries_waits_no_more(desk: Desk) -> None:
    await desk.types("hello")
    desk.joining.hurry()
    await settle()
    assert desk.said() == ["hello"]

    await desk.types("bye")
    assert desk.said() == ["hello", "bye"]
    assert await desk.lanes.quiet(5)


async def test_a_joined_line_keeps_its_sender_and_loses_its_entities(desk: Desk) -> None:
    await desk.types("see")
    await desk.types("example.org today?", entities=[{"type": "url", "offset": 0, "length": 11}])

    [(_, received)] = desk.handled
    assert received.person == 1
    assert "entities" not in received.payload["message"]


@pytest.mark.parametrize("message", [None, 5, {}, {"text": 5}, {"date": "x"}])
async def test_a_message_that_makes_no_sense_goes_at_once(desk: Desk, message: Any) -> None:
    broken = {**desk.message("hi"), **message} if isinstance(message, dict) else message
    if message == {}:
        broken = {}
    desk.lanes.put(1, Received(99, {"message": broken}))
    await desk.passes(WAIT_S)

    assert len(desk.handled) == 1
