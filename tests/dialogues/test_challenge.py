"""/challenge: a company describes a problem, whatever happens on the way."""

import asyncio
from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from bot.app.services import App
from bot.domain.challenges import Challenge
from bot.domain.refusals import Empty, NoDate, NoSuchChoice, PastDate, TooLong, TooShort
from bot.domain.terms import Handed, Reward, Rights, Terms
from bot.store.challenges import ChallengeRow
from handlers.dispatcher import ConversationDispatcher
from tests.builders import PostOffice, rows_of
from tests.conftest import Clock, Meet
from tests.dialogues.challenging import (
    ANSWERS,
    CHOSEN,
    LISTS,
    PROBLEM,
    PROMPTS,
    answers,
    begins,
    reaches,
    says_what_is_needed,
    sends,
)
from tests.people import Person

Restart = Callable[[], ConversationDispatcher]
OTHERWISE = {
    "skills": "packaging design, illustration",
    "technologies": "3D printing",
    "industry": "packaging",
    "languages": "English",
    "hub": "Szczecin",
}
"""What a company of another language types into the lists."""
ENGLISH = ("Box Makers Ltd", "Ada", "A quieter line", PROBLEM)


def english(text: str, **_: object) -> str:
    return text


async def challenges(app: App) -> list[Challenge]:
    async with app.store.read() as work:
        return await work.challenges.waiting(None)


def as_it_is(person: Person, tr) -> str:
    """Return the button that sends a draft whatever there is to ask about."""
    return person.button(tr("Send to the hub")).replace("form:submit", "challenge:send")


async def begins_in_english(person: Person) -> str:
    return await begins(person, english)


@pytest.mark.parametrize("language", ["pl", "sl", "de"])
async def test_a_challenge_survives_a_restart_after_every_step(
    app: App, meet: Meet, make_dispatcher: Restart, language: str
) -> None:
    tr = app.languages[language]
    words = ANSWERS if language == "pl" else {**ANSWERS, **OTHERWISE}
    zofia = meet("Zofia", language)
    assert tr(PROMPTS["story"]) in await zofia.says("/challenge")
    zofia.line = make_dispatcher()
    said = await zofia.taps(tr("Skip"))
    for key in ANSWERS:
        assert tr(PROMPTS[key]) in said, key
        zofia.line = make_dispatcher()  # the process died and came back
        said = await answers(zofia, key, tr, None if key in CHOSEN else words[key])
    zofia.line = make_dispatcher()

    assert tr("Is this right?") in said
    for text in ("Fabryka Pudełek", "Zofia", PROBLEM, "Szczecin", ANSWERS["tried"]):
        assert text in said
    await zofia.taps(tr("Send to the hub"))
    zofia.line = make_dispatcher()
    if tr("Send it as it is") in zofia.sees_buttons():
        await zofia.taps(tr("Send it as it is"))

    assert tr("Your challenge is sent: {title}", title=ANSWERS["title"]) in zofia.sees()
    (made,) = await challenges(app)
    assert made.language == "pl"  # as it is written, whatever the company reads
    assert made.hub == "szczecin"
    assert made.problem == PROBLEM
    assert made.deadline_on is not None
    assert made.deadline_on.isoformat() == "2027-12-31"
    assert set(made.skills) == {"packaging_design", "illustration"}
    assert (made.technologies, made.industry) == (("additive",), "paper_printing")
    assert made.languages == ("pl", "en")
    assert (made.team, made.orientation) == ("team", "process")
    assert made.terms == Terms(Handed.SKETCH, 4, Reward.FEE, 800, "EUR", Rights.LICENSED)
    assert (made.evidence, made.reach) == ("KRS 0000123456", "zofia@example.com")
    assert made.anonymous
    assert made.promised_at is not None


async def test_what_may_be_skipped_may_be_skipped(app: App, meet: Meet) -> None:
    ada = meet()
    await begins_in_english(ada)
    for text in ENGLISH:
        await ada.says(text)
    while "Skip" in ada.sees_buttons():
        await ada.taps("Skip")

    assert "Your challenge is sent" in await sends(ada, english)
    (made,) = await challenges(app)
    assert (made.skills, made.place, made.deadline_on, made.hub) == ((), None, None, None)
    assert made.terms == Terms()
    assert made.languages == ()
    assert "the network desk" in ada.sees()


async def test_enough_for_now_leads_past_what_is_optional(app: App, meet: Meet) -> None:
    ada = meet()
    said = await says_what_is_needed(ada, english)

    assert "Is this right?" in said
    assert "Your challenge is sent" in await sends(ada, english)
    assert len(await challenges(app)) == 1


