"""What becomes of entries is noted once, by whoever looks first; what does not matter is not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

import pytest

from bot.domain.changes import Change, Snapshot, changes
from bot.domain.editing import EditedEntry, Origin, Publication
from bot.domain.entries import Entry, EntryText, Kind, Source, Status
from bot.library import ContentError, entry_from, overlay
from bot.services.content import read_edits
from bot.services.content_changes import ContentChanges
from tests.conftest import NOW

CALL = Entry(
    id="funding-call",
    kind=Kind.FUNDING,
    status=Status.DATED,
    text=MappingProxyType({"en": EntryText("A call", "It has a deadline.")}),
    sources=(Source("The programme"),),
    as_of="2026",
    opens_at=NOW - timedelta(days=10),
    deadline_at=NOW + timedelta(days=10),
    deadline_zone="Europe/Brussels",
)
LATER = NOW + timedelta(days=24)


def what(entry: Entry, before: Entry = CALL, now: datetime = NOW) -> list[Change]:
    return [change.change for change in changes(entry, Snapshot.of(before, NOW), now)]


class TestWhatMatters:
    def test_a_deadline_that_moved_has_before_and_after(self):
        (change,) = changes(replace(CALL, deadline_at=LATER), Snapshot.of(CALL, NOW), NOW)

        assert change.change is Change.PROLONGED
        assert change.before == CALL.deadline_at.isoformat()
        assert change.after == LATER.isoformat()
        assert what(CALL, replace(CALL, deadline_at=LATER)) == [Change.DEADLINE_EARLIER]

    def test_other_words_another_source_and_a_passed_deadline_are_nothing(self):
        better = {"en": EntryText("A better title", "Without the typo.")}

        assert what(replace(CALL, text=better, as_of="2025", url="https://example.org")) == []
        assert what(CALL, now=NOW + timedelta(days=11)) == []

    def test_a_new_round_is_an_opening(self):
        over = replace(CALL, deadline_at=NOW - timedelta(days=30), opens_at=None)

        assert what(CALL, over) == [Change.OPENED]

    def test_time_opens_what_opens(self):
        soon = replace(CALL, opens_at=NOW + timedelta(days=1))

        assert what(soon, soon) == []
        assert what(soon, soon, NOW + timedelta(days=1, hours=1)) == [Change.OPENED]

    def test_cancelled_is_all_that_counts(self):
        cancelled = replace(CALL, status=Status.CANCELLED, deadline_at=LATER)

        assert what(cancelled) == [Change.CANCELLED]
        assert what(cancelled, cancelled) == []

    def test_closed_before_its_time(self):
        assert what(replace(CALL, status=Status.ENDED)) == [Change.CLOSED]

    def test_other_days(self):
        event = replace(CALL, opens_at=None, deadline_at=None, held=("2027-05-12",))

        assert what(replace(event, held=("2027-05-19",)), event) == [Change.MOVED]

    def test_other_days_count_whether_one_can_register_or_not(self):
        closed = replace(CALL, deadline_at=NOW - timedelta(days=1), held=("2027-05-12",))

        assert what(replace(closed, held=("2027-05-19",)), closed) == [Change.MOVED]
        event = replace(CALL, held=("2027-05-12",))
        assert what(replace(event, held=("2027-05-19",)), event) == [Change.MOVED]
        assert what(event) == [Change.DAYS_SET]

    def test_what_was_cancelled_takes_place_after_all(self):
        event = replace(CALL, opens_at=None, deadline_at=None, held=("2027-05-12",))

        assert what(event, replace(event, status=Status.CANCELLED)) == [Change.ON_AGAIN]

    def test_what_repeats_goes_on_in_silence(self):
        series = replace(
            CALL,
            opens_at=None,
            deadline_at=None,
            held=("2026-11-29", "2026-12-06", "2026-12-13"),
        )
        later = datetime(2026, 12, 1, tzinfo=UTC)
        slid = replace(series, held=("2026-12-06", "2026-12-13", "2026-12-20"))
        other = replace(series, held=("2026-12-06", "2026-12-14", "2026-12-20"))

        assert what(slid, series, later) == []
        (change,) = changes(other, Snapshot.of(series, NOW), later)
        assert (change.before, change.after) == ("2026-12-13", "2026-12-14")

    def test_a_snapshot_goes_through_a_row(self):
        snapshot = Snapshot.of(replace(CALL, held=("2027-05",)), NOW)

        assert Snapshot.from_json(snapshot.to_json()) == snapshot


def edited(id_: str, **facts) -> EditedEntry:
    given = {
        "origin": Origin.FILE,
        "publication": Publication.PUBLISHED,
        "revision": 0,
        "created_at": NOW,
        "changed_at": NOW,
    }
    return EditedEntry(id=id_, **{**given, **facts})


SENT = {
    "id": "event-open-studio",
    "kind": "event",
    "status": "dated",
    "starts_at": "2027-03-01T18:00",
    "ends_at": "2027-03-02T20:00",
    "deadline_zone": "Europe/Ljubljana",
    "sources": [{"name": "The hub"}],
    "as_of": "2026",
    "text": {"sl": {"title": "Odprti atelje", "summary": "Pridi pogledat."}},
}


class TestOverlay:
    def test_edits_lie_over_the_file(self, real_content):
        row = edited("funding-eye", edits={"url": None, "text.sl.title": "Drug naslov"})
        entry = overlay(real_content, [row]).library.entries["funding-eye"]
        file = real_content.entries["funding-eye"]

        assert entry.url is None
        assert file.url
        assert entry.text["sl"].title == "Drug naslov"
        assert entry.text["sl"].summary == file.text["sl"].summary
        assert replace(entry, url=file.url, text=file.text) == file

    def test_archived_and_waiting_are_not_seen_and_what_was_sent_is(self, real_content):
        rows = [
            edited("funding-eye", publication=Publication.ARCHIVED),
            edited("event-open-studio", origin=Origin.CHAT, document=SENT, hub="kranj"),
            edited("event-x", origin=Origin.FEED, publication=Publication.WAITING, document=SENT),
        ]
        entries = overlay(real_content, rows).library.entries

        assert "funding-eye" not in entries
        assert "event-x" not in entries
        event = entries["event-open-studio"]
        assert event.starts_at == datetime(2027, 3, 1, 17, 0, tzinfo=UTC)
        assert event.held == ("2027-03-01", "2027-03-02")
        assert event.hub == "kranj"

    def test_an_edit_that_does_not_fit_any_more_leaves_the_file(self, real_content):
        row = edited("funding-eye", edits={"deadline_at": "2027-01-01T12:00"})
        result = overlay(real_content, [row])

        assert result.library.entries["funding-eye"] == real_content.entries["funding-eye"]
        assert {problem.path for problem in result.problems} == {"deadline_at"}

    def test_a_confirmation_in_the_chat_counts(self, real_content):
        row = edited("funding-eye", checked_on=NOW.date())

        assert overlay(real_content, [row]).library.entries["funding-eye"].checked_on == NOW.date()

    @pytest.mark.parametrize(
        ("wrong", "path"),
        [
            ({"kind": "festival"}, "kind"),
            ({"deadline_zone": "Europe/Atlantis"}, "deadline_zone"),
            ({"url": "javascript:alert(1)"}, "url"),
            ({"text": {}}, "text"),
            ({"text": {"sl": {"title": "x" * 81, "summary": "y"}}}, "text.sl.title"),
        ],
    )
    def test_a_wrong_document_says_where(self, real_content, wrong, path):
        with pytest.raises(ContentError) as raised:
            entry_from(real_content, {**SENT, **wrong})

        assert path in {problem.path for problem in raised.value.problems}


class TestNoting:
    async def test_once_by_whoever_is_first(self, app, clock):
        first, second = (ContentChanges(app.store, clock, app.knowledge) for _ in range(2))
        assert await first.note() == 0  # everything is as it always was
        assert await second.note() == 0

        await publish(app, clock, "2027-04-01T12:00")
        assert [await first.note(), await second.note(), await first.note()] == [1, 0, 0]
        await publish(app, clock, "2027-05-01T12:00")
        assert [await second.note(), await first.note(), await second.note()] == [1, 0, 0]

        async with app.store.read() as work:
            assert [change.change for change in await work.entries.untold()] == [
                Change.APPEARED,
                Change.PROLONGED,
            ]

    async def test_a_card_says_what_moved(self, app, clock, english_reader):
        await app.services.content_changes.note()
        for deadline in ("2027-04-01T12:00", "2027-05-01T12:00"):
            await publish(app, clock, deadline)
            await app.services.content_changes.note()
        await take_up(app, clock)

        change = app.services.browsing.card(english_reader, "funding-sent").change
        assert change is not None
        assert change.change is Change.PROLONGED
        clock.passes(days=31)
        assert app.services.browsing.card(english_reader, "funding-sent").change is None


@pytest.fixture
async def english_reader(app):
    return await app.services.people.meet(4711, "Reader", "en")


async def publish(app, clock, deadline: str) -> None:
    document = {
        **{key: SENT[key] for key in ("sources", "as_of", "deadline_zone", "text", "status")},
        "id": "funding-sent",
        "kind": "funding",
        "deadline_at": deadline,
    }
    async with app.store.begin() as work:
        await work.content_changed()
        revision = await work.content_version()
        row = edited("funding-sent", origin=Origin.CHAT, document=document)
        await work.entries.put(row, revision)
    await take_up(app, clock)


async def take_up(app, clock) -> None:
    edits = await read_edits(app.store, clock())
    app.knowledge.take(app.knowledge.prepared(edits=edits))
