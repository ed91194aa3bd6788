"""Readers say what is wrong on a card; staff decide with one tap; both hear of it, once."""

from collections.abc import Awaitable, Callable

import pytest

from bot.app.services import App
from bot.domain.people import StaffRole
from bot.services.content import read_edits
from tests.builders import PostOffice, everything_kept
from tests.conftest import Clock, Meet
from tests.people import Person

MeetStaff = Callable[..., Awaitable[Person]]
ENTRY = "funding-eye"
TITLE = "Erasmus for Young Entrepreneurs"


@pytest.fixture
def entry(app: App) -> str:
    """Return an entry of Kranj's with a deadline."""
    found = next(e for e in app.knowledge.entries.values() if e.hub == "kranj")
    return found.id


async def take_up(app: App) -> None:
    edits = await read_edits(app.store, app.clock())
    app.knowledge.take(app.knowledge.prepared(edits=edits))


async def propose(
    person: Person, entry: str, value: str, wrong: str = "deadline", source: str | None = None
) -> str:
    await person.taps_data(f"entry:source:{entry}")
    await person.taps("Something is wrong here")
    await person.taps_data(f"fix:what:{wrong}.{entry}")
    await person.says(value)
    if source:
        await person.says(source)
    else:
        await person.taps("Skip")
    return await person.taps("Send to the hub")


async def test_a_deadline_is_corrected_with_one_tap(
    app: App, meet: Meet, meet_staff: MeetStaff, entry: str, post: PostOffice
) -> None:
    maja = await meet_staff("Maja", "kranj")
    ada, zofia = meet("Ada", "en"), meet("Zofia", "en")
    assert "Staff of the hub read it" in await propose(
        ada, entry, "15 January 2027, 5pm", source="https://example.org/call"
    )
    await propose(zofia, entry, "15 january 2027,  5pm.")
    await app.services.corrections.notify()
    await post.deliver()
    assert "2 corrections of readers wait" in maja.sees()

    assert "1 correction waits" in await maja.taps("Read them")  # two say the same
    shown = await maja.taps("The deadline")
    assert "15 January 2027, 17:00" in shown
    assert "From: Ada" in shown
    assert "https://example.org/call" in shown
    assert "1 other person says the same." in shown
    said = await maja.taps("Accept")
    assert "→ 15 January 2027, 17:00" in said
    assert "2 people who proposed it are told." in said
    assert "decided or replaced" in await maja.again()

    await take_up(app)
    deadline = app.knowledge.entries[entry].deadline_at
    assert deadline is not None
    assert deadline.isoformat() == "2027-01-15T16:00:00+00:00"
    assert await post.deliver() == 2
    for person in (ada, zofia):
        assert "your correction is taken over" in person.sees()
    async with app.store.read() as work:
        ((_, actor, action, detail),) = await work.audit.of(f"entry:{entry}")
        assert action == "accept_correction"
        assert actor == (await work.people.find(maja.id)).id  # type: ignore[union-attr]
        assert detail["changes"]["deadline"] == [None, "2027-01-15T17:00"]
    assert "No correction waits" in await maja.taps_data("fix:list:")


async def test_what_does_not_parse_is_done_by_hand_and_a_no_is_kind(
    app: App, meet: Meet, meet_staff: MeetStaff, entry: str, post: PostOffice
) -> None:
    maja = await meet_staff("Maja", "kranj")
    ada = meet("Ada", "en")
    await propose(ada, entry, "some time in spring")
    shown = await maja.taps_data("fix:open:1")
    assert "Change the entry first" in shown
    assert {"Taken over", "Decline", "Edit"} <= set(maja.sees_buttons())

    assert "Why is it not taken over?" in await maja.taps("Decline")
    await maja.says("The page names no date yet.")
    assert "1 person who proposed it is told." in await maja.taps("Decline it")
    assert "decided already" in await maja.again()
    await post.deliver()
    assert "Why: The page names no date yet." in ada.sees()
    assert entry not in {row.id for row in app.knowledge.edits.edited}


async def test_over_is_closed_or_cancelled(
    app: App, meet: Meet, meet_staff: MeetStaff, entry: str
) -> None:
    maja = await meet_staff("Maja", "kranj")
    await propose(meet("Ada", "en"), entry, "The page says so", "over")
    await maja.taps_data("fix:open:1")

    assert "Cancelled: it does not take place." in await maja.taps("Accept: it is cancelled")


