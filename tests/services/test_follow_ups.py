"""30 and 90 days after an introduction: both sides are asked once, and staff read counts."""

import asyncio
from collections.abc import Callable
from html import unescape

import pytest

from bot.app.services import App
from bot.domain.introducing import OutcomeLedger
from bot.domain.introductions import FOLLOW_UPS, KeyAnswer, Outcome, Tally, WhyNothing
from bot.domain.people import Person, StaffRole
from bot.domain.refusals import Gone, NotAllowed
from bot.domain.replies import TEXT_LENGTH
from bot.screens import outcomes
from tests.builders import PostOffice, a_person
from tests.conftest import Clock
from tests.introducing import a_pitch


@pytest.fixture
async def people(app: App) -> tuple[Person, Person, Person]:
    """Bring a company and a creative together."""
    staff = await a_person(app, "Maja", "en", 1)
    invite = await app.services.people.invite(StaffRole.FACILITATOR, "kranj")
    staff = (await app.services.people.start(staff, invite)).person
    company = await a_person(app, "Zofia", "en", 2)
    nika = await a_person(app, "Nika", "en", 3)
    meeting = await a_pitch(app, company, staff, nika)
    seen = await app.services.introductions.open(staff, meeting.pitch.id)
    holders = {company.id: company, nika.id: nika, None: staff}
    for key in seen.introduction.keys:
        await app.services.introductions.answer(holders[key.person_id], key.id, KeyAnswer.YES)
    return staff, company, nika


async def asked(app: App) -> list[tuple[int, str]]:
    """Return who was asked what, from the outbox."""
    letters = await PostOffice(app).letters()
    return [(one.chat_id, one.reply.html) for one in letters if ":after:" in one.key]


async def test_both_sides_are_asked_once_on_each_day(
    app: App, new_app: Callable[..., App], people: object, clock: Clock
) -> None:
    clock.passes(days=29)
    assert await app.services.follow_ups.ask() == 0
    clock.passes(days=1)
    assert await app.services.follow_ups.ask() == 2
    assert await new_app().services.follow_ups.ask() == 0, "a process that came back"
    clock.passes(days=60)
    assert await app.services.follow_ups.ask() == 2
    assert await app.services.follow_ups.ask() == 0

    letters = await asked(app)
    assert sorted(chat for chat, _ in letters) == [2, 2, 3, 3]
    assert all("What became of it?" in html for _, html in letters)


async def test_two_processes_ask_once(
    app: App, new_app: Callable[..., App], people: object, clock: Clock
) -> None:

    clock.passes(days=30)
    counts = await asyncio.gather(*(new_app().services.follow_ups.ask() for _ in range(4)))
    assert sum(counts) == 2
    assert len(await asked(app)) == 2


async def test_who_was_away_for_long_is_not_asked_what_makes_no_sense_any_more(
    app: App, people: tuple[Person, Person, Person], clock: Clock
) -> None:
    _, company, _ = people
    await app.services.people.fell_asleep(company.telegram_id)
    clock.passes(days=40)
    assert await app.services.follow_ups.ask() == 1
    await app.services.people.meet(company.telegram_id, "Zofia", "en")
    assert await app.services.follow_ups.ask() == 1, "they came back in time"
    clock.passes(days=200)
    assert await app.services.follow_ups.ask() == 0


async def test_one_tap_counts_and_nothing_asks_why(
    app: App, people: tuple[Person, Person, Person], clock: Clock
) -> None:
    staff, company, nika = people
    clock.passes(days=30)
    await app.services.follow_ups.ask()
    follow_ups = app.services.follow_ups
    of_company, of_nika = (1, 2)
    assert (await follow_ups.see(company, of_company)).told.outcome is None

    await follow_ups.say(company, of_company, Outcome.CONTRACT)
    await follow_ups.say(nika, of_nika, Outcome.NOTHING)
    said = await follow_ups.say(nika, of_nika, Outcome.NOTHING, WhyNothing.MONEY)
    assert said.told.reason is WhyNothing.MONEY
    for wrong, number in ((company, of_nika), (nika, of_company), (staff, of_nika)):
        with pytest.raises(Gone):
            await follow_ups.say(wrong, number, Outcome.JOB)

    [tally] = (await follow_ups.ledger(staff)).tallies
    assert (tally.hub, tally.after_days, tally.asked) == ("kranj", 30, 2)
    assert tally.said == {Outcome.CONTRACT: 1, Outcome.NOTHING: 1}
    assert tally.reasons == {WhyNothing.MONEY: 1}

    # The last word counts.
    changed = await follow_ups.say(nika, of_nika, Outcome.JOB)
    assert changed.told.reason is None
    [tally] = (await follow_ups.ledger(staff)).tallies
    assert tally.said == {Outcome.CONTRACT: 1, Outcome.JOB: 1}


async def test_the_ledger_is_for_staff_of_the_hub(
    app: App, people: tuple[Person, Person, Person], clock: Clock
) -> None:
    _, company, _ = people
    clock.passes(days=30)
    await app.services.follow_ups.ask()
    invite = await app.services.people.invite(StaffRole.FACILITATOR, "szczecin")
    other = (await app.services.people.start(await a_person(app, "Jan", "en", 9), invite)).person

    with pytest.raises(NotAllowed):
        await app.services.follow_ups.ledger(company)
    assert (await app.services.follow_ups.ledger(other)).tallies == ()


@pytest.mark.parametrize("language", ["en", "sl", "pl", "da", "de"])
def test_the_network_desk_reads_of_all_hubs_in_messages_that_fit(app: App, language: str) -> None:
    tallies = [
        Tally(hub, days, 50, dict.fromkeys(Outcome, 5), dict.fromkeys(WhyNothing, 2))
        for hub in app.knowledge.hubs
        for days in FOLLOW_UPS
    ]
    shown = outcomes.ledger(
        OutcomeLedger(tuple(tallies), app.knowledge.hubs, ()), app.languages[language]
    )
    messages = shown.messages()
    assert all(len(one.html) < TEXT_LENGTH for one in messages)
    said = "".join(one.html for one in messages)
    assert all(hub.named(language) in unescape(said) for hub in app.knowledge.hubs.values())
    assert [bool(one.rows) for one in messages] == [False] * (len(messages) - 1) + [True]
