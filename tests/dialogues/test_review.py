"""/desk: facilitators publish and decline, each for their own hubs, and companies are told."""

from collections.abc import Callable

import pytest

from bot.app.services import App
from bot.domain.challenges import Challenge, ChallengeState
from bot.domain.people import StaffRole
from bot.domain.refusals import AlreadyReviewed, NotAllowed
from tests.builders import (
    PostOffice,
    a_challenge,
    a_submitted_challenge,
)
from tests.conftest import Meet
from tests.dialogues.reviewing import SUMMARY, TITLE, MeetStaff, a_waiting_challenge, state_of
from tests.people import Person

REASON = "Please say which machine it is, then we can publish it."
STEP = "Come to our open day, we look at the machine together."


@pytest.fixture
async def challenge(app: App, zofia: Person) -> Challenge:
    """Wait for review at the hub of Kranj; its company is known there."""
    return await a_waiting_challenge(app, zofia)


async def test_staff_hear_of_a_challenge_read_it_and_publish_it(
    app: App,
    meet_staff: MeetStaff,
    zofia: Person,
    post: PostOffice,
    polish,
    slovenian,
    opens,
    make_dispatcher,
) -> None:
    maja = await meet_staff("Maja", language="sl")
    company = await app.services.people.meet(zofia.id, "Zofia", "pl")
    made = await a_submitted_challenge(app, company)

    await post.deliver()
    assert made.title in maja.sees()
    said = await maja.taps(slovenian("Read it"))
    for fact in (made.problem, "Fabryka Pudełek", "Zofia", "poljščina"):
        assert fact in said
    maja.line = make_dispatcher()  # the process died and came back
    said = await maja.taps(slovenian("Publish"))
    assert slovenian("Nobody has confirmed yet that the company is real.") in said
    maja.line = make_dispatcher()
    said = await maja.taps(slovenian("Is the company real?"))
    assert made.evidence in said
    maja.line = make_dispatcher()
    await maja.taps(slovenian("Yes, I found it there"))
    await maja.taps(slovenian("Back to the challenge"))
    await maja.taps(slovenian("Publish"))
    maja.line = make_dispatcher()
    await maja.says(TITLE)
    maja.line = make_dispatcher()
    said = await maja.says(SUMMARY)
    assert SUMMARY in said
    maja.line = make_dispatcher()
    said = await maja.taps(slovenian("Publish"))

    assert slovenian("Published: {title}", title=TITLE) in said
    assert (await state_of(app, made)).state is ChallengeState.OPENING
    assert await post.letters(zofia.id) == []
    assert await opens() == 1
    assert await opens() == 0
    assert (await state_of(app, made)).state is ChallengeState.PUBLISHED
    await post.deliver()
    assert slovenian("A challenge is open: {title}", title=TITLE) in maja.sees()
    assert polish("Your challenge is published: {title}", title=made.title) in zofia.sees()
    assert TITLE not in zofia.sees()
    await zofia.taps(polish("My challenges"))
    assert polish.plural("{n} creative is interested.", "{n} creatives are interested.", 0) in (
        zofia.sees()
    )


async def test_a_company_reads_why_it_was_declined(
    app: App,
    meet_staff: MeetStaff,
    zofia: Person,
    challenge: Challenge,
    post: PostOffice,
    polish,
) -> None:
    maja = await meet_staff()
    await maja.says("/desk")
    await maja.taps(challenge.title)
    await maja.taps("Decline")
    assert "very short" in await maja.says("No.")
    await maja.says(REASON)
    await maja.says(STEP)

    assert "Declined" in await maja.taps("Decline it")

    await post.deliver()
    assert polish("Your challenge was not published: {title}", title=challenge.title) in (
        zofia.sees()
    )
    assert REASON in zofia.sees()
    assert STEP in zofia.sees()
    assert "Nothing waits for you." in await maja.says("/desk")
    assert polish("Describe a challenge") in zofia.sees_buttons()


async def test_a_decision_is_told_once(
    app: App, meet_staff: MeetStaff, zofia: Person, challenge: Challenge, post: PostOffice, opens
) -> None:
    maja = await meet_staff()
    await maja.taps_data(f"desk:publish:{challenge.id}")
    await maja.says(TITLE)
    await maja.says(SUMMARY)
    submit, review = maja.button("Publish"), maja.chat.news[-1]

    first = await maja.taps_data(submit, review)
    await maja.taps_data(submit, review)
    await maja.again()

    assert first.startswith(f"Published: {TITLE}")
    assert maja.sees() == first
    await opens()
    assert len(await post.letters(zofia.id)) == 1


