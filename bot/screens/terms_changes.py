"""Changed terms: what staff and the company see, and what everybody is asked who takes part."""

from typing import Final

from bot.domain.challenges import Challenge
from bot.domain.hubs import Hub
from bot.domain.people import Person
from bot.domain.replies import Button, Reply
from bot.domain.reviews import Asked, TermsAnswered, TermsChanged
from bot.domain.terms import FIELD_OF
from bot.i18n import Translator
from bot.screens import terms as terms_screen
from bot.screens.doctor import opener
from bot.screens.parts import bold, button, lines, paragraphs, safe, shortened, small, stacked

TITLE: Final = 150
"""Characters of a title inside a sentence."""


def changed(
    result: TermsChanged, draft_id: int, tr: Translator, *, is_company: bool = False
) -> Reply:
    """Confirm a change to whoever made it; or say what is not fair, and how to mend it."""
    title = shortened(result.challenge.title, TITLE)
    if not result.done and result.wanted is not None:
        objections = result.wanted.terms.objections
        return Reply(
            paragraphs(
                bold(tr("These terms cannot be published.")),
                lines(*(safe(f"• {terms_screen.objection(why, tr)}") for why in objections)),
            ),
            stacked(
                *_openers(draft_id, result, tr),
                button(tr("Stop for now"), "form", "stop", draft_id),
            ),
        )
    asked = (
        tr.plural(
            "{n} person takes part and is asked again.",
            "{n} people take part and are asked again.",
            result.asked,
        )
        if result.asked
        else ""
    )
    return Reply(
        paragraphs(
            bold(tr("These are the terms now: {title}", title=title)),
            _said(result.now, tr),
            safe(asked) if asked else None,
        ),
        stacked(_back(result.challenge, tr, is_company=is_company)),
    )


def _back(challenge: Challenge, tr: Translator, *, is_company: bool) -> Button:
    if is_company:
        return button(tr("My challenges"), "challenge", "list")
    return button(tr("Back to the challenge"), "desk", "open", challenge.id)


def _openers(draft_id: int, result: TermsChanged, tr: Translator) -> list[Button]:
    """Return a button for each question that mends something, each once."""
    wanted = result.wanted.terms.objections if result.wanted else ()
    return [opener(draft_id, key, tr) for key in dict.fromkeys(FIELD_OF[why] for why in wanted)]


def ask(result: TermsChanged, tr: Translator) -> Reply:
    """Ask somebody who takes part whether they still do: before, and now."""
    _, title, _ = result.challenge.words_for(tr.language)
    id_, version = result.challenge.id, result.challenge.terms_version
    return Reply(
        paragraphs(
            bold(tr("The terms have changed: {title}", title=shortened(title, TITLE))),
            lines(bold(tr("Before")), _said(result.before, tr))
            if result.before != result.now
            else None,
            lines(bold(tr("Now")), _said(result.now, tr)),
            safe(
                tr(
                    "Do you still want to take part? Until you answer, nobody is introduced to "
                    "the company on these terms."
                )
            ),
            small(tr("You get this because you said that you are interested.")),
        ),
        stacked(
            button(tr("Yes, on these terms"), "terms", "agree", f"{id_}.{version}"),
            button(tr("No, I am out"), "terms", "leave", f"{id_}.{version}"),
            button(tr("See the challenge"), "match", "open", id_),
        ),
    )


def answered(result: TermsAnswered, tr: Translator) -> Reply:
    """Confirm what somebody said to changed terms."""
    _, title, _ = result.challenge.words_for(tr.language)
    said = (
        tr("Noted: you take part on these terms.")
        if result.agreed
        else tr("Noted: you do not take part any more. The hub hears that it is for the terms.")
    )
    return Reply(
        lines(bold(shortened(title, TITLE)), safe(said)),
        stacked(button(tr("What fits me"), "match", "list")),
    )


def told(result: TermsChanged, tr: Translator, *, is_company: bool) -> Reply:
    """Tell the other side of changed terms: the company, or staff."""
    it = result.challenge
    why = (
        tr("You get this because you sent this challenge.")
        if is_company
        else tr("You get this because you are staff: {hub}", hub=_hub(result.hub, tr))
    )
    return Reply(
        paragraphs(
            bold(tr("These are the terms now: {title}", title=shortened(it.title, TITLE))),
            lines(bold(tr("Before")), _said(result.before, tr)),
            lines(bold(tr("Now")), _said(result.now, tr)),
            safe(tr("Your hub set them. If something is not right, you can change it."))
            if is_company
            else None,
            small(why),
        ),
        stacked(
            button(tr("My challenges"), "challenge", "list")
            if is_company
            else button(tr("See the challenge"), "desk", "open", it.id)
        ),
    )


def left(challenge: Challenge, person: Person, hub: Hub | None, tr: Translator) -> Reply:
    """Tell staff that somebody does not take part on the changed terms."""
    title = shortened(challenge.title_en or challenge.title, TITLE)
    return Reply(
        paragraphs(
            lines(
                bold(tr("Somebody left for the changed terms: {title}", title=title)),
                safe(tr("First name: {name}. There is nothing to do.", name=person.name)),
            ),
            small(tr("You get this because you are staff: {hub}", hub=_hub(hub, tr))),
        ),
        stacked(button(tr("See the challenge"), "desk", "open", challenge.id)),
    )


def _said(asked: Asked, tr: Translator) -> str:
    until = tr("Answers until {day}.", day=tr.date(asked.deadline_on)) if asked.deadline_on else ""
    return lines(
        safe(terms_screen.label(asked.terms, tr)),
        *(safe(line) for line in terms_screen.lines(asked.terms, tr)),
        safe(until) if until else None,
    )


def _hub(hub: Hub | None, tr: Translator) -> str:
    return hub.named(tr.language) if hub else tr("the network desk")
