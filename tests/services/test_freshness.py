"""Weekly lists: once for each hub and week, over changed clocks, whoever sends them and dies."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

import pytest

from bot.app.services import App
from bot.domain.checklists import Due, days_due, due, in_order
from bot.domain.editing import EditedEntry, Origin, Publication
from bot.domain.entries import Entry, EntryText, Kind, Source, Status
from bot.domain.freshness import aged_by_hub, owner
from bot.domain.people import StaffRole
from bot.domain.refusals import Gone, NotAllowed
from bot.services.content import read_edits
from bot.services.freshness import Freshness
from tests.builders import PostOffice
from tests.conftest import NOW
from tests.people import Person

MeetStaff = Callable[..., Awaitable[Person]]
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""Nine o'clock in Kranj."""
CALL = Entry(
    id="funding-call",
    kind=Kind.FUNDING,
    status=Status.DATED,
    text=MappingProxyType({"en": EntryText("A call", "It has a deadline.")}),
    sources=(Source("The programme"),),
    as_of="2026",
    deadline_at=NOW + timedelta(days=10),
    deadline_zone="Europe/Brussels",
    checked_on=NOW.date(),
)


def changed(**facts) -> Entry:
    return Entry(**{**{name: getattr(CALL, name) for name in CALL.__slots__}, **facts})


class TestWhatIsDue:
    @pytest.mark.parametrize(
        ("facts", "why"),
        [
            ({}, None),
            ({"checked_on": NOW.date() - timedelta(days=60)}, None),
            ({"checked_on": NOW.date() - timedelta(days=61)}, Due.AGED),
            ({"checked_on": None}, Due.NEVER),
            ({"checked_on": None, "kind": Kind.METHOD}, None),
            ({"deadline_at": NOW - timedelta(days=3)}, None),
            ({"deadline_at": NOW - timedelta(days=3), "checked_on": None}, Due.PASSED),
            (
                {"deadline_at": NOW - timedelta(days=3), "checked_on": date(2026, 11, 1)},
                Due.PASSED,
            ),
            ({"status": Status.ENDED, "checked_on": None, "deadline_at": None}, None),
            ({"status": Status.CANCELLED, "checked_on": None}, None),
            ({"deadline_at": None, "held": ("2026-10",), "checked_on": None}, Due.PASSED),
            ({"deadline_at": None, "held": ("2026-12",), "checked_on": None}, Due.NEVER),
        ],
    )
    def test_by_the_day(self, facts, why):
        assert due(changed(**facts), NOW, 60) is why

    def test_aged_then_passed_then_never_and_most_asked_for_first(self):
        entries = [
            changed(id="never", checked_on=None),
            changed(id="asked", checked_on=None),
            changed(id="passed", checked_on=None, deadline_at=NOW - timedelta(days=1)),
            changed(id="aged", checked_on=date(2026, 1, 1)),
            CALL,
        ]
        ordered = [entry.id for entry in in_order(entries, NOW, 60, {"asked": 3})]

        assert ordered == ["aged", "passed", "asked", "never"]
        assert days_due(entries[3], NOW) == 325


def test_aged_entries_are_counted_by_who_answers_for_them(real_content):
    aged = {"checked_on": date(2026, 1, 1)}
    entries = [
        changed(id="one", hub="kranj", **aged),
        changed(id="two", countries=("DK",), **aged),
        changed(id="three", **aged),
        CALL,
    ]
    hubs = list(real_content.hubs.values())

    assert aged_by_hub(entries, hubs, NOW.date(), 60) == {"kranj": 1, "kolding": 1, None: 1}


async def confirmed(app: App, entry_id: str, day: date, hub: str | None = None) -> None:
    async with app.store.begin() as work:
        await work.content_changed()
        row = EditedEntry(
            id=entry_id,
            origin=Origin.FILE,
            publication=Publication.PUBLISHED,
            revision=0,
            created_at=NOW,
            changed_at=NOW,
            hub=hub,
            checked_on=day,
        )
        await work.entries.put(row, await work.content_version())
    edits = await read_edits(app.store, app.clock())
    app.knowledge.take(app.knowledge.prepared(edits=edits))