async def test_a_second_one_replaces_the_first_and_only_its_staff_decide(
    app: App, meet: Meet, meet_staff: MeetStaff, entry: str
) -> None:
    ada, maja = meet("Ada", "en"), await meet_staff("Maja", "kranj")
    other = await meet_staff("Ola", "kolding")
    await propose(ada, entry, "15 January 2027")
    await propose(ada, entry, "16 January 2027")

    assert "only for staff" in await other.taps_data("fix:open:2")
    assert "only for staff" in await ada.taps_data("fix:yes:2")
    for person, packed in ((other, "fix:yes:2"), (other, "fix:no:2"), (ada, "fix:list:")):
        await person.taps_data(packed)
        assert "only for staff" in person.sees()
    assert "decided or replaced" in await maja.taps_data("fix:yes:1")
    assert "No correction waits" in await other.taps_data("fix:list:")
    assert "16 January 2027" in await maja.taps_data("fix:yes:2")


async def test_a_hub_without_staff_is_served_by_the_network_desk(
    app: App, meet: Meet, meet_staff: MeetStaff, entry: str, post: PostOffice
) -> None:
    root = await meet_staff("Root", None, role=StaffRole.ADMINISTRATOR)
    await propose(meet("Ada", "en"), entry, "https://example.org/new", "page")

    await app.services.corrections.notify()
    await post.deliver()
    assert "1 correction of a reader waits" in root.sees()
    assert "Corrections (1)" in (await root.says("/desk"), root.sees_buttons())[1]


async def test_one_notice_an_hour(
    app: App, meet: Meet, meet_staff: MeetStaff, entry: str, post: PostOffice, clock: Clock
) -> None:
    await meet_staff("Maja", "kranj")
    sent = []
    for minute, wrong in ((0, "deadline"), (5, "page"), (10, "text"), (61, "amount")):
        clock.at = clock.at.replace(hour=9 + minute // 60, minute=minute % 60)
        await propose(meet("Ada", "en"), entry, f"not right {minute}", wrong)
        await app.services.corrections.notify()
        await app.services.corrections.notify()
        sent.append(await post.deliver())

    assert sent == [1, 0, 0, 1]
    clock.passes(hours=3)
    assert await app.services.corrections.notify() == 0


async def test_somebody_writes_only_so_many(app: App, meet: Meet, entry: str) -> None:
    ada = meet("Ada", "en")
    entries = list(app.knowledge.entries)[:11]
    for one in entries[:10]:
        assert "Thank you" in await propose(ada, one, "it is wrong", "other")

    assert "a lot for one day" in await ada.taps_data(f"fix:ask:{entries[10]}")
    await ada.taps_data(f"fix:what:text.{entries[10]}")
    assert "a lot for one day" in ada.sees()


async def test_an_erased_person_has_no_name(
    app: App, meet: Meet, meet_staff: MeetStaff, entry: str, post: PostOffice
) -> None:
    maja, ada = await meet_staff("Maja", "kranj"), meet("Adalbertina", "en")
    await propose(ada, entry, "15 January 2027")
    assert "1 correction," in await ada.says("/privacy")
    await ada.taps_data("privacy:sure:")

    assert "Adalbertina" not in await maja.taps_data("fix:open:1")
    assert "is told" not in await maja.taps("Accept")
    assert not [
        n
        for n, k in (await everything_kept(str(app.settings.database_url))).items()
        if "Adalbertina" in k
    ]


async def test_forged_and_old_buttons(app: App, meet: Meet, meet_staff: MeetStaff) -> None:
    ada, maja = meet("Ada", "en"), await meet_staff("Maja", "kranj")
    gone, ruled = "not available any more", "decided or replaced"
    for person, packed, said in (
        (ada, "fix:ask:nothing", gone),
        (ada, "fix:what:deadline.nothing", gone),
        (ada, "fix:what:soul.funding-eye", gone),
        (maja, "fix:open:999", ruled),
        (maja, "fix:yes:999", ruled),
        (maja, "fix:no:999", ruled),
        (maja, "fix:yes:1.exploded", gone),
        (maja, "fix:open:x", gone),
    ):
        await person.taps_data(packed)
        assert said in person.sees(), packed
