"""A challenge under review: the card with all that staff need, its company, and the decisions."""

from typing import Final

from bot.domain.challenge_form import CHALLENGE
from bot.domain.challenges import ChallengeState
from bot.domain.people import Half
from bot.domain.promises import day_at
from bot.domain.replies import Button, Reply
from bot.domain.results import ChallengeUnderReview
from bot.domain.reviews import CompanyToConfirm, Look, ReviewCard, TakenBack
from bot.i18n import Translator
from bot.screens import doctor, invitations
from bot.screens import terms as terms_screen
from bot.screens.desk import interested, people_button
from bot.screens.parts import bold, button, few, lines, paragraphs, safe, shortened, stacked

ONE_MESSAGE: Final = 3500
"""Characters that are read as one message; a longer card is two."""
TITLE: Final = 150
_PUBLIC: Final = frozenset({ChallengeState.PUBLISHED, ChallengeState.CLOSED})


def card(result: ReviewCard, tr: Translator) -> Reply:
    """Show a challenge to staff with all that the company wrote, and the decisions.

    Who is interested follows in a message of its own.
    """
    story, rest = _story(result, tr), _rest(result, tr)
    number = f"c.{result.review.challenge.id}"
    files = button(tr("Show the files"), "file", "show", number) if result.files else None
    desk = button(tr("Back to the desk"), "desk", "list")
    rows = stacked(*_decisions(result, tr), files, desk)
    reply = (
        Reply(paragraphs(story, rest), rows)
        if len(story) + len(rest) <= ONE_MESSAGE
        else Reply(story, then=Reply(rest, rows))
    )
    if result.review.interested:
        reply = reply.and_then(interested(result.review, tr))
    return reply


def _decisions(result: ReviewCard, tr: Translator) -> list[Button | None]:
    id_, people = result.review.challenge.id, people_button(result.review, tr)
    match result.review.challenge.state:
        case ChallengeState.SUBMITTED:
            return [
                None
                if result.is_company_real
                else button(tr("Is the company real?"), "review", "real", id_),
                button(tr("Publish"), "desk", "publish", id_),
                button(tr("Ask for changes"), "review", "changes", id_),
                button(tr("Set the terms"), "review", "terms", id_),
                button(tr("Decline"), "desk", "decline", id_),
                people,
            ]
        case ChallengeState.OPENING:
            return [button(tr("Undo"), "review", "undo", id_)]
        case ChallengeState.PUBLISHED:
            return [
                people,
                button(tr("Pitches ({n})", n=tr.number(result.pitches)), "pitch", "list", id_),
                button(tr("Change the terms"), "review", "terms", id_),
                button(tr("Close it"), "pitch", "close", id_),
            ]
        case ChallengeState.CLOSED if result.pitches:
            return [button(tr("Pitches ({n})", n=tr.number(result.pitches)), "pitch", "list", id_)]
        case _:
            return []


def _story(result: ReviewCard, tr: Translator) -> str:
    it = result.review.challenge
    return paragraphs(
        lines(bold(it.title), safe(it.problem)),
        _part(tr("Who has it"), it.affected),
        _part(tr("What success looks like"), it.success),
        _part(tr("Tried already"), it.tried),
        lines(
            bold(tr("English text for all readers")),
            safe(it.title_en),
            safe(it.summary_en or ""),
        )
        if it.title_en
        else None,
    )


def _part(label: str, text: str | None) -> str | None:
    return lines(bold(label), safe(text)) if text else None


def _rest(result: ReviewCard, tr: Translator) -> str:
    review, it = result.review, result.review.challenge
    remarks = doctor.remarks(result.examination, tr) if result.examination else []
    return paragraphs(
        _facts(result, tr),
        lines(
            bold(terms_screen.label(it.terms, tr)),
            *(safe(line) for line in terms_screen.lines(it.terms, tr)),
            *(safe(f"• {terms_screen.objection(why, tr)}") for why in it.terms.objections),
        ),
        lines(bold(tr("To look at")), *(safe(f"• {remark}") for remark in remarks))
        if remarks and it.state not in _PUBLIC
        else None,
        lines(*(safe(line) for line in _standing(result, tr))),
        safe(invitations.standing(review.asked, tr)),
    )