@pytest.fixture
async def aged(app: App) -> str:
    """Return an entry of Kranj that was confirmed long ago."""
    found = next(e for e in app.knowledge.entries.values() if e.hub == "kranj")
    await confirmed(app, found.id, date(2026, 1, 15))
    return found.id


@pytest.fixture
def post(app: App, wire) -> PostOffice:
    return PostOffice(app, wire)


async def keys(post: PostOffice) -> list[str]:
    return [one.key for one in await post.letters() if one.key.startswith("freshness:")]


class TestWeekly:
    async def test_once_on_monday_at_nine_whoever_is_first(
        self, app, clock, meet_staff, aged, post
    ):
        maja = await meet_staff("Maja", "kranj")
        await meet_staff("Ola", "kranj")
        for moment, sent in (
            (MONDAY - timedelta(minutes=1), 0),  # of last week's it is too late to speak
            (MONDAY, 2),
            (MONDAY, 0),
            (MONDAY + timedelta(days=1), 0),
            (MONDAY + timedelta(days=3), 0),
            (MONDAY + timedelta(days=7), 2),
        ):
            clock.at = moment
            both = [app.services.freshness, fresh(app)]
            assert sum([await one.send_weekly() for one in both]) == sent, moment

        weeks = {key.split(":")[2] for key in await keys(post)}
        assert weeks == {"2026-W48", "2026-W49"}
        await post.deliver()
        assert "not confirmed for" in maja.sees()
        assert "You get this on Mondays" in maja.sees()

    @pytest.mark.parametrize("monday", [date(2027, 3, 29), date(2027, 11, 1), date(2028, 1, 3)])
    async def test_nine_oclock_after_the_clocks_changed(
        self, app, clock, meet_staff, aged, post, monday
    ):
        await meet_staff("Maja", "kranj")
        nine = datetime.combine(monday, datetime.min.time(), UTC) + timedelta(
            hours=7 if monday.month == 3 else 8
        )
        sent = []
        for hours in (-72, -24, -2, -1, 0, 1, 2, 24, 47):
            clock.at = nine + timedelta(hours=hours)
            if await app.services.freshness.send_weekly():
                sent.append(hours)

        assert sent == [0]

    async def test_nothing_due_is_nothing_sent_all_week(self, app, clock, meet_staff, aged, post):
        await meet_staff("Maja", "kranj")
        hubs = app.knowledge.hubs.values()
        for entry in list(app.knowledge.entries.values()):
            if owner(entry, hubs) == "kranj" and due(entry, MONDAY, 60):
                await confirmed(app, entry.id, NOW.date())
        clock.at = MONDAY
        await app.services.freshness.send_weekly()
        await confirmed(app, aged, date(2026, 1, 15))
        clock.passes(hours=5)
        await app.services.freshness.send_weekly()

        assert await keys(post) == []

    async def test_a_sender_that_dies_sends_it_after_all(
        self, app, clock, meet_staff, aged, post, monkeypatch
    ):
        await meet_staff("Maja", "kranj")
        clock.at = MONDAY
        with monkeypatch.context() as patch:
            patch.setattr("bot.screens.freshness.weekly", _dies)
            with pytest.raises(RuntimeError):
                await app.services.freshness.send_weekly()
        assert await keys(post) == []
        assert await fresh(app).send_weekly() == 1

    async def test_stop_this_list(self, app, clock, meet_staff, aged, post):
        maja, ola = await meet_staff("Maja", "kranj"), await meet_staff("Ola", "kranj")
        clock.at = MONDAY
        await app.services.freshness.send_weekly()
        await post.deliver()
        assert "no weekly list any more" in await maja.taps("No weekly list, please")
        clock.passes(days=7)
        assert await app.services.freshness.send_weekly() == 1
        await post.deliver()
        assert "not confirmed" in ola.sees()
        assert "You get the list again" in await maja.taps("Send it again")
        clock.passes(days=7)
        assert await app.services.freshness.send_weekly() == 2

    async def test_hubs_without_facilitators_have_the_network_desk(
        self, app, clock, meet_staff, aged, post
    ):
        root = await meet_staff("Root", None, role=StaffRole.ADMINISTRATOR)
        clock.at = MONDAY
        assert await app.services.freshness.send_weekly() == 1
        assert [key.split(":")[1] for key in await keys(post)] == [""]
        await post.deliver()
        assert "Is this still true? the network desk" in root.sees()


