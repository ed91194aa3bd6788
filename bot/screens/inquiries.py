"""Thumbs, handing a question over to people, and what they and the person who asked read."""

from typing import Final

from bot.domain.gaps import HandOver, Relayed, Why
from bot.domain.hubs import Hub
from bot.domain.inquiries import Inquiry
from bot.domain.messages import N_
from bot.domain.replies import Button, Reply, Rows
from bot.i18n import Translator
from bot.screens.parts import bold, button, lines, paragraphs, safe, shortened, small, stacked

QUOTED: Final = 800
"""Characters of a question that a quotation shows."""
REASONS: Final = {
    Why.WRONG_TOPIC: N_("It is about something else"),
    Why.OUT_OF_DATE: N_("It is out of date"),
    Why.NOT_CLEAR: N_("It is not clear"),
    Why.LANGUAGE: N_("It is not in my language"),
    Why.OTHER: N_("Something else"),
}
"""Why an answer was not helpful, as buttons and as staff read it."""


def feedback(inquiry_id: int, tr: Translator) -> Rows:
    """Return the row under an answer: was it helpful?"""
    return (
        (
            button("👍 " + tr("Helpful"), "thumb", "up", inquiry_id),
            button("👎 " + tr("Not helpful"), "thumb", "down", inquiry_id),
        ),
    )


def hand_over_button(inquiry_id: int, tr: Translator) -> Button:
    """Return the button that leads from a question to people."""
    return button(tr("Ask a person"), "person", "ask", inquiry_id)


def thanked(inquiry: Inquiry, tr: Translator) -> Reply:
    """Thank for a thumb up."""
    return Reply(
        safe(tr("Thank you, good to know.")),
        stacked(button("👎 " + tr("Not helpful after all"), "thumb", "down", inquiry.id)),
    )


def what_is_wrong(inquiry: Inquiry, tr: Translator) -> Reply:
    """Ask why an answer did not help, and offer people."""
    return Reply(
        lines(
            bold(tr("Sorry that this did not help. What is wrong with it?")),
            safe(tr("Staff read this, without your name, to mend it.")),
        ),
        stacked(
            *(
                button(tr(text), "thumb", "why", f"{inquiry.id}.{why}")
                for why, text in REASONS.items()
            ),
            hand_over_button(inquiry.id, tr),
        ),
    )


def reason_noted(inquiry: Inquiry, tr: Translator) -> Reply:
    """Thank for a reason, and offer people."""
    return Reply(
        safe(tr("Thank you, it is noted. If you still need an answer, ask a person.")),
        stacked(hand_over_button(inquiry.id, tr)),
    )


def _desk(hub: Hub | None, tr: Translator) -> str:
    return hub.named(tr.language) if hub else tr("the network desk")


def to_hand_over(result: HandOver, tr: Translator) -> Reply:
    """Say who would get the question and exactly what they would read, before it is sent."""
    if not result.staff:
        return _nobody(tr)
    if result.before:
        return handed_over(result, tr)
    who = (
        tr("It goes to the facilitators of this hub: {hub}", hub=result.hub.named(tr.language))
        if result.hub
        else tr("It goes to the network desk: the people who run this bot.")
    )
    return Reply(
        paragraphs(
            bold(tr("Shall I send your question to people?")),
            safe(who),
            lines(
                safe(
                    tr("This is what they read, with your first name, {name}:", name=result.name)
                ),
                quoted(result.inquiry.text),
            ),
        ),
        stacked(
            button(tr("Send"), "person", "send", result.inquiry.id),
            button(tr("No, do not send it"), "person", "no", result.inquiry.id),
        ),
    )


def handed_over(result: HandOver, tr: Translator) -> Reply:
    """Confirm that people have the question, and say how the answer comes."""
    if not result.staff:
        return _nobody(tr)
    first = (
        tr("Your question has been sent already, to: {hub}", hub=_desk(result.hub, tr))
        if result.before
        else tr("Your question is sent to: {hub}", hub=_desk(result.hub, tr))
    )
    return Reply(
        lines(bold(first), safe(tr("Their answer comes to you here, as a message from me."))),
        stacked(button(tr("What can you do?"), "menu", "help")),
    )


def _nobody(tr: Translator) -> Reply:
    return Reply(
        lines(
            bold(tr("Nobody can be asked through me at the moment.")),
            safe(tr("No hub has named people for that yet. Here is how to reach the hubs:")),
        ),
        stacked(button(tr("See the hubs"), "hub", "list")),
    )


def not_sent(tr: Translator) -> Reply:
    """Confirm that nothing was sent."""
    return Reply(
        safe(tr("All right, nothing is sent.")),
        stacked(button(tr("What can you do?"), "menu", "help")),
    )


def quoted(text: str) -> str:
    """Return somebody's words as a quotation; very long ones are cut."""
    return f"<blockquote>{safe(shortened(text, QUOTED))}</blockquote>"


def question_for_staff(result: HandOver, tr: Translator) -> Reply:
    """Bring a question to staff: what was asked, by whom, and how to answer."""
    language = tr.name_of(result.inquiry.language)
    return Reply(
        paragraphs(
            lines(
                bold(tr("{name} asks a person:", name=result.name)), quoted(result.inquiry.text)
            ),
            safe(
                tr("To answer, reply to this message. {name} reads it at once.", name=result.name)
            ),
            lines(
                small(tr("{name} reads: {language}", name=result.name, language=language)),
                small(tr("You get this because you are staff: {hub}", hub=_desk(result.hub, tr))),
            ),
        ),
        stacked(button(tr("Open in the desk"), "gap", "open", result.inquiry.id)),
    )


def reply_for_person(inquiry: Inquiry, text: str, hub: Hub | None, tr: Translator) -> Reply:
    """Bring the answer of staff to whoever asked."""
    return Reply(
        paragraphs(
            lines(bold(tr("Answer from: {hub}", hub=_desk(hub, tr))), safe(text)),
            lines(
                safe(tr("You asked on {day}:", day=tr.date(inquiry.at.date()))), _asked(inquiry)
            ),
            small(tr("To write back, reply to this message.")),
        )
    )


def _asked(inquiry: Inquiry) -> str:
    return quoted(inquiry.text)


def back_to_staff(
    inquiry: Inquiry, text: str, name: str, hub: Hub | None, tr: Translator
) -> Reply:
    """Bring to staff what whoever asked wrote back."""
    return Reply(
        paragraphs(
            lines(bold(tr("{name} writes back:", name=name)), safe(text)),
            lines(safe(tr("It is about this question:")), _asked(inquiry)),
            lines(
                small(tr("To answer, reply to this message. {name} reads it at once.", name=name)),
                small(tr("You get this because you are staff: {hub}", hub=_desk(hub, tr))),
            ),
        )
    )


def relayed(result: Relayed, tr: Translator) -> Reply:
    """Tell staff whether their reply reaches whoever asked."""
    if result.gone:
        return Reply(
            safe(tr("Not sent: this person has erased their data. There is nobody to answer."))
        )
    if not result.reached:
        return Reply(
            safe(tr("Not sent: {name} has stopped this bot for now.", name=result.name)),
        )
    return Reply(
        lines(
            bold(tr("Sent to {name}.", name=result.name)),
            safe(tr("A colleague had answered before you; {name} gets both.", name=result.name))
            if result.colleague
            else None,
        )
    )


def sent_back(result: Relayed, tr: Translator) -> Reply:
    """Tell whoever asked that their message went to staff."""
    if not result.reached:
        return _nobody(tr)
    return Reply(bold(tr("Sent to: {hub}", hub=_desk(result.hub, tr))))
