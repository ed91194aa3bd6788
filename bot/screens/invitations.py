"""Asking somebody about a challenge: what staff see, what the creative gets, and the answer."""

from collections.abc import Mapping
from typing import Final

from bot.domain.hubs import Hub
from bot.domain.invitations import Answer, Asked, Invitation, Obstacle
from bot.domain.messages import N_
from bot.domain.offers import Offer
from bot.domain.people import Person
from bot.domain.replies import Button, Reply
from bot.domain.results import ChallengeUnderReview
from bot.domain.shortlists import Asking, Declined
from bot.domain.suggestions import INVITATION_LASTS, MOST_INVITATIONS, MOST_INVITED
from bot.i18n import Translator
from bot.screens import browse, matches
from bot.screens.parts import bold, button, lines, paragraphs, safe, shortened, small, stacked

LINE: Final = 150
PROBLEM_LENGTH: Final = 700
"""Characters of a challenge in an invitation; all of it is a tap away."""

_OBSTACLES: Final[Mapping[Obstacle, str]] = {
    Obstacle.NOT_OPEN: N_("The challenge is not open. Once it is published, you can ask people."),
    Obstacle.GONE: N_("They cannot be found any more: their profile is hidden, or they left."),
    Obstacle.COMPANY: N_("It is their own challenge."),
    Obstacle.MINOR: N_("They are under 18, or may be. Minors are not asked."),
    Obstacle.RULES: N_(
        "They may not take part, said yes already, or do not want to see this challenge."
    ),
    Obstacle.UNWILLING: N_("They do not want messages like this now. They find it in /matches."),
    Obstacle.ASKED: N_("They were asked already. Nobody is asked twice about one challenge."),
    Obstacle.NOT_DRAWN: N_(
        "Many fit equally well, so lots decided about the places, and theirs was not drawn."
    ),
    Obstacle.CHALLENGE_FULL: N_(
        "{most} people were asked about this challenge, and no more may be: whoever is asked "
        "should have a real chance."
    ),
    Obstacle.PERSON_FULL: N_(
        "They have {each} open invitations, and nobody has more at a time: so it is not always "
        "the same people. One is free again once they answer, or after {days} days."
    ),
}
_SAID: Final[Mapping[Answer, str]] = {
    Answer.YES: N_("Asked on {day}: said yes."),
    Answer.NO: N_("Asked on {day}: said no."),
    Answer.WITHDRAWN: N_("Asked on {day}: does not take part."),
}


def really_ask(result: Asking, tr: Translator) -> Reply:
    """Ask staff once before somebody is asked; or say why that cannot be."""
    if result.person is None or result.obstacle is not None:
        return refused(result, tr)
    it, name = result.challenge.challenge, shortened(result.person.name, LINE)
    return Reply(
        paragraphs(
            bold(tr("Shall I ask {name}?", name=name)),
            safe(tr("It is about: {title}", title=title_of(result.challenge))),
            safe(
                tr(
                    "They read what it is about, why it may fit them and which hub asks, and "
                    "answer yes or no. You hear of it. Nobody is asked twice."
                )
            ),
            safe(standing(result.challenge.asked, tr)),
        ),
        stacked(
            button(tr("Yes, ask {name}", name=name), "people", "sure", f"{it.id}.{_id(result)}"),
            _back(result.challenge, tr),
        ),
    )


def done(result: Asking, tr: Translator) -> Reply:
    """Confirm that somebody is asked; or say why not."""
    if result.person is None or result.obstacle is not None:
        return refused(result, tr)
    name = shortened(result.person.name, LINE)
    return Reply(
        lines(
            bold(tr("{name} is asked.", name=name)),
            safe(
                tr(
                    "My message leaves outside of their quiet hours. I tell you what they "
                    "answer; after {days} days without an answer it is open no more.",
                    days=tr.number(INVITATION_LASTS.days),
                )
            ),
        ),
        stacked(_back(result.challenge, tr), _challenge(result.challenge, tr)),
    )


def refused(result: Asking, tr: Translator) -> Reply:
    """Say kindly why somebody cannot be asked."""
    why = result.obstacle or Obstacle.GONE
    person = result.person
    head = (
        tr("I cannot ask {name} now.", name=shortened(person.name, LINE))
        if person
        else tr("I cannot ask them now.")
    )
    return Reply(
        lines(
            bold(head),
            safe(
                tr(
                    _OBSTACLES[why],
                    most=tr.number(MOST_INVITED),
                    each=tr.number(MOST_INVITATIONS),
                    days=tr.number(INVITATION_LASTS.days),
                )
            ),
        ),
        stacked(_back(result.challenge, tr), _challenge(result.challenge, tr)),
    )