class TestLists:
    async def test_taps_update_it_in_place(self, app, clock, meet_staff, aged, post):
        maja, ola = await meet_staff("Maja", "kranj"), await meet_staff("Ola", "kranj")
        clock.at = MONDAY
        await app.services.freshness.send_weekly()
        await post.deliver()
        confirm = maja.button("1 ✓ Confirm")

        shown = await maja.taps("1 ✓ Confirm")
        assert "1 of " in shown
        assert "✓ 1." in shown
        assert ": confirmed" in shown
        async with app.store.read() as work:
            row = await work.entries.find(aged)
            assert row is not None
            assert row.checked_on == clock.today
            actions = [action for _, _, action, _ in await work.audit.of(f"entry:{aged}")]
        assert actions == ["confirm_entry"]

        told = await ola.taps_data(confirm.replace("yes", "away"))
        assert "Maja was faster" in told
        assert "23 November 2026, 09:00" in told
        await ola.taps_data(confirm)
        assert "Maja was faster" in ola.sees()
        await maja.taps_data(confirm)
        assert "faster" not in maja.sees()
        async with app.store.read() as work:
            assert len(await work.audit.of(f"entry:{aged}")) == 1

    async def test_archived_and_put_back(self, app, meet_staff, aged):
        maja = await meet_staff("Maja", "kranj")
        await maja.taps_data("check:list:")
        assert ": archived" in await maja.taps_data("check:away:1.1")
        assert "Put 1 back" in maja.sees_buttons()
        assert ": archived" not in await maja.taps("Put 1 back")
        async with app.store.read() as work:
            row = await work.entries.find(aged)
        assert row is not None
        assert row.publication is Publication.PUBLISHED

    async def test_the_desk_leads_to_it_and_the_next_list_follows(self, app, meet_staff, aged):
        maja = await meet_staff("Maja", "kranj")
        await maja.says("/desk")
        label = next(one for one in maja.sees_buttons() if one.startswith("To confirm"))
        await maja.taps(label)
        list_id, number = 1, len([b for b in maja.sees_buttons() if b == "Edit"])
        for item in range(1, number + 1):
            await maja.taps_data(f"check:yes:{list_id}.{item}")
        assert f"{number} of {number} done" in maja.sees()

    async def test_rights(self, app, meet, meet_staff, aged):
        maja, other = await meet_staff("Maja", "kranj"), await meet_staff("Ola", "kolding")
        ada = meet("Ada")
        await maja.taps_data("check:list:")
        for person in (other, ada):
            for packed in ("check:yes:1.1", "check:away:1.1", "check:open:kranj", "check:open:-"):
                await person.taps_data(packed)
                assert "only for staff" in person.sees(), packed
        async with app.store.read() as work:
            staff = await work.people.find(maja.id)
            asker = await work.people.find(ada.id)
        for list_id, number in ((1, 0), (1, 99), (77, 1)):
            with pytest.raises(Gone):
                await app.services.freshness.confirm(staff, list_id, number)
        with pytest.raises(NotAllowed):
            await app.services.freshness.want_weekly(asker, wanted=False)
        assert await app.services.freshness.count(asker) == 0


def fresh(app: App) -> Freshness:
    """Return what another worker has."""
    services = (app.languages, app.knowledge, app.services.browsing)
    return Freshness(app.store, app.clock, *services, app.settings.stale_after_days)


def _dies(*_: object) -> None:
    raise RuntimeError("the worker died here")
