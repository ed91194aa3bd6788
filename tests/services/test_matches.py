"""What a person is shown: countries by code and by group, states, shelves, and the same twice."""

from dataclasses import replace
from threading import get_ident

import pytest

from bot.app.services import App
from bot.domain.alerts import NotForMe
from bot.domain.eligibility import Code, Standing
from bot.domain.entries import Entry, Status
from bot.domain.matching import But, Scored
from bot.domain.offers import Change
from bot.domain.opportunities import OpportunityKind
from bot.domain.people import ApplicantType, Person, Reach
from bot.domain.refusals import ChallengeClosed, Gone
from bot.domain.suggestions import Direction
from bot.services.openings import fits
from tests.builders import a_challenge, a_creative, a_person, a_profile, a_published_challenge

CALL = "funding-eye"


def an_offer(app: App, *countries: str, **changes: object) -> Entry:
    """Make a call for packaging designers out of a real one."""
    fields: dict[str, object] = {
        "countries": countries,
        "status": Status.STANDING,
        "skills": ("packaging_design",),
        "sectors": ("product_design",),
        "languages": (),
        "who_may_apply": (),
        "min_age": None,
    }
    return replace(app.knowledge.entries[CALL], **{**fields, **changes})


def shown(app: App, offer: Entry, country: str | None) -> bool:
    """Say whether somebody of a country is shown it, whatever else the content has."""
    profile = a_profile(country=country, wanted_kinds=(OpportunityKind.FUNDING,))
    opportunities = [app.services.opportunities.of_entry(offer)]
    return any(map(fits, app.services.opportunities.scored(profile, opportunities, Standing())))


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
        (("SI",), None, False),
    ],
)
async def test_countries_decide(
    app: App, countries: tuple[str, ...], country: str | None, expected: bool
) -> None:
    assert shown(app, an_offer(app, *countries), country) is expected


@pytest.mark.parametrize("group", ["CREATIVE_EUROPE", "HORIZON", "ERASMUS", "COSME"])
async def test_outside_a_list_that_may_be_incomplete_it_is_shown_with_the_doubt(
    app: App, group: str
) -> None:
    """`partial: true` in country_groups.yaml: the person has said all they can."""
    assert group in app.knowledge.vocabulary.partial_groups
    offer = app.services.opportunities.of_entry(an_offer(app, group))
    profile = a_profile(country="AU", wanted_kinds=(OpportunityKind.FUNDING,))

    (scored,) = app.services.opportunities.scored(profile, [offer], Standing())

    assert fits(scored)
    assert scored.counter_point is not None
    assert scored.counter_point.but is But.COUNTRY_UNSURE


async def test_a_country_that_is_missing_is_asked_for(app: App) -> None:
    offer = app.services.opportunities.of_entry(an_offer(app, "SI"))

    (scored,) = app.services.opportunities.scored(a_profile(country=None), [offer], Standing())

    assert scored.eligibility.codes == (Code.ASK_COUNTRY,)
    assert not fits(scored)


async def test_what_is_over_is_not_on_the_shelf(app: App) -> None:
    for status in (Status.ENDED, Status.ROUND_CLOSED, Status.UNCHECKED, Status.CANCELLED):
        library = app.knowledge.library
        entries = {**library.entries, CALL: an_offer(app, status=status)}
        app.knowledge.take(app.knowledge.prepared(replace(library, entries=entries)))
        assert f"entry:{CALL}" not in {one.id for one in app.services.opportunities.of_entries()}


async def nika_of(app: App, **changes: object) -> Person:
    nika = await a_person(app, "Nika", "sl", 1)
    await a_creative(app, nika, applicant_type=ApplicantType.FREELANCER, **changes)
    return nika


async def who_does_everything(app: App) -> Person:
    """Register somebody for whom there is more than one page."""
    words = app.knowledge.vocabulary
    return await nika_of(app, sectors=tuple(words.sectors), skills=tuple(words.skills))


async def test_a_person_sees_a_handful_each_with_a_reason(app: App) -> None:
    nika = await who_does_everything(app)

    found = await app.services.matches.for_person(nika)

    assert 0 < len(found.offers) <= 3 < found.total
    assert all(offer.reasons for offer in found.offers)
    assert all(len(offer.reasons) <= 3 for offer in found.offers)


