"""What fits a creative, with true reasons and what speaks against it; hiding; what is alike."""

from dataclasses import replace
from typing import Final

from bot.domain.alerts import NotForMe
from bot.domain.challenges import Challenge
from bot.domain.eligibility import Code
from bot.domain.matching import Because, But, MatchReason
from bot.domain.messages import N_
from bot.domain.offers import Alike, Change, Offer, Offers
from bot.domain.opportunities import OpportunityKind
from bot.domain.origins import FITS
from bot.domain.replies import Button, Reply, Rows
from bot.domain.results import InterestShown
from bot.domain.terms import Terms
from bot.i18n import Translator, places
from bot.screens import browse
from bot.screens import terms as terms_screen
from bot.screens.following import REASONS
from bot.screens.parts import (
    bold,
    button,
    few,
    lines,
    pager,
    paragraphs,
    safe,
    shortened,
    small,
    stacked,
)

PROBLEM_LENGTH: Final = 1500
"""Characters of a challenge that are shown; what comes after them, the company tells."""

KINDS: Final = {
    OpportunityKind.CHALLENGE: N_("Challenges of companies"),
    OpportunityKind.TRAINING: N_("Training and learning"),
    OpportunityKind.FUNDING: N_("Funding and support"),
    OpportunityKind.EVENT: N_("Events"),
}
_BECAUSE: Final = {
    Because.SKILL: N_("You both name: {skills}."),
    Because.RELATED_SKILL: N_("Close to what is asked: {values}."),
    Because.SECTOR: N_("It is for your field: {sectors}."),
    Because.TRANSITION: N_("It is about a change you chose: {values}."),
    Because.TECHNOLOGY: N_("It is about what interests you: {values}."),
    Because.LANGUAGE: N_("It is in a language you work in: {language}."),
    Because.KIND: N_("It is what you look for: {values}."),
    Because.COUNTRY: N_("It is open to your country: {country}."),
    Because.REGION: N_("It is meant for your region: {values}."),
    Because.CITY: N_("It is in your town: {values}."),
    Because.DISTANCE: N_("It is near you, in kilometres: {values}."),
    Because.REMOTE: N_("It can be done from home."),
}
_BUT: Final = {
    But.SKILLS_MISSING: N_("But they also want: {values}."),
    But.FAR: N_("But it is far, in kilometres: {values}."),
    But.LANGUAGE_WEAK: N_("But your profile has its language only at level B1: {values}."),
    But.OTHER_LEVEL: N_("But it is for beginners, and you name it as a skill: {values}."),
    But.COUNTRY_UNSURE: N_("But your country is not on its list, which may be incomplete: ask."),
    But.NOTHING_SHARED: N_("But only its text is close to yours: look at it well."),
}
CHANGES: Final = {
    Change.TRAVEL: Code.TRAVEL,
    Change.KINDS: Code.KIND,
    Change.TEAM: Code.TEAM,
    Change.LANGUAGES: Code.LANGUAGE,
}
"""Which question of the profile makes a change."""
QUESTIONS: Final = {
    Code.ASK_COUNTRY: N_("Where do you live?"),
    Code.ASK_REGION: N_("Which region do you live in?"),
    Code.ASK_TYPE: N_("As what do you take part?"),
    Code.ASK_AGE: N_("In which year were you born?"),
    Code.ASK_CONSENT: N_("Does a parent or guardian agree that you take part?"),
    Code.ASK_EXPERIENCE: N_("How many years of experience do you have?"),
    Code.ASK_TRAVEL: N_("How far do you travel?"),
    Code.ASK_PLACE: N_("In which town do you live?"),
}


def shown(result: Offers, tr: Translator) -> Reply:
    """Show one page of what fits; or say honestly that nothing does, and what would help."""
    if not result.offers:
        return _nothing(result, tr)
    count = tr.plural("{n} match", "{n} matches", result.total)
    if result.pages > 1:
        count += " · " + tr("page {page} of {pages}", page=result.number + 1, pages=result.pages)
    listed = [block(offer, tr) for offer in result.offers]
    rows: Rows = ()
    for offer in result.offers:
        rows += (*stacked(button(title_of(offer, tr), "match", "open", offer.subject)),)
        rows += (_ways(offer, tr),)
    return Reply(
        paragraphs(
            lines(bold(tr("What fits you")), safe(count)), *listed, _what_would_open(result, tr)
        ),
        rows
        + pager(tr, "match", "page", "", result.number, result.pages)
        + stacked(*_openers(result, tr), _second_tab(result, tr)),
    )


def block(offer: Offer, tr: Translator) -> str:
    """Say one match: its title, why, what speaks against it, and until when."""
    kind = "🏭 " if offer.challenge else ""
    strong = " · " + tr("strong match") if offer.is_strong else ""
    against = " ".join(part for part in (_but(offer, tr), _until(offer, tr)) if part)
    return lines(
        bold(kind + title_of(offer, tr)) + safe(strong),
        safe(why(offer, tr)),
        small(against) if against else None,
    )


