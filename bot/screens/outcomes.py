"""What became of an introduction: one tap for each side, counts for staff."""

from typing import Final

from bot.domain.introducing import FollowUp, IntroductionSeen, OutcomeLedger
from bot.domain.introductions import FOLLOW_UPS, KeyAnswer, Outcome, Tally, WhyNothing
from bot.domain.messages import N_
from bot.domain.replies import Reply
from bot.i18n import Translator
from bot.screens.parts import bold, button, lines, paragraphs, safe, shortened, small, stacked

TALLIES_A_MESSAGE: Final = 8
"""Each has at most twelve lines: these fit the 4096 characters of a message."""
TITLE: Final = 80

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
    """Show staff what became of introductions, as counts, and which requests are open.

    The network desk reads of all hubs: that takes several messages.
    """
    title = bold(tr("What became of introductions"))
    none = safe(tr("Nobody was asked yet: the first question comes 30 days later."))
    tallies = [_tally(one, result, tr) for one in result.tallies] or [none]
    *before, last = [
        paragraphs(*tallies[at : at + TALLIES_A_MESSAGE])
        for at in range(0, len(tallies), TALLIES_A_MESSAGE)
    ]
    end = Reply(
        paragraphs(
            None if before else title,
            last,
            small(tr("Each side is asked, so one introduction can count twice or more.")),
            lines(bold(tr("Open now:")), *(_open_lines(result, tr))) if result.open else None,
        ),
        stacked(
            *(button(_title(one), "intro", "open", one.introduction.id) for one in result.open),
            button(tr("Back to the desk"), "desk", "list"),
        ),
    )
    if not before:
        return end
    reply = Reply(paragraphs(title, before[0]))
    for html in before[1:]:
        reply = reply.and_then(Reply(html))
    return reply.and_then(end)


def _title(seen: IntroductionSeen) -> str:
    return shortened(seen.challenge.title_en or seen.challenge.title, TITLE)


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
    more = [safe(tr.plural("{n} more", "{n} more", result.more))] if result.more else []
    listed = [
        safe(
            tr(
                "{title}: {turned} of {all} have said yes, open until {day}.",
                title=_title(one),
                turned=tr.number(
                    sum(key.answer is KeyAnswer.YES for key in one.introduction.keys)
                ),
                all=tr.number(len(one.introduction.keys)),
                day=tr.date(one.introduction.expires_at.date()),
            )
        )
        for one in result.open
    ]
    return listed + more
