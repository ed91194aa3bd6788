"""The fact that tells options apart."""

from datetime import UTC, datetime

from bot.answers.separating import separating
from bot.domain.entries import Amount, Entry, EntryText, Fee, Kind, Mode, Source, Status
from bot.domain.results import Side


def an_entry(**facts) -> Entry:
    given: dict = {
        "id": "demo",
        "kind": Kind.TRAINING,
        "status": Status.STANDING,
        "text": {"en": EntryText("Demo", "A demo.")},
        "sources": (Source("Demo"),),
        "as_of": "2026",
    }
    return Entry(**given | facts)


def three(name: str, *values: object) -> list[Entry]:
    return [an_entry(**{name: value}) for value in values]


def test_each_side_can_separate():
    day = datetime(2027, 5, 1, tzinfo=UTC)
    later = datetime(2027, 6, 1, tzinfo=UTC)

    assert separating(three("kind", Kind.EVENT, Kind.FUNDING)) is Side.KIND
    assert separating(three("city", "Linz", "Kranj", "Padova")) is Side.PLACE
    assert separating(three("countries", ("SI",), ("PL",))) is Side.PLACE
    assert separating(three("deadline_at", day, later)) is Side.DEADLINE
    assert separating(three("usual_months", (3,), (5,))) is Side.PERIOD
    assert separating(three("held", ("2027-05",), ("2027-06",))) is Side.PERIOD
    assert separating(three("mode", Mode.ONLINE, Mode.ONSITE)) is Side.MODE
    assert separating(three("fee", Fee(0), Fee(60))) is Side.FEE
    assert separating(three("amount", Amount("EUR", 1), Amount("EUR", 2))) is Side.AMOUNT
    assert separating(three("who_may_apply", ("pupil",), ("company",))) is Side.WHO


def test_the_side_in_which_all_differ_is_chosen():
    entries = [
        an_entry(kind=Kind.EVENT, city="Linz"),
        an_entry(kind=Kind.EVENT, city="Kranj"),
        an_entry(kind=Kind.TRAINING, city="Padova"),
    ]

    assert separating(entries) is Side.PLACE


def test_of_sides_that_separate_equally_well_the_plainest_is_chosen():
    entries = [
        an_entry(kind=Kind.EVENT, city="Linz", fee=Fee(0)),
        an_entry(kind=Kind.FUNDING, city="Kranj", fee=Fee(20)),
    ]

    assert separating(entries) is Side.KIND


def test_nothing_is_said_when_nothing_separates():
    assert separating([an_entry(), an_entry()]) is None
    assert separating([an_entry(city="Linz"), an_entry()]) is None
    assert separating([an_entry(city="Linz")]) is None
    assert separating([]) is None


def test_a_group_of_countries_is_no_place():
    assert separating(three("countries", ("EU27",), ("CREATIVE_EUROPE",))) is None
    assert separating(three("countries", ("SI", "PL"), ("DE", "AT"))) is None


def test_the_order_of_who_may_apply_makes_no_difference():
    entries = three("who_may_apply", ("pupil", "company"), ("company", "pupil"))

    assert separating(entries) is None