async def test_enough_is_not_offered_before_what_is_required(meet: Meet) -> None:
    ada = meet()
    await begins_in_english(ada)
    assert "That is enough for now" not in ada.sees_buttons()
    draft = ada.button("Stop for now").rpartition(":")[2]

    said = await ada.taps_data(f"form:enough:{draft}.company")

    assert "I need an answer here" in said
    assert "What is the name of your company?" in said


async def test_a_sum_is_asked_only_if_something_is_paid(meet: Meet, app: App) -> None:
    ada = meet()
    await says_what_is_needed(ada, english)
    assert "Change: Sum" not in ada.sees_buttons()
    await ada.taps("Change: Payment")
    await ada.taps("A fee for everybody")

    assert "Change: Sum" in ada.sees_buttons()
    await ada.taps("Change: Sum")
    await ada.says("much")
    assert "How much?" in ada.sees()
    for impossible in ("-5 EUR", "0 EUR", "8000000000 EUR"):
        await ada.says(impossible)
        assert "I could not read an amount" in ada.sees(), impossible
    await ada.says("500 to 800 euros")
    assert "Sum: €500\n" in ada.sees()  # the company reads what it promises
    await sends(ada, english)

    (made,) = await challenges(app)
    assert made.terms.amount == 500  # what is promised is the lower bound


async def test_a_day_of_work_has_eight_hours(meet: Meet, app: App) -> None:
    ada = meet()
    await says_what_is_needed(ada, english)
    await ada.taps("Change: Effort")
    for wrong in ("0", "9999", "many"):
        assert "I need a number here" in await ada.says(wrong), wrong
    await ada.says("2 days")

    assert "16 hours" in ada.sees()


async def test_words_suggest_skills_and_an_industry(meet: Meet) -> None:
    ada = meet()
    await begins_in_english(ada)
    for text in ENGLISH[:3]:
        await ada.says(text)
    await ada.says(
        "We print packaging and boxes. We look for somebody who knows packaging design and "
        "3D printing; nobody of us does."
    )
    await ada.taps("Skip")
    await ada.taps("Skip")
    await ada.taps("Skip")

    assert "what I found in your words" in ada.sees()
    assert "Packaging design" in ada.sees_buttons()[:3]
    await ada.taps("Packaging design")
    await ada.taps("Done")
    assert ada.sees_buttons()[0] == "3D printing"


async def test_what_is_required_cannot_be_skipped(meet: Meet) -> None:
    ada = meet()
    await begins_in_english(ada)
    draft = ada.button("Stop for now").rpartition(":")[2]

    said = await ada.taps_data(f"form:skip:{draft}.company")

    assert "I need an answer here" in said
    assert "What is the name of your company?" in said


HOSTILE = {
    "emoji": "🎨🏭🎉",
    "controls": "\x00\x07\x1b",
    "marks": "!?!?!?!?!?",
    "novel": "x" * 100_000,
    "overrides": "\u202e\u2066\u200b",
}


@pytest.mark.parametrize("key", [key for key in ANSWERS if key not in CHOSEN])
async def test_a_wrong_answer_is_explained_and_the_form_stays(
    app: App, meet: Meet, polish, key: str
) -> None:
    zofia = meet("Zofia", "pl")
    await reaches(zofia, key, polish)
    prompt = polish(PROMPTS[key])

    for name, text in HOSTILE.items():
        said = await zofia.says(text)
        assert said.endswith(polish(prompt)) or prompt in said, name
        assert len(said) > len(prompt) + 20, f"{name}: nothing is explained"
    await zofia.sends_photo()
    assert prompt in zofia.sees()

    said = await zofia.says(ANSWERS[key])  # after all that the right answer is taken
    assert prompt not in said or key in LISTS


@pytest.mark.parametrize(
    ("key", "text", "refusal"),
    [
        ("company", "x", TooShort),
        ("company", "x" * 81, TooLong),
        ("company", "🎉🎉", Empty),
        ("title", "\ufdfa" * 1000, TooLong),
        ("problem", "Too loud.", TooShort),
        ("problem", "x" * 1501, TooLong),
        ("skills", "quantum gravity", NoSuchChoice),
        ("deadline", "soon", NoDate),
        ("deadline", "31.2.2027", NoDate),
        ("deadline", "2027-13-01", NoDate),
        ("deadline", "99.99.9999", NoDate),
        ("deadline", "1.1.2020", PastDate),
        ("deadline", "22.11.2026", PastDate),
        ("hub", "Atlantis", NoSuchChoice),
    ],
)
async def test_each_mistake_is_named(
    app: App, meet: Meet, polish, key: str, text: str, refusal: type
) -> None:
    zofia = meet("Zofia", "pl")
    await reaches(zofia, key, polish)

    said = await zofia.says(text)

    beginning = polish.catalogue.gettext(refusal.message).split("{")[0]
    assert said.startswith(beginning)
    assert polish(PROMPTS[key]) in said


