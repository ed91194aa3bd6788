"""`kill -9` while a company fills in its challenge: no accepted answer is lost or doubled."""

import asyncio
import json
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.playground import Person
from tests.e2e.chatting import Reader, Step, buttons_of
from tests.e2e.processes import HUB, Installation, Process, languages, until
from tests.torture.conftest import Figures

KILLS = 20
SKILLS = ("packaging_design", "illustration")
REVIEW = "review"
READING_S = 0.2
"""A person reads before they answer; the bot slows down whoever writes four times a second."""


@dataclass
class Form:
    """What a company means to say in one challenge, and what the bot said it has taken."""

    number: int
    means: dict[str, str]
    accepted: dict[str, str] = field(default_factory=dict)
    submitted: bool = False


def new_form(number: int) -> Form:
    """Return a form whose every answer names its form and its question."""
    deadline = date(2031, 1, 1) + timedelta(days=number)
    return Form(
        number,
        {
            "company": "Fabryka Testowa",
            "contact": "Osoba kontaktowa",
            "title": f"Tytuł {number:03}: cichsza linia",
            "problem": f"Problem {number:03}: linia pakująca jest za głośna, a pudełka się gną.",
            "place": f"Miejsce {number:03}",
            "deadline": deadline.isoformat(),
        },
    )


class Company:
    """A person who fills in one challenge after the other until told to stop."""

    def __init__(self, reader: Reader, chance: random.Random) -> None:
        self.reader = reader
        self.forms: list[Form] = []
        self.acts = 0
        self.enough = asyncio.Event()
        self._chance = chance

    async def work(self) -> None:
        """Fill in forms."""
        while not self.enough.is_set():
            form = new_form(len(self.forms))
            self.forms.append(form)
            step = await self._open()
            while step.key != REVIEW:
                step = await self._fill(step, form)
            step = await self._correct(step, form)
            await self._submit(step, form)

    async def _act(self) -> Person:
        await asyncio.sleep(READING_S)
        self.acts += 1
        return self.reader.person

    async def _open(self) -> Step:
        reader = self.reader
        if self.forms[1:]:
            (await self._act()).taps(data="challenge:list:")
            await reader.until(lambda: self._sees("challenge:new:"), "the list of challenges")
            (await self._act()).taps(data="challenge:new:")
        else:
            (await self._act()).says("/challenge")
        await reader.until(lambda: reader.step, "the form")
        assert reader.step is not None
        return reader.step

    def _sees(self, data: str) -> bool:
        screen = self.reader.screen
        return screen is not None and data in buttons_of(screen)

    async def _fill(self, step: Step, form: Form) -> Step:
        await self._act()
        match step.key:
            case "skills":
                wanted = [s for s in SKILLS if s not in form.accepted]
                if not wanted:
                    return await self.reader.taps(step.button("form:done:"), step.key)
                pick = f"form:pick:{step.draft}.skills.{wanted[0]}"
                if pick in step.buttons and self._chance.random() < 0.5:
                    after = await self.reader.taps(pick, step.key)
                else:
                    after = await self.reader.answers(wanted[0].replace("_", " "), step.key)
                form.accepted[wanted[0]] = "skill"
                return after
            case "hub":
                form.accepted["hub"] = HUB
                pick = f"form:pick:{step.draft}.hub.{HUB}"
                if pick in step.buttons:
                    return await self.reader.taps(pick, step.key)
                return await self.reader.answers("Kranj", step.key)
            case key if key not in form.means:  # what it does not mean to say
                return await self.reader.taps(step.button("form:skip:"), key)
            case key:
                after = await self.reader.answers(form.means[key], key)
                form.accepted[key] = form.means[key]
                return after

    async def _correct(self, step: Step, form: Form) -> Step:
        """Change one answer from the review, sometimes."""
        if self._chance.random() < 0.5:
            return step
        key = self._chance.choice(("title", "place"))
        await self._act()
        step = await self.reader.taps(f"form:edit:{step.draft}.{key}", REVIEW)
        assert step.key == key
        await self._act()
        corrected = form.means[key] + " (lepiej)"
        step = await self.reader.answers(corrected, key)
        form.accepted[key] = corrected
        return step

    async def _submit(self, step: Step, form: Form) -> None:
        as_it_is = f"challenge:send:{step.draft}"
        (await self._act()).taps(data=step.button("form:submit:"))
        await self.reader.until(lambda: self._sees(as_it_is), "what there is to ask about")
        (await self._act()).taps(data=as_it_is)
        await self.reader.until(lambda: self._sees("challenge:list:"), "the confirmation")
        screen = self.reader.screen
        assert screen is not None
        assert form.accepted["title"] in screen.text
        form.submitted = True