def standing(asked: Asked | None, tr: Translator) -> str:
    """Say how many were asked about a challenge, and what they said."""
    if asked is None or not asked.invitations:
        return ""
    return tr(
        "Asked: {asked} of at most {most}. Said yes: {yes}. Said no: {no}.",
        asked=tr.number(len(asked.invitations)),
        most=tr.number(MOST_INVITED),
        yes=tr.number(asked.count(Answer.YES)),
        no=tr.number(asked.count(Answer.NO)),
    )


def of_person(asked: Asked | None, person_id: int, tr: Translator) -> str:
    """Say how it stands with asking one person: asked, with the answer, or at their cap."""
    if asked is None:
        return ""
    if invitation := asked.invitations.get(person_id):
        return _said(invitation, asked, tr)
    if asked.is_open and asked.is_busy(person_id):
        each = tr.number(MOST_INVITATIONS)
        return tr("Has {each} open invitations: not to be asked now.", each=each)
    return ""


def _said(invitation: Invitation, asked: Asked, tr: Translator) -> str:
    day = tr.date(invitation.at.date())
    if invitation.answer is not None:
        return tr(_SAID[invitation.answer], day=day)
    if invitation.has_lapsed(asked.at):
        return tr("Asked on {day}: no answer.", day=day)
    return tr("Asked on {day}: not answered yet.", day=day)


def ask_button(
    challenge: ChallengeUnderReview, person: Person | None, tr: Translator
) -> Button | None:
    """Return the button that asks somebody, unless asking itself keeps them from it."""
    asked = challenge.asked
    if person is None or asked is None or asked.obstacle(person.id):
        return None
    id_ = f"{challenge.challenge.id}.{person.id}"
    return button(tr("Ask {name}", name=person.name), "people", "ask", id_)


def invitation(offer: Offer, hub: Hub | None, tr: Translator) -> Reply:
    """Ask a creative: what it is, why it may fit, who asks, how to answer, and the way out."""
    it = offer.challenge
    if it is None:
        return Reply("")
    language, title, words = it.words_for(tr.language)
    head = tr("A facilitator thinks that this challenge may fit you: {title}", title=title)
    why, note = matches.why(offer, tr), browse.shown_in(language, tr)
    asks = hub.named(tr.language) if hub else tr("the network desk")
    return Reply(
        paragraphs(
            lines(bold(head), safe(tr("Hub: {hub}", hub=asks))),
            safe(shortened(words, PROBLEM_LENGTH)),
            safe(why) if why else None,
            safe(tr("Answers until {day}.", day=tr.date(it.deadline_on)))
            if it.deadline_on
            else None,
            small(note) if note else None,
            small(
                tr(
                    "You get this because your profile can be found by the hubs. You may say no: "
                    "it has no disadvantage. /profile hides you."
                )
            ),
        ),
        stacked(
            button(tr("I am interested"), "match", "yes", it.id),
            button(tr("No, thank you"), "invited", "no", it.id),
            button(tr("Am I eligible?"), "fit", "ask", it.id),
            button(tr("See the challenge"), "match", "open", it.id),
            button(tr("No more of these messages"), "alerts", "matches", "off"),
        ),
    )


def declined(result: Declined, tr: Translator) -> Reply:
    """Thank for a no, and offer never to show it again; who said yes takes that back instead."""
    id_, title = result.challenge.id, result.challenge.words_for(tr.language)[1]
    if result.interested:
        return Reply(
            lines(bold(title), safe(tr("You said that you are interested. Take it back?"))),
            stacked(
                button(tr("Take it back"), "match", "back", id_),
                button(tr("What fits me"), "match", "list"),
            ),
        )
    return Reply(
        lines(
            bold(title),
            safe(tr("Thank you for answering. Nobody asks you about it again.")),
        ),
        stacked(
            button(tr("Do not show it again"), "match", "hide", id_),
            button(tr("I am interested after all"), "match", "yes", id_),
            button(tr("What fits me"), "match", "list"),
        ),
    )


def declined_notice(challenge: ChallengeUnderReview, person: Person, tr: Translator) -> Reply:
    """Tell who asked that somebody said no."""
    return Reply(
        paragraphs(
            lines(
                bold(tr("Somebody said no, thank you: {title}", title=title_of(challenge))),
                safe(tr("First name: {name}. There is nothing to do.", name=person.name)),
            ),
            small(tr("You get this because you asked them.")),
        ),
        stacked(
            button(tr("People who could fit"), "people", "list", f"{challenge.challenge.id}.0"),
            _challenge(challenge, tr),
        ),
    )


def title_of(result: ChallengeUnderReview) -> str:
    """Return what a challenge is called among staff."""
    return shortened(result.challenge.title_en or result.challenge.title, LINE)


def _id(result: Asking) -> int:
    return result.person.id if result.person else 0


def _back(challenge: ChallengeUnderReview, tr: Translator) -> Button:
    return button(tr("Back to the people"), "people", "list", f"{challenge.challenge.id}.0")


def _challenge(challenge: ChallengeUnderReview, tr: Translator) -> Button:
    return button(tr("See the challenge"), "desk", "open", challenge.challenge.id)
