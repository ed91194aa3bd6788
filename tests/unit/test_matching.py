"""Matching: reasons are facts that both sides stated; more in common never counts less."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.challenges import Challenge, ChallengeState
from bot.domain.entries import Entry, EntryText, Kind, Source, Status, Vocabulary
from bot.domain.people import Profile
from bot.domain.results import Match
from bot.matching.offers import challenges_for, entries_for
from tests.builders import a_challenge, a_profile

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SKILLS = ("wood", "glass", "felt", "sound", "xr")
SECTORS = ("design", "games", "crafts")
COUNTRIES = ("SI", "PL", "DK", "GROUP", "WORLD")
WORDS = Vocabulary(
    sectors={},
    skills={},
    technologies={},
    transitions={},
    applicant_types={},
    country_groups={"GROUP": frozenset({"SI", "PL"}), "WORLD": frozenset()},
)
PATIENT = settings(deadline=None, max_examples=60)
"""Machines that run tests are slow at times; that is no finding."""


def some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True).map(tuple)


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    return a_profile(
        sectors=draw(some(SECTORS)),
        skills=draw(some(SKILLS)),
        country=draw(st.sampled_from(("SI", "PL", "DK", None))),
        languages=draw(some(("sl", "pl", "en"))),
    )


@st.composite
def challenges(draw: st.DrawFn) -> list[Challenge]:
    count = draw(st.integers(0, 6))
    return [
        a_challenge(
            id=number,
            skills=draw(some(SKILLS)),
            language=draw(st.sampled_from(("sl", "pl"))),
            state=draw(st.sampled_from(ChallengeState)),
            deadline_on=draw(st.none() | st.dates(date(2026, 11, 20), date(2026, 11, 25))),
        )
        for number in range(1, count + 1)
    ]


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    count = draw(st.integers(0, 6))
    return [
        Entry(
            id=f"entry-{number}",
            kind=draw(st.sampled_from(Kind)),
            status=draw(st.sampled_from(Status)),
            text={"en": EntryText("Title", "Summary")},
            sources=(Source("Somewhere"),),
            as_of="2026",
            countries=draw(some(COUNTRIES)),
            sectors=draw(some(SECTORS)),
            skills=draw(some(SKILLS)),
        )
        for number in range(count)
    ]


def as_facts(matches: list[Match]) -> set[object]:
    """Return what was found without its order."""
    return {
        (m.challenge.id if m.challenge else m.entry.id if m.entry else None, m.reasons, m.score)
        for m in matches
    }


@given(profiles(), challenges())
@PATIENT
def test_reasons_for_a_challenge_are_facts_of_both(
    profile: Profile, offered: list[Challenge]
) -> None:
    for match in challenges_for(profile, offered, TODAY, frozenset()):
        challenge = match.challenge
        assert challenge is not None
        assert challenge.is_open(TODAY)
        assert match.reasons or not challenge.skills
        assert (match.score > 0) == bool(match.reasons)
        for reason in match.reasons:
            theirs = {"skills": challenge.skills, "language": (challenge.language,)}[reason.kind]
            own = {"skills": profile.skills, "language": profile.languages}[reason.kind]
            assert reason.values
            assert set(reason.values) <= set(theirs) & set(own)


@given(profiles(), challenges())
@PATIENT
def test_a_challenge_is_left_out_only_for_a_reason(
    profile: Profile, offered: list[Challenge]
) -> None:
    shown = {m.challenge.id for m in challenges_for(profile, offered, TODAY, frozenset())}
    for challenge in offered:
        if challenge.id not in shown:
            shares = set(challenge.skills) & set(profile.skills)
            assert not challenge.is_open(TODAY) or (challenge.skills and not shares)


@given(profiles(), entries())
@PATIENT
def test_reasons_for_an_entry_are_facts_of_both(profile: Profile, offered: list[Entry]) -> None:
    for match in entries_for(profile, offered, NOW, WORDS):
        entry = match.entry
        assert entry is not None
        assert match.score > 0
        assert {reason.kind for reason in match.reasons} & {"skills", "sectors"}
        for reason in match.reasons:
            own = {
                "skills": profile.skills,
                "sectors": profile.sectors,
                "country": (profile.country,),
            }[reason.kind]
            theirs = {
                "skills": entry.skills,
                "sectors": entry.sectors,
                "country": entry.countries,
            }[reason.kind]
            assert reason.values
            assert set(reason.values) <= set(own) & set(theirs)


@given(profiles(), entries())
@PATIENT
def test_nobody_is_offered_what_their_country_rules_out(
    profile: Profile, offered: list[Entry]
) -> None:
    for match in entries_for(profile, offered, NOW, WORDS):
        assert match.entry is not None
        allowed = WORDS.countries_of(match.entry.countries)
        assert not allowed or profile.country is None or profile.country in allowed


@given(profiles(), challenges(), entries(), st.sampled_from(SKILLS))
@PATIENT
def test_a_skill_more_in_the_profile_never_lowers_a_score(
    profile: Profile, companies: list[Challenge], offered: list[Entry], skill: str
) -> None:
    richer = replace(profile, skills=tuple(dict.fromkeys((*profile.skills, skill))))
    for before, after in (
        (
            challenges_for(profile, companies, TODAY, frozenset()),
            challenges_for(richer, companies, TODAY, frozenset()),
        ),
        (
            entries_for(profile, offered, NOW, WORDS),
            entries_for(richer, offered, NOW, WORDS),
        ),
    ):
        scores = {(m.challenge or m.entry).id: m.score for m in after}  # type: ignore[union-attr]
        for match in before:
            theirs = match.challenge or match.entry
            assert theirs is not None
            assert scores[theirs.id] >= match.score


@given(profiles(), some(SKILLS), st.sampled_from(SKILLS))
@PATIENT
def test_a_skill_that_both_add_never_lowers_a_score(
    profile: Profile, wanted: tuple[str, ...], skill: str
) -> None:
    def score(person: Profile, skills: tuple[str, ...]) -> float:
        found = challenges_for(person, [a_challenge(skills=skills)], TODAY, frozenset())
        return found[0].score if found else 0.0

    richer = replace(profile, skills=tuple(dict.fromkeys((*profile.skills, skill))))
    more = tuple(dict.fromkeys((*wanted, skill)))

    assert score(richer, more) >= score(profile, wanted) - 1e-9


@given(profiles(), challenges(), entries(), st.randoms(use_true_random=False))
@PATIENT
def test_the_order_of_what_is_offered_changes_no_score(
    profile: Profile, companies: list[Challenge], offered: list[Entry], random
) -> None:
    shuffled, mixed = list(companies), list(offered)
    random.shuffle(shuffled)
    random.shuffle(mixed)
    turned = replace(profile, skills=profile.skills[::-1], sectors=profile.sectors[::-1])

    assert as_facts(challenges_for(profile, companies, TODAY, frozenset())) == as_facts(
        challenges_for(turned, shuffled, TODAY, frozenset())
    )
    assert as_facts(entries_for(profile, offered, NOW, WORDS)) == as_facts(
        entries_for(turned, mixed, NOW, WORDS)
    )


@given(profiles(), challenges())
@PATIENT
def test_the_best_comes_first(profile: Profile, offered: list[Challenge]) -> None:
    scores = [m.score for m in challenges_for(profile, offered, TODAY, frozenset())]

    assert scores == sorted(scores, reverse=True)


def test_among_equals_the_latest_stays_first() -> None:
    offered = [a_challenge(id=number) for number in (9, 5, 7)]

    found = challenges_for(a_profile(), offered, TODAY, frozenset({5}))

    assert [m.challenge.id for m in found if m.challenge] == [9, 5, 7]
    assert [m.interested for m in found] == [False, True, False]


def test_who_names_no_skills_comes_after_who_does() -> None:
    open_to_all, wanted = a_challenge(id=1, skills=()), a_challenge(id=2)

    found = challenges_for(a_profile(languages=()), [open_to_all, wanted], TODAY, frozenset())

    assert [m.challenge.id for m in found if m.challenge] == [2, 1]
    assert found[1].reasons == ()
