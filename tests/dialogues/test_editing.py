"""/content: staff find an entry, change it field by field, archive it and see what was done."""

from dataclasses import replace

import pytest

from bot.domain.refusals import NotAllowed
from bot.services.content import read_edits
from tests.people import Person

ENTRY = "funding-sent"


async def take_up(app, clock):
    app.knowledge.take(app.knowledge.prepared(edits=await read_edits(app.store, clock())))


@pytest.fixture
async def maja(meet_staff) -> Person:
    return await meet_staff("Maja")


@pytest.fixture
async def call(app, clock) -> str:
    """A published call of the hub in Kranj, with a deadline."""
    await put_call(app, clock)
    return ENTRY


async def test_a_deadline_is_prolonged_from_the_card(app, clock, maja, call):
    await maja.says("/start entry-funding-sent")
    await maja.taps_data(f"entry:open:{call}")
    await maja.taps("Edit")
    await maja.taps("Prolong the deadline")
    assert "I could not read one day" in await maja.says("some day")
    assert "not in the future" in await maja.says("15. januarja 2020")

    said = await maja.says("d. 15. maj 2027 kl. 12")
    assert "Deadline: 1 April 2027, 12:00 → 15 May 2027, 12:00" in said
    assert "Open until 15 May 2027, 12:00 (Ljubljana)." in said
    save = maja.button("Save")
    said = await maja.taps("Save")

    assert "Saved" in said
    assert "Saved" in await maja.taps_data(save)  # whose first tap seemed to do nothing
    await take_up(app, clock)
    entry = app.knowledge.entries[call]
    assert entry.deadline_at.isoformat() == "2027-05-15T10:00:00+00:00"
    await maja.taps_data(f"content:open:{call}")
    assert "15 May 2027, 12:00 (edited)" in maja.sees()
    said = await maja.taps("History")
    assert "Maja: Changed" in said
    assert "Deadline: 1 April 2027, 12:00 → 15 May 2027, 12:00" in said

    await maja.taps("Back")
    await maja.taps("Undo the edit: Deadline")
    await take_up(app, clock)
    assert app.knowledge.entries[call].deadline_at.isoformat() == "2027-04-01T10:00:00+00:00"


async def test_several_fields_are_changed_at_once_and_a_restart_loses_none(
    app, clock, maja, call, make_dispatcher
):
    await maja.taps_data(f"content:set:{call}.url")
    assert "not the address" in await maja.says("kranj dot si")
    await maja.says("www.example.org/call")
    maja.line = make_dispatcher(app)
    await maja.taps("Change more")
    await maja.taps("Money")
    said = await maja.says("do 9.999 EUR")

    assert "Page: nothing → https://www.example.org/call" in said
    assert "Money: nothing → €9,999" in said or "up to €9,999" in said
    await maja.taps("Change more")
    await maja.taps("Texts")
    await maja.taps("Polish")
    assert "second line" in await maja.says("Tytuł") or "line below" in maja.sees()
    await maja.says("Test: nabór\nKrótki opis dla czytelników.")
    await maja.taps("Save")
    await take_up(app, clock)

    entry = app.knowledge.entries[call]
    assert entry.url == "https://www.example.org/call"
    assert entry.amount.maximum == 9999
    assert entry.text["pl"].title == "Test: nabór"


async def test_who_comes_second_sees_what_changed_and_keeps_both(
    app, clock, maja, call, meet_staff
):
    jana = await meet_staff("Jana")
    await maja.taps_data(f"content:set:{call}.url")
    await maja.says("https://example.org/one")
    save, shown = maja.button("Save"), maja.chat.news[-1]
    await jana.taps_data(f"content:set:{call}.place")
    await jana.says("Kranj")
    await jana.taps("Save")

    said = await maja.taps_data(save, shown)
    assert "Jana has changed this entry meanwhile" in said
    await maja.taps("Save")
    await take_up(app, clock)

    entry = app.knowledge.entries[call]
    assert (entry.city, entry.url) == ("Kranj", "https://example.org/one")


async def test_what_does_not_fit_is_asked_again(maja, call):
    await maja.taps_data(f"content:set:{call}.opens")
    said = await maja.says("1.6.2027")  # after the deadline

    assert "does not fit the rest" in said
    assert "From when can one apply?" in said


