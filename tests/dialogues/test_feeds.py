"""Feeds by message: an address is looked at first, then added, paused, trusted and removed."""

import pytest

from bot.domain.people import StaffRole
from bot.library.feeds.failures import Failed, Reason
from bot.library.feeds.fetching import Fetched, Validators
from bot.library.feeds.parsing import parse
from bot.services import feeds as service

CALENDAR = "\r\n".join(
    (
        "BEGIN:VCALENDAR",
        *("BEGIN:VEVENT", "UID:1", "SUMMARY:Sejem & razstava", "DTSTART;VALUE=DATE:20270301"),
        *("END:VEVENT", "BEGIN:VEVENT", "UID:2", "SUMMARY:Delavnica"),
        *("DTSTART:20270302T170000Z", "END:VEVENT", "END:VCALENDAR", ""),
    )
)
URL = "https://example.org/koledar.ics"


@pytest.fixture(autouse=True)
def there(app, monkeypatch):
    """Put a calendar at one address; everything else cannot be reached."""

    async def get(url, validators):
        if url != URL:
            return Failed(Reason.FORBIDDEN_ADDRESS if "10.0" in url else Reason.NOT_FOUND)
        return Fetched(CALENDAR.encode(), "text/calendar", Validators(), url)

    async def here(body, hints, **limits):
        return parse(body, hints)

    monkeypatch.setattr(app.services.feeds, "_get", get)
    monkeypatch.setattr(app.services.feed_fetching, "_get", get)
    monkeypatch.setattr(service, "parse_apart", here)


async def to_feeds(person):
    await person.says("/content")
    return await person.taps("Feeds")


async def adds(person) -> str:
    await to_feeds(person)
    await person.taps("Add a feed")
    await person.says(URL)
    await person.taps("Events")
    await person.says("Slovenian")
    await person.says("BSC Kranj")
    return await person.taps("Add this feed")


async def test_an_address_is_looked_at_before_anything_is_asked(meet_staff):
    maja = await meet_staff()
    assert "There is no feed yet." in await to_feeds(maja)
    assert "What is the address of the feed?" in await maja.taps("Add a feed")

    assert "That is no address." in await maja.says("our calendar")
    assert "private network" in await maja.says("http://10.0.0.1/feed")
    assert "What is the address of the feed?" in maja.sees()
    said = await maja.says("webcal://example.org/koledar.ics")

    assert "I can read this: Calendar (iCalendar)" in said
    assert "2 items that are not over yet" in said
    assert "1. Sejem & razstava — 1 March 2027" in said
    assert "What are its items?" in said


async def test_a_feed_is_added_once_and_fetched_by_the_worker(app, meet_staff):
    maja = await meet_staff()

    assert "Added: BSC Kranj" in await adds(maja)
    assert "1 feed" in await maja.again()
    await app.services.feed_fetching.work()

    said = await maja.taps("BSC Kranj")
    assert "State: works" in said
    assert "0 entries published · 2 entries wait" in said
    assert "Calendar (iCalendar) · Slovenian · Kranj" in said
    assert "BSC Kranj — works · 2 things to decide" in await to_feeds(maja)
    await maja.taps("Add a feed")
    assert "one of our feeds already" in await maja.says(URL)


async def test_it_is_paused_resumed_and_removed(app, meet_staff):
    maja = await meet_staff()
    await adds(maja)
    await app.services.feed_fetching.work()
    await maja.taps("BSC Kranj")

    assert "State: paused" in await maja.taps("Pause")
    assert "State: works" in await maja.taps("Go on fetching")
    assert "I fetch this within a minute" in await maja.taps("Fetch it now")
    await maja.taps("BSC Kranj")
    assert "Trust it" not in " ".join(maja.sees_buttons())
    open_button = maja.button("Pause")
    assert "0 entries published · 2 entries wait" in await maja.taps("Remove this feed")
    assert "2 waiting entries were thrown away." in await maja.taps("Yes, remove it")
    assert "not available any more" in await maja.taps_data(open_button)


async def test_only_administrators_trust_and_only_staff_see(app, meet, meet_staff):
    maja = await meet_staff()
    zoe = await meet_staff("Zoe", None, role=StaffRole.ADMINISTRATOR)
    lukas = await meet_staff("Lukas", "linz")
    await adds(maja)
    async with app.store.read() as work:
        (feed,) = await work.feeds.of_hubs(None)

    await to_feeds(zoe)
    await zoe.taps("BSC Kranj")
    assert "Trusted" in await zoe.taps("Trust it")
    for verb in ("open", "pause", "trust", "remove", "ask", "fetch"):
        ada = meet("Ada")
        assert "only for staff" in await ada.taps_data(f"feed:{verb}:{feed.id}")
        await lukas.taps_data(f"feed:{verb}:{feed.id}")
        assert "only for staff" in lukas.sees()
    assert "only for staff" in await maja.taps_data(f"feed:distrust:{feed.id}")
    for forged in ("feed:take:x", "feed:take:x.1", "feed:archive:x", "feed:open:x"):
        await maja.taps_data(forged)
        assert "not available any more" in maja.sees()