def _ways(offer: Offer, tr: Translator) -> tuple[Button, ...]:
    """Return the row of a match; of a challenge, interest is shown where its whole text stands."""
    save = button(tr("Save"), "match", "save", offer.subject)
    saved = button("✓ " + tr("Saved"), "saved", "show", offer.subject)
    first = () if offer.challenge else (saved if offer.taken else save,)
    return (
        *first,
        button(tr("Not for me"), "match", "hide", offer.subject),
        button(tr("More like this"), "match", "like", offer.subject),
    )


def _until(offer: Offer, tr: Translator) -> str:
    if offer.challenge:
        day = offer.challenge.deadline_on
        return tr("Answers until {day}.", day=tr.date(day)) if day else ""
    if offer.card is None:
        return ""
    return browse.held(offer.card, tr) or browse.state(offer.card, tr)


def _nothing(result: Offers, tr: Translator) -> Reply:
    hint = (
        tr("Your profile names no skill and no field yet: that is what I compare.")
        if result.empty_profile
        else None
    )
    return Reply(
        paragraphs(
            lines(
                bold(tr("Nothing certain fits you today.")),
                safe(tr("I would rather say so than show you what does not fit.")),
            ),
            safe(hint) if hint else None,
            _what_would_open(result, tr),
        ),
        stacked(
            *_openers(result, tr),
            button(tr("Change my profile"), "profile", "edit" if result.empty_profile else "show"),
            _second_tab(result, tr),
            button(tr("Funding and support"), "list", "page", "funding.0"),
            button(tr("Training and learning"), "list", "page", "training.0"),
        ),
    )


def _what_would_open(result: Offers, tr: Translator) -> str | None:
    """Say the one question that decides most, and the one setting that opens most."""
    question, change = result.question, result.openings.best_change
    said = []
    if question is not None:
        decides = tr.plural(
            "One answer decides {n} more:",
            "One answer decides {n} more:",
            result.openings.questions.get(question, 0),
        )
        said.append(f"{safe(decides)} {bold(tr(QUESTIONS[question]))}")
    if change is not None:
        said.append(safe(opening(change, result.openings.changes[change], tr)))
    return lines(*said) or None


def opening(change: Change, n: int, tr: Translator) -> str:
    """Say how many matches a change of one setting would open."""
    match change:
        case Change.TRAVEL:
            return tr.plural(
                "Any distance would open {n} more.", "Any distance would open {n} more.", n
            )
        case Change.KINDS:
            return tr.plural(
                "Looking for everything would open {n} more.",
                "Looking for everything would open {n} more.",
                n,
            )
        case Change.TEAM:
            return tr.plural(
                "Alone or in a team, as it comes, would open {n} more.",
                "Alone or in a team, as it comes, would open {n} more.",
                n,
            )
        case _:
            return tr.plural(
                "Your languages, once I know them, open up to {n} more.",
                "Your languages, once I know them, open up to {n} more.",
                n,
            )


def _openers(result: Offers, tr: Translator) -> list[Button]:
    made = []
    if result.question is not None:
        made.append(button(tr("Answer it"), "match", "ask", result.question))
    if (change := result.openings.best_change) is not None:
        made.append(button(tr("Change this setting"), "match", "ask", CHANGES[change]))
    return made


def _second_tab(result: Offers, tr: Translator) -> Button | None:
    label = tr("What I said yes to") + f" ({tr.number(result.yeses)})"
    return button(label, "match", "mine") if result.yeses else None


def why(offer: Offer, tr: Translator) -> str:
    """Say why it fits: only what both sides stated."""
    if not offer.reasons:
        return ""
    values: dict[Because, list[str]] = {}
    for reason in offer.reasons:
        values.setdefault(reason.because, []).append(_value(reason, tr))
    return " ".join(
        _filled(_BECAUSE[because], few(said, tr), tr) for because, said in values.items()
    )


def _filled(message: str, values: str, tr: Translator) -> str:
    """Say a message with one place, whatever that is called."""
    return tr(message, **dict.fromkeys(places(message), values))


def _value(reason: MatchReason, tr: Translator) -> str:
    if reason.because is Because.KIND and reason.value in set(OpportunityKind):
        return tr(KINDS[OpportunityKind(reason.value)])
    if reason.because is Because.RELATED_SKILL and reason.of:
        return f"{reason.value} ({reason.of})"
    return reason.value


def _but(offer: Offer, tr: Translator) -> str:
    point = offer.counter_point
    return _filled(_BUT[point.but], few(point.values, tr), tr) if point else ""


def title_of(offer: Offer, tr: Translator) -> str:
    """Return what something is called, for its reader."""
    if offer.challenge:
        return offer.challenge.words_for(tr.language)[1]
    return offer.card.entry.in_language(tr.language)[1].title if offer.card else ""


def seen(result: Offer, tr: Translator) -> Reply:
    """Show one thing whole, with why it fits and all that can be done with it."""
    return challenge(result, tr) if result.challenge else _entry(result, tr)


def _entry(result: Offer, tr: Translator) -> Reply:
    if result.card is None:
        return Reply("")
    return Reply(
        paragraphs(browse.card_html(result.card, tr), _reasons(result, tr)),
        stacked(
            *browse.card_buttons(replace(result.card, origin=FITS), tr), *_more_ways(result, tr)
        ),
    )


