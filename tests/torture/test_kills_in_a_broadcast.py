"""`kill -9` while an announcement goes out: nobody gets it twice, and every loss is told."""

import asyncio
import math
import random
import time
from collections import Counter

from bot.playground import Person
from tests.e2e.announcing import announce, everybody_who_got_it, people_who_started
from tests.e2e.chatting import Reader
from tests.e2e.processes import HUB, Installation, Process, languages, until
from tests.torture.conftest import Figures

PEOPLE = 500
RATE = 30
SENDERS = math.ceil(RATE * 0.4)
PLAN = ["run"] * 5 + ["worker"] * 9 + ["both"] * 3
KILLS = len(PLAN) + PLAN.count("both")
FINAL = ("sent", "unsure", "dropped_blocked", "dropped_unreachable", "dropped_rejected")
ON_ITS_WAY = "SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending')"


async def test_nobody_gets_it_twice(
    installation: Installation, seed: int, figures: Figures
) -> None:
    assert KILLS == 20
    chance = random.Random(seed)
    playground = installation.playground
    facilitator = playground.person("Facilitator")
    facilitator.starts(await installation.invite_facilitator())
    people = await people_who_started(installation, PEOPLE, HUB)
    installation.settings["BROADCAST_RATE"] = str(RATE)
    started = time.monotonic()

    process = await installation.start()
    send_it = await announce(Reader(playground, facilitator))
    facilitator.taps(data=send_it)
    await asyncio.sleep(chance.uniform(0, 0.4))
    await process.kill()

    in_flight = await kill_senders(installation, chance)
    last = await installation.start()
    await until(
        lambda: installation.count("SELECT count(*) FROM broadcasts WHERE state = 'done'"),
        "the end of the broadcast",
        timeout_s=180,
    )
    seconds = time.monotonic() - started
    await until(lambda: not installation.count(ON_ITS_WAY), "the report to arrive")
    assert last.alive
    assert not list(installation.lines("ERROR"))
    check(installation, facilitator, people, in_flight, figures)
    figures["people"] = len(people)
    figures["kills"] = f"{KILLS + 1}: " + ", ".join(f"{n} {k}" for k, n in Counter(PLAN).items())
    figures["senders of a process"] = SENDERS
    figures["seconds"] = round(seconds)


async def kill_senders(installation: Installation, chance: random.Random) -> set[int]:
    """Start and kill processes until all kills are done; return the rows that were in flight."""
    in_flight: set[int] = set()
    plan = PLAN.copy()
    chance.shuffle(plan)
    if plan[0] == "worker":  # the confirmation may still lie in the inbox
        plan.remove("run")
        plan.insert(0, "run")
    delivered = installation.playground.delivered
    for kind in plan:
        processes = await start_senders(installation, kind)
        # A worker alone would wait for ever for a confirmation that still lies in the inbox.
        await until(lambda: installation.count("SELECT count(*) FROM broadcasts"), "a broadcast")
        wanted = len(delivered.deliveries) + chance.randint(0, 20)
        await until(
            lambda wanted=wanted: len(delivered.deliveries) >= wanted, "a delivery", every_s=0.002
        )
        await asyncio.sleep(chance.uniform(0, 0.08))
        for process in chance.sample(processes, len(processes)):
            await process.kill()
        rows = installation.rows("SELECT id FROM outbox WHERE state = 'sending'")
        in_flight |= {row["id"] for row in rows}
    return in_flight


async def start_senders(installation: Installation, kind: str) -> list[Process]:
    """Start one process, or two that begin to send together."""
    if kind != "both":
        return [await installation.start(kind)]
    # The worker is up sooner; it would have sent everything before the other one is there.
    worker = await installation.start("worker")
    await pause_while_it_writes_nothing(installation, worker)
    run = await installation.start("run")
    worker.go_on()
    return [run, worker]


async def pause_while_it_writes_nothing(installation: Installation, process: Process) -> None:
    """Stop a process where it holds no lock: nobody else could write before it goes on."""
    for _ in range(200):
        process.pause()
        await asyncio.sleep(0.1)  # until the signal has reached all of its threads
        if not installation.is_locked():
            return
        process.go_on()
        await asyncio.sleep(0.02)
    raise AssertionError("the process writes all the time")


def check(
    installation: Installation,
    facilitator: Person,
    people: list[int],
    in_flight: set[int],
    figures: Figures,
) -> None:
    """Compare, person by person, what the database says with what was delivered."""
    arrived = everybody_who_got_it(installation.playground)
    rows = installation.rows("SELECT * FROM outbox WHERE broadcast_id = 1")
    states = Counter(row["state"] for row in rows)
    recipients = {*people, facilitator.id}

    assert max(arrived.values()) == 1, "somebody got it twice"
    assert sorted(row["chat_id"] for row in rows) == sorted(recipients)
    assert set(states) <= set(FINAL)
    sent = {row["chat_id"] for row in rows if row["state"] == "sent"}
    unsure = {row["chat_id"] for row in rows if row["state"] == "unsure"}
    assert sent <= set(arrived)
    assert set(arrived) - sent <= unsure
    assert {row["id"] for row in rows if row["state"] == "unsure"} == in_flight
    assert len(unsure) <= SENDERS * (KILLS + 1)
    broadcast = installation.rows("SELECT * FROM broadcasts")
    assert [(row["state"], row["recipients"]) for row in broadcast] == [("done", len(recipients))]

    tr = languages()["en"]
    report = next(
        d.text
        for d in reversed(facilitator.received)
        if tr("Your announcement is done.") in d.text
    )
    assert tr("Sent: {n}", n=tr.number(states["sent"])) in report.splitlines()
    if unsure:
        said = "Unsure, may have arrived, not sent again: {n}"
        assert tr(said, n=tr.number(len(unsure))) in report.splitlines()
    figures["outcomes"] = dict(states)
    figures["in flight at a kill"] = len(in_flight)
    figures["unsure, and it had arrived"] = len(set(arrived) & unsure)
    figures["delivered twice"] = 0
