"""Lists and cards: the deciding sentence first, then what it costs to believe it."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.calendars import has_dates
from bot.domain.changes import Change
from bot.domain.entries import OPPORTUNITIES, UNDATED, Entry, Kind, Mode, State, Status
from bot.domain.freshness import Freshness, freshness
from bot.domain.hubs import Hub, is_hub
from bot.domain.messages import N_
from bot.domain.origins import Origin
from bot.domain.replies import TEXT_LENGTH, Button, Reply
from bot.domain.results import Card, Details, Page
from bot.i18n import Translator
from bot.screens.parts import (
    bold,
    button,
    lines,
    link,
    marked_button,
    numbered,
    pager,
    paragraphs,
    safe,
    small,
    stacked,
)

TITLES: Final = {
    Kind.TRAINING: N_("Training and learning"),
    Kind.FUNDING: N_("Funding and support"),
    Kind.EVENT: N_("Events"),
    Kind.METHOD: N_("Methods"),
    Kind.GUIDE: N_("Guides"),
    Kind.ORGANISATION: N_("Organisations"),
    Kind.PROJECT: N_("Projects"),
}
_RELATED: Final = {
    Kind.METHOD: (Kind.GUIDE,),
    Kind.GUIDE: (Kind.METHOD,),
    Kind.ORGANISATION: (Kind.PROJECT,),
    Kind.PROJECT: (Kind.ORGANISATION,),
}
MODES: Final = {
    Mode.ONLINE: N_("Online"),
    Mode.ONSITE: N_("On site"),
    Mode.HYBRID: N_("Online and on site"),
}
_MARGIN: Final = 300
"""Room in a message for the title and the remarks."""


def page(result: Page, tr: Translator) -> Reply:
    """Show one page of a list; each entry is a button."""
    count = tr.plural("{n} entry", "{n} entries", result.total)
    if result.pages > 1:
        count += " · " + tr("page {page} of {pages}", page=result.number + 1, pages=result.pages)
    titles = [entry.in_language(tr.language)[1].title for entry in result.entries]
    origin = Origin(page=result.number)
    rows = stacked(
        *(
            marked_button(f"{number}. {title}", "entry", "open", entry.id, origin)
            for number, (title, entry) in enumerate(zip(titles, result.entries, strict=True), 1)
        )
    )
    related = stacked(
        *(
            button(tr(TITLES[kind]), "list", "page", f"{kind}.0")
            for kind in _RELATED.get(result.kind, ())
        )
    )
    hubs = stacked(button(tr("Hubs"), "hub", "list")) if _is_about_people(result.kind) else ()
    return Reply(
        paragraphs(lines(bold(tr(TITLES[result.kind])), safe(count)), numbered(titles)),
        rows
        + pager(tr, "list", "page", result.kind, result.number, result.pages)
        + related
        + hubs
        + stacked(
            button("🔔 " + tr("Tell me of new ones"), "follow", "add", f"kind.{result.kind}")
        ),
    )


def _is_about_people(kind: Kind) -> bool:
    return kind in {Kind.ORGANISATION, Kind.PROJECT}


def card(result: Card, tr: Translator) -> Reply:
    """Show an entry: what it is, when, how much, and how far that can be trusted."""
    return Reply(card_html(result, tr), stacked(*card_buttons(result, tr), _to_list(result, tr)))


def _to_list(result: Card, tr: Translator) -> Button | None:
    origin, kind = result.origin, result.entry.kind
    if origin is None or origin.page is None:
        return None
    return button(tr("Back to the list"), "list", "page", f"{kind}.{origin.page}")


def way_back(result: Card, tr: Translator) -> Button:
    """Return the button that leads back to a card, as it was shown: with all its buttons."""
    id_, origin, label = result.entry.id, result.origin, tr("Back")
    if origin is None or origin.page is not None:
        return marked_button(label, "entry", "open", id_, origin)
    if origin.inquiry is None:
        return button(label, "match", "open", id_)
    return button(label, "ask", "again", f"{origin.inquiry}.{origin.place}")


def card_html(result: Card, tr: Translator, *, said: Collection[str] = ()) -> str:
    """Return the text of a card, without its buttons, and without what was `said` before it."""
    entry = result.entry
    language, text = entry.in_language(tr.language)
    summary = text.summary
    for sentence in said:
        summary = summary.replace(sentence, "").strip()
    times = (held(result, tr), state(result, tr), moved(result, tr))
    facts = (terms(entry, tr), fee(entry, tr), place(entry, tr))
    return paragraphs(
        lines(bold(text.title), _or_none(summary)),
        lines(
            *(_or_none(line) for line in times if line not in said),
            _or_none(" · ".join(part for part in facts if part and part not in said)),
        ),
        lines(
            small(provenance(result, tr)),
            small(note) if (note := shown_in(language, tr)) else None,
        ),
    )


def card_buttons(result: Card, tr: Translator) -> list[Button]:
    """Return the ways on from a card: the page or a hub, more, the source, the list."""
    entry, origin = result.entry, result.origin
    buttons = []
    if entry.url:
        buttons.append(Button(tr("Open the page"), url=entry.url))
    elif result.hub:
        buttons.append(
            button(
                tr("Ask {hub}", hub=result.hub.named(tr.language)), "hub", "open", result.hub.slug
            )
        )
    else:
        buttons.append(button(tr("Ask a hub"), "hub", "list"))
    if _can_be_watched(result):
        buttons.append(
            marked_button("🔔 " + tr("Save and remind me"), "saved", "save", entry.id, origin)
        )
        buttons.append(marked_button(tr("Am I eligible?"), "fit", "ask", entry.id, origin))
    if entry.details_in(tr.language):
        buttons.append(marked_button(tr("Details"), "entry", "more", entry.id, origin))
    if has_dates(entry, result.now):
        buttons.append(button(tr("Put into my calendar"), "calendar", "entry", entry.id))
    buttons.append(marked_button(tr("Where is this from?"), "entry", "source", entry.id, origin))
    if result.editable:
        buttons.append(button(tr("Edit"), "content", "open", entry.id))
    return buttons


def _can_be_watched(result: Card) -> bool:
    """Say whether something may still become of an entry that one can apply or go to."""
    entry = result.entry
    return entry.kind in OPPORTUNITIES and entry.status not in {Status.ENDED, Status.CANCELLED}


def state(result: Card, tr: Translator) -> str:
    """Say whether the entry is open, when it usually comes, or that it is over."""
    entry = result.entry
    match entry.state_on(result.now):
        case State.OPEN if entry.deadline_at:
            return tr("Open until {deadline}.", deadline=deadline(result, tr))
        case State.OPEN:
            return tr("Open now.")
        case State.OPENING_SOON if entry.opens_at:
            return tr("Opens on {day}.", day=tr.date(entry.opens_at.date()))
        case State.RECURRING if entry.usual_months:
            months = tr.list(tr.month(number) for number in entry.usual_months)
            return tr(
                "Comes back. Usual months: {months}. Dates differ from year to year.",
                months=months,
            )
        case State.RECURRING:
            return tr("Comes back, but not on fixed dates.")
        case State.CLOSED if entry.kind is Kind.PROJECT:
            return tr("This project is over.")
        case State.CANCELLED:
            return tr("Cancelled: it does not take place.")
        case State.CLOSED:
            return tr("Closed: the last round that we know of is over.")
        case State.UNCHECKED if coming(result, tr):
            return ""
        case State.UNCHECKED:
            return tr("It has existed. Whether it still does, nobody has checked.")
        case _:
            return ""


def held(result: Card, tr: Translator) -> str:
    """Say when it takes place, if days are known that are not past."""
    if result.entry.state_on(result.now) is State.CANCELLED:
        return ""
    return tr("Takes place: {days}.", days=days) if (days := coming(result, tr)) else ""


def moved(result: Card, tr: Translator) -> str:
    """Say what was moved lately, and what it was before."""
    change, entry = result.change, result.entry
    if change is None or change.before is None:
        return ""
    if change.change is Change.MOVED:
        is_so = change.after in entry.held
        return tr("Moved: it was to be on {day}.", day=_day(change.before, tr)) if is_so else ""
    if change.change not in {Change.PROLONGED, Change.DEADLINE_EARLIER} or (
        entry.deadline_at is None or entry.deadline_at.isoformat() != change.after
    ):
        return ""
    before = tr.moment(datetime.fromisoformat(change.before), result.zone)
    if change.change is Change.PROLONGED:
        return tr("Prolonged: the deadline was {before}.", before=before)
    return tr("Moved to an earlier day: the deadline was {before}.", before=before)


def coming(result: Card, tr: Translator) -> str:
    """Return the days or months in which it takes place: those that are known and not past."""
    starts = result.entry.starts_at
    if starts is not None and starts > result.now:
        return _both(starts, result, tr)
    today = result.now.date().isoformat()
    return tr.list(_day(day, tr) for day in result.entry.held if day >= today[: len(day)])


def _day(day: str, tr: Translator) -> str:
    """Return a day, or a month, of `held` in words."""
    return tr.date(date.fromisoformat(day)) if day.count("-") == 2 else tr.period(day)


def deadline(result: Card, tr: Translator) -> str:
    """Return the deadline in the reader's zone, and in its own if that is another."""
    at = result.entry.deadline_at
    return _both(at, result, tr) if at else ""


