"""Telegram floods, breaks and stalls during a conversation and an announcement."""

import asyncio
import random
import time
from collections import Counter

from bot.playground import Fault
from tests.e2e.announcing import announce, everybody_who_got_it, people_who_started
from tests.e2e.chatting import Reader
from tests.e2e.processes import HUB, Installation, languages, until
from tests.torture.conftest import Figures

PEOPLE = 150
QUESTIONS = 12
FINAL = {"sent", "unsure"}


def faults() -> list[Fault]:
    """Return every kind of trouble, in shares that hit many calls and not all."""
    return [
        Fault("flood", share=0.02, retry_after=1),
        Fault("error", share=0.03),
        Fault("error", share=0.02, status=500),
        Fault("reset", share=0.03),
        Fault("delivered_error", share=0.03),
        Fault("delivered_reset", share=0.03),
        Fault("delay", share=0.05, delay_s=0.4),
        Fault("error", method="getUpdates", share=0.1),
        Fault("reset", method="getUpdates", share=0.1),
        Fault("flood", method="getUpdates", share=0.05),
        Fault("error", method="editMessageText", share=0.1),
        Fault("delivered_reset", method="editMessageText", share=0.1),
        Fault("error", method="answerCallbackQuery", share=0.1),
        Fault("reset", method="answerCallbackQuery", share=0.1),
        # The first words of a process: menus, and the webhook that must be gone.
        Fault("error", method="deleteWebhook", times=6),
        Fault("error", method="setMyCommands", times=2),
    ]


async def test_replies_come_and_nobody_is_told_twice(
    installation: Installation, seed: int, figures: Figures
) -> None:
    chance = random.Random(seed)
    playground = installation.playground
    facilitator = playground.person("Facilitator")
    facilitator.starts(await installation.invite_facilitator())
    people = await people_who_started(installation, PEOPLE, HUB)
    playground.faults.seed(seed)
    playground.faults.add(*faults())
    started = time.monotonic()
    process = await installation.start()

    # A reply that Telegram delivered and then denied comes once more; so forms are safe, too.
    send_it = await announce(Reader(playground, facilitator))
    facilitator.taps(data=send_it)
    asker = Reader(playground, playground.add_person("Asker", language="pl"))
    for number in range(QUESTIONS):
        before = len(asker.person.received)
        asker.person.says(f"Czy są pieniądze na rezydencję? {number}")
        await asker.until(lambda before=before: len(asker.person.received) > before, "a reply")
        await asyncio.sleep(chance.uniform(0.2, 1.0))
    await until(
        lambda: installation.count("SELECT count(*) FROM broadcasts WHERE state = 'done'"),
        "the end of the broadcast",
        timeout_s=180,
    )
    seconds = time.monotonic() - started
    assert process.alive
    assert not list(installation.lines("ERROR"))

    arrived = everybody_who_got_it(playground)
    rows = installation.rows("SELECT * FROM outbox WHERE broadcast_id = 1")
    states = Counter(row["state"] for row in rows)
    assert max(arrived.values()) == 1, "somebody got it twice"
    assert sorted(row["chat_id"] for row in rows) == sorted([*people, facilitator.id])
    assert set(states) <= FINAL
    sent = {row["chat_id"] for row in rows if row["state"] == "sent"}
    unsure = {row["chat_id"] for row in rows if row["state"] == "unsure"}
    assert sent <= set(arrived) <= sent | unsure
    sorry = languages()["pl"]("Sorry, something went wrong on my side.")
    assert not [d for d in playground.delivered.deliveries if sorry in d.text]
    figures["faults hit"] = dict(Counter(trouble for _, trouble in playground.faults.hits))
    figures["questions, all answered"] = QUESTIONS
    figures["replies to them"] = len(asker.person.received)
    figures["announcement to"] = len(rows)
    figures["outcomes"] = dict(states)
    figures["unsure, and it had arrived"] = len(unsure & set(arrived))
    figures["delivered twice"] = 0
    figures["seconds"] = round(seconds)