@pytest.mark.parametrize("verb", ["publish", "decline"])
async def test_who_decides_second_is_told_so(
    app: App,
    meet_staff: MeetStaff,
    challenge: Challenge,
    zofia: Person,
    post: PostOffice,
    verb: str,
    opens,
) -> None:
    maja, luka = await meet_staff("Maja"), await meet_staff("Luka", language="sl")
    tr = app.languages["sl"]
    await maja.taps_data(f"desk:publish:{challenge.id}")
    await maja.says(TITLE)
    await maja.says(SUMMARY)
    await luka.taps_data(f"desk:{verb}:{challenge.id}")
    for text in (TITLE, SUMMARY) if verb == "publish" else (REASON, STEP):
        await luka.says(text)
    submit = luka.chat.news[-1].buttons[0]["callback_data"]
    await maja.taps("Publish")

    said = await luka.taps_data(submit)

    assert tr(AlreadyReviewed.message) in said
    assert (await state_of(app, challenge)).title_en == TITLE
    await opens()
    assert len(await post.letters(zofia.id)) == 1
    await luka.taps_data(f"desk:publish:{challenge.id}")
    assert luka.sees() == tr(AlreadyReviewed.message)


async def test_who_decides_second_is_out_of_the_form(
    app: App, meet_staff: MeetStaff, challenge: Challenge
) -> None:
    maja, luka = await meet_staff("Maja"), await meet_staff("Luka")
    for person in (maja, luka):
        await person.taps_data(f"desk:publish:{challenge.id}")
        await person.says(TITLE)
        await person.says(SUMMARY)
    await maja.taps("Publish")
    await luka.taps("Publish")

    assert "I do not know." in await luka.says("qwxz vvkj")
    await luka.says("/start")
    assert not [label for label in luka.sees_buttons() if label.startswith("Go on")]


async def test_the_desk_of_another_hub_stays_closed(
    app: App, meet_staff: MeetStaff, challenge: Challenge, zofia: Person, post: PostOffice
) -> None:
    await meet_staff("Maja")
    jan = await meet_staff("Jan", hub="szczecin", language="pl")
    refusal = app.languages["pl"](NotAllowed.message)

    assert app.languages["pl"]("Nothing waits for you.") in await jan.says("/desk")
    for action in (
        *("desk:open", "desk:publish", "desk:decline", "review:changes", "review:evidence"),
        *("review:real", "review:confirm", "review:undo", "review:terms"),
    ):
        mark = ".12345678" if action.endswith("confirm") else ""
        await jan.taps_data(f"{action}:{challenge.id}{mark}")
        assert jan.sees() == refusal, action

    assert challenge.problem not in "".join(shown.text for shown in jan.chat.news)
    assert await post.letters(jan.id) == []


@pytest.mark.parametrize("form", ["publish", "decline"])
async def test_a_right_that_ended_ends_the_decision_too(
    app: App, meet_staff: MeetStaff, challenge: Challenge, form: str
) -> None:
    maja = await meet_staff()
    await maja.taps_data(f"desk:{form}:{challenge.id}")
    for text in (TITLE, SUMMARY) if form == "publish" else (REASON, STEP):
        await maja.says(text)
    submit = maja.chat.news[-1].buttons[0]["callback_data"]
    async with app.store.begin() as work:
        person = await work.people.find(maja.id)
        assert person is not None
        await work.people.revoke(person.id, StaffRole.FACILITATOR, "kranj")

    assert NotAllowed.message in await maja.taps_data(submit)
    assert (await state_of(app, challenge)).state is ChallengeState.SUBMITTED
    assert NotAllowed.message in await maja.says("/desk")


async def test_a_forged_decision_of_somebody_elses_draft_changes_nothing(
    app: App, meet_staff: MeetStaff, challenge: Challenge
) -> None:
    maja, jan = await meet_staff("Maja"), await meet_staff("Jan", hub="szczecin")
    await maja.taps_data(f"desk:publish:{challenge.id}")
    await maja.says(TITLE)
    await maja.says(SUMMARY)
    submit = maja.button("Publish")

    assert "not available any more" in await jan.taps_data(submit)
    assert (await state_of(app, challenge)).state is ChallengeState.SUBMITTED