def _both(at: datetime, result: Card, tr: Translator) -> str:
    """Return a moment in the reader's zone, and in the entry's own if that is another."""
    own = tr.moment(at, result.zone)
    there = result.entry.deadline_zone
    if there and _offset(at, there) != _offset(at, result.zone):
        return f"{own} ({tr.moment(at, there)})"
    return own


def _offset(at: datetime, zone: str) -> timedelta | None:
    return at.astimezone(ZoneInfo(zone)).utcoffset()


def terms(entry: Entry, tr: Translator) -> str:
    """Say how much money there is."""
    said = [sum_] if (sum_ := amount(entry, tr)) else []
    if entry.co_financing_rate:
        said.append(tr("pays {share} of the costs", share=tr.percent(entry.co_financing_rate)))
    # A sum may end with the full stop of its currency: "50.000 kr."
    return tr("Money: {terms}.", terms=", ".join(said).removesuffix(".")) if said else ""


def amount(entry: Entry, tr: Translator) -> str:
    """Return the sums that an opportunity gives: `up to €20,000`."""
    if entry.amount is None:
        return ""
    low, high, currency = entry.amount.minimum, entry.amount.maximum, entry.amount.currency
    if low and high:
        return tr("{low} to {high}", low=tr.money(low, currency), high=tr.money(high, currency))
    if high:
        return tr("up to {amount}", amount=tr.money(high, currency))
    return tr("from {amount}", amount=tr.money(low, currency)) if low else ""


