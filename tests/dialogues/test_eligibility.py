""" "Am I eligible?": on every card, in plain words, with what would help."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.app.services import App
from bot.domain.entries import Entry, Partners, Status
from bot.domain.people import ApplicantType, Fluency, Profile
from bot.domain.people import Person as Somebody
from bot.i18n import Translator
from bot.library import Library
from tests.builders import PostOffice, a_creative, a_person, a_published_challenge
from tests.conftest import Meet
from tests.people import Person

MeetStaff = Callable[..., Awaitable[Person]]
CALL = "funding-eye"


@pytest.fixture
async def nika(app: App, meet: Meet) -> Person:
    nika = meet("Nika", "sl")
    await nika.says("/start")
    return nika


async def with_profile(app: App, person: Person, **changes: object) -> tuple[Somebody, Profile]:
    known = await app.services.people.meet(person.id, person.name, person.language)
    return known, await a_creative(app, known, **changes)


def let(app: App, **changes: object) -> Entry:
    """Let the content say something else of one call, for as long as the test takes."""
    fields: dict[str, object] = {
        "status": Status.STANDING,
        "countries": ("SI", "PL"),
        "who_may_apply": (),
        "languages": (),
        "min_age": None,
        "max_age": None,
        "regions": (),
        "partners": None,
    }
    library: Library = app.knowledge.library
    entry = replace(library.entries[CALL], **{**fields, **changes})
    entries = {**library.entries, CALL: entry}
    app.knowledge.take(app.knowledge.prepared(replace(library, entries=entries)))
    return entry


async def test_every_opportunity_has_the_question_on_its_card(
    nika: Person, slovenian: Translator
) -> None:
    for entry in (CALL, "event-ddw", "training-wipo"):
        await nika.taps_data(f"entry:open:{entry}")
        assert slovenian("Am I eligible?") in nika.sees_buttons()
    await nika.taps_data("entry:open:method-facilitation")
    assert slovenian("Am I eligible?") not in nika.sees_buttons()


async def test_without_a_profile_it_says_what_the_call_says(
    app: App, nika: Person, slovenian: Translator
) -> None:
    let(app, countries=("PL",), who_may_apply=("company",))

    said = await nika.taps_data(f"fit:ask:{CALL}")

    assert slovenian.country("PL") in said
    assert app.knowledge.vocabulary.applicant_types["company"].label("sl") in said
    assert slovenian("Make my profile") in nika.sees_buttons()


@pytest.mark.parametrize("language", ["en", "pl", "sl", "da", "de"])
async def test_yes_no_and_one_question_first(app: App, meet: Meet, language: str) -> None:
    tr = app.languages[language]
    ida = meet("Ida", language)
    await ida.says("/start")
    _, profile = await with_profile(app, ida, country="SI")
    let(app)
    yes = await ida.taps_data(f"fit:ask:{CALL}")
    let(app, countries=("DK",))
    no = await ida.taps_data(f"fit:ask:{CALL}")
    async with app.store.begin() as work:
        await work.profiles.save(replace(profile, country=None))
    first = await ida.taps_data(f"fit:ask:{CALL}")

    assert tr("Yes, as far as its rules are known.") in yes
    assert tr("Not as it stands.") in no
    assert tr.country("DK") in no
    assert tr.country("SI") in no
    assert tr("One question first.") in first
    assert tr("Answer it") in ida.sees_buttons()


async def test_an_answer_leads_back_to_what_was_asked_about(
    app: App, nika: Person, slovenian: Translator
) -> None:
    await with_profile(app, nika, applicant_type=None)
    let(app, who_may_apply=("freelancer", "student"))
    await nika.taps_data(f"fit:ask:{CALL}")

    await nika.taps(slovenian("Answer it"))
    label = app.knowledge.vocabulary.applicant_types["freelancer"].label("sl")
    said = await nika.says(label)

    assert slovenian("Yes, as far as its rules are known.") in said


async def test_what_no_source_says_is_not_made_up(
    app: App, nika: Person, slovenian: Translator
) -> None:
    await with_profile(app, nika)
    let(app, countries=())

    said = await nika.taps_data(f"fit:ask:{CALL}")

    assert slovenian("Nothing that I know speaks against it.") in said


async def test_all_that_speaks_against_it_is_a_tap_away(
    app: App, nika: Person, slovenian: Translator
) -> None:
    await with_profile(
        app, nika, applicant_type=ApplicantType.STUDENT, languages={"sl": Fluency.NATIVE}
    )
    let(app, countries=("DK",), who_may_apply=("company",), languages=("da",))

    await nika.taps_data(f"fit:ask:{CALL}")
    more = "{n} more point", "{n} more points"
    said = await nika.taps(slovenian.plural(*more, 2))

    assert slovenian.country("DK") in said
    assert slovenian.name_of("da") in said
    assert said.count("•") >= 3


async def test_a_round_that_is_over_is_answered_kindly(
    app: App, nika: Person, slovenian: Translator
) -> None:
    await with_profile(app, nika)
    let(app, status=Status.DATED, deadline_at=app.clock() - timedelta(days=3))

    assert slovenian("This round is over.") in await nika.taps_data(f"fit:ask:{CALL}")
    assert "🔔 " + slovenian("Save and remind me") in nika.sees_buttons()


async def test_what_opens_later_says_when(app: App, nika: Person, slovenian: Translator) -> None:
    await with_profile(app, nika)
    opens = app.clock() + timedelta(days=10)
    let(app, status=Status.DATED, opens_at=opens, deadline_at=opens + timedelta(days=30))

    said = await nika.taps_data(f"fit:ask:{CALL}")

    assert slovenian("Opens on {day}.", day=slovenian.date(opens.date())) in said


async def test_outside_a_list_that_may_be_incomplete_nobody_is_refused(
    app: App, nika: Person, slovenian: Translator
) -> None:
    await with_profile(app, nika, country="CH")
    let(app, countries=("CREATIVE_EUROPE",))

    said = await nika.taps_data(f"fit:ask:{CALL}")

    assert slovenian("Perhaps.") in said
    assert slovenian.country("CH") in said
    assert slovenian("Answer it") not in nika.sees_buttons()


async def test_partners_are_looked_for_through_the_home_hub_with_consent(
    app: App, nika: Person, meet_staff: MeetStaff, post: PostOffice, slovenian: Translator
) -> None:
    maja = await meet_staff("Maja", language="en")
    person, _ = await with_profile(app, nika, applicant_type=ApplicantType.FREELANCER)
    await app.services.people.choose_hub(person, "kranj")
    entry = let(app, who_may_apply=("company", "association"), partners=Partners(3, 3))
    await nika.taps_data(f"fit:ask:{CALL}")

    said = await nika.taps(slovenian("Look for partners"))
    assert entry.in_language("sl")[1].title in said
    assert "ilustracija" in said
    assert "Nika" in said
    assert await post.deliver() == 0
    await nika.taps(slovenian("Send"))

    assert await post.deliver() == 1
    assert "ilustracija" in maja.sees()
    assert entry.in_language("sl")[1].title in maja.sees()


async def test_a_search_for_partners_that_is_not_sent_stays_unread(
    app: App, nika: Person, meet_staff: MeetStaff, slovenian: Translator
) -> None:
    maja = await meet_staff("Maja", language="en")
    person, _ = await with_profile(app, nika, applicant_type=ApplicantType.FREELANCER)
    await app.services.people.choose_hub(person, "kranj")
    let(app, who_may_apply=("company",))

    await nika.taps_data(f"fit:mates:{CALL}")
    await nika.taps(slovenian("No, do not send it"))

    staff = await app.services.people.meet(maja.id, "Maja", "en")
    assert not await app.services.gaps.waiting(staff)


async def test_where_a_partner_would_not_help_none_is_looked_for(
    app: App, nika: Person, slovenian: Translator
) -> None:
    await with_profile(app, nika)
    let(app)

    await nika.taps_data(f"fit:mates:{CALL}")

    assert slovenian("What can you do?") in nika.sees_buttons()


async def test_a_challenge_answers_too(
    app: App, nika: Person, meet_staff: MeetStaff, slovenian: Translator
) -> None:
    maja = await meet_staff("Maja", language="en")
    staff = await app.services.people.meet(maja.id, "Maja", "en")
    company = await a_person(app, "Zofia", "pl", 8_000_000_002)
    made = await a_published_challenge(app, company, staff)
    await with_profile(app, nika, languages={"sl": Fluency.NATIVE})

    said = await nika.taps_data(f"fit:ask:{made.id}")

    assert slovenian("Not as it stands.") in said
    assert slovenian.name_of("pl") in said
    assert slovenian("Change my answer") in nika.sees_buttons()


async def test_a_hidden_thing_can_be_shown_again_from_here(
    app: App, nika: Person, slovenian: Translator
) -> None:
    await with_profile(app, nika)
    let(app)
    await nika.taps_data(f"match:why:{CALL}.other")

    assert slovenian("You have hidden it.") in await nika.taps_data(f"fit:ask:{CALL}")
    await nika.taps(slovenian("Show it again"))
    assert slovenian("Yes, as far as its rules are known.") in await nika.taps_data(
        f"fit:ask:{CALL}"
    )


@pytest.mark.parametrize(
    "forged",
    [
        *("fit:ask:", "fit:ask:999", "fit:ask:nothing", "fit:all:method-facilitation"),
        *("fit:tell:", "fit:tell:x", f"fit:tell:{CALL}.X", f"fit:tell:{CALL}.R_FULL"),
        *("fit:mates:", "fit:mates:999", f"fit:tell:{CALL}.I_TRAVEL"),
    ],
)
@pytest.mark.parametrize("known", [True, False])
async def test_forged_taps_are_answered_kindly(
    app: App, nika: Person, forged: str, known: bool
) -> None:
    if known:
        await with_profile(app, nika)

    assert await nika.taps_data(forged)
    assert nika.sees_buttons()


async def test_a_challenge_under_review_tells_nobody_anything(
    app: App, nika: Person, slovenian: Translator
) -> None:
    from tests.builders import a_submitted_challenge

    company = await a_person(app, "Zofia", "pl", 8_000_000_002)
    waiting = await a_submitted_challenge(app, company)

    assert waiting.title not in await nika.taps_data(f"fit:ask:{waiting.id}")
    assert waiting.title not in await nika.taps_data(f"match:hide:{waiting.id}")
    assert waiting.title not in await nika.taps_data(f"match:back:{waiting.id}")


@pytest.mark.parametrize("most", [None, 30])
async def test_an_age_that_the_source_does_not_state_is_not_put_into_its_mouth(
    app: App, nika: Person, slovenian: Translator, most: int | None
) -> None:
    await with_profile(app, nika, country="SI", birth_year=2011)
    let(app, max_age=most)

    said = await nika.taps_data(f"fit:ask:{CALL}")

    assert slovenian("Not as it stands.") in said
    assert (
        slovenian(
            "It states no least age. Where none is stated, I offer things from {least} years on.",
            least=slovenian.number(18),
        )
        in said
    )
    assert slovenian("Age: {least} years or more.", least=slovenian.number(18)) not in said

    let(app, min_age=18)
    said = await nika.taps_data(f"fit:ask:{CALL}")
    assert slovenian("Age: {least} years or more.", least=slovenian.number(18)) in said


async def test_a_partner_is_certain_only_where_the_call_speaks_of_partners(
    app: App, nika: Person, slovenian: Translator
) -> None:
    await with_profile(app, nika, country="SI")
    let(app, countries=("PL",))
    perhaps = slovenian("perhaps a partner from there. Ask first: it says nothing of partners.")
    assert perhaps in await nika.taps_data(f"fit:ask:{CALL}")

    let(app, countries=("PL",), partners=Partners(organisations=3, countries=3))
    said = await nika.taps_data(f"fit:ask:{CALL}")
    assert perhaps not in said
    assert slovenian("a partner from there, who applies with you.") in said