@pytest.mark.parametrize(
    "act",
    [
        "/desk",
        "/review",
        "/broadcast",
        "desk:list:",
        "desk:open:1",
        "desk:publish:1",
        "desk:decline:1",
        "review:changes:1",
        "review:evidence:1",
        "review:real:1",
        "review:confirm:1.12345678",
        "review:undo:1",
        "broadcast:send:1",
    ],
)
async def test_staff_rooms_are_closed_to_others(
    app: App, meet: Meet, challenge: Challenge, act: str, slovenian
) -> None:
    nika = meet("Nika", "sl")
    await nika.says("/start")

    said = await (nika.says(act) if act.startswith("/") else nika.taps_data(act))

    assert said == slovenian(NotAllowed.message)
    assert (await state_of(app, challenge)).state is ChallengeState.SUBMITTED


@pytest.mark.parametrize("number", ["999", "0", "-1", "x", "", "9" * 40])
@pytest.mark.parametrize(
    "action",
    [
        *("desk:open", "desk:publish", "review:real", "review:undo", "review:changes"),
        *("terms:agree", "terms:leave", "broadcast:send", "broadcast:report"),
    ],
)
async def test_a_number_that_means_nothing_is_answered_kindly(
    meet_staff: MeetStaff, action: str, number: str
) -> None:
    maja = await meet_staff()

    await maja.taps_data(f"{action}:{number}")

    assert maja.sees_buttons() == ["What can you do?"]


async def test_an_administrator_decides_for_every_hub_and_for_none(
    new_app: Callable[..., App], make_dispatcher, meet: Meet, zofia: Person
) -> None:
    root = meet("Root")
    app = new_app(admin_ids=(root.id,))
    root.line = make_dispatcher(app)
    company = await app.services.people.meet(zofia.id, "Zofia", "pl")
    homeless = await a_submitted_challenge(app, company, hub=None, title="Bez domu: nowa linia")
    elsewhere = await a_submitted_challenge(app, company, hub="szczecin")

    await root.says("/desk")

    labels = {label for shown in root.chat.news for label in shown.labels}
    assert {homeless.title, elsewhere.title} <= labels
    await root.taps(homeless.title)
    await root.taps("Decline")
    await root.says(REASON)
    await root.says(STEP)
    assert "Declined" in await root.taps("Decline it")


async def test_an_administrator_who_left_the_list_has_no_rights(
    new_app: Callable[..., App], make_dispatcher, meet: Meet
) -> None:
    root = meet("Root")
    root.line = make_dispatcher(new_app(admin_ids=(root.id,)))
    assert "No challenge waits for review." in await root.says("/desk")

    root.line = make_dispatcher(new_app(admin_ids=()))

    assert NotAllowed.message in await root.says("/desk")


async def test_an_invited_administrator_stays_one(meet_staff: MeetStaff) -> None:
    root = await meet_staff("Root", hub=None, role=StaffRole.ADMINISTRATOR)

    assert "No challenge waits for review." in await root.says("/desk")


async def test_the_network_desk_hears_of_a_challenge_without_a_hub(
    app: App, meet_staff: MeetStaff, zofia: Person, post: PostOffice
) -> None:
    maja = await meet_staff()
    root = await meet_staff("Root", hub=None, role=StaffRole.ADMINISTRATOR)
    company = await app.services.people.meet(zofia.id, "Zofia", "pl")
    await a_submitted_challenge(app, company, hub=None)

    assert len(await post.letters(root.id)) == 1
    assert await post.letters(maja.id) == []


async def test_the_form_of_a_decision_says_what_it_is_about(
    meet_staff: MeetStaff, challenge: Challenge
) -> None:
    maja = await meet_staff()

    assert challenge.title in await maja.taps_data(f"desk:publish:{challenge.id}")


async def test_markup_of_a_company_reaches_staff_as_text(
    app: App, meet_staff: MeetStaff, zofia: Person, post: PostOffice
) -> None:
    maja = await meet_staff()
    company = await app.services.people.meet(zofia.id, "Zofia", "pl")
    made = a_challenge(title="<b>Loud</b> & <i>late", problem="<a href='x'>" * 20 + "{title}")
    await a_submitted_challenge(app, company, title=made.title, problem=made.problem)
    await post.deliver()

    assert made.title in maja.sees()
    assert made.problem in await maja.taps("Read it")
