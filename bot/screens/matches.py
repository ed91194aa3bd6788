"""What fits a creative, with true reasons, and "interested"."""

from bot.domain.replies import Reply
from bot.domain.results import InterestShown, Match, Matches, Reason
from bot.i18n import Translator
from bot.screens.browse import shown_in
from bot.screens.parts import bold, button, few, lines, paragraphs, safe, shortened, small, stacked


def shown(result: Matches, tr: Translator) -> Reply:
    """List what fits, each with the reasons why."""
    if not result.challenges and not result.entries:
        return Reply(
            paragraphs(
                bold(tr("Nothing fits your profile today.")),
                safe(tr("More skills in your profile open more. Or look around:")),
            ),
            stacked(
                button(tr("Change my profile"), "profile", "edit"),
                button(tr("Funding and support"), "list", "page", "funding.0"),
                button(tr("Training and learning"), "list", "page", "training.0"),
            ),
        )
    challenges = [
        lines(bold("🏭 " + _title(match, tr)), safe(why(match, tr))) for match in result.challenges
    ]
    entries = [lines(bold(_title(match, tr)), safe(why(match, tr))) for match in result.entries]
    html = paragraphs(
        bold(tr("Challenges of companies")) if challenges else None,
        *challenges,
        bold(tr("Training, funding, events")) if entries else None,
        *entries,
    )
    rows = stacked(
        *(
            button(_title(match, tr), "match", "open", match.challenge.id)
            for match in result.challenges
            if match.challenge
        ),
        *(
            button(_title(match, tr), "entry", "open", match.entry.id)
            for match in result.entries
            if match.entry
        ),
    )
    return Reply(html, rows)


def why(match: Match, tr: Translator) -> str:
    """Say why it fits: only what both sides stated."""
    if not match.reasons:
        return tr("It names no skills, so it is open to everybody.")
    return " ".join(_reason(reason, tr) for reason in match.reasons)


def _reason(reason: Reason, tr: Translator) -> str:
    values = few(reason.values, tr)
    match reason.kind:
        case "skills":
            return tr("You both name: {skills}.", skills=values)
        case "sectors":
            return tr("It is for your field: {sectors}.", sectors=values)
        case "language":
            return tr("It is in a language you work in: {language}.", language=values)
        case _:
            return tr("It is open to your country: {country}.", country=values)


def _title(match: Match, tr: Translator) -> str:
    if match.challenge:
        return match.challenge.words_for(tr.language)[1]
    return match.entry.in_language(tr.language)[1].title if match.entry else ""


def challenge(result: Match, tr: Translator) -> Reply:
    """Show a challenge to a creative: the problem, what is wanted, until when, why it fits."""
    it = result.challenge
    if it is None:
        return Reply("")
    language, title, words = it.words_for(tr.language)
    html = paragraphs(
        lines(bold(title), safe(shortened(words, 1500))),
        lines(
            safe(tr("Skills: {skills}", skills=few(result.skills, tr))) if result.skills else None,
            safe(tr("Where: {place}", place=it.place)) if it.place else None,
            safe(tr("Answers until {day}.", day=tr.date(it.deadline_on)))
            if it.deadline_on
            else safe(tr("No deadline was given.")),
        ),
        safe(why(result, tr)) if result.reasons else None,
        small(note) if (note := shown_in(language, tr)) else None,
    )
    if result.interested:
        return Reply(
            paragraphs(html, bold(tr("Your interest is noted."))),
            stacked(button(tr("Back"), "match", "list")),
        )
    return Reply(
        html,
        stacked(
            button(tr("I am interested"), "match", "yes", it.id),
            button(tr("Back"), "match", "list"),
        ),
    )


def interest_noted(result: InterestShown, tr: Translator) -> Reply:
    """Confirm, and say who sees what and what comes next."""
    hub = result.hub.named(tr.language) if result.hub else tr("the network desk")
    if result.told_before:
        first = tr("This is noted already: {hub}.", hub=hub)
    elif result.staff_told:
        first = tr("Noted. The facilitators see your first name and profile: {hub}.", hub=hub)
    else:
        first = tr("Noted. It waits here: {hub}. Nobody is on duty there yet.", hub=hub)
    return Reply(
        lines(
            bold(first),
            safe(
                tr(
                    "Perhaps a facilitator writes to you in Telegram. The company "
                    "sees nothing of you yet."
                )
            ),
        ),
        stacked(button(tr("What fits me"), "match", "list")),
    )
