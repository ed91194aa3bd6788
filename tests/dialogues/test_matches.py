"""/matches: what fits, with true reasons, and "I am interested"."""

from collections.abc import Awaitable, Callable

import pytest

from bot.app.services import App
from bot.domain.alerts import NotForMe
from bot.domain.challenges import Challenge
from bot.domain.geography import Point
from bot.domain.matching import Because
from bot.domain.opportunities import OpportunityKind
from bot.domain.people import ApplicantType, Fluency, Profile, Reach, StaffRole
from bot.domain.people import Person as Somebody
from bot.domain.refusals import ChallengeClosed, ProfileNeeded
from bot.domain.suggestions import Direction
from bot.i18n import Translator
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
    found = await app.services.matches.for_person(person)
    tr = app.languages["sl"]
    words = app.knowledge.vocabulary

    def labels(terms, ids) -> set[str]:
        return {terms[id_].label("sl") for id_ in ids}

    assert found.offers
    for offer in found.offers:
        theirs = offer.challenge or offer.card.entry
        for reason in offer.reasons:
            match reason.because:
                case Because.SKILL:
                    assert reason.value in labels(words.skills, profile.skills)
                    assert reason.value in labels(words.skills, theirs.skills)
                case Because.SECTOR:
                    assert reason.value in labels(words.sectors, profile.sectors)
                    assert reason.value in labels(words.sectors, theirs.sectors)
                case Because.COUNTRY:
                    assert reason.value == tr.country(profile.country)
                    assert profile.country in words.countries_of(theirs.countries)
                case Because.LANGUAGE:
                    spoken = {app.services.languages["sl"].name_of(c) for c in profile.languages}
                    assert reason.value.casefold() in {name.casefold() for name in spoken}


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
    assert "tg://" not in maja.chat.news[-1].html  # before an introduction nobody reaches them
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
    await with_profile(app, nika, sectors=(), skills=(), languages={"hu": Fluency.NATIVE})

    said = await nika.says("/matches")

    assert slovenian("Nothing certain fits you today.") in said
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


async def who_does_everything(app: App, person: Person) -> Somebody:
    """Give somebody a profile for which there is more than one page."""
    words = app.knowledge.vocabulary
    known, _ = await with_profile(
        app,
        person,
        applicant_type=ApplicantType.FREELANCER,
        sectors=tuple(words.sectors),
        skills=tuple(words.skills),
    )
    return known


async def test_at_most_three_a_message_and_more_is_a_tap_away(
    app: App, nika: Person, slovenian
) -> None:
    person = await who_does_everything(app, nika)
    every = await app.services.matches.for_person(person)
    assert every.total > 3

    await nika.says("/matches")
    seen = await everything_offered(nika, slovenian)

    assert len(seen) == every.total == len(set(seen))


async def everything_offered(person: Person, tr: Translator) -> list[str]:
    """Turn all pages; return what each "More like this" speaks of."""
    seen: list[str] = []
    while True:
        here = [
            str(button["callback_data"]).removeprefix("match:like:")
            for button in person.chat.news[-1].buttons
            if str(button.get("callback_data")).startswith("match:like:")
        ]
        assert len(here) <= 3
        seen += here
        if tr("More") + " ›" not in person.sees_buttons():
            return seen
        await person.taps(tr("More") + " ›")


async def test_what_is_not_for_somebody_is_never_shown_again_until_they_undo_it(
    app: App, nika: Person, challenge: Challenge, slovenian
) -> None:
    await with_profile(app, nika)
    await nika.says("/matches")
    await nika.taps(slovenian("Not for me"))
    assert challenge.title_en in nika.sees()
    reason = nika.button(slovenian("Not my subject"))

    assert slovenian("Thank you. I do not show it to you again.") in await nika.taps_data(reason)
    await nika.taps_data(reason)
    undo = nika.button(slovenian("Undo"))
    assert challenge.title_en not in await nika.says("/matches")
    await nika.taps_data(undo)

    assert challenge.title_en in await nika.says("/matches")