def _facts(result: ReviewCard, tr: Translator) -> str:
    review, it = result.review, result.review.challenge
    skills, technologies, industry, languages = (
        few(values, tr)
        for values in (
            review.skills,
            *(result.words.get(name, ()) for name in ("technologies", "industry", "languages")),
        )
    )
    return lines(
        safe(tr("Company: {company}", company=it.company)),
        safe(_real(result, tr)),
        safe(tr("Contact person: {contact}", contact=it.contact)),
        safe(tr("Skills: {skills}", skills=skills)) if skills else None,
        safe(tr("Technologies: {names}", names=technologies)) if technologies else None,
        safe(tr("Industry: {industry}", industry=industry)) if industry else None,
        safe(tr("It can be worked on in: {languages}", languages=languages))
        if languages
        else None,
        safe(tr("Where: {place}", place=it.place)) if it.place else None,
        safe(tr("Answers until {day}.", day=tr.date(it.deadline_on))) if it.deadline_on else None,
        safe(tr("The company reads: {language}", language=tr.name_of(it.language))),
        safe(tr("Its name stays hidden from creatives.")) if it.anonymous else None,
        safe(tr("Files: {n}", n=tr.number(result.files))) if result.files else None,
        safe(tr("Hub: {hub}", hub=review.hub.named(tr.language))) if review.hub else None,
    )


def _real(result: ReviewCard, tr: Translator) -> str:
    it, company = result.review.challenge, result.company
    if company is not None and company.confirmed_at is not None:
        day = tr.date(day_at(company.confirmed_at, result.review.hub))
        by = company.evidence or "–"
        said = tr("Confirmed as real on {day}: {evidence}", day=day, evidence=by)
        if it.evidence and it.evidence != by:
            said += "\n" + tr("The company says: {evidence}", evidence=it.evidence)
        return said
    if it.evidence:
        return tr("Not confirmed yet. The company says: {evidence}", evidence=it.evidence)
    return tr("Not confirmed yet, and no register number or address was given.")


def _standing(result: ReviewCard, tr: Translator) -> list[str]:
    """Say who has looked, what changed since, and until when the company hears."""
    it = result.review.challenge
    said = []
    if it.state is ChallengeState.CHANGES:
        said.append(tr("It is with the company, which was asked: {text}", text=it.changes_asked))
    if it.state is not ChallengeState.SUBMITTED:
        return said
    if result.changed:
        labels = [tr(CHALLENGE.field(key).label) for key in result.changed if _is_asked(key)]
        said.append(tr("The company changed: {answers}", answers=tr.list(labels)))
    said += looked(result, tr)
    if it.promised_at is not None:
        day = tr.date(day_at(it.promised_at, result.review.hub))
        said.append(tr("The company hears until {day}: it was told so.", day=day))
    return said


def _is_asked(key: str) -> bool:
    return any(field.key == key for field in CHALLENGE.fields)


def looked(result: ReviewCard, tr: Translator) -> list[str]:
    """Say who of staff has looked: by halves of the tandem, where somebody said who is which."""
    if not result.has_halves:
        everybody = tr.list(_look(look, tr) for look in result.looks)
        return [tr("Looked at by: {people}", people=everybody)] if result.looks else []
    said = [
        _half(tr("Creative hub"), [one for one in result.looks if one.half is Half.CREATIVE], tr),
        _half(
            tr("Business support organisation"),
            [one for one in result.looks if one.half is Half.BUSINESS],
            tr,
        ),
    ]
    others = [one for one in result.looks if one.half is None]
    if others:
        people = tr.list(_look(look, tr) for look in others)
        said.append(tr("Looked at by: {people}", people=people))
    return said


def _half(name: str, looks: list[Look], tr: Translator) -> str:
    if not looks:
        return tr("{half}: not looked at yet", half=name)
    people = tr.list(_look(look, tr) for look in looks)
    return tr("{half}: looked at by {people}", half=name, people=people)


def _look(look: Look, tr: Translator) -> str:
    return f"{look.name} ({tr.date(look.at.date())})"


def not_yet(result: ReviewCard, reader_id: int, tr: Translator) -> Reply:
    """Say what keeps a challenge from being published, each with the button that leads on."""
    it = result.review.challenge
    company = tr("Nobody has confirmed yet that the company is real.")
    unread = tr("The company changed it after you read it.")
    asks_for_terms = bool(result.objections)
    return Reply(
        paragraphs(
            bold(tr("It cannot be published yet: {title}", title=shortened(it.title, TITLE))),
            lines(
                None if result.is_company_real else safe(f"• {company}"),
                *(safe(f"• {terms_screen.objection(why, tr)}") for why in result.objections),
                None if result.has_looked(reader_id) else safe(f"• {unread}"),
            ),
        ),
        stacked(
            None
            if result.is_company_real
            else button(tr("Is the company real?"), "review", "real", it.id),
            button(tr("Set the terms"), "review", "terms", it.id) if asks_for_terms else None,
            button(tr("Ask the company"), "review", "changes", it.id) if asks_for_terms else None,
            button(tr("Read it"), "desk", "open", it.id),
        ),
    )


