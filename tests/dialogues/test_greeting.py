"""/start with its links, /help, /language, /people: the first minutes with the bot."""

import pytest

from bot.app.services import App
from bot.domain.people import StaffRole
from bot.domain.refusals import InviteInvalid
from bot.i18n import catalogue_path, is_complete, read_catalogue
from bot.screens.start import COMMANDS, STAFF_COMMANDS
from tests.conftest import FIVE, ROOT, Clock, Meet
from tests.people import Person
from tests.wire import Wire, blocked


@pytest.mark.parametrize("language", FIVE)
async def test_people_are_greeted_in_their_language(app: App, meet: Meet, language: str) -> None:
    ada = meet("Ada", f"{language}-XX")
    tr = app.languages[language]

    said = await ada.says("/start")

    assert tr("Hello, {name}.", name="Ada") in said
    assert tr("I am a creative") in ada.sees_buttons()


@pytest.mark.parametrize("language", [code for code in FIVE if code != "en"])
async def test_a_finished_translation_is_not_english(meet: Meet, language: str) -> None:
    catalogue = read_catalogue(catalogue_path(ROOT / "locales", language), language)
    if not is_complete(catalogue):
        pytest.skip(f"the {language} catalogue is not complete yet")

    said = await meet("Ada", language).says("/start")

    for english in ("Hello", "Just type", "connect", "companies"):
        assert english not in said


@pytest.mark.parametrize("tag", [None, "", "xx", "i-hak", "en_GB", "zh-Hant-TW", "🦊"])
async def test_an_unknown_language_is_greeted_in_english(meet: Meet, tag: str | None) -> None:
    assert "Hello, Ada." in await meet("Ada", tag).says("/start")


async def test_a_name_is_shown_as_it_is_and_never_as_markup(meet: Meet) -> None:
    assert "Hello, <b>Ada</b> & Co." in await meet("<b>Ada</b> & Co").says("/start")
    assert "Hello, ?." in await meet("\u202e\x00").says("/start")
    assert "Hello, " + "x" * 64 + "." in await meet("x" * 500).says("/start")


async def test_a_poster_of_a_hub_brings_a_home_hub(meet: Meet) -> None:
    nika = meet("Nika", "sl")

    assert "Kranj in Gorenjska" in await nika.says("/start hub-kranj")
    assert "Kranj in Gorenjska" in await nika.says("/start")


async def test_a_later_poster_moves_the_person(meet: Meet) -> None:
    jan = meet("Jan", "pl")
    await jan.says("/start hub-kranj")

    said = await jan.says("/start hub-szczecin")

    assert "Szczecin" in said
    assert "Kranj" not in said


@pytest.mark.parametrize(
    "link", ["hub-atlantis", "hub-", "nonsense", "hub-kranj-2", "x" * 64, "hub-../etc"]
)
async def test_a_link_that_leads_nowhere_still_greets(meet: Meet, link: str) -> None:
    said = await meet().says(f"/start {link}")

    assert "Hello, Ada." in said
    assert "Your hub" not in said


async def test_an_invitation_makes_staff_once(app: App, meet: Meet, wire: Wire) -> None:
    link = await app.services.people.invite(StaffRole.FACILITATOR, "kranj")
    maja, eve = meet("Maja", "sl"), meet("Eve")
    invalid = app.languages["en"](InviteInvalid.message)

    first = await maja.says(f"/start {link}")
    second = await eve.says(f"/start {link}")

    assert app.languages["sl"]("You are staff now. /desk shows what waits for you.") in first
    assert invalid in second
    assert "/desk" in await maja.says("/help")
    assert "/desk" not in await eve.says("/help")
    assert "desk" in wire.commands[str(maja.id)]
    assert str(eve.id) not in wire.commands


async def test_the_same_person_may_tap_the_invitation_again(app: App, meet: Meet) -> None:
    link = await app.services.people.invite(StaffRole.FACILITATOR, "kranj")
    maja = meet("Maja")
    first = await maja.says(f"/start {link}")

    assert await maja.says(f"/start {link}") == first
    assert await maja.again() == first


async def test_an_invitation_expires(app: App, clock: Clock, meet: Meet) -> None:
    link = await app.services.people.invite(StaffRole.ADMINISTRATOR, None)
    clock.passes(days=7, seconds=1)
    eve = meet("Eve")

    assert InviteInvalid.message in await eve.says(f"/start {link}")
    assert "only for staff" in await eve.says("/desk")


async def test_a_forged_invitation_is_refused(meet: Meet) -> None:
    assert InviteInvalid.message in await meet().says("/start staff-aaaaaaaaaaaaaaaaaaaaaaaa")