def fee(entry: Entry, tr: Translator) -> str:
    """Say what taking part costs, if the source does."""
    if entry.fee is None:
        return ""
    if not entry.fee.amount:
        return tr("Taking part is free of charge.")
    sum_ = tr.money(entry.fee.amount, entry.fee.currency)
    if entry.fee.per == "hour":
        return tr("Taking part costs {amount} an hour.", amount=sum_)
    return tr("Taking part costs {amount}.", amount=sum_)


def place(entry: Entry, tr: Translator) -> str:
    """Say where it is, or that it is online."""
    parts = [tr(MODES[entry.mode])] if entry.mode else []
    if entry.city:
        parts.append(entry.city)
        if len(entry.countries) == 1:
            parts.append(tr.country(entry.countries[0]))
    return ", ".join(parts)


def provenance(result: Card, tr: Translator) -> str:
    """Say what the source speaks of and who confirmed it: two facts that are never mixed."""
    entry = result.entry
    fresh = freshness(entry, result.now.date(), result.stale_after_days)
    if entry.checked_on is None and entry.as_of == UNDATED:
        return tr("From its source, which bears no date. Not yet confirmed by a hub.")
    if entry.checked_on is None:
        return tr(
            "From its source, {as_of}. Not yet confirmed by a hub.", as_of=tr.period(entry.as_of)
        )
    if fresh is Freshness.AGED:
        return tr.plural(
            "Confirmed on {day}, and not for {n} day since.",
            "Confirmed on {day}, and not for {n} days since.",
            (result.now.date() - entry.checked_on).days,
            day=tr.date(entry.checked_on),
        )
    return tr("Confirmed by a hub on {day}.", day=tr.date(entry.checked_on))