@pytest.mark.parametrize(
    "text",
    ["<b>Bold & Sons</b>", "A {place} of %s", "Ko\u0301ln GmbH", "Αθήνα ΑΕ", "x" * 80],
    ids=["html", "braces", "accents", "greek", "longest"],
)
async def test_odd_but_honest_answers_are_kept_as_they_are(
    app: App, meet: Meet, polish, text: str
) -> None:
    zofia = meet("Zofia", "pl")
    await reaches(zofia, "company", polish)
    await zofia.says(text)
    for field in list(ANSWERS)[1:]:
        await answers(zofia, field, polish)

    assert text.replace("o\u0301", "ó") in zofia.sees()


async def test_halves_of_characters_are_dropped(app: App, meet: Meet) -> None:
    """Telegram sends none, but anybody may call the webhook of a careless installation."""
    ada = meet()
    await begins_in_english(ada)
    person = await app.services.people.meet(ada.id, "Ada", "en")
    draft = await app.services.forms.unfinished(person)
    assert draft is not None

    step = await app.services.forms.answer(person, draft.id, "Box\ud800 Makers")

    assert step.draft.answers["company"] == "Box Makers"


async def test_a_double_tap_makes_one_challenge(
    app: App, meet: Meet, meet_staff, polish, post: PostOffice
) -> None:
    maja = await meet_staff("Maja", "szczecin")
    zofia = meet("Zofia", "pl")
    await reaches(zofia, "", polish)
    submit, review = as_it_is(zofia, polish), zofia.chat.news[-1]

    first = await zofia.taps_data(submit, review)
    again = await zofia.taps_data(submit, review)
    await zofia.again()

    assert polish("Your challenge is sent: {title}", title=ANSWERS["title"]) in first
    assert again in ("", first)
    assert zofia.sees() == first
    assert len(await challenges(app)) == 1
    assert len(await post.letters(maja.id)) == 1


async def test_two_taps_at_the_same_time_make_one_challenge(
    app: App, meet: Meet, polish, settings
) -> None:
    zofia = meet("Zofia", "pl")
    await reaches(zofia, "", polish)
    submit, review = as_it_is(zofia, polish), zofia.chat.news[-1]

    await asyncio.gather(*(zofia.taps_data(submit, review) for _ in range(5)))

    count = await rows_of(settings.database_url, select(func.count()).select_from(ChallengeRow))
    assert count[0][0] == 1


async def test_a_repeated_update_changes_nothing(app: App, meet: Meet, polish) -> None:
    zofia = meet("Zofia", "pl")
    await begins(zofia, polish)
    await zofia.again()
    await zofia.says("Fabryka Pudełek")
    after = zofia.sees()

    assert await zofia.again() == after
    assert polish(PROMPTS["contact"]) in zofia.sees()
    await zofia.says("Zofia")
    assert polish(PROMPTS["title"]) in zofia.sees()


async def test_a_button_of_an_earlier_step_shows_where_the_form_is(meet: Meet) -> None:
    ada = meet()
    await begins_in_english(ada)
    for text in ("Box Makers Ltd", "Ada", "A quieter line", PROBLEM):
        await ada.says(text)
    skip = ada.button("Skip")
    await ada.taps("Skip")

    said = await ada.taps_data(skip)

    assert "This button is from an earlier step" in said
    assert "How would you see that it worked?" in said


async def test_commands_work_inside_a_form(app: App, meet: Meet, polish) -> None:
    zofia = meet("Zofia", "pl")
    await begins(zofia, polish)
    await zofia.says("Fabryka Pudełek")
    waits = polish(
        "“{form}” is still open: your next message answers its question.",
        form=polish("Challenge"),
    )

    for command in ("help", "funding", "people", "profile", "privacy", "language", "ask"):
        assert waits in await zofia.says(f"/{command}"), command

    assert polish(PROMPTS["title"]) in await zofia.says("Zofia")


async def test_an_unknown_command_inside_a_form_is_no_answer(meet: Meet) -> None:
    ada = meet()
    await begins_in_english(ada)

    assert "I do not know this command" in await ada.says("/company")
    assert "Who should we talk to?" in await ada.says("Box Makers Ltd")