@pytest.mark.parametrize("language", ["en", "sl", "pl"])
async def test_help_lists_every_command(app: App, meet: Meet, language: str) -> None:
    said = await meet("Ada", language).says("/help")

    for name, text in COMMANDS:
        assert f"/{name} – {app.languages[language](text)}" in said
    for name, _ in STAFF_COMMANDS:
        assert f"/{name}" not in said


async def test_every_command_of_the_menu_answers(meet: Meet) -> None:
    ada = meet()
    for name, _ in COMMANDS:
        said = await ada.says(f"/{name}")
        assert said, name
        assert "I do not know this command" not in said, name


async def test_an_unknown_command_is_answered(meet: Meet) -> None:
    assert "I do not know this command" in await meet().says("/alchemy")


async def test_a_photo_outside_a_form_is_answered(meet: Meet) -> None:
    assert "I can only read text for now" in await meet().sends_photo("a caption")


async def test_a_person_changes_the_language_and_it_stays(
    app: App, meet: Meet, make_dispatcher, wire: Wire
) -> None:
    ada = meet("Ada", "en-GB")
    await ada.says("/language")

    said = await ada.taps("Slovenščina")

    assert said == app.languages["sl"]("From now on I speak English.")
    assert wire.commands[str(ada.id)]
    ada.line = make_dispatcher()  # the process died and came back
    assert app.languages["sl"]("Hello, {name}.", name="Ada") in await ada.says("/start")


async def test_the_phone_does_not_change_the_language_back(app: App, meet: Meet) -> None:
    ada = meet("Ada", "en")
    await ada.says("/language")
    await ada.taps("Polski")
    ada.language = "de"

    assert app.languages["pl"]("Hello, {name}.", name="Ada") in await ada.says("/start")


async def test_a_language_that_is_not_offered_is_refused(meet: Meet) -> None:
    ada = meet()
    await ada.says("/language")

    assert "not available any more" in await ada.taps_data("lang:set:tlh")
    assert "Hello, Ada." in await ada.says("/start")


async def test_a_form_goes_on_in_the_new_language(app: App, meet: Meet) -> None:
    ada = meet("Ada", "en")
    await ada.says("/challenge")
    await ada.taps("Skip")
    await ada.says("Box Makers Ltd")
    await ada.says("/language")

    said = await ada.taps("Polski")
    polish = app.languages["pl"]
    assert polish("From now on I speak English.") in said
    assert polish("Go on: {form}", form=polish("Challenge")) in ada.sees_buttons()

    assert polish("Give your challenge a short title, at most 80 characters.") in await ada.says(
        "Zofia"
    )


@pytest.mark.parametrize("role", ["creative", "company"])
async def test_a_role_opens_the_way(meet: Meet, role: str) -> None:
    ada = meet()
    await ada.says("/start")
    label = {"creative": "I am a creative", "company": "I am from a company"}[role]

    await ada.taps(label)

    expected = {"creative": "Make my profile", "company": "Describe a challenge"}[role]
    assert expected in ada.sees_buttons()


@pytest.mark.parametrize("packed", ["role:set:king", "role:crown:creative", "role:set:"])
async def test_a_forged_role_is_answered_kindly(meet: Meet, packed: str) -> None:
    ada = meet()
    await ada.says("/start")

    assert await ada.taps_data(packed)


async def test_who_blocks_the_bot_falls_asleep_and_start_wakes_them(app: App, meet: Meet) -> None:
    ada = meet()
    await ada.says("/start")

    async def sleeps(person: Person) -> bool:
        async with app.store.read() as work:
            found = await work.people.find(person.id)
        assert found is not None
        return found.asleep

    assert await ada.blocks() == ""
    assert await sleeps(ada)

    assert await ada.unblocks() == ""
    assert not await sleeps(ada)

    await ada.blocks()
    assert "Hello, Ada." in await ada.says("/start")
    assert not await sleeps(ada)


async def test_who_blocks_while_being_answered_falls_asleep(
    app: App, meet: Meet, wire: Wire
) -> None:
    ada = meet()
    await ada.says("/start")
    wire.fails("sendMessage", blocked())

    assert await ada.says("/help") == ""

    async with app.store.read() as work:
        found = await work.people.find(ada.id)
    assert found is not None
    assert found.asleep


async def test_a_new_first_name_is_learned(meet: Meet) -> None:
    ada = meet("Ada")
    await ada.says("/start")
    ada.name = "Ada Mia"

    assert "Hello, Ada Mia." in await ada.says("/start")


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_the_bot_keeps_quiet_in_groups(meet: Meet, wire: Wire, kind: str) -> None:
    ada = meet()
    event = ada.message(text="/start")
    event["message"]["chat"] = {"id": -100123, "type": kind, "title": "A group"}

    await ada.act(event)

    assert wire.calls == []
