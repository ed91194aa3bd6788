"""What staff type as a moment: read as it is meant, or asked again; never a later deadline."""

import pytest

from bot.domain.refusals import NotUnderstood

ZONE = "Europe/Ljubljana"


@pytest.fixture
def reading(app):
    return app.services.drafting._reading


@pytest.mark.parametrize(
    ("typed", "language", "value"),
    [
        ("15.1.2027, 12:00", "sl", "2027-01-15T12:00"),
        ("15 stycznia 2027, godz. 12.00", "pl", "2027-01-15T12:00"),
        ("d. 15. januar 2027 kl. 12", "da", "2027-01-15T12:00"),
        ("15.01.2027, 12 Uhr", "de", "2027-01-15T12:00"),
        ("15.1.2027", "en", "2027-01-15T23:59"),
    ],
)
def test_a_moment(reading, typed, language, value):
    assert reading.read("moment_ahead", typed, language, ZONE) == value


@pytest.mark.parametrize(
    "typed",
    ["15.1.2027 25:00", "15.1.2027 12.60", "2027-01-15T12:00:00+05:00", "15.1.2027 von 18 bis 21"],
)
def test_an_hour_that_cannot_be_read_is_asked_again(reading, typed):
    with pytest.raises(NotUnderstood):
        reading.read("moment_ahead", typed, "de", ZONE)