async def test_pages_hold_everything_once_best_first(app: App) -> None:
    nika = await who_does_everything(app)
    first = await app.services.matches.for_person(nika)

    pages = [await app.services.matches.for_person(nika, n) for n in range(first.pages)]

    offers = [offer for page in pages for offer in page.offers]
    assert len({offer.subject for offer in offers}) == first.total
    assert [offer.score for offer in offers] == sorted((o.score for o in offers), reverse=True)
    beyond = await app.services.matches.for_person(nika, 99)
    assert beyond.number == first.pages - 1


async def test_the_same_profile_sees_the_same_twice(app: App) -> None:
    nika = await who_does_everything(app)

    one, other = [await app.services.matches.for_person(nika) for _ in range(2)]

    assert [o.subject for o in one.offers] == [o.subject for o in other.offers]


async def test_what_a_change_opens_is_really_opened(app: App) -> None:
    nika = await nika_of(app, wanted_kinds=(OpportunityKind.CHALLENGE,), travel=Reach.REMOTE)
    matches = app.services.matches
    before = (await matches.for_person(nika)).total

    opened = (await matches.openings(nika)).changes[Change.KINDS]
    await a_creative(
        app,
        nika,
        applicant_type=ApplicantType.FREELANCER,
        wanted_kinds=None,
        travel=Reach.REMOTE,
    )

    assert (await matches.for_person(nika)).total == before + opened


async def test_whoever_names_no_language_hears_that_it_is_what_is_missing(app: App) -> None:
    nika = await a_person(app, "Nika", "sl", 1)
    await a_creative(app, nika, languages={}, applicant_type=None)

    found = await app.services.matches.for_person(nika)

    assert not found.offers
    assert found.openings.best_change is Change.LANGUAGES


async def test_without_a_profile_nothing_would_open(app: App) -> None:
    nika = await a_person(app, "Nika", "sl", 1)

    opened = await app.services.matches.openings(nika)

    assert not opened.changes
    assert not opened.questions


async def test_what_was_shown_is_a_line_with_its_place(app: App) -> None:
    nika = await who_does_everything(app)
    await app.services.matches.for_person(nika)
    second = await app.services.matches.for_person(nika, 1)

    lines = []
    async with app.store.read() as work:
        for offer in second.offers:
            opportunity = f"entry:{offer.subject}"
            lines += await work.suggestions.of_opportunity(opportunity, Direction.OFFERS)
    assert [line.position for line in lines] == [4, 5, 6][: len(lines)]
    assert [line.score for line in lines] == [offer.score for offer in second.offers]


async def test_a_challenge_that_closes_is_hidden_and_seen_no_more(app: App, clock) -> None:
    nika = await nika_of(app)
    company = await a_person(app, "Zofia", "pl", 2)
    staff = replace(await a_person(app, "Maja", "en", 3), administrator=True)
    made = await a_published_challenge(app, company, staff)
    clock.passes(days=90)

    with pytest.raises(ChallengeClosed):
        await app.services.matches.see(nika, str(made.id))
    with pytest.raises(ChallengeClosed):
        await app.services.matches.alike(nika, str(made.id))
    hidden = await app.services.matches.hide(nika, str(made.id), NotForMe.OTHER)
    assert hidden.subject == str(made.id)
    with pytest.raises(Gone):
        await app.services.matches.hide(nika, "99", NotForMe.OTHER)


async def test_the_town_of_a_challenge_is_looked_up_once_until_it_changes(app: App, monkeypatch):
    """To look for a typed place takes up to half a second, and /matches has every challenge."""
    asked = []
    monkeypatch.setattr(app.services.opportunities, "_find", lambda *said: asked.append(said))
    challenge = a_challenge(place="our hall near Kranj")
    made = await app.services.opportunities.of_challenge(challenge)

    assert await app.services.opportunities.of_challenge(replace(challenge)) is made
    assert len(asked) == 1
    await app.services.opportunities.of_challenge(replace(challenge, place="Ljubljana"))
    assert [place for place, _ in asked] == ["our hall near Kranj", "Ljubljana"]


async def test_nobody_waits_while_one_person_is_compared_with_everything(app: App, monkeypatch):
    """Ten thousand opportunities take a tenth of a second: never in the thread that answers."""
    threads = set()

    def scored(*args: object, **named: object) -> list[Scored]:
        threads.add(get_ident())
        return []

    monkeypatch.setattr(app.services.opportunities, "scored", scored)
    person = await a_person(app)
    await a_creative(app, person)
    await app.services.matches.for_person(person)
    await app.services.matches.see(person, CALL)
    await app.services.matches.alike(person, CALL)

    assert threads
    assert get_ident() not in threads
