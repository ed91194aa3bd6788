"""A list as an answer: the filters in words, how many fit, and what each filter costs."""

from typing import Final

from bot.domain.replies import LABEL_LENGTH, Button, Reply, Rows
from bot.domain.results import Card, Found, Listing
from bot.domain.understanding import Facet, Period, Understood
from bot.i18n import Translator
from bot.screens import browse
from bot.screens.deciding import place_of, time_of
from bot.screens.inquiries import hand_over_button
from bot.screens.parts import (
    bold,
    button,
    lines,
    pager,
    paragraphs,
    safe,
    shortened,
    small,
    stacked,
)

MOST_LOOSENED: Final = 2
"""Filters that are offered to be dropped when there is a list already."""
_LAST_DAY: Final = 28
"""A period that ends on this day of its month or later, and begins on the first, is months."""


def listing(result: Found, tr: Translator) -> Reply:
    """Show a page of what fits; or say that nothing does, and what comes closest."""
    shown = result.listing
    if shown is None:
        raise ValueError("not a list")
    if not shown.total:
        return _nothing(result, shown, tr)
    count = tr.plural("{n} entry", "{n} entries", shown.total)
    if shown.pages > 1:
        count += " · " + tr("page {page} of {pages}", page=shown.number + 1, pages=shown.pages)
    order = None if shown.asked.bare else safe(tr("What is closest to your question comes first."))
    return Reply(
        paragraphs(
            lines(bold(filters(shown, tr)), safe(count), order),
            _numbered(shown, tr),
            _silent(shown, tr),
        ),
        pick_buttons(result, shown.cards, tr, shown.first)
        + _pager(result, shown, tr)
        + _loosen_buttons(result, shown, tr),
    )


def _nothing(result: Found, shown: Listing, tr: Translator) -> Reply:
    nothing = bold(tr("I know nothing for which all of this holds:"))
    closest = lines(safe(tr("The closest that I know:")), _numbered(shown, tr))
    return Reply(
        paragraphs(
            lines(nothing, safe(filters(shown, tr))),
            _silent(shown, tr),
            closest if shown.cards else None,
        ),
        stacked(_best_loosening(result, shown, tr))
        + pick_buttons(result, shown.cards, tr)
        + stacked(
            None if result.inquiry_id is None else hand_over_button(result.inquiry_id, tr),
            button(tr("Ask a hub"), "hub", "list"),
        ),
    )


def pick_buttons(result: Found, cards: tuple[Card, ...], tr: Translator, first: int = 0) -> Rows:
    """Return a button for each entry. Of a kept question the tap is kept too: it is a choice."""
    rows = []
    for place, card in enumerate(cards):
        label = f"{place + 1}. {card.entry.in_language(tr.language)[1].title}"
        rows.append(pick_button(result, label, first + place, card))
    return stacked(*rows)


def pick_button(result: Found, label: str, place: int, card: Card) -> Button:
    """Return the button of one entry that an inquiry has shown at `place`."""
    if result.inquiry_id is None:
        return button(label, "entry", "open", card.entry.id)
    return button(label, "ask", "pick", f"{result.inquiry_id}.{place}")


def _numbered(shown: Listing, tr: Translator) -> str:
    def line(number: int, card: Card) -> str:
        title = safe(card.entry.in_language(tr.language)[1].title)
        facts = " · ".join(part for part in (time_of(card, tr), place_of(card, tr)) if part)
        return f"{number}. {title}" + (f" — {safe(facts)}" if facts else "")

    return lines(*(line(number, card) for number, card in enumerate(shown.cards, 1)))


def _silent(shown: Listing, tr: Translator) -> str | None:
    """Say of how many more it is not known whether they fit: of one filter, the most telling."""
    facet = max(shown.silent, key=lambda one: shown.silent[one], default=None)
    if facet is None:
        return None
    words = filter_words(shown, facet, tr)
    return small(
        tr.plural(
            "Not counted: {n} more that does not say whether it fits “{filter}”.",
            "Not counted: {n} more that do not say whether they fit “{filter}”.",
            shown.silent[facet],
            filter=words,
        )
    )