def company(result: CompanyToConfirm, mark: str, tr: Translator) -> Reply:
    """Show by what one can see that a company is real, to be confirmed by tap."""
    it, evidence = result.review.challenge, result.evidence
    if result.company is not None and result.company.confirmed_at is not None:
        return company_confirmed(result, tr)
    said = (
        tr("The company says: {evidence}", evidence=evidence)
        if evidence
        else tr("It gave no register number and no address.")
    )
    return Reply(
        paragraphs(
            bold(tr("Is this company real? {company}", company=it.company)),
            safe(said),
            safe(
                tr(
                    "Look it up in the register or on its page before you confirm it. Once "
                    "confirmed, it counts for its later challenges, too."
                )
            ),
        ),
        stacked(
            button(tr("Yes, I found it there"), "review", "confirm", f"{it.id}.{mark}")
            if evidence
            else None,
            button(tr("I found it elsewhere"), "review", "evidence", it.id),
            button(tr("Ask the company"), "review", "changes", it.id),
            button(tr("Back to the challenge"), "desk", "open", it.id),
        ),
    )


def company_confirmed(result: CompanyToConfirm, tr: Translator) -> Reply:
    """Confirm that a company counts as real."""
    it, known = result.review.challenge, result.company
    return Reply(
        lines(
            bold(tr("Confirmed: {company}", company=it.company)),
            safe(tr("By: {evidence}", evidence=(known and known.evidence) or "–")),
        ),
        stacked(button(tr("Back to the challenge"), "desk", "open", it.id)),
    )


def published(result: ReviewCard, reader_id: int, tr: Translator) -> Reply:
    """Confirm a publication that can be taken back for half a minute; or say what it lacks."""
    it = result.review.challenge
    if it.state is ChallengeState.SUBMITTED:
        return not_yet(result, reader_id, tr)
    return Reply(
        lines(
            bold(tr("Published: {title}", title=it.title_en or "")),
            safe(
                tr(
                    "It opens in half a minute; until then you can take it back. Then the company "
                    "is told, and creatives find it under /matches."
                )
            )
            if it.state is ChallengeState.OPENING
            else None,
        ),
        stacked(
            button(tr("Undo"), "review", "undo", it.id)
            if it.state is ChallengeState.OPENING
            else None,
            people_button(result.review, tr),
            button(tr("Back to the desk"), "desk", "list"),
        ),
    )


def taken_back(result: TakenBack, tr: Translator) -> Reply:
    """Confirm that a publication was taken back; or say that it is open by now."""
    it = result.review.challenge
    if not result.done:
        return Reply(
            lines(
                bold(tr("It is too late to take it back: {title}", title=_title(result.review))),
                safe(tr("It is open, or decided otherwise. You can still close it or change it.")),
            ),
            stacked(button(tr("See the challenge"), "desk", "open", it.id)),
        )
    return Reply(
        lines(
            bold(tr("Taken back: {title}", title=_title(result.review))),
            safe(tr("It waits for review again. Nobody but staff has seen it.")),
        ),
        stacked(
            button(tr("See the challenge"), "desk", "open", it.id),
            button(tr("Back to the desk"), "desk", "list"),
        ),
    )


def declined(result: ChallengeUnderReview, tr: Translator) -> Reply:
    """Confirm a decision against."""
    return Reply(
        lines(
            bold(tr("Declined: {title}", title=result.challenge.title)),
            safe(tr("The company is told, with your reason and the next step.")),
        ),
        stacked(button(tr("Back to the desk"), "desk", "list")),
    )


def handed_back(result: ChallengeUnderReview, tr: Translator) -> Reply:
    """Confirm that the company is asked for changes."""
    return Reply(
        lines(
            bold(tr("It is with the company: {title}", title=result.challenge.title)),
            safe(tr("You hear as soon as it comes back.")),
        ),
        stacked(button(tr("Back to the desk"), "desk", "list")),
    )


def _title(result: ChallengeUnderReview) -> str:
    return shortened(result.challenge.title_en or result.challenge.title, TITLE)
