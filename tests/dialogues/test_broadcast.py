"""/broadcast: composed per language, previewed, counted exactly, confirmed once."""

from collections.abc import Awaitable, Callable

import pytest

from bot.app.services import App
from bot.domain.broadcasts import BroadcastState, Delivery
from bot.domain.people import Role
from bot.domain.refusals import NobodyToTell, NotAllowed, NothingToSay
from tests.builders import PostOffice, a_confirmed_broadcast, a_person
from tests.conftest import FIVE, Meet
from tests.people import Person

MeetStaff = Callable[..., Awaitable[Person]]
ENGLISH = "Open day on Thursday. Bring <samples> & friends."
SLOVENIAN = "Dan odprtih vrat v četrtek. Prinesite vzorce."


@pytest.fixture
async def maja(meet_staff: MeetStaff) -> Person:
    return await meet_staff("Maja")


@pytest.fixture
async def crowd(app: App) -> list[int]:
    """Two Slovenes, a Pole and a Dane of Kranj; one of each kind that must not be counted."""
    kranj = {"home_hub": "kranj"}
    await a_person(app, "Nika", "sl", 1, **kranj, role=Role.CREATIVE)
    await a_person(app, "Luka", "sl", 2, **kranj, role=Role.COMPANY)
    await a_person(app, "Jan", "pl", 3, **kranj, role=Role.CREATIVE)
    await a_person(app, "Jens", "da", 4, **kranj)
    await a_person(app, "Asleep", "sl", 5, **kranj, asleep_since=app.clock())
    await a_person(app, "Quiet", "sl", 6, **kranj, announcements=False)
    await a_person(app, "Elsewhere", "sl", 7, home_hub="linz")
    await a_person(app, "Nowhere", "sl", 8)
    return [1, 2, 3, 4]


async def composes(staff: Person, audience: str = "Everybody", **texts: str) -> str:
    """Write an announcement up to its review."""
    await staff.says("/broadcast")
    said = await staff.taps(audience)
    for language in FIVE:
        said = await (staff.says(texts[language]) if language in texts else staff.taps("Skip"))
    return said


async def test_a_preview_shows_each_text_and_the_exact_count(
    app: App, maja: Person, crowd: list[int], post: PostOffice
) -> None:
    await composes(maja, en=ENGLISH, sl=SLOVENIAN)

    said = await maja.taps("Preview")

    assert ENGLISH in said
    assert SLOVENIAN in said
    assert "5 people will receive this." in said  # with Maja herself
    assert "Slovenian: 2 people" in said
    for language in ("Polish", "Danish"):
        (line,) = [line for line in said.splitlines() if line.startswith(language)]
        assert "English" in line, "the language they will read is named"
    assert await post.letters() == []


async def test_what_arrives_is_what_was_previewed(
    app: App, maja: Person, crowd: list[int], post: PostOffice
) -> None:
    await composes(maja, en=ENGLISH, sl=SLOVENIAN)
    preview = await maja.taps("Preview")
    await maja.taps("Send it now")
    await app.services.broadcasts.fan_out()

    letters = await post.letters()

    assert sorted(letter.chat_id for letter in letters) == [*crowd, maja.id]
    await post.deliver()
    for chat_id, text in ((1, SLOVENIAN), (3, ENGLISH)):
        shown = post.chat(chat_id).news[-1]
        assert text in shown.text
    assert post.chat(1).news[-1].text in preview


@pytest.mark.parametrize(
    ("audience", "count"), [("Everybody", 5), ("Creatives", 2), ("Companies", 1)]
)
async def test_an_audience_is_counted(
    maja: Person, crowd: list[int], audience: str, count: int
) -> None:
    await composes(maja, audience, en=ENGLISH)

    said = await maja.taps("Preview")

    noun = "person" if count == 1 else "people"
    assert f"{count} {noun} will receive this." in said


