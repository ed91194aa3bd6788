"""What I said yes to: where each thing stands, and taking it back."""

from collections.abc import Awaitable, Callable

import pytest

from bot.app.services import App
from bot.domain.challenges import Challenge
from bot.i18n import Translator
from tests.builders import PostOffice, a_creative, a_person, a_published_challenge
from tests.conftest import Clock, Meet
from tests.people import Person

MeetStaff = Callable[..., Awaitable[Person]]


@pytest.fixture
async def maja(meet_staff: MeetStaff) -> Person:
    return await meet_staff("Maja", language="sl")


@pytest.fixture
async def challenge(app: App, maja: Person, post: PostOffice) -> Challenge:
    """Publish a challenge at the hub of Kranj; nothing is on its way."""
    staff = await app.services.people.meet(maja.id, "Maja", "sl")
    company = await a_person(app, "Zofia", "pl", 8_000_000_002)
    made = await a_published_challenge(app, company, staff)
    await post.deliver()
    return made


@pytest.fixture
async def ola(app: App, meet: Meet, challenge: Challenge) -> Person:
    """Meet a Polish creative who is interested in the challenge."""
    ola = meet("Ola", "pl")
    await ola.says("/start")
    known = await app.services.people.meet(ola.id, "Ola", "pl")
    await a_creative(app, known, country="PL")
    await ola.taps_data(f"match:yes:{challenge.id}")
    return ola


async def to_maja(post: PostOffice, maja: Person) -> list[str]:
    """Return what waits for the facilitator."""
    return [
        letter.reply.html for letter in await post.letters(maja.id) if letter.state == "queued"
    ]


async def test_it_says_where_each_thing_stands(
    app: App, ola: Person, challenge: Challenge, polish: Translator, clock: Clock
) -> None:
    await ola.taps_data("saved:save:event-ddw")
    await ola.taps_data("saved:applied:event-ddw")
    await ola.says("/matches")
    label = f"{polish('What I said yes to')} (2)"

    said = await ola.taps(label)

    assert challenge.title in said  # in the words of the company, which is Polish as well
    assert polish("You have applied.") in said
    clock.passes(days=90)
    hub = app.knowledge.hubs["kranj"].named("pl")
    over = polish("It takes on nobody else. Who decides what comes next: {hub}.", hub=hub)
    assert over in await ola.taps_data("match:mine:")


async def test_what_staff_have_not_read_yet_they_never_hear_of(
    ola: Person, maja: Person, challenge: Challenge, post: PostOffice, polish: Translator
) -> None:
    assert len(await to_maja(post, maja)) == 1

    assert challenge.title in await ola.taps(polish("Take it back"))
    await ola.taps(polish("Yes, take it back"))

    assert polish("Done. Nobody had been told of it yet.") in ola.sees()
    assert await to_maja(post, maja) == []


async def test_staff_who_were_told_hear_that_it_is_taken_back_once(
    app: App,
    ola: Person,
    maja: Person,
    challenge: Challenge,
    post: PostOffice,
    polish: Translator,
    slovenian: Translator,
) -> None:
    await post.deliver()
    sure = f"match:sure:{challenge.id}"

    await ola.taps_data(sure)
    await ola.again()
    await ola.taps_data(sure)

    nothing = polish("You are not interested in it any more: nothing was left to take back.")
    assert nothing in ola.sees()
    (letter,) = await to_maja(post, maja)
    assert slovenian("An interest was taken back: {title}", title=challenge.title_en) in letter
    async with app.store.read() as work:
        assert await work.challenges.interested_in(challenge.id) == 0


async def test_who_thinks_better_of_it_is_told_of_anew(
    ola: Person, maja: Person, challenge: Challenge, post: PostOffice, clock: Clock
) -> None:
    await post.deliver()
    for _ in range(2):
        clock.passes(seconds=5)
        await ola.taps_data(f"match:sure:{challenge.id}")
        clock.passes(seconds=5)
        await ola.taps_data(f"match:yes:{challenge.id}")
        assert len(await to_maja(post, maja)) >= 1
        await post.deliver()

    assert "Ola" in maja.sees()
    assert challenge.title_en in maja.sees()


async def test_nobody_takes_back_for_somebody_else(
    app: App, ola: Person, challenge: Challenge, meet: Meet
) -> None:
    eve = meet("Eve", "en")
    await eve.says("/start")

    await eve.taps_data(f"match:sure:{challenge.id}")

    async with app.store.read() as work:
        assert await work.challenges.interested_in(challenge.id) == 1


async def test_a_withdrawal_leaves_with_an_erased_person(
    app: App, ola: Person, maja: Person, challenge: Challenge, post: PostOffice
) -> None:
    await post.deliver()
    await ola.taps_data(f"match:sure:{challenge.id}")
    person = await app.services.people.meet(ola.id, "Ola", "pl")

    await app.services.profiles.erase(person)

    assert await to_maja(post, maja) == []
    assert not any("Ola" in letter.reply.html for letter in await post.letters(maja.id))


async def test_nothing_said_yes_to_yet_is_no_dead_end(meet: Meet, polish: Translator) -> None:
    ida = meet("Ida", "pl")
    await ida.says("/start")

    said = await ida.taps_data("match:mine:")

    assert polish("You have not said yes to anything yet.") in said
    assert polish("What fits me") in ida.sees_buttons()


async def test_staff_hear_that_somebody_may_be_a_minor_and_not_their_year_of_birth(
    app: App, meet: Meet, maja: Person, challenge: Challenge, post: PostOffice
) -> None:
    """They are promised that a facilitator asks their parent or guardian first."""
    iva, tr = meet("Iva", "sl"), app.languages["sl"]
    await iva.says("/start")
    known = await app.services.people.meet(iva.id, "Iva", "sl")
    year = app.clock().year - 17
    await a_creative(app, known, birth_year=year, guardian_consent=True)

    await iva.taps_data(f"match:yes:{challenge.id}")

    (told,) = await to_maja(post, maja)
    guard = tr("They may be under 18: ask a parent or guardian before anything begins.")
    assert guard in told
    assert str(year) not in told


async def test_of_grown_ups_no_age_is_told(
    app: App, ola: Person, maja: Person, post: PostOffice
) -> None:
    (told,) = await to_maja(post, maja)
    guard = "They may be under 18: ask a parent or guardian before anything begins."
    assert app.languages["sl"](guard) not in told