async def kill_again_and_again(
    installation: Installation, company: Company, chance: random.Random, figures: Figures
) -> None:
    """Kill the bot right after somebody acted, at any moment, or while it starts."""
    kinds = ["after an act"] * 13 + ["at any moment"] * 4 + ["during the start"] * 3
    assert len(kinds) == KILLS
    chance.shuffle(kinds)
    for kind in kinds:
        process = await installation.begin()
        if kind == "during the start":
            await asyncio.sleep(chance.uniform(0.5, 4.0))
        else:
            await process.ready()
            await _await_moment(kind, company, chance)
        await process.kill()
    company.enough.set()
    figures["kills"] = ", ".join(f"{n} {kind}" for kind, n in Counter(kinds).items())


async def _await_moment(kind: str, company: Company, chance: random.Random) -> None:
    if kind == "at any moment":
        await asyncio.sleep(chance.uniform(0, 3.0))
        return
    acts = company.acts + chance.randint(1, 6)
    await until(lambda: company.acts >= acts, "the company to act", every_s=0.001)
    await asyncio.sleep(chance.uniform(0, 0.06))


async def test_no_accepted_answer_is_lost(
    installation: Installation, seed: int, figures: Figures
) -> None:
    chance = random.Random(seed)
    playground = installation.playground
    facilitator = playground.person("Facilitator")
    facilitator.starts(await installation.invite_facilitator())
    first = await installation.start()
    await facilitator.sees(timeout_s=30)
    assert await first.stop() == 0

    person = playground.person("Company")
    company = Company(Reader(playground, person), chance)
    started = time.monotonic()
    async with asyncio.TaskGroup() as group:
        group.create_task(company.work())
        await kill_again_and_again(installation, company, chance, figures)
        last = await installation.start()
    figures["seconds of killing"] = round(time.monotonic() - started)
    await settled(installation)

    check_challenges(installation, company)
    check_notices(installation, company, facilitator, figures)
    check_logs(installation, last)
    replies = Counter(d.message_id for d in person.received if d.method == "sendMessage")
    figures["forms submitted"] = sum(form.submitted for form in company.forms)
    figures["answers accepted"] = sum(len(form.accepted) for form in company.forms)
    figures["acts of the company"] = company.acts
    figures["messages the company got"] = len(replies)
    figures["updates replayed"] = replayed(installation)
    figures["seconds"] = round(time.monotonic() - started)


async def settled(installation: Installation) -> None:
    """Wait until no update and no message is under way."""
    await until(
        lambda: (
            not installation.count(
                "SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending')"
            )
            and not installation.count("SELECT count(*) FROM inbox WHERE finished_at IS NULL")
        ),
        "everything to be settled",
        timeout_s=120,
    )


def replayed(installation: Installation) -> int:
    """Return how many updates were taken up by a later process, by the logs."""
    return sum(
        line["updates"] for line in installation.lines("INFO") if line.get("event") == "replaying"
    )


def check_challenges(installation: Installation, company: Company) -> None:
    """Every accepted answer stands in its place in exactly one challenge, and nothing else."""
    rows = installation.rows("SELECT * FROM challenges ORDER BY id")
    assert len(rows) == len(company.forms)
    first = company.forms[0].accepted
    for form, row in zip(company.forms, rows, strict=True):
        assert form.submitted
        brought_along = {key: first[key] for key in ("company", "contact", "hub")}
        said = {**brought_along, **form.accepted}
        for key in ("company", "contact", "title", "problem", "place", "hub"):
            assert row[key] == said[key], (form.number, key)
        assert str(row["deadline_on"]) == said["deadline"]
        assert sorted(json.loads(row["skills"])) == sorted(SKILLS)
        assert row["state"] == "submitted"
    assert not installation.count("SELECT count(*) FROM drafts WHERE submitted_at IS NULL")


def check_notices(
    installation: Installation, company: Company, facilitator: Person, figures: Figures
) -> None:
    """The facilitator heard of each challenge; twice only where a process died over the notice."""
    doubled = 0
    for form, row in zip(
        company.forms, installation.rows("SELECT * FROM challenges ORDER BY id"), strict=True
    ):
        notices = installation.rows(
            "SELECT * FROM outbox WHERE key LIKE ?", [f"challenge:{row['id']}:review:%"]
        )
        assert len(notices) == 1
        assert notices[0]["state"] == "sent"
        told = [d for d in facilitator.received if form.accepted["title"] in d.text]
        tried = notices[0]["attempts"]
        assert 1 <= len(told) <= tried, (form.number, len(told), tried)
        doubled += len(told) > 1
    figures["notices"] = len(company.forms)
    figures["notices that came twice"] = doubled


def check_logs(installation: Installation, last: Process) -> None:
    """Nothing failed, nothing was given up."""
    assert last.alive
    assert not list(installation.lines("ERROR"))
    sorry = languages()["pl"]("Sorry, something went wrong on my side.")
    assert not [d for d in installation.playground.delivered.deliveries if sorry in d.text]