def _pager(result: Found, shown: Listing, tr: Translator) -> Rows:
    if result.inquiry_id is None:
        return ()
    return pager(tr, "ask", "page", str(result.inquiry_id), shown.number, shown.pages)


def _loosen_buttons(result: Found, shown: Listing, tr: Translator) -> Rows:
    if result.inquiry_id is None:
        return ()
    gains = [
        facet
        for facet, count in shown.without.items()
        if count > shown.total and facet is not Facet.KIND  # who asks for events wants no funding
    ]
    gains.sort(key=lambda facet: -shown.without[facet])
    return stacked(
        *(_loosen_button(result.inquiry_id, shown, f, tr) for f in gains[:MOST_LOOSENED])
    )


def _best_loosening(result: Found, shown: Listing, tr: Translator) -> Button | None:
    if result.inquiry_id is None or shown.loosening is None:
        return None
    return _loosen_button(result.inquiry_id, shown, shown.loosening, tr)


def _loosen_button(inquiry_id: int, shown: Listing, facet: Facet, tr: Translator) -> Button:
    """Return the button that drops a filter; its number is never cut off, its words may be."""

    def label(words: str) -> str:
        return tr(
            "Without: {filter} ({count})", filter=words, count=tr.number(shown.without[facet])
        )

    words = filter_words(shown, facet, tr)
    room = LABEL_LENGTH - len(label(""))
    return button(label(shortened(words, max(room, 4))), "ask", "loosen", f"{inquiry_id}.{facet}")


def filters(shown: Listing, tr: Translator) -> str:
    """Return all that was asked for, in words: `Events · Poland · May 2027`."""
    return " · ".join(filter_words(shown, one[0], tr) for one in shown.filters)


def filter_words(shown: Listing, first: Facet, tr: Translator) -> str:
    """Return the filter that goes by `first` in words; alternatives stand side by side."""
    together = next((one for one in shown.filters if one[0] is first), (first,))
    words = (word for facet in together for word in _facet_words(shown, facet, tr))
    return " / ".join(dict.fromkeys(words))


def _facet_words(shown: Listing, facet: Facet, tr: Translator) -> list[str]:
    asked = shown.asked
    match facet:
        case Facet.KIND:
            words = [tr(title) for kind, title in browse.TITLES.items() if kind in asked.kinds]
        case Facet.PERIOD:
            words = [_period(asked.period, tr)] if asked.period else []
        case Facet.COUNTRY:
            words = [tr.country(code) for code in sorted(asked.countries)]
        case Facet.CITY:
            words = sorted(asked.cities)
        case Facet.COST:
            words = [tr("free of charge") if asked.free else tr("for a fee")]
        case Facet.MODE:
            words = [tr(browse.MODES[asked.mode])] if asked.mode else []
        case Facet.AMOUNT:
            words = [_money(asked, tr)]
        case _:
            ids = asked.value(facet)
            ids = ids if isinstance(ids, frozenset) else frozenset()
            words = [shown.words.get(id_, id_) for id_ in sorted(ids)]
    return words


def _period(period: Period, tr: Translator) -> str:
    first, last = period.first, period.last
    if first == last:
        return tr.date(first)
    if first.day == 1 and last.day >= _LAST_DAY:
        if first.year == last.year and (first.month, last.month) == (1, 12):
            return str(first.year)
        months = [tr.period(f"{day:%Y-%m}") for day in (first, last)]
        return " – ".join(dict.fromkeys(months))
    return f"{tr.date(first)} – {tr.date(last)}"


def _money(asked: Understood, tr: Translator) -> str:
    money = asked.money
    if money is None:
        return ""

    def sum_(amount: int) -> str:
        return tr.money(amount, money.currency) if money.currency else tr.number(amount)

    if money.minimum is not None and money.maximum is not None:
        if money.minimum == money.maximum:
            return sum_(money.minimum)
        return tr("{low} to {high}", low=sum_(money.minimum), high=sum_(money.maximum))
    if money.maximum is not None:
        return tr("up to {amount}", amount=sum_(money.maximum))
    return tr("from {amount}", amount=sum_(money.minimum or 0))
