"""/matches: what fits, with true reasons, and "I am interested"."""

from collections.abc import Awaitable, Callable

import pytest

from bot.app.services import App
from bot.domain.challenges import Challenge
from bot.domain.people import Person as Somebody
from bot.domain.people import Profile, StaffRole
from bot.domain.refusals import ChallengeClosed, ProfileNeeded
from tests.builders import (
    PostOffice,
    a_creative,
    a_person,
    a_published_challenge,
    a_submitted_challenge,
)
from tests.conftest import Clock, Meet
from tests.people import Person

MeetStaff = Callable[..., Awaitable[Person]]


@pytest.fixture
async def maja(meet_staff: MeetStaff) -> Person:
    return await meet_staff("Maja", language="sl")


@pytest.fixture
async def challenge(app: App, maja: Person, post: PostOffice) -> Challenge:
    """Publish a Polish company's challenge at the hub of Kranj; nothing is on its way."""
    staff = await app.services.people.meet(maja.id, "Maja", "sl")
    company = await a_person(app, "Zofia", "pl", 8_000_000_002)
    made = await a_published_challenge(app, company, staff)
    await post.deliver()
    return made


@pytest.fixture
async def nika(app: App, meet: Meet) -> Person:
    """Meet a Slovenian packaging designer."""
    nika = meet("Nika", "sl")
    await nika.says("/start")
    return nika


async def with_profile(app: App, person: Person, **changes: object) -> tuple[Somebody, Profile]:
    known = await app.services.people.meet(person.id, person.name, person.language)
    return known, await a_creative(app, known, **changes)


async def test_a_match_says_why_in_facts_that_both_sides_stated(
    app: App, nika: Person, challenge: Challenge, slovenian
) -> None:
    await with_profile(app, nika)
    skill = app.knowledge.vocabulary.skills["packaging_design"].label("sl")

    said = await nika.says("/matches")

    assert challenge.title_en in said
    assert slovenian("You both name: {skills}.", skills=skill) in said
    assert "ilustracija" not in said.split(slovenian("Training, funding, events"))[0]
    assert "Fabryka" not in said


async def test_every_reason_is_true(
    app: App, nika: Person, challenge: Challenge, meet: Meet
) -> None:
    person, profile = await with_profile(
        app, nika, sectors=("product_design", "games"), skills=("packaging_design", "ux_design")
    )
    matches = await app.services.matches.for_person(person)
    tr = app.languages["sl"]
    words = app.knowledge.vocabulary

    def labels(terms, ids) -> set[str]:
        return {terms[id_].label("sl") for id_ in ids}

    assert matches.entries
    for match in (*matches.challenges, *matches.entries):
        theirs = match.challenge or match.entry
        assert match.reasons
        for reason in match.reasons:
            said = set(reason.values)
            assert said
            match reason.kind:
                case "skills":
                    assert said <= labels(words.skills, profile.skills)
                    assert said <= labels(words.skills, theirs.skills)
                case "sectors":
                    assert said <= labels(words.sectors, profile.sectors)
                    assert said <= labels(words.sectors, theirs.sectors)
                case "country":
                    assert said == {tr.country(profile.country)}
                    assert profile.country in words.countries_of(theirs.countries)
                case "language":
                    assert theirs.language in profile.languages


async def test_a_creative_reads_the_english_and_is_told_so(
    app: App, nika: Person, challenge: Challenge, slovenian
) -> None:
    await with_profile(app, nika)
    await nika.says("/matches")

    said = await nika.taps(challenge.title_en or "")

    assert challenge.summary_en in said
    assert challenge.problem not in said
    assert slovenian("Shown in: {language}.", language=slovenian.name_of("en")) in said
    assert "Fabryka" not in said


async def test_an_interest_is_told_to_the_facilitator_once(
    app: App, nika: Person, maja: Person, challenge: Challenge, post: PostOffice, slovenian
) -> None:
    await with_profile(app, nika)
    await nika.says("/matches")
    await nika.taps(challenge.title_en or "")
    yes = nika.button(slovenian("I am interested"))

    assert "Kranj in Gorenjska" in await nika.taps_data(yes)
    await nika.again()
    await nika.taps_data(yes)
    assert "Kranj in Gorenjska" in nika.sees()

    letters = [letter for letter in await post.letters(maja.id) if letter.state == "queued"]
    assert len(letters) == 1
    await post.deliver()
    assert challenge.title_en in maja.sees()
    assert "Nika" in maja.sees()
    assert f"tg://user?id={nika.id}" in maja.chat.news[-1].html
    assert "ilustracija" in maja.sees()


