"""What the doctor of challenges found, as friendly questions; none of them is a wall."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.domain.briefs import Examination, Fault, Finding
from bot.domain.messages import N_
from bot.domain.replies import Button, Reply
from bot.domain.terms import FIELD_OF, Unfair
from bot.i18n import Translator
from bot.screens import terms as terms_screen
from bot.screens.parts import bold, button, lines, paragraphs, safe, shortened, small, stacked

_WORDS_LENGTH: Final = 60
"""Longest quotation of the writer's own words."""

_QUESTIONS: Final[Mapping[Fault, tuple[str, str]]] = {
    Fault.SOLUTION: (
        N_("You name what you would like to have. What does not work today, and for whom?"),
        N_("For example: one customer in five calls because the instructions are unclear."),
    ),
    Fault.NO_MEASURE: (
        N_("By what will you see that it worked?"),
        N_("For example: half as many returns by summer, or nobody asks at the counter any more."),
    ),
    Fault.NO_OWNER: (
        N_("Who in your company looks after it and decides? One name or one role is enough."),
        N_("For example: the head of production. Only the hub reads it."),
    ),
    Fault.VAGUE: (
        N_("Many companies could have written this. What happened last, and where?"),
        N_("For example: last month 40 of 300 chairs came back with scratched legs."),
    ),
    Fault.WIDE: (
        N_("I read several different problems here. Which one comes first?"),
        N_("For example: only the scratched legs. The catalogue can be a challenge of its own."),
    ),
    Fault.CONFIDENTIAL: (
        N_("Everybody may read this text, and something in it is perhaps not for everybody."),
        N_("For example: “our foreman” instead of his name. Contact data has its own question."),
    ),
    Fault.TOO_SOON: (
        N_("The time until the deadline is short for this work. Can it be later, or less work?"),
        N_("For example: three weeks for 40 hours, because creatives have other work, too."),
    ),
}
"""For each fault a question, and an example of what would help."""

_REMARKS: Final[Mapping[Fault, str]] = {
    Fault.SOLUTION: N_("It names a solution, not what hurts."),
    Fault.NO_MEASURE: N_("Nothing says by what one would see that it worked."),
    Fault.NO_OWNER: N_("Nobody in the company has it yet."),
    Fault.VAGUE: N_("It could stand for any company."),
    Fault.WIDE: N_("It holds several different problems."),
    Fault.CONFIDENTIAL: N_("Something in the public text is perhaps confidential."),
    Fault.TOO_SOON: N_("The deadline is near for this work."),
}

_OPENS: Final[Mapping[str, str]] = {
    "title": N_("Change the title"),
    "problem": N_("Change the problem"),
    "affected": N_("Change who has the problem"),
    "success": N_("Say what success looks like"),
    "tried": N_("Change what was tried"),
    "contact": N_("Say who looks after it"),
    "deadline": N_("Change the deadline"),
    "handed": N_("Say what is handed in"),
    "reward": N_("Say what is paid"),
    "amount": N_("Say how much is paid"),
    "rights": N_("Say whose the work is"),
    "effort": N_("Say how many hours it takes"),
}
"""The button that opens the question of the form which a finding or an objection is about."""


def checked(
    draft_id: int, examination: Examination, objections: Sequence[Unfair], tr: Translator
) -> Reply:
    """Ask about what was found in a draft before it is sent.

    A button opens each question of the form (`form:edit`); the last one sends the draft as it is
    (`challenge:send`).
    """
    return Reply(
        paragraphs(
            bold(tr("Before it goes to the hub:")),
            *(question(finding, tr) for finding in examination.findings),
            _terms(objections, tr),
            *limits(examination, tr),
            small(tr("You can send it as it is, too: a facilitator helps with the rest.")),
        ),
        stacked(
            *(opener(draft_id, key, tr) for key in _keys(examination, objections)),
            button(tr("Send it as it is"), "challenge", "send", draft_id),
        ),
    )


def question(finding: Finding, tr: Translator) -> str:
    """Return one finding as a question with an example, in HTML."""
    asked, example = _QUESTIONS[finding.fault]
    words = shortened(finding.words, _WORDS_LENGTH)
    return lines(
        safe(f"• {tr(asked)}"),
        safe(tr("I read: “{words}”", words=words)) if words else None,
        small(tr(example)),
    )


def remarks(examination: Examination, tr: Translator) -> list[str]:
    """Return what was found as short remarks for staff, in plain text."""
    faults = dict.fromkeys(finding.fault for finding in examination.findings)
    return [tr(_REMARKS[fault]) for fault in faults] + limits_said(examination, tr)


def limits(examination: Examination, tr: Translator) -> list[str]:
    """Return, in HTML, what is not checked in this language; nothing if everything is."""
    return [small(said) for said in limits_said(examination, tr)]


def limits_said(examination: Examination, tr: Translator) -> list[str]:
    """Return what is not checked in this language, in plain text."""
    if examination.whole:
        return []
    return [tr("In this language only dates, contact data and length are checked.")]


def _terms(objections: Sequence[Unfair], tr: Translator) -> str | None:
    if not objections:
        return None
    return lines(
        safe(tr("Before it can be published, fair terms are needed:")),
        *(safe(f"• {terms_screen.objection(why, tr)}") for why in objections),
    )


def _keys(examination: Examination, objections: Sequence[Unfair]) -> list[str]:
    """Return the questions of the form to open, each once."""
    found = [finding.field for finding in examination.findings]
    return list(dict.fromkeys([*found, *(FIELD_OF[why] for why in objections)]))


def opener(draft_id: int, key: str, tr: Translator) -> Button:
    """Return the button that opens one question of a form."""
    return button(tr(_OPENS[key]), "form", "edit", f"{draft_id}.{key}")
