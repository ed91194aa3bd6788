"""Greeting, help, language: the first and the last thing a person sees."""

from collections.abc import Sequence
from typing import Final

from bot.domain import corrections
from bot.domain.forms import Draft
from bot.domain.messages import N_
from bot.domain.people import Person, Role
from bot.domain.profiling import FACTS
from bot.domain.replies import Button, Reply
from bot.domain.results import Welcome
from bot.i18n import Translator, own_name
from bot.screens.parts import bold, button, lines, paragraphs, safe, stacked

COMMANDS: Final = (
    ("start", N_("Begin")),
    ("ask", N_("Ask a question")),
    ("training", N_("Training and learning")),
    ("funding", N_("Funding and support")),
    ("events", N_("Events")),
    ("methods", N_("Methods and guides")),
    ("people", N_("Hubs and organisations")),
    ("profile", N_("My profile")),
    ("matches", N_("What fits me")),
    ("challenge", N_("Challenges of my company")),
    ("alerts", N_("My alerts")),
    ("language", N_("Change the language")),
    ("privacy", N_("My data")),
    ("help", N_("Help")),
    ("cancel", N_("Stop what I am doing")),
)
"""The commands of everybody, in the order of the menu."""

STAFF_COMMANDS: Final = (
    ("desk", N_("Staff: what waits for me")),
    ("content", N_("Staff: the entries that readers find")),
    ("broadcast", N_("Staff: announce something")),
)

FORM_NAMES: Final = {
    "profile": N_("Profile"),
    "challenge": N_("Challenge"),
    "withdraw": N_("Withdraw a challenge"),
    "publish": N_("Publish a challenge"),
    "decline": N_("Decline a challenge"),
    "changes": N_("Ask for changes"),
    "evidence": N_("Confirm a company"),
    "terms": N_("Terms of a challenge"),
    "answer": N_("Answer a question"),
    "broadcast": N_("Announcement"),
    "entry": N_("New entry"),
    "entry_edit": N_("Changes to an entry"),
    "feed": N_("New feed"),
    "later": N_("Introduction"),
    "pitch": N_("Pitch"),
    "team": N_("New team"),
    "not_chosen": N_("Not this time"),
    "close": N_("Close a challenge"),
    **dict.fromkeys((form.name for form in FACTS), N_("Profile")),
    **dict.fromkeys((form.name for form in corrections.FORMS), N_("Correction")),
}


def welcome(result: Welcome, tr: Translator) -> Reply:
    """Greet, say what this is, and offer the two ways in."""
    person = result.person
    hub = tr("Your hub: {hub}.", hub=result.hub.named(tr.language)) if result.hub else None
    staff = (
        tr("You are staff now. /desk shows what waits for you.")
        if result.joined_as_staff
        else None
    )
    html = paragraphs(
        lines(
            bold(tr("Hello, {name}.", name=person.name)),
            safe(
                tr(
                    "I connect creatives and industry: training, funding, events, methods, and "
                    "companies that look for creatives."
                )
            ),
        ),
        lines(
            safe(tr("Just type a question in your language, or choose:")),
            safe(hub) if hub else None,
            safe(staff) if staff else None,
        ),
    )
    rows = stacked(
        go_on(result.unfinished, tr),
        button(tr("I am a creative"), "role", "set", Role.CREATIVE),
        button(tr("I am from a company"), "role", "set", Role.COMPANY),
        button(tr("What can you do?"), "menu", "help"),
    )
    phone = result.phone_language
    language = (
        *((button(own_name(phone), "lang", "set", phone),) if phone else ()),
        button(tr("Language: {name}", name=own_name(tr.language)), "menu", "language"),
    )
    return Reply(html, (*rows, language))


def link_is_old(tr: Translator) -> Reply:
    """Say that what a shared link led to is gone, and what one can do instead."""
    return Reply(
        safe(tr("What this link led to is not here any more. Ask me in your own words instead.")),
        stacked(
            button(tr("Funding and support"), "list", "page", "funding.0"),
            button(tr("Events"), "list", "page", "event.0"),
        ),
    )


def go_on(draft: Draft | None, tr: Translator) -> Button | None:
    """Return the button that leads back into unfinished work."""
    if draft is None:
        return None
    name = tr(FORM_NAMES.get(draft.form, FORM_NAMES["profile"]))
    return button(tr("Go on: {form}", form=name), "form", "go", draft.id)


def role_chosen(person: Person, tr: Translator) -> Reply:
    """Say what comes next for a creative or a company."""
    if person.role is Role.COMPANY:
        return Reply(
            paragraphs(
                bold(tr("Describe a problem, and creatives can help to solve it.")),
                safe(
                    tr(
                        "It takes about five minutes. A facilitator of your hub reads it before "
                        "anybody else does."
                    )
                ),
            ),
            stacked(
                button(tr("Describe a challenge"), "challenge", "new"),
                button(tr("How does it work?"), "entry", "open", "method-collider-tandem"),
                button(tr("All hubs"), "hub", "list"),
            ),
        )
    return Reply(
        paragraphs(
            bold(tr("Good to have you here.")),
            safe(
                tr(
                    "With a short profile I show you what fits, and why. Without one you can "
                    "still ask and look around."
                )
            ),
        ),
        stacked(
            button(tr("Make my profile"), "profile", "edit"),
            button(tr("Funding and support"), "list", "page", "funding.0"),
            button(tr("Training and learning"), "list", "page", "training.0"),
            button(tr("Events"), "list", "page", "event.0"),
        ),
    )


def help_(person: Person, tr: Translator) -> Reply:
    """List the commands that this person has."""
    commands = COMMANDS + (STAFF_COMMANDS if person.is_staff else ())
    listed = lines(*(f"/{name} – {safe(tr(text))}" for name, text in commands))
    return Reply(
        paragraphs(
            bold(tr("Type a question, or use a command.")),
            listed,
            safe(
                tr(
                    "I answer from what the network has collected, and I name the source. When I "
                    "do not know, I say so."
                )
            ),
        )
    )


def how_to_ask(tr: Translator) -> Reply:
    """Say how to ask, with examples."""
    return Reply(
        lines(
            bold(tr("What would you like to know?")),
            safe(tr("For example: “Is there money for travelling to a residency?”")),
        )
    )


def languages(offered: Sequence[str], tr: Translator) -> Reply:
    """Offer the languages, each by its own name."""
    buttons = [button(own_name(code), "lang", "set", code) for code in offered]
    rows = tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))
    return Reply(
        lines(
            bold(tr("Which language shall I speak?")),
            safe(
                tr(
                    "You can ask in any of these: English, Polski, Slovenščina, Dansk, Deutsch, "
                    "Čeština, Italiano, Nederlands, Ελληνικά, Hrvatski, Slovenčina, Magyar."
                )
            ),
        ),
        rows,
    )


def language_set(tr: Translator) -> Reply:
    """Confirm, in the new language."""
    return Reply(
        safe(tr("From now on I speak English.")),
        stacked(button(tr("What can you do?"), "menu", "help")),
    )


def still_open(draft: Draft, tr: Translator) -> Reply:
    """Remind, after a command inside a form, that the form waits."""
    name = tr(FORM_NAMES.get(draft.form, FORM_NAMES["profile"]))
    return Reply(
        safe(tr("“{form}” is still open: your next message answers its question.", form=name)),
        stacked(
            button(tr("Go on: {form}", form=name), "form", "go", draft.id),
            button(tr("Stop for now"), "form", "stop", draft.id),
        ),
    )
