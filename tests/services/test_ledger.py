"""The ledger: whatever was shown, and wherever, staff of its hub can compute it again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.alerts import Frequency
from bot.domain.opportunities import OpportunityKind, Team
from bot.domain.people import ApplicantType, Fluency, Reach, StaffRole
from bot.domain.refusals import Gone, NotAllowed
from bot.domain.suggestions import Direction
from bot.services import ledger
from bot.services.ledger import LedgerLines
from bot.store.challenges import ChallengeRow
from tests.builders import (
    NOON,
    a_creative,
    a_person,
    a_published_challenge,
    everything_kept,
)

WANTED = ("packaging_design", "illustration")
FITTING = {
    "skills": WANTED,
    "languages": {"pl": Fluency.NATIVE, "en": Fluency.C1, "sl": Fluency.C1},
    "country": "SI",
    "applicant_type": ApplicantType.FREELANCER,
    "travel": 100,
    "bio": "I am an illustrator of mushrooms in Kranj.",
}


async def facilitator(app, telegram_id=1, hub="kranj"):
    person = await a_person(app, "Maja", "en", telegram_id)
    link = await app.services.people.invite(StaffRole.FACILITATOR, hub)
    return (await app.services.people.start(person, link)).person


async def creative(app, number=1, name="Ada", **facts):
    person = await a_person(app, name, "en", 9_000 + number)
    await a_creative(app, person, **{**FITTING, **facts})
    await app.services.alerts.wish(person, frequency=Frequency.AT_ONCE, zone="Atlantic/Reykjavik")
    async with app.store.begin() as work:
        await work.content_changed()
    return person


@pytest.fixture(autouse=True)
def settled(app, monkeypatch):
    monkeypatch.setattr(app.services.match_news, "_is_settled", lambda: True)


@pytest.fixture
async def maja(app):
    return await facilitator(app)


@pytest.fixture
async def company(app):
    return await a_person(app, "Zofia", "pl", 3)


@pytest.fixture
async def challenge(app, maja, company):
    return await a_published_challenge(app, company, maja, skills=WANTED, place=None)


async def show_everywhere(app, maja, ada, challenge):
    """Let a person be told of a challenge, find it, be listed for it, and be in a team."""
    await app.services.match_news.match()
    await app.services.match_news.send()
    await app.services.matches.for_person(ada)
    await app.services.shortlists.page(maja, challenge.id)
    await app.services.team_plans.team(maja, challenge.id)


async def lines_of(app, maja, subject):
    return (await app.services.replays.ledger(maja, str(subject))).lines


async def test_lines_of_all_directions_give_the_same_again(app, maja, challenge):
    ada = await creative(app)
    await show_everywhere(app, maja, ada, challenge)
    lines = await lines_of(app, maja, challenge.id)
    assert [one.suggestion.direction for one in lines] == [
        *(Direction.TEAM, Direction.SHORTLIST, Direction.OFFERS, Direction.TOLD)
    ]
    # What Ada found by herself, or was told, is hers: staff do not read that it was she.
    assert [one.person and one.person.id for one in lines] == [ada.id, ada.id, None, None]
    for line in lines:
        result = await app.services.replays.replay(maja, line.suggestion.id)
        assert result.is_same
        assert result.score == pytest.approx(line.suggestion.score, abs=0.0001)
        assert result.changed == (() if line.person else None)
        assert not result.opportunity_changed
    assert lines[2].suggestion.score == lines[3].suggestion.score > 0.28

    # Whatever becomes of the profile, the same comes out of what was kept.
    changed = {**FITTING, "skills": ("branding",), "bio": ""}
    await a_creative(app, ada, **changed, updated_at=NOON + timedelta(days=1))
    for line in lines:
        result = await app.services.replays.replay(maja, line.suggestion.id)
        assert result.is_same
        assert result.changed == (("skills", "bio") if line.person else None)


async def test_it_says_that_the_challenge_says_something_else_now(app, maja, company, challenge):
    ada = await creative(app)
    await app.services.matches.for_person(ada)
    (line,) = await lines_of(app, maja, challenge.id)
    async with app.store.begin() as work:
        row = await work._session.get(ChallengeRow, challenge.id)
        row.skills = ["branding"]
    result = await app.services.replays.replay(maja, line.suggestion.id)
    assert result.is_same
    assert result.opportunity_changed


async def test_entries_have_a_ledger_too_for_those_who_look_after_them(app, challenge):
    facts = {"wanted_kinds": (OpportunityKind.FUNDING,), "travel": Reach.ANYWHERE}
    facts |= {"birth_year": 1990, "work_mode": Team.EITHER, "experience_years": 9}
    ada = await creative(app, **facts)
    shown = await app.services.matches.for_person(ada)
    entries = [offer.card.entry for offer in shown.offers if offer.card]
    assert entries
    boss = await a_person(app, "Root", "en", 1001)
    boss = replace(boss, administrator=True)
    (line,) = await lines_of(app, boss, entries[0].id)
    assert line.person is None
    result = await app.services.replays.replay(boss, line.suggestion.id)
    assert result.is_same
    assert (await app.services.replays.ledger(boss, entries[0].id)).title
    for person in (ada, replace(boss, administrator=False, facilitates=frozenset({"none"}))):
        for attempt in (
            app.services.replays.ledger(person, entries[0].id),
            app.services.replays.replay(person, line.suggestion.id),
        ):
            with pytest.raises(NotAllowed):
                await attempt
    with pytest.raises(Gone):
        await app.services.replays.ledger(boss, "no-such-entry")


@pytest.mark.parametrize("why", ["paused", "asleep", "minor", "erased"])
async def test_who_is_not_found_by_staff_stays_somebody(app, maja, challenge, why, clock):
    ada = await creative(app)
    await show_everywhere(app, maja, ada, challenge)
    async with app.store.begin() as work:
        if why == "paused":
            await work.profiles.pause(ada.id, paused=True)
        elif why == "asleep":
            await work.people.change(ada, asleep_since=clock())
    if why == "minor":
        await a_creative(app, ada, **FITTING, birth_year=clock().year - 16)
    elif why == "erased":
        await app.services.profiles.erase(ada)
    lines = await lines_of(app, maja, challenge.id)
    assert len(lines) == 4
    for line in lines:
        assert line.person is None
        result = await app.services.replays.replay(maja, line.suggestion.id)
        assert result.changed is None
        assert result.is_same is (why != "erased")


async def test_a_receipt_keeps_no_words_and_goes_with_the_person(app, maja, challenge):
    ada = await creative(app)
    await show_everywhere(app, maja, ada, challenge)
    async with app.store.read() as work:
        kept = await work.suggestions.of_opportunity(f"challenge:{challenge.id}")
    assert all(one.facts["person"]["read"]["done"] for one in kept)
    assert "mushrooms" not in str([one.facts for one in kept])
    await app.services.profiles.erase(ada)
    assert "mushrooms" not in str(await everything_kept(app.settings.database_url))
    async with app.store.read() as work:
        kept = await work.suggestions.of_opportunity(f"challenge:{challenge.id}")
    assert [(one.person_id, one.facts, one.seed) for one in kept] == [(None, {}, "")] * 4


async def test_nothing_is_noted_of_whoever_erases_their_profile_meanwhile(
    app, maja, challenge, monkeypatch
):
    ada = await creative(app)
    made = LedgerLines._made

    def slow(self, *args):
        lines = made(self, *args)
        erasing.append(lines)
        return lines

    erasing = []
    monkeypatch.setattr(LedgerLines, "_made", slow)
    await app.services.shortlists.page(maja, challenge.id)
    await app.services.profiles.erase(ada)
    async with app.store.begin() as work:
        await ledger.add(work, erasing[0])
        lines = await work.suggestions.of_opportunity(f"challenge:{challenge.id}")
    assert [one.person_id for one in lines] == [None]


async def test_each_thing_is_noted_once_a_day_and_what_is_shown_is_read_once(
    app, maja, challenge, clock, monkeypatch
):
    read = []
    of_opportunity = ledger.receipts.of_opportunity

    def counted(opportunity, terms, named):
        read.append(opportunity.id)
        assert named is not None  # what is on the shelf was read before
        return of_opportunity(opportunity, terms, named)

    monkeypatch.setattr(ledger.receipts, "of_opportunity", counted)
    people = [await creative(app, number, f"P{number}") for number in range(1, 4)]
    for _ in range(2):
        for person in people:
            await app.services.matches.for_person(person)
    assert len(read) == len(set(read))
    async with app.store.read() as work:
        lines = await work.suggestions.of_opportunity(f"challenge:{challenge.id}")
    assert sorted(one.person_id for one in lines) == sorted(one.id for one in people)
    clock.passes(days=1)
    await app.services.matches.for_person(people[0])
    async with app.store.read() as work:
        assert await work.suggestions.count_of(f"challenge:{challenge.id}") == 4


async def test_pages_of_a_ledger_follow_each_other(app, maja, challenge):
    for number in range(1, 11):
        await app.services.matches.for_person(await creative(app, number, f"P{number}"))
    replays = app.services.replays
    first = await replays.ledger(maja, str(challenge.id))
    last = await replays.ledger(maja, str(challenge.id), 99)
    assert (first.total, first.pages, last.number) == (10, 2, 1)
    ids = [one.suggestion.id for one in (*first.lines, *last.lines)]
    assert ids == sorted(ids, reverse=True)
    assert len(set(ids)) == 10
