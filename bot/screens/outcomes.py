"""What became of an introduction: one tap for each side, counts for staff."""

from typing import Final

from bot.domain.introducing import FollowUp, OutcomeLedger
from bot.domain.introductions import FOLLOW_UPS, KeyAnswer, Outcome, Tally, WhyNothing
from bot.domain.messages import N_
from bot.domain.replies import Reply
from bot.i18n import Translator
from bot.screens.parts import bold, button, lines, paragraphs, safe, small, stacked

MOST_OPEN: Final = 10

OUTCOMES: Final = {
    Outcome.CONTRACT: N_("A contract or an order"),
    Outcome.PROTOTYPE: N_("A prototype"),
    Outcome.JOB: N_("A job or a placement"),
    Outcome.TALKING: N_("Still talking"),
    Outcome.NOTHING: N_("Nothing"),
}
REASONS: Final = {
    WhyNothing.NO_ANSWER: N_("No answer came"),
    WhyNothing.MONEY: N_("The money"),
    WhyNothing.TIME: N_("The time"),
    WhyNothing.FIT: N_("It did not fit"),
    WhyNothing.OTHER: N_("Another reason"),
}


def question(result: FollowUp, tr: Translator) -> Reply:
    """Ask one side what became of it."""
    days = tr.number(result.told.after_days)
    return Reply(
        paragraphs(
            bold(tr("What became of it? {title}", title=result.title)),
            safe(
                tr(
                    "Everybody said yes to this introduction {days} days ago. One tap is enough; "
                    "the hub sees only counts.",
                    days=days,
                )
            ),
            small(
                tr("This comes {days} days after an introduction, and not again.", days=days)
                if result.told.after_days == FOLLOW_UPS[-1]
                else tr("This comes 30 and 90 days after an introduction, and no more often.")
            ),
        ),
        stacked(
            *(
                button(tr(words), "outcome", "say", f"{result.told.id}.{outcome}")
                for outcome, words in OUTCOMES.items()
            )
        ),
    )


def said(result: FollowUp, tr: Translator) -> Reply:
    """Thank; of nothing, ask why."""
    told = result.told
    if told.outcome is Outcome.NOTHING and told.reason is None:
        return Reply(
            lines(
                bold(tr("Why did nothing come of it?")),
                safe(tr("It helps the hub to do better. One tap is enough.")),
            ),
            stacked(
                *(
                    button(tr(words), "outcome", "why", f"{told.id}.{reason}")
                    for reason, words in REASONS.items()
                ),
                button(tr("Change the answer"), "outcome", "open", told.id),
            ),
        )
    words = [OUTCOMES[told.outcome]] if told.outcome else []
    words += [REASONS[told.reason]] if told.reason else []
    return Reply(
        lines(
            bold(tr("Thank you, that is counted.")),
            safe(" · ".join(tr(word) for word in words)),
        ),
        stacked(
            button(tr("Change the answer"), "outcome", "open", told.id),
            button(tr("My introductions"), "intro", "mine"),
        ),
    )


def ledger(result: OutcomeLedger, tr: Translator) -> Reply:
    """Show staff what became of introductions, as counts, and which requests are open."""
    none = safe(tr("Nobody was asked yet: the first question comes 30 days later."))
    return Reply(
        paragraphs(
            bold(tr("What became of introductions")),
            *(_tally(one, result, tr) for one in result.tallies),
            None if result.tallies else none,
            small(tr("Each side is asked, so one introduction can count twice or more.")),
            lines(bold(tr("Open now:")), *(_open_lines(result, tr))) if result.open else None,
        ),
        stacked(
            *(
                button(
                    one.challenge.title_en or one.challenge.title,
                    "intro",
                    "open",
                    one.introduction.id,
                )
                for one in result.open[:MOST_OPEN]
            ),
            button(tr("Back to the desk"), "desk", "list"),
        ),
    )


def _tally(tally: Tally, result: OutcomeLedger, tr: Translator) -> str:
    hub = result.hubs.get(tally.hub or "")
    name = hub.named(tr.language) if hub else tr("the network desk")
    answers = sum(tally.said.values())
    return lines(
        bold(tr("{hub}, after {days} days", hub=name, days=tr.number(tally.after_days))),
        safe(
            tr(
                "Asked: {asked}. Answered: {answered}.",
                asked=tr.number(tally.asked),
                answered=tr.number(answers),
            )
        ),
        *(
            safe(f"{tr(words)}: {tr.number(tally.said[outcome])}")
            for outcome, words in OUTCOMES.items()
            if tally.said.get(outcome)
        ),
        *(
            safe(f"– {tr(words)}: {tr.number(tally.reasons[reason])}")
            for reason, words in REASONS.items()
            if tally.reasons.get(reason)
        ),
    )


def _open_lines(result: OutcomeLedger, tr: Translator) -> list[str]:
    return [
        safe(
            tr(
                "{title}: {turned} of {all} have said yes, open until {day}.",
                title=one.challenge.title_en or one.challenge.title,
                turned=tr.number(
                    sum(key.answer is KeyAnswer.YES for key in one.introduction.keys)
                ),
                all=tr.number(len(one.introduction.keys)),
                day=tr.date(one.introduction.expires_at.date()),
            )
        )
        for one in result.open[:MOST_OPEN]
    ]
