"""Everything that is kept about a person, as a list, as a file, and its end."""

from bot.domain.replies import File, Reply
from bot.domain.results import OwnData
from bot.i18n import Translator
from bot.screens.parts import bold, button, lines, paragraphs, safe, small, stacked


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
        "• " + safe(tr.plural("{n} pitch of yours", "{n} pitches of yours", result.pitches))
        if result.pitches
        else None,
        "• " + safe(tr.plural("Member of {n} team", "Member of {n} teams", result.teams))
        if result.teams
        else None,
        "• "
        + safe(
            tr.plural(
                "{n} introduction, and what you answered",
                "{n} introductions, and what you answered",
                result.introductions,
            )
        )
        if result.introductions
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
        "• "
        + safe(
            tr.plural(
                "{n} invitation to a challenge, and what you answered",
                "{n} invitations to challenges, and what you answered",
                result.invitations,
            )
        )
        if result.invitations
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
                    "once they are answered. A company sees nothing of you until a pitch of yours "
                    "is chosen: then its words, your skills, languages and town; your name and "
                    "how to reach you once everybody has said yes to the introduction."
                )
            ),
            small(operator),
        ),
        stacked(
            button(tr("Give me all of it as a file"), "privacy", "export"),
            news,
            button(tr("Erase everything about me"), "privacy", "erase"),
        ),
    )


def exported(file: File, tr: Translator) -> Reply:
    """Hand over everything that is kept."""
    return Reply(
        safe(tr("Everything that I keep about you, as it is kept. Any text editor opens it.")),
        file=file,
    )


def really_erase(tr: Translator) -> Reply:
    """Ask once before everything goes."""
    return Reply(
        lines(
            bold(tr("Shall I erase everything about you?")),
            safe(
                tr(
                    "Profile, drafts, challenges, interests, pitches, introductions, questions: "
                    "all go, for good. A team of several goes on without you."
                )
            ),
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
