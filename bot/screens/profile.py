"""The profile, and everything that is kept about a person."""

from bot.domain.replies import Reply
from bot.domain.results import OwnData, ProfileShown
from bot.i18n import Translator
from bot.screens.parts import bold, button, few, lines, paragraphs, safe, small, stacked


def shown(result: ProfileShown, tr: Translator) -> Reply:
    """Show a profile, or offer to make one."""
    hub = (
        tr("Home hub: {hub}", hub=result.hub.named(tr.language))
        if result.hub
        else tr("Home hub: none yet")
    )
    if result.profile is None:
        return Reply(
            paragraphs(
                bold(tr("You have no profile yet.")),
                safe(tr("It takes two minutes, and then /matches shows what fits you, and why.")),
                safe(hub),
            ),
            stacked(
                button(tr("Make my profile"), "profile", "edit"),
                button(tr("Choose my home hub"), "hub", "list"),
            ),
        )
    return Reply(
        paragraphs(bold(tr("Your profile")), facts(result, tr), safe(hub)),
        stacked(
            button(tr("What fits me"), "match", "list"),
            button(tr("Change my profile"), "profile", "edit"),
            button(tr("Choose my home hub"), "hub", "list"),
            button(tr("Erase my profile"), "profile", "erase"),
        ),
    )


def facts(result: ProfileShown, tr: Translator, most: int = 20) -> str:
    """Return the facts of a profile as lines, for their owner and for staff."""
    return lines(
        safe(tr("Sectors: {sectors}", sectors=tr.list(result.sectors)))
        if result.sectors
        else None,
        safe(tr("Skills: {skills}", skills=few(result.skills, tr, most)))
        if result.skills
        else None,
        safe(tr("Country: {country}", country=result.country)) if result.country else None,
        safe(tr("Languages: {languages}", languages=tr.list(result.languages)))
        if result.languages
        else None,
    )


def saved(result: ProfileShown, tr: Translator) -> Reply:
    """Confirm, and lead to what fits."""
    hub = (
        tr("Your home hub: {hub}. /profile changes it.", hub=result.hub.named(tr.language))
        if result.hub
        else None
    )
    return Reply(
        lines(bold(tr("Your profile is saved.")), safe(hub) if hub else None),
        stacked(button(tr("What fits me"), "match", "list")),
    )


def really_erase_profile(tr: Translator) -> Reply:
    """Ask once before the profile goes."""
    return Reply(
        safe(tr("Shall I erase your profile? Then I cannot show what fits you.")),
        stacked(
            button(tr("Yes, erase it"), "profile", "erased"),
            button(tr("No, keep it"), "profile", "show"),
        ),
    )


def erased_profile(tr: Translator) -> Reply:
    """Confirm that the profile is gone."""
    return Reply(
        safe(tr("Your profile is erased. You can make a new one at any time.")),
        stacked(button(tr("Make my profile"), "profile", "edit")),
    )


def privacy(result: OwnData, tr: Translator) -> Reply:
    """Say what is kept, what for, for how long, and how it goes away."""
    kept = lines(
        "• " + safe(tr("Your Telegram id, first name and language, to answer you.")),
        "• " + safe(tr("Your profile, if you made one, to find what fits you."))
        if result.profile.profile
        else None,
        "• " + safe(tr.plural("{n} draft", "{n} drafts", result.drafts))
        if result.drafts
        else None,
        "• " + safe(tr.plural("{n} challenge", "{n} challenges", result.challenges))
        if result.challenges
        else None,
        "• "
        + safe(
            tr.plural("Interest in {n} challenge", "Interest in {n} challenges", result.interests)
        )
        if result.interests
        else None,
        "• "
        + safe(
            tr.plural(
                "{n} question, without addresses and numbers, to see what I cannot answer",
                "{n} questions, without addresses and numbers, to see what I cannot answer",
                result.inquiries,
            )
        )
        if result.inquiries
        else None,
        "• "
        + safe(
            tr.plural(
                "{n} correction, whose words stay without your name when you leave",
                "{n} corrections, whose words stay without your name when you leave",
                result.corrections,
            )
        )
        if result.corrections
        else None,
        "• " + safe(tr.plural("{n} saved entry", "{n} saved entries", result.saved))
        if result.saved
        else None,
        "• "
        + safe(
            tr.plural(
                "{n} topic or search that you follow, to tell you what is new",
                "{n} topics and searches that you follow, to tell you what is new",
                result.follows,
            )
        )
        if result.follows
        else None,
    )
    operator = (
        tr(
            "{name} answers for the data: {contact}",
            name=result.operator_name,
            contact=result.operator_contact or "–",
        )
        if result.operator_name
        else tr("Whoever runs this bot has not said yet who answers for the data.")
    )
    news = (
        button(tr("No announcements, please"), "news", "off")
        if result.announcements
        else button(tr("Send me announcements"), "news", "on")
    )
    return Reply(
        paragraphs(
            bold(tr("What I keep about you")),
            kept,
            safe(
                tr(
                    "It stays until you erase it; questions are forgotten after a year. Staff of "
                    "your hub read those that I could not answer. Other messages are forgotten "
                    "once they are answered. Companies never see your data."
                )
            ),
            small(operator),
        ),
        stacked(news, button(tr("Erase everything about me"), "privacy", "erase")),
    )


def really_erase(tr: Translator) -> Reply:
    """Ask once before everything goes."""
    return Reply(
        lines(
            bold(tr("Shall I erase everything about you?")),
            safe(tr("Profile, drafts, challenges, interests, questions: all go, for good.")),
        ),
        stacked(
            button(tr("Yes, erase everything"), "privacy", "sure"),
            button(tr("No, keep it"), "privacy", "show"),
        ),
    )


def erased(tr: Translator) -> Reply:
    """Say goodbye."""
    return Reply(
        safe(tr("Done: everything about you is erased. /start begins anew, whenever you like."))
    )


def announcements_set(wanted: bool, tr: Translator) -> Reply:
    """Confirm how it is with announcements."""
    if wanted:
        return Reply(safe(tr("You will get announcements again.")))
    return Reply(
        safe(tr("You will get no more announcements. Answers to you still reach you.")),
        stacked(button(tr("Send me announcements"), "news", "on")),
    )