async def test_cancel_keeps_the_draft(meet: Meet, polish) -> None:
    zofia = meet("Zofia", "pl")
    assert polish("There is nothing to stop. Ask me anything, or see /help.") == await zofia.says(
        "/cancel"
    )
    await begins(zofia, polish)
    await zofia.says("Fabryka Pudełek")

    await zofia.says("/cancel")

    assert polish("There is nothing to stop. Ask me anything, or see /help.") == await zofia.says(
        "/cancel"
    )
    assert polish(PROMPTS["contact"]) in await zofia.says("/challenge")


async def test_two_forms_do_not_mix(meet: Meet) -> None:
    ada = meet()
    await begins_in_english(ada)
    await ada.says("Box Makers Ltd")
    await ada.says("/profile")
    await ada.taps("Make my profile")

    assert "What do you do?" in await ada.says("yes")
    await ada.says("/start")
    assert "Go on: Profile" in ada.sees_buttons()
    assert "Who should we talk to?" in await ada.says("/challenge")
    assert "short title" in await ada.says("Ada")


async def test_stopping_one_form_leaves_the_other_open(meet: Meet) -> None:
    ada = meet()
    await begins_in_english(ada)
    stop = ada.button("Stop for now")
    await ada.says("/profile")
    await ada.taps("Make my profile")

    await ada.taps_data(stop)  # the old message, further up

    assert "What do you do?" in await ada.says("yes")


async def test_a_list_of_challenges_does_not_leave_another_form(meet: Meet) -> None:
    ada = meet()
    await says_what_is_needed(ada, english)
    await sends(ada, english)
    await ada.says("/profile")
    await ada.taps("Make my profile")

    assert "Your challenges" in await ada.says("/challenge")

    assert "What do you do?" in await ada.says("yes")


async def test_a_company_is_remembered(meet: Meet, polish) -> None:
    zofia = meet("Zofia", "pl")
    await says_what_is_needed(zofia, polish)
    await sends(zofia, polish)

    said = await zofia.says("/challenge")
    assert polish("Your challenges") in said
    assert "A quieter line" in said

    said = await zofia.taps(polish("Describe a challenge"))
    assert polish(PROMPTS["story"]) in said
    assert polish(PROMPTS["title"]) in await zofia.taps(polish("Skip"))


async def test_a_draft_of_last_winter_does_not_end_in_the_past(
    app: App, meet: Meet, clock: Clock
) -> None:
    ada = meet()
    await begins_in_english(ada)
    for text in ("Box Makers Ltd", "Ada", "A quieter line", PROBLEM):
        await ada.says(text)
    await ada.taps("That is enough for now")
    await ada.taps("Change: Deadline")
    await ada.says("1.12.2026")
    clock.passes(days=90)

    await sends(ada, english)

    assert [made for made in await challenges(app) if made.deadline_on < clock.today] == []


async def test_update_ids_may_begin_anew(meet: Meet, wire) -> None:
    """After a week without updates Telegram chooses the next id at random (getUpdates)."""
    ada = meet()
    await begins_in_english(ada)
    await ada.says("Box Makers Ltd")

    event = {"update_id": 5, **ada.message(text="Ada Lovelace")}
    await ada.feeds(event)

    assert "short title" in ada.sees()


@pytest.mark.parametrize("number", ["0", "-1", "999", "9" * 40, "1e3", "", "٣٣٣"])
@pytest.mark.parametrize("verb", ["submit", "go", "stop", "drop", "edit", "pick"])
async def test_a_forged_draft_is_answered_kindly(meet: Meet, verb: str, number: str) -> None:
    ada = meet()
    await ada.says("/start")

    await ada.taps_data(f"form:{verb}:{number}.company.x"[:64])
    await ada.taps_data(f"form:{verb}:{number}"[:64])

    assert "Sorry" not in ada.sees()


@pytest.mark.parametrize("verb", ["submit", "go", "stop", "drop", "skip", "back", "edit"])
async def test_nobody_reaches_the_draft_of_another(meet: Meet, verb: str) -> None:
    ada, eve = meet("Ada"), meet("Eve")
    await begins_in_english(ada)
    await ada.says("Box Makers Ltd")
    draft = ada.button("Stop for now").rpartition(":")[2]
    await eve.says("/start")

    await eve.taps_data(f"form:{verb}:{draft}")
    await eve.taps_data(f"form:{verb}:{draft}.contact")
    await eve.says("Mallory")

    assert "Box Makers" not in eve.sees()
    assert "short title" in await ada.says("Ada Lovelace")