async def test_archived_restored_cancelled(app, clock, maja, call):
    await maja.says("/content")
    await maja.taps("Find and edit")
    await maja.says("call sent")
    await maja.taps("Test call")
    await maja.taps("Archive it")
    await maja.taps("Archive it")
    await take_up(app, clock)
    assert call not in app.knowledge.entries
    assert "not available" in await maja.taps_data(f"entry:open:{call}")

    said = await maja.says("/content test call")
    assert "(archived)" in said
    await maja.taps("Test call")
    await maja.taps("Restore it")
    await maja.taps("Edit")
    await maja.taps("It is cancelled")
    await take_up(app, clock)
    assert app.knowledge.entries[call].status == "cancelled"
    await maja.taps("Edit")
    await maja.taps("It takes place after all")
    await take_up(app, clock)
    assert app.knowledge.entries[call].status == "dated"
    said = await maja.taps_data(f"content:history:{call}")
    for action in ("Archived", "Restored", "Marked as cancelled", "Takes place after all"):
        assert f"Maja: {action}" in said


async def test_a_replay_and_a_second_tap_change_nothing(app, maja, call):
    await maja.taps_data(f"content:set:{call}.place")
    await maja.again()
    await maja.says("Kranj")
    await maja.again()
    save, shown = maja.button("Save"), maja.chat.news[-1]
    await maja.taps_data(save, shown)
    await maja.again()
    await maja.taps_data(save, shown)
    async with app.store.read() as work:
        lines = await work.audit.of(f"entry:{call}")
    assert [action for _, _, action, _ in lines] == ["edit_entry"]


@pytest.mark.parametrize("verb", ["set", "out", "cancel", "undo", "restore"])
async def test_others_reach_nothing(app, clock, maja, call, meet, meet_staff, verb):
    jan, eve = await meet_staff("Jan", hub="szczecin"), meet("Eve")
    await eve.says("/start")
    for person in (jan, eve):
        await person.taps_data(
            f"content:{verb}:{call}.url" if verb in {"set", "undo"} else f"content:{verb}:{call}"
        )
        assert person.sees() == NotAllowed.message
    await jan.taps_data(f"content:open:{call}")
    assert "Another hub answers" in jan.sees()
    assert not [label for label in jan.sees_buttons() if "Archive" in label]
    await take_up(app, clock)
    assert call in app.knowledge.entries
    assert app.knowledge.entries[call].url is None
    assert "only for staff" in await eve.says("/content")


async def test_readers_see_no_button_of_staff(meet, maja, call):
    eve = meet("Eve")
    await eve.says("/start")
    await eve.taps_data(f"entry:open:{call}")
    assert "Edit" not in eve.sees_buttons()
    await maja.taps_data(f"entry:open:{call}")
    assert "Edit" in maja.sees_buttons()


async def put_call(app, clock, **facts):
    from bot.domain.editing import EditedEntry, Origin, Publication

    given = {
        "origin": Origin.CHAT,
        "publication": Publication.PUBLISHED,
        "document": CALL,
        "hub": "kranj",
        "created_at": clock(),
        "changed_at": clock(),
        "revision": 0,
    }
    id_ = facts.pop("id", ENTRY)
    async with app.store.begin() as work:
        await work.content_changed()
        revision = await work.content_version()
        given |= facts
        given["document"] = {**given["document"], "id": id_}
        await work.entries.put(EditedEntry(id=id_, **given), revision)
    await take_up(app, clock)


CALL = {
    "id": ENTRY,
    "kind": "funding",
    "status": "dated",
    "deadline_at": "2027-04-01T12:00",
    "deadline_zone": "Europe/Ljubljana",
    "sources": [{"name": "The hub"}],
    "as_of": "2026",
    "text": {"en": {"title": "Test call sent", "summary": "A call that was sent for a test."}},
}


async def test_the_desk_names_what_does_not_fit_any_more(app, clock, maja, call):
    async with app.store.begin() as work:
        row = await work.entries.find(call)
        await work.content_changed()
        revision = await work.content_version()
        edits = {"url": "javascript:alert(1)", "apply_url": "https://example.org"}
        await work.entries.put(replace(row, edits=edits), revision)
    await take_up(app, clock)
    assert call in app.knowledge.entries

    said = await maja.says("/content")
    assert "In 1 entry something does not fit any more" in said
    await maja.taps_data(f"content:open:{call}")
    assert "has to be changed first: Page" in maja.sees()
