"""What the library makes of files: values of the domain, a schema."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.domain.entries import Entry, Kind, State
from bot.library import Library, check, json_schema, load

CONTENT = Path(__file__).parents[2] / "content"
CALL = "funding/funding-test-call.yaml"
FIVE = ("en", "sl", "pl", "da", "de")
Change = Callable[[str, str, str], int]


def _today() -> date:
    return datetime.fromtimestamp(time.time(), tz=UTC).date()


def test_the_real_content_has_no_problem() -> None:
    assert [str(problem) for problem in check(CONTENT, _today())] == []


def test_entries_keep_what_the_file_says(content: Path) -> None:
    call = load(content).entries["funding-test-call"]

    assert call.kind is Kind.FUNDING
    assert call.deadline_at == datetime(2026, 6, 1, 15, 0, tzinfo=UTC)
    assert call.deadline_zone == "Europe/Ljubljana"
    assert call.amount is not None
    assert call.amount.maximum == 5000
    assert call.state_on(datetime(2026, 6, 1, 14, 59, tzinfo=UTC)) is State.OPEN
    assert call.state_on(datetime(2026, 6, 1, 15, 1, tzinfo=UTC)) is State.CLOSED


def test_a_past_deadline_is_allowed(content: Path) -> None:
    assert check(content, date(2030, 1, 1)) == []


def test_other_names_become_our_terms(content: Path, change: Change) -> None:
    change(CALL, "[games]", "[video_games, design, games]")
    change(CALL, "[freelancer]", "[startup, company]")

    call = load(content).entries["funding-test-call"]

    assert call.sectors[0] == "games"
    assert set(call.sectors) > {"product_design", "graphic_design"}
    assert call.who_may_apply == ("company",)


def test_all_sectors_and_the_world_mean_no_limit(content: Path, change: Change) -> None:
    change(CALL, "[games]", "[all_sectors]")
    change(CALL, "[SI, EU27]", "[SI, WORLD]")

    call = load(content).entries["funding-test-call"]

    assert call.sectors == ()
    assert call.countries == ()


def test_norway_is_a_country(content: Path, change: Change) -> None:
    change(CALL, "[SI, EU27]", "[NO]")

    assert load(content).entries["funding-test-call"].countries == ("NO",)


def test_groups_are_their_members(library: Library) -> None:
    vocabulary = library.vocabulary

    assert len(vocabulary.countries_of(["EU27"])) == 27
    assert vocabulary.countries_of(["EU27", "CH"]) > {"CH", "SI"}
    assert vocabulary.countries_of(["EU27", "WORLD"]) == frozenset()
    assert "CREATIVE_EUROPE" in vocabulary.partial_groups
    assert "EU27" not in vocabulary.partial_groups


def test_the_schema_offers_the_vocabulary(library: Library) -> None:
    schema = json_schema(library.vocabulary)

    assert "games" in schema["properties"]["sectors"]["items"]["enum"]
    assert set(schema["required"]) >= {"id", "kind", "status", "sources", "as_of", "text"}
    assert "enum" not in json_schema()["properties"]["sectors"]["items"]


def test_hubs_name_their_evidence(library: Library) -> None:
    assert len(library.hubs) >= 8
    for hub in library.hubs.values():
        assert hub.sources
        assert hub.creative_hub or hub.business_support
        for texts in (hub.name, hub.summary or {}, hub.tandem_note):
            assert set(texts) >= set(FIVE)


def test_nothing_claims_to_be_confirmed(library: Library) -> None:
    assert [entry.id for entry in library.entries.values() if entry.checked_on] == []


def test_every_hub_of_an_entry_exists(library: Library) -> None:
    hubs = {entry.hub for entry in library.entries.values() if entry.hub}

    assert hubs <= set(library.hubs)


@pytest.mark.parametrize("field", ["title", "summary"])
def test_translations_are_not_copies_of_english(library: Library, field: str) -> None:
    """A summary left in English is a text that nobody translated; titles may be names."""
    copied = [
        f"{entry.id}.{language}"
        for entry in library.entries.values()
        for language in FIVE[1:]
        if field == "summary" and _is_copy(entry, language)
    ]

    assert copied == []


def _is_copy(entry: Entry, language: str) -> bool:
    return entry.text[language].summary == entry.text["en"].summary
