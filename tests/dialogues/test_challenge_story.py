"""“Just tell me”: one long message fills the form, and only the holes are asked."""

from collections.abc import Callable

import pytest

from bot.app.services import App
from bot.domain.challenge_form import STORY_LENGTH
from bot.domain.challenges import Challenge
from handlers.dispatcher import ConversationDispatcher
from tests.conftest import Meet
from tests.dialogues.challenging import PROMPTS, begins, says_what_is_needed, sends
from tests.people import Person

Restart = Callable[[], ConversationDispatcher]

STORIES = {
    "en": "Our packaging line is so loud that nobody likes to work there. You reach us at "
    "ada.box@example.com or +386 40 123 456.",
    "pl": "Nasza linia pakowania jest tak głośna, że nikt nie chce przy niej pracować. "
    "Kontakt: zofia.box@example.com lub +48 601 234 567.",
    "sl": "Naša pakirna linija je tako glasna, da tam nihče noče delati. "
    "Dosegljivi smo na nika.box@example.com ali +386 40 123 456.",
}
LIDS = "The lids of our boxes break whenever a customer opens one in the cold."


def english(text: str, **_: object) -> str:
    return text


async def the_only(app: App) -> Challenge:
    async with app.store.read() as work:
        (made,) = await work.challenges.waiting(None)
    return made


@pytest.mark.parametrize("language", STORIES)
async def test_a_story_becomes_a_challenge_with_a_restart_after_every_step(
    app: App, meet: Meet, make_dispatcher: Restart, language: str
) -> None:
    tr = app.languages[language]
    zofia = meet("Zofia", language)
    assert tr(PROMPTS["story"]) in await zofia.says("/challenge")
    zofia.line = make_dispatcher()

    said = await zofia.says(STORIES[language])

    assert tr("I understood:") in said
    assert "@" not in said.split(tr(PROMPTS["company"]))[0].split(tr("Problem"))[1].split("\n")[0]
    holes = {"company": "Box Makers", "contact": "Zofia", "title": "A quieter line"}
    for key, text in holes.items():
        if tr(PROMPTS[key]) in zofia.sees():  # what the story said is not asked
            zofia.line = make_dispatcher()
            await zofia.says(text)
    zofia.line = make_dispatcher()
    await zofia.taps(tr("That is enough for now"))
    zofia.line = make_dispatcher()
    assert tr("Is this right?") in zofia.sees()
    assert (
        tr(
            "From your own words or from last time: {answers}. Is it still right?", answers=""
        ).split(":")[0]
        in zofia.sees()
    )
    await sends(zofia, tr)

    made = await the_only(app)
    assert made.problem[:20] == STORIES[language][:20]
    for text in (made.problem, made.title, made.affected or "", made.success or ""):
        assert "example.com" not in text
        assert "123 456" not in text


async def test_a_story_is_skipped_by_a_tap(meet: Meet) -> None:
    ada = meet()

    assert PROMPTS["company"] in await begins(ada, english)


async def test_a_short_word_is_no_story(meet: Meet) -> None:
    ada = meet()
    await ada.says("/challenge")

    said = await ada.says("Help!")

    assert PROMPTS["story"] in said
    assert "at least" in said


async def test_every_part_of_a_story_can_be_changed_by_a_tap(app: App, meet: Meet) -> None:
    ada = meet()
    await ada.says("/challenge")
    await ada.says(STORIES["en"])
    await answers_holes(ada)
    await ada.taps("That is enough for now")
    assert "Problem" in ada.sees().split("From your own words")[1]

    await ada.taps("Change: Problem")
    await ada.says("Our packaging line is loud, and two people left because of it.")

    assert "two people left" in ada.sees()
    assert "Problem" not in ada.sees().partition("From your own words")[2]
    await sends(ada, english)
    assert (await the_only(app)).problem.endswith("two people left because of it.")


