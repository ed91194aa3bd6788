"""Values that people typed, in the words of whoever reads them."""

from datetime import date, datetime, timedelta
from typing import Final

from bot.i18n import Translator

_MONTH: Final = 7
"""Letters of `2027-05`."""


def in_words(said_as: str, value: str, tr: Translator) -> str:
    """Return a moment, days or a sum as one says it; anything else as it is."""
    try:
        match said_as:
            case "moment":
                return moment(value, tr)
            case "days":
                return days(value, tr)
            case "stretch":
                return stretch(value, tr)
            case "money":
                return money(value, tr)
            case "price":
                return price(value, tr)
    except (ValueError, TypeError):  # of an older version
        return value
    return value


def moment(value: str, tr: Translator) -> str:
    """Return a local moment: 15 January 2027, 12:00."""
    at = datetime.fromisoformat(value)
    return f"{tr.date(at.date())}, {at:%H:%M}"


def days(value: str, tr: Translator) -> str:
    """Return days, months, or the hours of one: 12 and 13 May 2027."""
    parts = value.split()
    if "T" in value:
        first, last = datetime.fromisoformat(parts[0]), datetime.fromisoformat(parts[-1])
        if first.date() == last.date() and first != last:
            return f"{moment(parts[0], tr)}–{last:%H:%M}"
        return " – ".join(moment(part, tr) for part in parts)
    said = [
        tr.period(part) if len(part) == _MONTH else tr.date(date.fromisoformat(part))
        for part in parts
    ]
    return tr.list(said) if len(said) < 3 else f"{said[0]} – {said[-1]}"


def stretch(value: str, tr: Translator) -> str:
    """Return the first and the last day: 1 July 2027 – 31 July 2027; a whole month by its name."""
    first, last = map(date.fromisoformat, value.split("/"))
    is_end = (last + timedelta(days=1)).day == 1
    if first.day == 1 and is_end and (first.year, first.month) == (last.year, last.month):
        return tr.period(value[:_MONTH])
    return " – ".join(tr.date(day) for day in dict.fromkeys((first, last)))


def money(value: str, tr: Translator) -> str:
    """Return a sum that is given, with its bounds: up to €9,999."""
    currency, low, high = value.split(":")
    said = [tr.money(int(bound), currency) for bound in (low, high) if bound]
    if len(said) == 2:
        return tr("{low} to {high}", low=said[0], high=said[1])
    return tr("from {amount}", amount=said[0]) if low else tr("up to {amount}", amount=said[0])


def price(value: str, tr: Translator) -> str:
    """Return what something costs; 0 is free."""
    currency, low, high = value.split(":")
    amount = int(high or low)
    return tr.money(amount, currency) if amount else tr("free of charge")