async def test_a_company_counts_but_does_not_see_who_is_interested(
    app: App, nika: Person, meet: Meet, challenge: Challenge, polish, make_dispatcher, bot
) -> None:
    await with_profile(app, nika)
    await nika.taps_data(f"match:yes:{challenge.id}")
    zofia = Person(nika.line, bot, "Zofia", "pl", 8_000_000_002)

    said = await zofia.says("/challenge")

    one = polish.plural("{n} creative is interested.", "{n} creatives are interested.", 1)
    assert one in said
    assert "Nika" not in said


async def test_without_a_profile_there_is_a_way_to_one(nika: Person, challenge, slovenian) -> None:
    for said in (await nika.says("/matches"), await nika.taps_data(f"match:yes:{challenge.id}")):
        assert said == slovenian(ProfileNeeded.message) or said == ""
        assert slovenian("Make my profile") in nika.sees_buttons()


async def test_a_challenge_that_closed_is_refused_kindly(
    app: App, nika: Person, challenge: Challenge, clock: Clock, slovenian, post: PostOffice
) -> None:
    await with_profile(app, nika)
    await nika.says("/matches")
    opened = nika.button(challenge.title_en or "")
    clock.passes(days=61)

    assert slovenian(ChallengeClosed.message) in await nika.taps_data(opened)
    await nika.taps_data(f"match:yes:{challenge.id}")
    assert slovenian(ChallengeClosed.message) in nika.sees()
    assert challenge.title_en not in await nika.says("/matches")
    assert await post.deliver() == 0


async def test_the_last_day_still_counts(
    app: App, nika: Person, challenge: Challenge, clock: Clock
) -> None:
    await with_profile(app, nika)
    clock.passes(days=60)

    assert challenge.title_en in await nika.says("/matches")


@pytest.mark.parametrize("number", ["999", "0", "-1", "x", "", "9" * 40])
@pytest.mark.parametrize("verb", ["open", "yes"])
async def test_a_challenge_that_never_was_is_refused_kindly(
    app: App, nika: Person, slovenian, verb: str, number: str
) -> None:
    await with_profile(app, nika)

    await nika.taps_data(f"match:{verb}:{number}")

    assert slovenian("What can you do?") in nika.sees_buttons()


async def test_a_challenge_under_review_is_not_shown(app: App, nika: Person, clock: Clock) -> None:
    await with_profile(app, nika)
    company = await a_person(app, "Zofia", "pl", 8_000_000_002)
    waiting = await a_submitted_challenge(app, company)

    assert waiting.title not in await nika.says("/matches")
    await nika.taps_data(f"match:yes:{waiting.id}")
    assert waiting.title not in nika.sees()


async def test_nobody_is_offered_their_own_challenge(app: App, maja: Person, nika: Person) -> None:
    person, _ = await with_profile(app, nika)
    staff = await app.services.people.meet(maja.id, "Maja", "sl")
    own = await a_published_challenge(app, person, staff, title_en="My own little problem")

    assert "My own little problem" not in await nika.says("/matches")
    await nika.taps_data(f"match:yes:{own.id}")
    async with app.store.read() as work:
        assert await work.challenges.interested_in(own.id) == 0


async def test_when_nothing_fits_there_is_a_next_step(app: App, nika: Person, slovenian) -> None:
    await with_profile(app, nika, sectors=(), skills=(), country="SI")

    said = await nika.says("/matches")

    assert slovenian("Nothing fits your profile today.") in said
    assert slovenian("Change my profile") in nika.sees_buttons()


async def test_interest_while_nobody_is_on_duty_reaches_who_comes_later(
    app: App, nika: Person, maja: Person, challenge: Challenge, meet_staff: MeetStaff, post
) -> None:
    await with_profile(app, nika)
    async with app.store.begin() as work:
        staff = await work.people.find(maja.id)
        assert staff is not None
        await work.people.revoke(staff.id, StaffRole.FACILITATOR, "kranj")
    await nika.taps_data(f"match:yes:{challenge.id}")

    luka = await meet_staff("Luka")
    await post.deliver()
    await luka.taps_data(f"desk:open:{challenge.id}")

    assert any("Nika" in shown.text for shown in luka.chat.news)