def shown_in(language: str, tr: Translator) -> str:
    """Say which language the reader is reading, if it is not theirs."""
    if language == tr.language:
        return ""
    return tr("Shown in: {language}.", language=tr.name_of(language))


def details(result: Details, tr: Translator) -> Reply:
    """Show the body and the facts of an entry, as many as one message holds."""
    entry = result.card.entry
    _, text = entry.in_language(tr.language)
    room = TEXT_LENGTH - _MARGIN - len(result.body)
    facts: list[str] = []
    for fact in result.facts:
        room -= len(fact) + 3
        if room > 0:
            facts.append(f"• {safe(fact)}")
    html = paragraphs(
        bold(text.title),
        result.body or None,
        lines(*facts),
        small(note) if (note := shown_in(result.language, tr)) else None,
    )
    return Reply(html, stacked(way_back(result.card, tr)))


def source(result: Card, tr: Translator) -> Reply:
    """Name the evidence, with its address."""
    entry = result.entry
    _, text = entry.in_language(tr.language)
    named = (f"• {link(s.url, s.name) if s.url else safe(s.name)}" for s in entry.sources)
    return Reply(
        paragraphs(
            bold(text.title),
            lines(safe(tr("Sources:")), *named),
            lines(
                small(provenance(result, tr)),
                small(tr("Old addresses may not answer any more.")),
            ),
        ),
        stacked(
            button(tr("Something is wrong here"), "fix", "ask", entry.id)
            if not is_hub(entry)
            else None,
            way_back(result, tr),
        ),
    )


def hubs(all_hubs: tuple[Hub, ...], tr: Translator) -> Reply:
    """List the hubs of the network."""
    return Reply(
        lines(
            bold(tr("Hubs and organisations")),
            safe(
                tr(
                    "A hub is two organisations of one region, one for creatives and one for "
                    "business, working as a tandem."
                )
            ),
        ),
        stacked(
            *(
                button(f"{hub.named(tr.language)} · {hub.country}", "hub", "open", hub.slug)
                for hub in all_hubs
            ),
            button(tr("Organisations"), "list", "page", "organisation.0"),
            button(tr("Projects"), "list", "page", "project.0"),
        ),
    )


def hub(result: Hub, is_home: bool, tr: Translator) -> Reply:
    """Show a hub: its two halves, where it is, which languages it speaks."""
    summary = (result.summary or {}).get(tr.language) or (result.summary or {}).get("en")
    note = result.tandem_note.get(tr.language) or result.tandem_note.get("en")
    hours = (result.hours or {}).get(tr.language) or (result.hours or {}).get("en")
    spoken = tr.list(tr.name_of(code) for code in result.languages)
    html = paragraphs(
        lines(bold(result.named(tr.language)), safe(summary) if summary else None),
        lines(
            safe(tr("Creative side: {name}", name=result.creative_hub))
            if result.creative_hub
            else None,
            safe(tr("Business side: {name}", name=result.business_support))
            if result.business_support
            else None,
            safe(
                tr(
                    "Place: {city}, {country}",
                    city=result.city,
                    country=tr.country(result.country),
                )
            ),
            safe(tr("Languages: {languages}", languages=spoken)),
            safe(hours) if hours else None,
        ),
        lines(
            small(note) if note else None,
            small(
                tr(
                    "From its source, {as_of}. Not yet confirmed by a hub.",
                    as_of=tr.period(result.as_of),
                )
            ),
        ),
    )
    home = None if is_home else button(tr("Make this my home hub"), "hub", "set", result.slug)
    page_ = Button(tr("Open the page"), url=result.url) if result.url else None
    return Reply(html, stacked(page_, home, button(tr("All hubs"), "hub", "list")))


def home_hub_set(result: Hub, tr: Translator) -> Reply:
    """Confirm the home hub."""
    return Reply(
        safe(
            tr(
                "{hub} is your home hub now. Its facilitators look after what you send.",
                hub=result.named(tr.language),
            )
        ),
        stacked(button(tr("What can you do?"), "menu", "help")),
    )


def _or_none(text: str) -> str | None:
    return safe(text) if text else None