async def test_confirming_twice_makes_one_broadcast(
    app: App, maja: Person, crowd: list[int], post: PostOffice
) -> None:
    await composes(maja, en=ENGLISH)
    await maja.taps("Preview")
    send, shown = maja.button("Send it now"), maja.chat.news[-1]

    first = await maja.taps_data(send, shown)
    await maja.taps_data(send, shown)
    await maja.again()
    while await app.services.broadcasts.fan_out():
        pass

    assert "On its way to 5 people." in first
    assert maja.sees() == first
    assert len(await post.letters()) == 5
    assert "I do not know" in await maja.says("qwxz vvkj")  # the composer is closed


async def test_an_old_preview_does_not_send_what_was_not_previewed(
    app: App, maja: Person, crowd: list[int]
) -> None:
    await composes(maja, en=ENGLISH)
    await maja.taps("Preview")
    send, preview = maja.button("Send it now"), maja.chat.news[-1]
    await maja.says("/broadcast")
    await maja.taps("Change: English")
    await maja.says("Something entirely different, and not yet previewed.")

    await maja.taps_data(send, preview)

    async with app.store.read() as work:
        sent = await work.broadcasts.to_fan_out()
    assert sent is None


async def test_nothing_is_sent_before_its_audience_is_chosen(
    app: App, maja: Person, crowd: list[int]
) -> None:
    await maja.says("/broadcast")
    draft = maja.button("Stop for now").rpartition(":")[2]

    await maja.taps_data(f"broadcast:send:{draft}")

    async with app.store.read() as work:
        assert await work.broadcasts.to_fan_out() is None


async def test_a_preview_can_be_changed(app: App, maja: Person, crowd: list[int]) -> None:
    await composes(maja, en=ENGLISH)
    await maja.taps("Preview")
    await maja.taps("Change it")
    await maja.taps("Change: Audience")
    await maja.taps("Companies")

    assert "1 person will receive this." in await maja.taps("Preview")


async def test_an_announcement_without_words_is_refused(maja: Person, crowd: list[int]) -> None:
    await composes(maja)

    assert NothingToSay.message in await maja.taps("Preview")


async def test_an_announcement_to_nobody_is_refused(maja: Person) -> None:
    await composes(maja, "Companies", en=ENGLISH)
    assert NobodyToTell.message in await maja.taps("Preview")
    draft = maja.button("Change it").rpartition(":")[2]

    await maja.taps_data(f"broadcast:send:{draft}")
    assert NobodyToTell.message in maja.sees()


async def test_a_wrong_text_is_explained(maja: Person) -> None:
    await maja.says("/broadcast")
    await maja.taps("Everybody")

    assert "very short" in await maja.says("Hi!")
    assert "too long" in await maja.says("x" * 2001)
    assert "English" in maja.sees()


async def test_a_report_counts_and_ends(
    app: App, maja: Person, crowd: list[int], post: PostOffice
) -> None:
    await composes(maja, en=ENGLISH)
    await maja.taps("Preview")
    await maja.taps("Send it now")
    assert "Waiting: 5" in await maja.taps("How far is it?")
    await app.services.broadcasts.fan_out()
    letters = await post.letters()
    await post.settle(Delivery.SENT, [letter.key for letter in letters[:2]])
    await post.settle(Delivery.BLOCKED, [letters[2].key])
    await post.settle(Delivery.UNSURE, [letters[3].key])

    said = await maja.taps("How far is it?")
    for line in ("Sent: 2", "Waiting: 1", "unreachable: 1", "not sent again: 1"):
        assert line in said

    await post.deliver()
    assert await app.services.broadcasts.close_finished() == 1
    await post.deliver()
    assert "Your announcement is done." in maja.sees()
    assert "Sent: 3" in maja.sees()
    assert "Waiting" not in maja.sees()


async def test_who_says_no_in_between_gets_nothing_and_nobody_waits_for_them(
    app: App, maja: Person, meet: Meet, post: PostOffice
) -> None:
    nika = meet("Nika", "sl")
    await nika.says("/start hub-kranj")
    await composes(maja, en=ENGLISH)
    await maja.taps("Preview")
    await maja.taps("Send it now")
    await nika.taps_data("news:off:")

    await app.services.broadcasts.fan_out()
    await post.deliver()
    await app.services.broadcasts.close_finished()
    await post.deliver()

    assert [letter for letter in await post.letters(nika.id) if "broadcast" in letter.key] == []
    assert "Your announcement is done." in maja.sees()
    assert "Waiting" not in maja.sees()