async def test_another_story_replaces_what_the_first_one_said_and_nothing_else(
    app: App, meet: Meet
) -> None:
    ada = meet()
    await ada.says("/challenge")
    await ada.says(STORIES["en"])
    assert PROMPTS["company"] in ada.sees()
    await ada.says("Box Makers Ltd")
    await ada.taps("Back")
    while PROMPTS["story"] not in ada.sees():
        await ada.taps("Back")

    await ada.says(LIDS)
    await answers_holes(ada)
    await ada.taps("That is enough for now")
    await sends(ada, english)

    made = await the_only(app)
    assert made.problem.startswith("The lids of our boxes break")
    assert made.company == "Box Makers Ltd"


async def answers_holes(ada: Person) -> None:
    """Answer whatever of the required questions is asked."""
    for key, text in {
        "company": "Box Makers Ltd",
        "contact": "Ada",
        "title": "A quieter line",
    }.items():
        if PROMPTS[key] in ada.sees():
            await ada.says(text)


async def test_a_very_long_story_is_cut_behind_a_sentence(app: App, meet: Meet) -> None:
    ada = meet()
    await ada.says("/challenge")
    said = await ada.says("The lids of our boxes break in the cold of winter. " * 75)
    assert "I keep the first" in said  # nothing goes without a word
    await answers_holes(ada)
    await ada.taps("That is enough for now")
    await sends(ada, english)

    made = await the_only(app)
    assert len(made.problem) <= 1500
    assert made.problem.endswith("winter.")


@pytest.mark.parametrize(
    "text", ["\x00\x07" * 40, "🎨🏭🎉" * 20, "!?" * 40, "x" * (STORY_LENGTH + 1)]
)
async def test_what_is_no_story_is_explained(meet: Meet, text: str) -> None:
    ada = meet()
    await ada.says("/challenge")

    said = await ada.says(text)

    assert PROMPTS["story"] in said
    assert len(said) > len(PROMPTS["story"]) + 40


async def test_the_story_itself_is_not_kept(app: App, meet: Meet) -> None:
    ada = meet()
    await ada.says("/challenge")
    await ada.says(STORIES["en"])
    person = await app.services.people.meet(ada.id, "Ada", "en")

    draft = await app.services.forms.unfinished(person)

    assert draft is not None
    assert "story" not in draft.answers
    public = {key: value for key, value in draft.answers.items() if key != "reach"}
    assert "example.com" not in repr(public)


async def test_the_company_of_last_time_need_not_be_told(meet: Meet) -> None:
    ada = meet()
    await says_what_is_needed(ada, english)
    await sends(ada, english)
    await ada.says("/challenge")
    await ada.taps("Describe a challenge")

    await ada.says(LIDS)

    assert PROMPTS["affected"] in ada.sees()  # company and contact person are known
    await ada.taps("That is enough for now")
    assert "Box Makers Ltd" in ada.sees()


async def test_of_several_companies_one_is_chosen_by_its_name(app: App, meet: Meet) -> None:
    ada = meet()
    await says_what_is_needed(ada, english)
    await sends(ada, english)
    await ada.says("/challenge")
    await ada.taps("Describe a challenge")
    await ada.taps("Skip")
    await ada.says("A title of another one")
    await ada.says(LIDS)
    await ada.taps("That is enough for now")
    await ada.taps("Change: Company")
    await ada.says("Lids: & Sons")
    await ada.taps("Change: Contact person")
    await ada.says("Grace")
    await sends(ada, english)
    await ada.says("/challenge")
    await ada.taps("Describe a challenge")
    await ada.taps("Skip")

    assert ada.sees_buttons()[:2] == ["Lids: & Sons", "Box Makers Ltd"]
    assert PROMPTS["title"] in await ada.taps("Lids: & Sons")
    await ada.says("A third title")
    await ada.says(LIDS)
    await ada.taps("That is enough for now")

    assert "Grace" in ada.sees()  # who is to be asked there came along


async def test_what_is_known_from_before_was_not_read_in_the_story(meet: Meet, app: App) -> None:
    harald = meet("Harald", "en")
    await harald.says("/start hub-kranj")
    await harald.says("/challenge")

    said = await harald.says(STORIES["en"])

    understood = said.partition("I understood:")[2].partition("You can change")[0]
    assert "Problem" in understood
    assert "Kranj" not in understood