async def test_an_entry_that_is_hidden_is_not_watched_either(
    app: App, nika: Person, slovenian
) -> None:
    person = await who_does_everything(app, nika)
    first = (await app.services.matches.for_person(person)).offers[0].subject
    await nika.taps_data(f"match:save:{first}")
    assert slovenian("What fits me") in nika.sees_buttons()

    await nika.taps_data(f"match:why:{first}.subject")

    assert first not in await app.services.alerts.saved_ids(person)
    after = await app.services.matches.for_person(person)
    assert first not in {offer.subject for offer in after.offers}


async def test_more_like_this_leaves_out_what_is_hidden(app: App, nika: Person) -> None:
    person, _ = await with_profile(app, nika, applicant_type=ApplicantType.FREELANCER)
    found = (await app.services.matches.alike(person, "event-ddw")).offers
    assert found
    hidden = found[0].subject

    await app.services.matches.hide(person, hidden, NotForMe.OTHER)

    again = {
        offer.subject for offer in (await app.services.matches.alike(person, "event-ddw")).offers
    }
    assert hidden not in again
    assert "event-ddw" not in again


async def test_what_is_shown_is_written_down_once_a_day(
    app: App, nika: Person, challenge: Challenge, clock: Clock
) -> None:
    person, _ = await with_profile(app, nika)
    for _ in range(3):
        await nika.says("/matches")
    clock.passes(days=1)
    await nika.says("/matches")

    async with app.store.read() as work:
        lines = await work.suggestions.of_opportunity(
            f"challenge:{challenge.id}", Direction.OFFERS
        )
    assert [(line.person_id, line.direction) for line in lines] == [
        (person.id, Direction.OFFERS)
    ] * 2
    assert all(line.facts["parts"] and line.rule_version for line in lines)


async def test_the_one_question_is_asked_once_a_day_and_its_answer_leads_back(
    app: App, nika: Person, challenge: Challenge, clock: Clock, slovenian
) -> None:
    ljubljana = {"city": "Ljubljana", "point": Point(46.05, 14.51)}
    looks_for = (OpportunityKind.CHALLENGE,)
    await with_profile(app, nika, travel=None, wanted_kinds=looks_for, **ljubljana)
    asked = slovenian("How far do you travel?")

    assert asked in await nika.says("/matches")
    answer = nika.button(slovenian("Answer it"))
    assert asked not in await nika.says("/matches")
    await nika.taps_data(answer)
    assert challenge.title_en in await nika.says("200")

    clock.passes(days=1)
    assert asked not in await nika.says("/matches")


async def test_what_another_setting_would_open_is_counted(
    app: App, nika: Person, challenge: Challenge, slovenian
) -> None:
    await with_profile(app, nika, travel=Reach.REMOTE, wanted_kinds=(OpportunityKind.CHALLENGE,))

    said = await nika.says("/matches")

    any_distance = "Any distance would open {n} more."
    everything = "Looking for everything would open {n} more."
    assert (
        slovenian.plural(any_distance, any_distance, 1) in said
        or everything.partition("{n}")[0] in said
        or slovenian.plural(everything, everything, 5).split("5")[0] in said
    )
    assert slovenian("Change this setting") in nika.sees_buttons()


@pytest.mark.parametrize(
    "forged",
    [
        *("match:page:.x", "match:page:.99", "match:like:", "match:hide:", "match:why:x.y"),
        *("match:like:nothing", "match:hide:999", "match:why:999.other", "match:unhide:nothing"),
        *("match:ask:R_FULL", "match:ask:x", "match:ask:", "match:back:999", "match:sure:x"),
        *("match:save:999", "match:save:method-facilitation", "match:mine:.9", "match:open:"),
    ],
)
async def test_forged_buttons_are_answered_kindly(app: App, nika: Person, forged: str) -> None:
    await with_profile(app, nika)

    assert await nika.taps_data(forged)
    assert nika.sees_buttons()


async def test_old_buttons_of_somebody_without_a_profile_are_answered(
    app: App, nika: Person, challenge: Challenge, slovenian
) -> None:
    person, _ = await with_profile(app, nika)
    await nika.says("/matches")
    old = [str(button.get("callback_data")) for button in nika.chat.news[-1].buttons]
    await app.services.profiles.erase_profile(person)

    for packed in (*old, "match:page:.1", "match:ask:I_TRAVEL", "match:mine:"):
        await nika.taps_data(packed)
        assert nika.sees()
        assert nika.sees_buttons()
