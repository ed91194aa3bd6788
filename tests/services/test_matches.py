"""Which opportunities are for whom: countries, by code and by group."""

from dataclasses import replace

import pytest

from bot.app.services import App
from bot.domain.entries import Entry, Status
from bot.matching.offers import entries_for
from tests.builders import a_creative, a_person, a_profile


def an_offer(app: App, *countries: str, **changes: object) -> Entry:
    """Make an opportunity for packaging designers out of a real entry."""
    entry = app.knowledge.entries["funding-eye"]
    fields: dict[str, object] = {
        "countries": countries,
        "status": Status.STANDING,
        "skills": ("packaging_design",),
        "sectors": (),
    }
    return replace(entry, **{**fields, **changes})


def fits(app: App, offer: Entry, country: str | None) -> bool:
    profile = a_profile(country=country)
    return bool(entries_for(profile, [offer], app.clock(), app.knowledge.vocabulary))


@pytest.mark.parametrize(
    ("countries", "country", "expected"),
    [
        ((), "UA", True),
        (("SI",), "SI", True),
        (("SI",), "PL", False),
        (("SI", "PL"), "PL", True),
        (("EU27",), "SI", True),
        (("EU27",), "UA", False),
        (("EU27",), "GB", False),
        (("EU27", "GB"), "GB", True),
        (("WORLD",), "UA", True),
        (("EU27", "WORLD"), "UA", True),
        (("CREATIVE_EUROPE",), "UA", True),
        (("ERASMUS",), "TR", True),
        (("SI",), None, True),
    ],
)
async def test_countries_decide(
    app: App, countries: tuple[str, ...], country: str | None, expected: bool
) -> None:
    assert fits(app, an_offer(app, *countries), country) is expected


@pytest.mark.parametrize("group", ["CREATIVE_EUROPE", "HORIZON", "ERASMUS", "COSME"])
async def test_outside_a_list_that_may_be_incomplete_nobody_is_refused(
    app: App, group: str
) -> None:
    """`partial: true` in country_groups.yaml: asked, never refused."""
    assert group in app.knowledge.vocabulary.partial_groups

    assert fits(app, an_offer(app, group), "CH")


async def test_a_country_alone_is_no_reason(app: App) -> None:
    assert not fits(app, an_offer(app, "SI", skills=()), "SI")


async def test_what_is_over_is_not_offered(app: App) -> None:
    for status in (Status.ENDED, Status.ROUND_CLOSED, Status.UNCHECKED):
        assert not fits(app, an_offer(app, status=status), "SI")


async def test_a_person_sees_a_handful_each_with_a_reason(app: App) -> None:
    nika = await a_person(app, "Nika", "sl", 1)
    sectors, skills = app.knowledge.vocabulary.sectors, app.knowledge.vocabulary.skills
    await a_creative(app, nika, sectors=tuple(sectors), skills=tuple(skills))

    found = await app.services.matches.for_person(nika)

    assert 0 < len(found.entries) <= 3
    assert all(match.reasons for match in found.entries)
