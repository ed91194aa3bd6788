"""Entries and challenges as opportunities: what a source does not say limits nobody."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.challenges import Challenge, ChallengeState
from bot.domain.entries import (
    OPPORTUNITIES,
    Entry,
    EntryText,
    Kind,
    Mode,
    Source,
    Status,
    Vocabulary,
)
from bot.domain.geography import Point
from bot.domain.opportunities import OpportunityKind, Team
from bot.matching.likeness import alike
from bot.matching.sources import (
    WORTH_OFFERING,
    as_opportunity,
    challenge_id,
    entry_id,
    from_challenge,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
KRANJ = Point(46.24, 14.36)
WORDS = Vocabulary(
    sectors={},
    skills={},
    technologies={},
    transitions={},
    applicant_types={},
    country_groups={"SOME": frozenset({"SI", "PL"}), "WORLD": frozenset()},
    partial_groups=frozenset({"SOME"}),
)


def an_entry(**facts: Any) -> Entry:
    given_: dict[str, Any] = {
        "id": "an-entry",
        "kind": Kind.FUNDING,
        "status": Status.STANDING,
        "text": {
            "de": EntryText("Titel", "Kurz", "Lang"),
            "en": EntryText("Title", "Short", "Long"),
        },
        "sources": (Source("Somewhere"),),
        "as_of": "2026",
    }
    return Entry(**given_ | facts)


def a_challenge(**facts: Any) -> Challenge:
    given_: dict[str, Any] = {
        "id": 7,
        "person_id": 2,
        "hub": None,
        "state": ChallengeState.PUBLISHED,
        "language": "sl",
        "company": "Skrivno podjetje",
        "contact": "Skrivno ime",
        "title": "Tišja linija",
        "problem": "Linija je preglasna.",
        "skills": ("acoustics",),
        "place": None,
        "deadline_on": date(2026, 12, 24),
        "submitted_at": NOW,
    }
    return Challenge(**given_ | facts)


def find(text: str, language: str) -> Point | None:
    return KRANJ if text == "Kranj" else None


class TestEntries:
    @pytest.mark.parametrize("kind", sorted(set(Kind)))
    def test_only_what_one_can_apply_or_go_to(self, kind: Kind) -> None:
        assert (kind in OPPORTUNITIES) == (kind in set(OpportunityKind))

    @pytest.mark.parametrize(
        ("status", "expected"),
        [
            (Status.STANDING, True),
            (Status.RECURRING, True),
            (Status.ROUND_CLOSED, False),
            (Status.ENDED, False),
            (Status.CANCELLED, False),
            (Status.UNCHECKED, False),
        ],
    )
    def test_only_what_one_can_still_do_something_with(
        self, status: Status, expected: bool
    ) -> None:
        assert (an_entry(status=status).state_on(NOW) in WORTH_OFFERING) is expected

    def test_a_deadline_is_a_day_where_the_call_is(self) -> None:
        late = datetime(2026, 12, 1, 23, 30, tzinfo=UTC)
        facts = {"status": Status.DATED, "deadline_at": late}
        in_lisbon = as_opportunity(an_entry(**facts, deadline_zone="Europe/Lisbon"), WORDS, NOW)
        in_athens = as_opportunity(an_entry(**facts, deadline_zone="Europe/Athens"), WORDS, NOW)
        assert (in_lisbon.deadline_on, in_athens.deadline_on) == (
            date(2026, 12, 1),
            date(2026, 12, 2),
        )

    def test_an_old_date_of_what_comes_back_closes_nothing(self) -> None:
        old = datetime(2025, 3, 1, tzinfo=UTC)
        made = as_opportunity(an_entry(status=Status.RECURRING, deadline_at=old), WORDS, NOW)
        assert made.deadline_on is None

    @pytest.mark.parametrize(
        ("countries", "expected", "may_lack"),
        [
            ((), set(), False),
            (("SI", "DK"), {"SI", "DK"}, False),
            (("SOME", "DK"), {"SI", "PL", "DK"}, True),
            (("SOME", "WORLD"), set(), False),
        ],
    )
    def test_groups_of_countries_are_opened(
        self, countries: tuple[str, ...], expected: set[str], may_lack: bool
    ) -> None:
        made = as_opportunity(an_entry(countries=countries), WORDS, NOW)
        assert (made.countries, made.countries_may_lack) == (expected, may_lack)

    def test_where_a_fair_is_does_not_say_who_may_come(self) -> None:
        fair = an_entry(kind=Kind.EVENT, countries=("DK",), city="Kolding", mode=Mode.ONSITE)
        course = an_entry(kind=Kind.TRAINING, countries=("DK",), city="Kolding")
        scheme = an_entry(kind=Kind.TRAINING, countries=("DK",))
        made = [as_opportunity(entry, WORDS, NOW) for entry in (fair, course, scheme)]
        assert [one and one.countries for one in made] == [set(), set(), {"DK"}]

    def test_what_a_training_teaches_is_not_what_it_wants(self) -> None:
        training = as_opportunity(an_entry(kind=Kind.TRAINING, skills=("felt",)), WORDS, NOW)
        event = as_opportunity(an_entry(kind=Kind.EVENT, skills=("felt",)), WORDS, NOW)
        assert (training.topics, training.wanted_skills) == (("felt",), ())
        assert (event.topics, event.wanted_skills) == ((), ("felt",))

    @pytest.mark.parametrize(
        ("held", "expected"),
        [
            ((), (None, None)),
            (("2026-12",), (None, None)),
            (("2026-01-01",), (None, None)),
            (("2026-12-03", "2026-12-04"), (date(2026, 12, 3), date(2026, 12, 4))),
            (("2026-12-03", "2027-05-01"), (date(2026, 12, 3), date(2026, 12, 3))),
        ],
    )
    def test_only_days_in_a_row_have_to_be_free(
        self, held: tuple[str, ...], expected: Any
    ) -> None:
        made = as_opportunity(an_entry(kind=Kind.EVENT, held=held), WORDS, NOW)
        assert (made.starts_on, made.ends_on) == expected

    def test_what_nobody_said_limits_nobody(self) -> None:
        made = as_opportunity(an_entry(), WORDS, NOW)
        assert (made.team, made.min_age, made.languages, made.applicant_types) == (
            Team.EITHER,
            None,
            (),
            frozenset(),
        )
        assert (made.title, made.language) == ("Title", "en")


class TestChallenges:
    def test_what_only_staff_may_see_is_not_in_it(self) -> None:
        assert "Skrivno" not in repr(from_challenge(a_challenge()))

    def test_english_counts_once_a_facilitator_wrote_it(self) -> None:
        translated = a_challenge(title_en="A quieter line", summary_en="It is too loud.")
        assert from_challenge(a_challenge()).languages == ("sl",)
        assert from_challenge(translated).languages == ("sl", "en")
        assert from_challenge(a_challenge(language="en")).languages == ("en",)

    @pytest.mark.parametrize(
        "place",
        [
            *("remote", "Remote!", "online", "na daljavo", "od doma", "zdalnie", "na odległość"),
            *("på afstand", "hjemmefra", "Fernarbeit", "home office", "Homeoffice", "vzdáleně"),
            *("na dálku", "da remoto", "a distanza", "op afstand", "na daljinu", "od kuće"),
            *("na diaľku", "távmunka", "távolról", "εξ αποστάσεως", "τηλεργασία", "fully remote"),
        ],
    )
    def test_remote_is_understood_in_twelve_languages(self, place: str) -> None:
        made = from_challenge(a_challenge(place=place), find)
        assert (made.mode, made.city, made.point) == (Mode.ONLINE, None, None)

    @pytest.mark.parametrize(
        "place", ["Kranj or remote", "Kranj ali na daljavo", "Kranj / online", "remote, Kranj"]
    )
    def test_a_town_or_remote_is_both(self, place: str) -> None:
        made = from_challenge(a_challenge(place=place), find)
        assert (made.mode, made.city, made.point) == (Mode.HYBRID, "Kranj", KRANJ)

    def test_a_town_is_on_site(self) -> None:
        made = from_challenge(a_challenge(place="  Kranj "), find)
        assert (made.mode, made.city, made.point) == (Mode.ONSITE, "Kranj", KRANJ)
        unknown = from_challenge(a_challenge(place="Somewhere"), find)
        assert (unknown.mode, unknown.city, unknown.point) == (Mode.ONSITE, "Somewhere", None)

    def test_no_place_is_no_limit(self) -> None:
        assert from_challenge(a_challenge(), find).mode is None

    @given(st.text(max_size=120))
    def test_any_place_that_people_type_is_read(self, place: str) -> None:
        made = from_challenge(a_challenge(place=place), find)
        assert made.mode is not Mode.HYBRID or made.point == KRANJ


@pytest.mark.parametrize("id_", ["", "challenge:", "challenge:x", "entry:12", "x", "challenge:-1"])
def test_an_id_that_is_no_challenge_is_none(id_: str) -> None:
    assert challenge_id(id_) is None


def test_ids_lead_back() -> None:
    assert challenge_id(from_challenge(a_challenge()).id) == 7
    made = as_opportunity(an_entry(), WORDS, NOW)
    assert entry_id(made.id) == "an-entry"
    assert entry_id("challenge:7") is None


class TestLikeness:
    def test_the_larger_share_comes_first_and_nothing_shared_is_left_out(self) -> None:
        to = from_challenge(a_challenge(skills=("felt", "wood")))
        both = from_challenge(a_challenge(id=1, skills=("felt", "wood")))
        one = from_challenge(a_challenge(id=2, skills=("felt", "glass")))
        none = from_challenge(a_challenge(id=3, skills=("glass",)))
        assert alike(to, [none, one, to, both], 5) == [both, one]
        assert alike(to, [none, one, both], 1) == [both]

    def test_near_texts_are_alike_without_a_term_in_common(self) -> None:
        to = from_challenge(a_challenge(skills=("felt",)))
        other = from_challenge(a_challenge(id=1, skills=("glass",)))
        assert alike(to, [other], 5, {other.id: 0.9}) == [other]
        assert alike(to, [other], 5, {other.id: 0.3}) == []
