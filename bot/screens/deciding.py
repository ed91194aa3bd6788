"""The deciding sentence: what a question asks of an entry is said first, then the card.

It is made of the entry's fields. What they leave open is quoted from its text, and what that does
not say either is said to be unknown: a guess would be worse than none.
"""

from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.entries import OPPORTUNITIES, Kind, Mode, State
from bot.domain.messages import N_
from bot.domain.results import Card, Deciding, Side
from bot.domain.understanding import Asks
from bot.i18n import Translator
from bot.screens import browse
from bot.screens.parts import bold, few, paragraphs

MOST_COUNTRIES: Final = 5
"""A longer list is a programme area, which the page explains better."""

_UNKNOWN: Final = {
    Asks.WHO: N_("The source does not say who may take part."),
    Asks.UNTIL_WHEN: N_("The source names no deadline."),
    Asks.WHEN: N_("The source gives no dates."),
    Asks.WHERE: N_("The source does not say where."),
    Asks.HOW: N_("The source does not say how. Ask a hub: the people there know the way."),
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A deciding sentence, and the lines of the card that it makes superfluous."""

    text: str
    instead_of: tuple[str, ...] = ()


def answer_html(card: Card, deciding: Deciding | None, tr: Translator) -> str:
    """Return a card as an answer: the deciding sentence in bold first, if one was asked for."""
    if deciding is None:
        return browse.card_html(card, tr)
    first = sentence(card, deciding, tr)
    return paragraphs(bold(first.text), browse.card_html(card, tr, said=first.instead_of))


def sentence(card: Card, deciding: Deciding, tr: Translator) -> Sentence:
    """Return the sentence that answers: from the fields, from the text, or that it is unknown."""
    found = _from_fields(card, deciding, tr)
    if found is None and deciding.quote:
        found = Sentence(
            tr("Its text says: “{sentence}”", sentence=deciding.quote), (deciding.quote,)
        )
    return found or _vague(card, deciding.asks, tr) or Sentence(_unknown(card, deciding.asks, tr))


def _from_fields(card: Card, deciding: Deciding, tr: Translator) -> Sentence | None:
    match deciding.asks:
        case Asks.WHO:
            return _who(card, deciding.who, tr)
        case Asks.HOW_MUCH:
            return _how_much(card, tr)
        case Asks.UNTIL_WHEN:
            return _until_when(card, tr)
        case Asks.WHEN:
            return _when(card, tr)
        case Asks.WHERE:
            return _where(card, tr) or _way_to(card, tr)
        case Asks.HOW:
            return _how(card, tr)


def _who(card: Card, who: tuple[str, ...], tr: Translator) -> Sentence | None:
    if not who:
        return None
    people = "; ".join(who)  # labels have commas and an "or" of their own
    countries = card.entry.countries
    if 0 < len(countries) <= MOST_COUNTRIES and all(len(code) == 2 for code in countries):
        names = tr.list(tr.country(code) for code in countries)
        return Sentence(
            tr("Who may take part: {who}. Countries: {countries}.", who=people, countries=names)
        )
    return Sentence(tr("Who may take part: {who}.", who=people))


def _how_much(card: Card, tr: Translator) -> Sentence | None:
    money, fee = browse.terms(card.entry, tr), browse.fee(card.entry, tr)
    said = (money or fee) if card.entry.kind is Kind.FUNDING else (fee or money)
    return Sentence(said, (said,)) if said else None


def _until_when(card: Card, tr: Translator) -> Sentence | None:
    entry, state = card.entry, browse.state(card, tr)
    is_on = entry.state_on(card.now)
    if entry.deadline_at is not None and is_on is not State.CANCELLED:
        deadline = browse.deadline(card, tr)
        if is_on is State.CLOSED:
            return Sentence(tr("The deadline was {deadline}: it is over.", deadline=deadline))
        return Sentence(tr("The deadline is {deadline}.", deadline=deadline), _open(card, state))
    is_telling = entry.usual_months or is_on in {State.CLOSED, State.CANCELLED}
    return Sentence(state, (state,)) if state and is_telling else None


def _open(card: Card, state: str) -> tuple[str, ...]:
    """Return the line of the state if it only says the deadline again."""
    return (state,) if card.entry.state_on(card.now) is State.OPEN else ()


def _when(card: Card, tr: Translator) -> Sentence | None:
    entry, state = card.entry, browse.state(card, tr)
    if coming := browse.held(card, tr):
        return Sentence(coming, (coming,))
    is_telling = entry.usual_months or entry.state_on(card.now) in {
        State.OPENING_SOON,
        State.OPEN,
        State.CLOSED,
    }
    return Sentence(state, (state,)) if state and is_telling else None


def _where(card: Card, tr: Translator) -> Sentence | None:
    entry = card.entry
    place = browse.place(entry, tr)
    if entry.city or entry.mode is Mode.ONLINE:
        return Sentence(tr("Where: {place}.", place=place), (place,))
    if 0 < len(entry.countries) <= MOST_COUNTRIES and all(len(c) == 2 for c in entry.countries):
        return Sentence(
            tr("Where: {place}.", place=tr.list(tr.country(code) for code in entry.countries))
        )
    return None


def _way_to(card: Card, tr: Translator) -> Sentence | None:
    """Return how to get to what has no place: "where do I get money?" does not ask for a town."""
    return None if card.entry.kind is Kind.EVENT else _how(card, tr)


def _how(card: Card, tr: Translator) -> Sentence | None:
    entry = card.entry
    if entry.url and entry.kind in OPPORTUNITIES:
        return Sentence(
            tr("It starts on its own page: tap “{button}”.", button=tr("Open the page"))
        )
    if entry.details_in(tr.language):
        return Sentence(tr("How it goes, step by step: tap “{button}”.", button=tr("Details")))
    if entry.url:
        return Sentence(tr("Its own page tells: tap “{button}”.", button=tr("Open the page")))
    return None


def _vague(card: Card, asks: Asks, tr: Translator) -> Sentence | None:
    """Return a state that is no date, but still an answer: "comes back, not on fixed dates"."""
    is_unclear = card.entry.state_on(card.now) is State.UNCHECKED
    if asks not in {Asks.UNTIL_WHEN, Asks.WHEN} or is_unclear:
        return None
    state = browse.state(card, tr)
    return Sentence(state, (state,)) if state else None


def _unknown(card: Card, asks: Asks, tr: Translator) -> str:
    if asks is Asks.HOW_MUCH:
        if card.entry.kind is Kind.FUNDING:
            return tr("The source names no amount.")
        return tr("The source does not say what it costs.")
    return tr(_UNKNOWN[asks])


def fact(card: Card, side: Side | None, who: tuple[str, ...], tr: Translator) -> str:
    """Return what tells an option from the others, in a few words; nothing if it is unknown."""
    entry = card.entry
    match side:
        case Side.KIND:
            return tr(browse.TITLES[entry.kind])
        case Side.PLACE:
            return place_of(card, tr)
        case Side.DEADLINE | Side.PERIOD:
            return time_of(card, tr)
        case Side.MODE:
            return tr(browse.MODES[entry.mode]) if entry.mode else ""
        case Side.FEE:
            if entry.fee is None:
                return ""
            sum_ = tr.money(entry.fee.amount, entry.fee.currency)
            return sum_ if entry.fee.amount else tr("free of charge")
        case Side.AMOUNT:
            return browse.amount(entry, tr)
        case Side.WHO:
            return few(who, tr, 3) if who else ""
        case _:
            return ""


def place_of(card: Card, tr: Translator) -> str:
    """Return the city, or the one country, or that it is online."""
    entry = card.entry
    if entry.city:
        return entry.city
    if len(entry.countries) == 1 and len(entry.countries[0]) == 2:
        return tr.country(entry.countries[0])
    return tr(browse.MODES[entry.mode]) if entry.mode is Mode.ONLINE else ""


def time_of(card: Card, tr: Translator) -> str:
    """Return until when, or when, in two words; that it is over, where it is."""
    entry = card.entry
    state = entry.state_on(card.now)
    if state is State.CLOSED:
        return tr("over")
    if entry.deadline_at is not None:
        day = entry.deadline_at.astimezone(ZoneInfo(card.zone)).date()
        return tr("until {day}", day=tr.date(day))
    if days := browse.coming(card, tr):
        return days
    return tr.list(tr.month(number) for number in entry.usual_months)