async def test_an_announcement_has_a_way_out_that_leaves_it_readable(
    app: App, maja: Person, meet: Meet, post: PostOffice, slovenian
) -> None:
    nika = meet("Nika", "sl")
    await nika.says("/start hub-kranj")
    staff = await app.services.people.meet(maja.id, "Maja", "en")
    await a_confirmed_broadcast(app, staff, sl=SLOVENIAN)
    await app.services.broadcasts.fan_out()
    await post.deliver()
    announcement = nika.chat.news[-1]
    assert SLOVENIAN in announcement.text
    assert app.knowledge.hubs["kranj"].named("sl") in announcement.text

    said = await nika.taps(slovenian("No announcements, please"))

    assert slovenian("You will get no more announcements. Answers to you still reach you.") in said
    assert SLOVENIAN in nika.chat.messages[announcement.message_id].text
    await composes(maja, en=ENGLISH)
    assert "1 person will receive this." in await maja.taps("Preview")


async def test_saying_no_stops_what_is_already_queued(
    app: App, maja: Person, meet: Meet, post: PostOffice
) -> None:
    nika = meet("Nika", "sl")
    await nika.says("/start hub-kranj")
    staff = await app.services.people.meet(maja.id, "Maja", "en")
    await a_confirmed_broadcast(app, staff)
    await app.services.broadcasts.fan_out()

    await nika.taps_data("news:off:")

    (letter,) = await post.letters(nika.id)
    assert letter.state == Delivery.STOPPED


async def test_the_network_speaks_to_everybody(
    new_app: Callable[..., App], make_dispatcher, meet: Meet, crowd: list[int]
) -> None:
    root = meet("Root")
    app = new_app(admin_ids=(root.id,))
    root.line = make_dispatcher(app)

    await composes(root, en=ENGLISH)
    said = await root.taps("Preview")

    assert "7 people will receive this." in said
    assert "The network" in said


@pytest.mark.parametrize("act", ["send", "edit", "report"])
async def test_another_hub_and_other_people_reach_nothing(
    app: App, maja: Person, crowd: list[int], meet: Meet, meet_staff: MeetStaff, act: str
) -> None:
    jan, eve = await meet_staff("Jan", hub="szczecin", language="pl"), meet("Eve")
    await eve.says("/start")
    await composes(maja, en=ENGLISH)
    await maja.taps("Preview")
    send = maja.button("Send it now")
    draft = send.rpartition(":")[2]
    if act == "report":
        await maja.taps("Send it now")
        number = maja.button("How far is it?").rpartition(":")[2]
    else:
        number = draft

    for person in (jan, eve):
        await person.taps_data(f"broadcast:{act}:{number}")
        await person.taps_data(f"form:submit:{draft}")
        await person.taps_data(f"form:go:{draft}")
        assert ENGLISH not in "".join(shown.text for shown in person.chat.news)
        assert "people" not in person.sees()
    if act == "report":
        await jan.taps_data(f"broadcast:report:{number}")
        assert jan.sees() == app.languages["pl"](NotAllowed.message)
        await jan.taps_data(f"broadcast:send:{draft}")
        assert jan.sees() == app.languages["pl"](NotAllowed.message)
    else:
        async with app.store.read() as work:
            assert await work.broadcasts.to_fan_out() is None


async def test_a_broadcast_ends_in_its_last_state(
    app: App, maja: Person, crowd: list[int], post: PostOffice
) -> None:
    staff = await app.services.people.meet(maja.id, "Maja", "en")
    broadcast = await a_confirmed_broadcast(app, staff)
    await app.services.broadcasts.fan_out()
    await post.deliver()
    await app.services.broadcasts.close_finished()

    async with app.store.read() as work:
        found = await work.broadcasts.find(broadcast.id)
    assert found is not None
    assert found.state is BroadcastState.DONE
