"""What is said when something is refused, unknown, too fast, or broken."""

from bot.domain.refusals import ProfileNeeded, Refusal
from bot.domain.replies import Reply
from bot.i18n import Translator
from bot.screens.parts import bold, button, lines, safe, stacked


def refused(refusal: Refusal, tr: Translator) -> Reply:
    """Say a refusal in the person's language, with what to do next."""
    rows = stacked(
        button(tr("Make my profile"), "profile", "edit")
        if isinstance(refusal, ProfileNeeded)
        else button(tr("What can you do?"), "menu", "help")
    )
    return Reply(safe(tr(refusal.message, **refusal.params)), rows)


def broken(reference: str, tr: Translator) -> Reply:
    """Apologise once, with a reference that staff can look up."""
    return Reply(
        lines(
            bold(tr("Sorry, something went wrong on my side.")),
            safe(
                tr(
                    "What you had entered is kept. Please try again; if it stays, tell your hub "
                    "this number: {reference}",
                    reference=reference,
                )
            ),
        ),
        stacked(button(tr("What can you do?"), "menu", "help")),
    )


def not_text(tr: Translator) -> Reply:
    """Answer a photo, a sticker, a voice message."""
    return Reply(
        safe(tr("I can only read text for now. Please type what you would like to know.")),
        stacked(button(tr("What can you do?"), "menu", "help")),
    )


def unknown_command(tr: Translator) -> Reply:
    """Answer a command that does not exist."""
    return Reply(
        safe(tr("I do not know this command. /help shows them all; or just type a question.")),
        stacked(button(tr("What can you do?"), "menu", "help")),
    )


def old_button(tr: Translator) -> Reply:
    """Answer a button that nothing belongs to any more."""
    return Reply(
        safe(tr("This button is from an older version of me. Here is a fresh start:")),
        stacked(button(tr("What can you do?"), "menu", "help")),
    )


def slow_down(tr: Translator) -> Reply:
    """Say once that messages come faster than they are answered, and that none is lost."""
    return Reply(
        safe(tr("You write faster than I can read. I answer everything, one after the other."))
    )