def challenge(result: Offer, tr: Translator) -> Reply:
    """Show a challenge to a creative: the problem, what is wanted, until when, why it fits."""
    it = result.challenge
    if it is None:
        return Reply("")
    language, title, words = it.words_for(tr.language)
    company = None if it.anonymous else tr("Company: {company}", company=it.company)
    # There is no translation of what success is.
    success = it.success if language == it.language else None
    html = paragraphs(
        lines(
            bold(title),
            safe(company) if company else None,
            safe(shortened(words, PROBLEM_LENGTH)),
            safe(tr("It worked if: {success}", success=success)) if success else None,
        ),
        _terms(it, tr),
        lines(
            safe(tr("Skills: {skills}", skills=few(result.skills, tr))) if result.skills else None,
            safe(tr("Where: {place}", place=it.place)) if it.place else None,
            safe(tr("Answers until {day}.", day=tr.date(it.deadline_on)))
            if it.deadline_on
            else safe(tr("No deadline was given.")),
        ),
        _reasons(result, tr),
        small(note) if (note := browse.shown_in(language, tr)) else None,
        bold(tr("Your interest is noted.")) if result.taken else None,
    )
    interest = (
        button(tr("Take it back"), "match", "back", it.id)
        if result.taken
        else button(tr("I am interested"), "match", "yes", it.id)
    )
    eligible = None if result.taken else button(tr("Am I eligible?"), "fit", "ask", it.id)
    pitch = button(tr("Write a pitch"), "pitch", "new", it.id) if result.taken else None
    team = button(tr("With a team"), "team", "of", it.id) if result.taken else None
    files = button(tr("Show the files"), "file", "show", f"c.{it.id}") if result.files else None
    return Reply(html, stacked(pitch, team, interest, files, eligible, *_more_ways(result, tr)))


def _terms(challenge: Challenge, tr: Translator) -> str | None:
    """Say what is asked and paid, before anybody writes a word."""
    if challenge.terms == Terms():
        return None
    terms = challenge.terms
    return lines(
        bold(terms_screen.label(terms, tr)),
        *(safe(said) for said in terms_screen.lines(terms, tr)),
    )


def _reasons(result: Offer, tr: Translator) -> str | None:
    said, but = why(result, tr), _but(result, tr)
    return lines(safe(said) if said else None, small(but) if but else None) or None


def _more_ways(result: Offer, tr: Translator) -> list[Button]:
    hide = (
        button(tr("Show it again"), "match", "unhide", result.subject)
        if result.hidden
        else button(tr("Not for me"), "match", "hide", result.subject)
    )
    return [
        *(() if result.challenge and result.taken else (hide,)),
        button(tr("More like this"), "match", "like", result.subject),
        button(tr("What fits me"), "match", "list"),
    ]


def why_not(result: Offer, tr: Translator) -> Reply:
    """Ask why something is not for somebody."""
    return Reply(
        lines(
            bold(title_of(result, tr)),
            safe(tr("Why is it not for you? I do not show it to you again.")),
        ),
        stacked(
            *(
                button(tr(words), "match", "why", f"{result.subject}.{reason}")
                for reason, words in REASONS.items()
            ),
            button(tr("What fits me"), "match", "list"),
        ),
    )


def hidden(result: Offer, reason: NotForMe, tr: Translator) -> Reply:
    """Confirm that something is not shown any more, and how to undo that."""
    may_not = reason is NotForMe.MAY_NOT_APPLY
    return Reply(
        lines(
            bold(title_of(result, tr)),
            safe(tr("Thank you. I do not show it to you again.")),
        ),
        stacked(
            button(tr("Undo"), "match", "unhide", result.subject),
            button(tr("Am I eligible?"), "fit", "ask", result.subject) if may_not else None,
            button(tr("What fits me"), "match", "list"),
        ),
    )


def alike(result: Alike, tr: Translator) -> Reply:
    """List what resembles something."""
    title = title_of(result.to, tr)
    if not result.offers:
        return Reply(
            lines(
                bold(tr("More like this: {title}", title=title)),
                safe(tr("I know of nothing else like it that is open to you now.")),
            ),
            stacked(
                button(tr("Back"), "match", "open", result.to.subject),
                button(tr("What fits me"), "match", "list"),
            ),
        )
    return Reply(
        paragraphs(
            bold(tr("More like this: {title}", title=title)),
            *(block(offer, tr) for offer in result.offers),
        ),
        stacked(
            *(
                button(title_of(offer, tr), "match", "open", offer.subject)
                for offer in result.offers
            ),
            button(tr("Back"), "match", "open", result.to.subject),
            button(tr("What fits me"), "match", "list"),
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
        stacked(
            button(tr("Write a pitch"), "pitch", "new", result.challenge.id),
            button(tr("With a team"), "team", "of", result.challenge.id),
            button(tr("What fits me"), "match", "list"),
            button(tr("What I said yes to"), "match", "mine"),
            button(tr("Take it back"), "match", "back", result.challenge.id),
        ),
    )
